/// What a style says for print: the rules of its sheets, those for screens left out.
struct StyleSheet {
    struct Rule {
        /// `body`; of a box in the margin of pages, `@page @bottom-right`.
        let selector: String
        let declarations: [(name: String, value: String)]
    }

    private(set) var rules: [Rule] = []
    /// Whether it fetches anything from elsewhere.
    let reachesOut: Bool

    init(_ css: [UInt8]) {
        let text = String(decoding: css, as: UTF8.self)
        reachesOut = text.contains("url(") || text.contains("@import")
        var rest = css[...]
        read(&rest, inside: "", depth: 0)
    }

    /// Reads rules up to the brace that closes what they stand in.
    private mutating func read(_ css: inout ArraySlice<UInt8>, inside outer: String, depth: Int) {
        var declarations: [(name: String, value: String)] = []
        while let (text, end) = Self.statement(&css) {
            if end == UInt8(ascii: "{"), depth < 4 {
                if text.hasPrefix("@media") {
                    if text.contains("screen") {
                        Self.skipBlock(&css)
                    } else {
                        read(&css, inside: outer, depth: depth + 1)
                    }
                } else {
                    read(&css, inside: outer.isEmpty ? text : "\(outer) \(text)", depth: depth + 1)
                }
                continue
            }
            if let colon = text.firstIndex(of: ":") {
                declarations.append(
                    (trimmed(text[..<colon]), trimmed(text[text.index(after: colon)...])))
            }
            if end == UInt8(ascii: "}") { break }
        }
        if !outer.isEmpty, !declarations.isEmpty { rules.append(Rule(selector: outer, declarations: declarations)) }
    }

    /// The text up to the next `{`, `}` or `;` outside of quotes, and that sign; nil at the end.
    private static func statement(_ css: inout ArraySlice<UInt8>) -> (String, UInt8)? {
        guard !css.isEmpty else { return nil }
        var text: [UInt8] = []
        var isQuoted = false
        while let byte = css.popFirst() {
            if byte == UInt8(ascii: "\\") {
                text.append(byte)
                if let next = css.popFirst() { text.append(next) }
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted {
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") {
                    return (trimmed(String(decoding: text, as: UTF8.self)[...]), byte)
                }
                if byte == UInt8(ascii: "/"), css.first == UInt8(ascii: "*") {
                    while let next = css.popFirst(), !(next == UInt8(ascii: "*") && css.first == UInt8(ascii: "/")) {}
                    _ = css.popFirst()
                    continue
                }
            }
            text.append(byte)
        }
        return (trimmed(String(decoding: text, as: UTF8.self)[...]), 0)
    }

    private static func skipBlock(_ css: inout ArraySlice<UInt8>) {
        var depth = 1
        while depth > 0, let (_, end) = statement(&css) {
            if end == UInt8(ascii: "{") { depth += 1 }
            if end == UInt8(ascii: "}") { depth -= 1 }
        }
    }

    /// The last value of a property that a rule of exactly that selector sets.
    func value(_ selector: String, _ property: String) -> String? {
        rules.last { $0.selector == selector && $0.declarations.contains { $0.name == property } }?
            .declarations.last { $0.name == property }?.value
    }

    /// The four sides of a property such as `margin`, in points: top, right, bottom, left.
    func sides(_ selector: String, _ property: String) -> [Double] {
        guard let value = value(selector, property) else { return [0, 0, 0, 0] }
        let lengths = value.split(separator: " ").map { Self.length($0) ?? 0 }
        switch lengths.count {
        case 1: return [lengths[0], lengths[0], lengths[0], lengths[0]]
        case 2: return [lengths[0], lengths[1], lengths[0], lengths[1]]
        case 3: return [lengths[0], lengths[1], lengths[2], lengths[1]]
        case 4: return lengths
        default: return [0, 0, 0, 0]
        }
    }

    /// A length in points; nil for lengths that depend on something else.
    static func length(_ text: some StringProtocol) -> Double? {
        if text == "0" { return 0 }
        if text.hasSuffix("pt") { return Double(text.dropLast(2)) }
        if text.hasSuffix("in") { return Double(text.dropLast(2)).map { $0 * 72 } }
        return nil
    }

    /// A value of `font` taken apart.
    struct Font {
        var size: Double?
        var leading: Double?
        var family = ""

        init(_ value: String) {
            var words = value.split(separator: " ")[...]
            while let word = words.first {
                words = words.dropFirst()
                guard let first = word.utf8.first, first &- 0x30 < 10 || first == UInt8(ascii: ".") else { continue }
                let halves = word.split(separator: "/")
                size = halves.first.flatMap(StyleSheet.length)
                if halves.count == 2 {
                    leading = StyleSheet.length(halves[1]) ?? Double(halves[1]).map { $0 * (size ?? 0) }
                }
                family = words.joined(separator: " ")
                return
            }
            family = value
        }

        /// The family that a browser tries first.
        var face: String {
            let first = family.split(separator: ",").first ?? ""
            return String(trimmed(first).filter { $0 != "\"" })
        }
    }

    func font(_ selector: String) -> Font? { value(selector, "font").map(Font.init) }
}

/// Without blanks at its ends.
private func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.unicodeScalars.first, first.value <= 0x20 { text.unicodeScalars.removeFirst() }
    while let last = text.unicodeScalars.last, last.value <= 0x20 { text.unicodeScalars.removeLast() }
    return String(text)
}
