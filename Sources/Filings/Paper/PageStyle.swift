internal import Press

/// What the style of a page says about paper: its `@page` rules and the font of `body`. All other looks go by element and
/// class.
struct PageStyle {
    private(set) var isPleading = false
    private(set) var paper = Paper.letter
    /// Of the text of plain papers.
    private(set) var size = Length.points(10)
    private(set) var leading = Length.points(14)

    /// Reads a style sheet: `@page{size;margin;@box{content;font}}` and `body{font}`; whatever else is in it is passed over.
    mutating func read(_ css: String) {
        for rule in CSSRule.rules(css) {
            switch rule.selector {
            case "@page": readPage(rule.body)
            case "body": readFont(rule.body)
            default: break
            }
        }
    }

    private mutating func readFont(_ body: String) {
        for (name, value) in CSSRule.declarations(body) {
            if name == "font-size", let points = CSSRule.length(value) {
                let ratio = Double(leading) / Double(size)
                size = .points(points)
                leading = .points(points * ratio)
            }
            guard name == "font", let part = value.split(separator: " ").first else { continue }
            let halves = part.split(separator: "/")
            guard halves.count == 2, let points = CSSRule.length(String(halves[0])) else { continue }
            size = .points(points)
            if let factor = Double(halves[1]) {
                leading = .points((points * factor * 4).rounded() / 4)
            } else if let exact = CSSRule.length(String(halves[1])) {
                leading = .points(exact)
            }
        }
    }

    private mutating func readPage(_ body: String) {
        let inner = CSSRule.rules(body)
        for (name, value) in CSSRule.declarations(CSSRule.outside(body)) {
            switch name {
            case "size":
                let isWide = value.hasSuffix("landscape")
                paper.width = .points(isWide ? 792 : 612)
                paper.height = .points(isWide ? 612 : 792)
            case "margin":
                let lengths = value.split(separator: " ").compactMap { CSSRule.length(String($0)) }
                guard let top = lengths.first else { continue }
                let right = lengths.count > 1 ? lengths[1] : top
                let bottom = lengths.count > 2 ? lengths[2] : top
                let left = lengths.count > 3 ? lengths[3] : right
                paper.top = .points(top)
                paper.left = .points(left)
                paper.right = paper.width - .points(right)
                paper.bottom = paper.height - .points(bottom)
            default: break
            }
        }
        for rule in inner { readBox(rule) }
    }

    private mutating func readBox(_ rule: CSSRule) {
        let places: [String: MarginBox.Place] = [
            "@top-left": .topLeft, "@top-center": .topCenter, "@top-right": .topRight, "@bottom-left": .bottomLeft,
            "@bottom-center": .bottomCenter, "@bottom-right": .bottomRight,
        ]
        guard let place = places[rule.selector] else { return }
        var box = MarginBox(place: place, parts: [], size: .points(9), isBold: false)
        for (name, value) in CSSRule.declarations(rule.body) {
            if name == "content" {
                box.parts = CSSRule.content(value)
            } else if name == "font" {
                box.isBold = value.hasPrefix("bold")
                if let size = value.split(whereSeparator: { " /".contains($0) }).lazy.compactMap({
                    CSSRule.length(String($0))
                }).first {
                    box.size = .points(size)
                }
            }
        }
        // The number of the page above the title of the paper: the foot that rule 2.110 asks for.
        if place == .bottomRight, box.parts.count == 2, case .page = box.parts[0], case .text(let text) = box.parts[1],
            text.hasPrefix("\n")
        {
            isPleading = true
            let boxes = paper.boxes
            paper = .pleading(footer: text.trimmed)
            paper.boxes = boxes.filter { $0.place != .topRight }
            return
        }
        let isEmpty = box.parts.allSatisfy {
            if case .text(let text) = $0 { return text.isEmpty }
            return false
        }
        guard !isEmpty else { return }
        paper.boxes.removeAll { $0.place == place }
        paper.boxes.append(box)
    }

    mutating func mark(draft: String) { paper.draftMark = draft }
}

/// One rule of a style sheet, taken apart as far as `PageStyle` needs it.
struct CSSRule {
    let selector: String
    let body: String

    /// The rules of a sheet, or those inside a rule.
    static func rules(_ css: String) -> [CSSRule] {
        var rules: [CSSRule] = []
        scan(css) { selector, body in rules.append(CSSRule(selector: selector, body: body)) }
        return rules
    }

    /// What stands in a rule outside of the rules in it.
    static func outside(_ body: String) -> String {
        var rest = body
        for rule in rules(body) { rest = rest.replacing("\(rule.selector){\(rule.body)}", with: "") }
        return rest
    }

    private static func scan(_ css: String, _ found: (String, String) -> Void) {
        var selector = ""
        var body = ""
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for character in css {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "{" {
                depth += 1
                if depth == 1 { continue }
            } else if !isQuoted, character == "}" {
                depth -= 1
                if depth == 0 {
                    found(selector.trimmed, body)
                    selector = ""
                    body = ""
                    continue
                }
            } else if !isQuoted, depth == 0, character == ";" {
                selector = ""
                continue
            }
            if depth == 0 { selector.append(character) } else { body.append(character) }
        }
    }

    static func declarations(_ body: String) -> [(String, String)] {
        var parts: [String] = [""]
        var isQuoted = false
        for character in body {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.compactMap { part in
            guard let colon = part.firstIndex(of: ":") else { return nil }
            return (String(part[..<colon]).trimmed, String(part[part.index(after: colon)...]).trimmed)
        }
    }

    /// A length in points.
    static func length(_ text: String) -> Double? {
        if text == "0" { return 0 }
        if text.hasSuffix("pt") { return Double(text.dropLast(2)) }
        if text.hasSuffix("in") { return Double(text.dropLast(2)).map { $0 * 72 } }
        return nil
    }

    /// The value of `content`: strings and counters of pages.
    static func content(_ value: String) -> [MarginBox.Part] {
        var parts: [MarginBox.Part] = []
        var rest = value[...]
        while let first = rest.first {
            if first == "\"" {
                rest = rest.dropFirst()
                var text = ""
                while let character = rest.popFirst(), character != "\"" {
                    guard character == "\\" else {
                        text.append(character)
                        continue
                    }
                    var digits = ""
                    while let digit = rest.first, digit.isHexDigit, digits.count < 6 {
                        digits.append(digit)
                        rest = rest.dropFirst()
                    }
                    if digits.isEmpty, let literal = rest.popFirst() { text.append(literal) }
                    if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
                        text.unicodeScalars.append(scalar)
                        // One blank ends the number.
                        if rest.first == " " { rest = rest.dropFirst() }
                    }
                }
                parts.append(.text(text))
            } else if rest.hasPrefix("counter(page)") {
                parts.append(.page)
                rest = rest.dropFirst("counter(page)".count)
            } else if rest.hasPrefix("counter(pages)") {
                parts.append(.pages)
                rest = rest.dropFirst("counter(pages)".count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
