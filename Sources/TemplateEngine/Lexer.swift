/// Cuts a template into tags and text, as the Mustache specification has it: delimiters may change, and a line that
/// holds nothing but one tag vanishes with its blanks and its line end.
struct Lexer {
    private let text: [UInt8]
    private var open: [UInt8] = Array("{{".utf8)
    private var close: [UInt8] = Array("}}".utf8)
    private var tokens: [Token] = []
    private var openTags: [Int] = []
    private(set) var faults: [Fault] = []

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// All tokens in order.
    mutating func run() -> [Token] {
        var offset = 0
        while let start = find(open, from: offset) {
            addText(offset..<start)
            guard let end = readTag(at: start) else {
                faults.append(Fault(offset: start, message: "this tag is not closed"))
                return LineLayout.lay(tokens, of: text)
            }
            offset = end
        }
        addText(offset..<text.count)
        return LineLayout.lay(tokens, of: text)
    }

    /// Adds text, cut behind every line feed.
    private mutating func addText(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text[start..<range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? range.upperBound
            tokens.append(Token(kind: .text, range: start..<end))
            start = end
        }
    }

    /// Reads the tag that opens at `start`; gives the offset behind it, or nil if it has no end.
    private mutating func readTag(at start: Int) -> Int? {
        let inside = start + open.count
        guard inside < text.count else { return nil }
        switch text[inside] {
        case UInt8(ascii: "{"): return readName(.rawValue, at: start, from: inside + 1, closing: [0x7D] + close)
        case UInt8(ascii: "&"): return readName(.rawValue, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "#"): return readName(.section, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "^"): return readName(.inverted, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "/"): return readName(.close, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: ">"): return readName(.partial, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "<"): return readName(.parent, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "$"): return readName(.block, at: start, from: inside + 1, closing: close)
        case UInt8(ascii: "!"):
            guard let end = find(close, from: inside + 1) else { return nil }
            tokens.append(Token(kind: .nothing, range: start..<(end + close.count)))
            return end + close.count
        case UInt8(ascii: "="): return readDelimiters(at: start, from: inside + 1)
        default: return readName(.value, at: start, from: inside, closing: close)
        }
    }

    private mutating func readName(_ kind: Token.Kind, at start: Int, from: Int, closing: [UInt8]) -> Int? {
        guard let found = find(closing, from: from) else { return nil }
        let end = found + closing.count
        var name = trim(from..<found)
        var token = Token(kind: kind, range: start..<end, name: name)
        if kind == .partial || kind == .parent || kind == .close, !name.isEmpty,
            text[name.lowerBound] == UInt8(ascii: "*")
        {
            token.isDynamic = true
            name = trim((name.lowerBound + 1)..<name.upperBound)
            token.name = name
        }
        if name.isEmpty {
            faults.append(Fault(offset: start, message: "this tag has no name"))
            token.kind = .nothing
        }
        pair(&token)
        tokens.append(token)
        return end
    }

    /// Remembers what is open, so that a closing tag knows what it closes.
    private mutating func pair(_ token: inout Token) {
        switch token.kind {
        case .section, .inverted, .parent, .block: openTags.append(tokens.count)
        case .close:
            guard let opener = openTags.popLast() else { return }
            token.opener = opener
            token.openerKind = tokens[opener].kind
        default: break
        }
    }

    private mutating func readDelimiters(at start: Int, from: Int) -> Int? {
        guard let found = find([UInt8(ascii: "=")] + close, from: from) else { return nil }
        let end = found + 1 + close.count
        let parts = text[from..<found].split(whereSeparator: Lexer.isBlank)
        if parts.count == 2, parts.allSatisfy({ !$0.contains(UInt8(ascii: "=")) }) {
            open = Array(parts[0])
            close = Array(parts[1])
        } else {
            faults.append(Fault(offset: start, message: "a change of delimiters is written {{=<% %>=}}"))
        }
        tokens.append(Token(kind: .nothing, range: start..<end))
        return end
    }

    private func trim(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, Lexer.isBlank(text[lower]) { lower += 1 }
        while upper > lower, Lexer.isBlank(text[upper - 1]) { upper -= 1 }
        return lower..<upper
    }

    private func find(_ needle: [UInt8], from: Int) -> Int? {
        guard from + needle.count <= text.count else { return nil }
        for start in from...(text.count - needle.count)
        where text[start] == needle[0] && text[start..<(start + needle.count)].elementsEqual(needle) {
            return start
        }
        return nil
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

/// Finds the lines that belong to a tag alone.
enum LineLayout {
    /// Drops the blanks and line ends around standalone tags, and marks where every other line starts.
    static func lay(_ tokens: [Token], of text: [UInt8]) -> [Token] {
        var laid: [Token] = []
        var start = 0
        for (index, token) in tokens.enumerated() {
            let endsLine = token.kind == .text && text[token.range.upperBound - 1] == 0x0A
            if endsLine || index == tokens.count - 1 {
                layLine(tokens[start...index], of: text, into: &laid)
                start = index + 1
            }
        }
        return laid
    }

    private static func layLine(_ line: ArraySlice<Token>, of text: [UInt8], into laid: inout [Token]) {
        guard let first = line.first, let last = line.last else { return }
        let blanks = leadingBlanks(first, of: text)
        let standsAlone = isStandalone(line, of: text)
        if !standsAlone { laid.append(Token(kind: .lineStart, range: blanks)) }
        for (index, token) in zip(line.indices, line) {
            var token = token
            if token.kind == .text {
                if standsAlone { continue }
                if index == line.startIndex { token.range = blanks.upperBound..<token.range.upperBound }
                if !token.range.isEmpty { laid.append(token) }
            } else if token.kind != .nothing {
                token.standsAlone = standsAlone
                token.lineEnd = last.range.upperBound
                if token.range.lowerBound == blanks.upperBound { token.indentation = blanks }
                laid.append(token)
            }
        }
    }

    private static func leadingBlanks(_ first: Token, of text: [UInt8]) -> Range<Int> {
        let start = first.range.lowerBound
        guard first.kind == .text else { return start..<start }
        let end = text[first.range].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? first.range.upperBound
        return start..<end
    }

    /// One tag that may stand alone and blanks. Also several tags of inheritance, such as `{{<page}}{{$title}}`; but a
    /// block that opens and closes on its line is a place in the text, not a line of its own.
    private static func isStandalone(_ line: ArraySlice<Token>, of text: [UInt8]) -> Bool {
        var tags = 0
        var others = 0
        for token in line {
            if token.kind == .text {
                guard text[token.range].allSatisfy(Lexer.isBlank) else { return false }
                continue
            }
            guard token.kind.mayStandAlone else { return false }
            tags += 1
            if !isInheritance(token) { others += 1 }
            if token.kind == .close, token.openerKind == .block, let opener = token.opener, opener >= line.startIndex {
                return false
            }
        }
        return tags == 1 || (tags > 1 && others == 0)
    }

    private static func isInheritance(_ token: Token) -> Bool {
        let kind = token.kind == .close ? token.openerKind : token.kind
        return kind == .parent || kind == .block
    }
}
