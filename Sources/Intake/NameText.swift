package import Cases

/// Takes a whole name apart: `LAST,FIRST MIDDLE SUFFIX`, or `FIRST MIDDLE LAST SUFFIX` where no comma stands.
///
/// Either way the parts, put together again in the order of a caption, are the words that the batch had.
package enum NameText {
    /// A name that is at hand as a text.
    package static func parse(_ text: String) -> PersonName {
        var bytes = Array(text.utf8)
        return bytes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return PersonName(last: "") }
            return parse(ValueText(trimming: start, buffer.count))
        }
    }

    static func parse(_ text: ValueText) -> PersonName {
        let comma = UInt8(ascii: ",")
        guard let first = text.bytes.firstIndex(of: comma) else { return natural(words(text)) }
        var last = words(ValueText(0..<first, of: text))
        var given = words(ValueText((first + 1)..<text.count, of: text))
        var suffix = takeSuffix(&given, keeping: 1)
        if suffix.isEmpty { suffix = takeSuffix(&last, keeping: 1) }
        return PersonName(
            last: joined(last[...]),
            first: given.first.map { $0.string } ?? "",
            middle: joined(given.dropFirst()),
            suffix: suffix
        )
    }

    private static func natural(_ words: [ValueText]) -> PersonName {
        var words = words
        let suffix = takeSuffix(&words, keeping: 2)
        guard let last = words.popLast() else { return PersonName(last: "") }
        return PersonName(
            last: last.string,
            first: words.first.map { $0.string } ?? "",
            middle: joined(words.dropFirst()),
            suffix: suffix
        )
    }

    /// Words between blanks and further commas.
    private static func words(_ text: ValueText) -> [ValueText] {
        var words: [ValueText] = []
        var start = 0
        for index in 0...text.count {
            let isBreak = index == text.count || text[index] == 32 || text[index] == UInt8(ascii: ",")
            guard isBreak else { continue }
            if index > start { words.append(ValueText(start..<index, of: text)) }
            start = index + 1
        }
        return words
    }

    private static func joined(_ words: ArraySlice<ValueText>) -> String {
        words.count == 1 ? words[words.startIndex].string : words.map(\.string).joined(separator: " ")
    }

    private static func takeSuffix(_ words: inout [ValueText], keeping least: Int) -> String {
        guard words.count > least, let last = words.last, let suffix = suffix(last) else { return "" }
        words.removeLast()
        return suffix
    }

    /// `Jr.` and `JR` are one suffix. A lone `V` is an initial more often than a fifth.
    private static func suffix(_ word: ValueText) -> String? {
        let isDotted = word.count > 1 && word[word.count - 1] == UInt8(ascii: ".")
        let text = ValueText(0..<(word.count - (isDotted ? 1 : 0)), of: word)
        if text.matches("jr") { return "JR" }
        if text.matches("sr") { return "SR" }
        if text.matches("ii") { return "II" }
        if text.matches("iii") { return "III" }
        if text.matches("iv") { return "IV" }
        return nil
    }

    /// Other names, joined by `;` or `/`.
    static func list(_ text: ValueText) -> [String] {
        var names: [String] = []
        var start = 0
        for index in 0...text.count {
            let isBreak = index == text.count || text[index] == UInt8(ascii: ";") || text[index] == UInt8(ascii: "/")
            guard isBreak else { continue }
            let part = ValueText(trimming: text.start + start, index - start)
            if !part.isEmpty, !part.isMissingMark { names.append(part.string) }
            start = index + 1
        }
        return names
    }
}
