/// Takes an HTML document of ours apart: well-formed XML with nothing but elements, text and the five entities of XML.
///
/// It is not `XMLReader`, because that one leaves out blanks between elements, which in a paragraph part words, and
/// refuses the document type that HTML begins with. It is as strict: what is not well-formed is an error with its place.
struct PageScanner {
    enum Event {
        case start(PageElement)
        case end(PageElement)
        /// A stretch of text without entities.
        case text
        /// One character that stood as an entity.
        case entity
    }

    private static let deepest = 64

    private let bytes: [UInt8]
    private var position = 0
    /// Of the event, for messages.
    private var begin = 0
    private var open: [PageElement] = []
    private var endsAtOnce = false
    /// The text of `.text` and `.entity`.
    private(set) var text: ArraySlice<UInt8> = []
    /// Attributes of the last start.
    private(set) var classes: PageClasses = []
    private(set) var columns = 1
    private(set) var number: Int?
    private(set) var isLettered = false
    private(set) var isRowHeading = false
    private(set) var language: String?

    init(_ bytes: [UInt8]) throws(PaperError) {
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw PaperError(.malformed("the file is not UTF-8 text"))
        }
        let doctype = Array("<!DOCTYPE html>".utf8)
        if bytes.starts(with: doctype) { position = doctype.count }
    }

    func error(_ cause: PaperError.Cause) -> PaperError {
        let before = bytes[..<min(begin, bytes.count)]
        let line = before.reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
        let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        return PaperError(cause, line: line, column: begin - start + 1)
    }

    /// - Returns: nil after the end of the root element.
    mutating func next() throws(PaperError) -> Event? {
        begin = position
        if endsAtOnce {
            endsAtOnce = false
            return try end()
        }
        if open.isEmpty {
            while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
            begin = position
            if position == bytes.count { return nil }
        }
        guard position < bytes.count else { throw error(.malformed("the document ends too early")) }
        switch bytes[position] {
        case UInt8(ascii: "<"):
            if isAt("<!--") {
                try skipComment()
                return try next()
            }
            if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/") { return try readEnd() }
            return try readStart()
        case UInt8(ascii: "&"): return try readEntity()
        default:
            guard !open.isEmpty else { throw error(.malformed("text outside of the root element")) }
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "<"), bytes[position] != UInt8(ascii: "&") {
                position += 1
            }
            text = bytes[start..<position]
            return .text
        }
    }

    private func isAt(_ text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[position + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    private mutating func skipComment() throws(PaperError) {
        position += 4
        while !isAt("-->") {
            guard position < bytes.count else { throw error(.malformed("a comment has no end")) }
            position += 1
        }
        position += 3
    }

    private mutating func readName() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isName =
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x3A
            guard isName else { break }
            position += 1
        }
        return bytes[start..<position]
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func readStart() throws(PaperError) -> Event {
        position += 1
        let name = readName()
        guard let element = PageElement(name) else {
            throw error(.unknownElement(String(decoding: name, as: UTF8.self)))
        }
        guard open.count < Self.deepest else { throw error(.malformed("elements nest too deep")) }
        (classes, columns, number, isLettered, isRowHeading, language) = ([], 1, nil, false, false, nil)
        while true {
            skipBlanks()
            guard position < bytes.count else { throw error(.malformed("a tag has no end")) }
            if isAt("/>") {
                position += 2
                endsAtOnce = true
                break
            }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                break
            }
            try readAttribute()
        }
        open.append(element)
        return .start(element)
    }

    private mutating func readAttribute() throws(PaperError) {
        let name = readName()
        guard !name.isEmpty, isAt("=\"") else { throw error(.malformed("an attribute is not well-formed")) }
        position += 2
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        guard position < bytes.count else { throw error(.malformed("an attribute has no end")) }
        let value = bytes[start..<position]
        position += 1
        switch String(decoding: name, as: UTF8.self) {
        case "class":
            for word in value.split(separator: 0x20) {
                guard let known = PageClasses.named(word) else {
                    throw error(.unknownClass(String(decoding: word, as: UTF8.self)))
                }
                classes.insert(known)
            }
        case "colspan": columns = min(max(Int(String(decoding: value, as: UTF8.self)) ?? 1, 1), 100)
        case "start": number = Int(String(decoding: value, as: UTF8.self)).map { min(max($0, 0), 1_000_000) }
        case "type": isLettered = value.elementsEqual("a".utf8)
        case "scope": isRowHeading = value.elementsEqual("row".utf8)
        case "lang": language = String(decoding: value, as: UTF8.self)
        default: break
        }
    }

    private mutating func readEnd() throws(PaperError) -> Event {
        position += 2
        let name = readName()
        skipBlanks()
        guard isAt(">"), let last = open.last, name.elementsEqual(last.rawValue.utf8) else {
            throw error(.malformed("an element is not closed where it has to be"))
        }
        position += 1
        return try end()
    }

    private mutating func end() throws(PaperError) -> Event {
        guard let element = open.popLast() else { throw error(.malformed("an end without a beginning")) }
        return .end(element)
    }

    private mutating func readEntity() throws(PaperError) -> Event {
        let start = position + 1
        while position < bytes.count, bytes[position] != UInt8(ascii: ";"), position - start < 10 { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ";"), position > start, !open.isEmpty else {
            throw error(.malformed("a reference to a character has no end"))
        }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        switch name {
        case "amp": text = [UInt8(ascii: "&")]
        case "lt": text = [UInt8(ascii: "<")]
        case "gt": text = [UInt8(ascii: ">")]
        case "quot": text = [UInt8(ascii: "\"")]
        case "apos": text = [UInt8(ascii: "'")]
        default:
            guard name.hasPrefix("#") else { throw error(.malformed("an entity that XML does not have")) }
            let digits = name.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value, let scalar = Unicode.Scalar(value) else {
                throw error(.malformed("a reference to no character"))
            }
            text = Array(String(Character(scalar)).utf8)[...]
        }
        return .entity
    }
}
