/// A section of the Health and Safety Code under which a person was convicted, such as `11359` or `11357(a)`.
package struct CodeSection: Hashable, Sendable {
    /// The section's number without subdivision: `11357`, `11530.5`.
    package let number: String
    /// The subdivision in lower case with its parentheses, `(a)` or `(b)(1)`; empty when none was given.
    package let subdivision: String

    /// What Proposition 64 does with a section (H&S 11361.8(a) lists the sections that it reaches).
    package enum Reach: Sendable {
        /// 11357 to 11360 and 11362.1 to 11362.4.
        case current
        /// The numbers of the same offenses before the recodification of 1972 (Stats. 1972, ch. 1407):
        /// 11530 possession, 11530.1 cultivation, 11530.5 possession for sale, 11531 sale or transport.
        case former
        /// Any other section: Proposition 64 gives no relief (for example 11361, use of a minor).
        case none
    }

    package var reach: Reach {
        switch number {
        case "11357", "11358", "11359", "11360", "11362.1", "11362.2", "11362.3", "11362.4": .current
        case "11530", "11530.1", "11530.5", "11531": .former
        default: .none
        }
    }

    /// The section's number and subdivision: `11357(a)`.
    package var cited: String { number + subdivision }

    package init(number: String, subdivision: String = "") {
        self.number = number
        self.subdivision = subdivision
    }

    /// Reads the ways in which offices and the Department of Justice write a section:
    /// `11357(a)`, `HS 11358`, `11359 HS`, `H&S § 11360(A)`, `11357(B) HS-POSSESS MARIJUANA`.
    ///
    /// - Returns: nil where no five-digit section number stands, where a digit stands before it, or where another
    ///   code than Health and Safety is named (`11357 PC`).
    package init?(parsing text: UnsafeBufferPointer<UInt8>) {
        guard let start = Self.startOfNumber(in: text) else { return nil }
        var end = start + 5
        if end + 1 < text.count, text[end] == UInt8(ascii: "."), text[end + 1].isDigit {
            end += 1
            while end < text.count, text[end].isDigit { end += 1 }
        }
        guard end == text.count || !text[end].isDigit else { return nil }
        number = String(decoding: text[start..<end], as: UTF8.self)
        var subdivision: [UInt8] = []
        while let group = Self.parenthesized(in: text, at: end) {
            subdivision += group.text
            end = group.end
        }
        self.subdivision = String(decoding: subdivision, as: UTF8.self)
        if Self.namesAnotherCode(UnsafeBufferPointer(rebasing: text[end...])) { return nil }
    }

    /// Reads a section from text; see `init(parsing:)`.
    package init?(_ text: String) {
        let parsed = Array(text.utf8).withUnsafeBufferPointer { CodeSection(parsing: $0) }
        guard let parsed else { return nil }
        self = parsed
    }

    private static func startOfNumber(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var run = 0
        for index in text.indices {
            run = text[index].isDigit ? run + 1 : 0
            guard run == 5 else { continue }
            let start = index - 4
            // `111359` and `1.11359` are other numbers, not this one with something before it.
            if start > 0, text[start - 1] == UInt8(ascii: ".") { return nil }
            return start
        }
        return nil
    }

    private static func parenthesized(
        in text: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (text: [UInt8], end: Int)? {
        guard index < text.count, text[index] == UInt8(ascii: "(") else { return nil }
        guard let close = text[index...].firstIndex(of: UInt8(ascii: ")")), close - index <= 5, close > index + 1
        else { return nil }
        return (text[index...close].map(\.lowercased), close + 1)
    }

    /// Whether the first word after the number is the abbreviation of another California code.
    private static func namesAnotherCode(_ rest: UnsafeBufferPointer<UInt8>) -> Bool {
        let word = rest.drop { $0 == UInt8(ascii: " ") }.prefix { $0.isLetter }.map(\.lowercased)
        return ["pc", "vc", "bp", "wi", "mv", "fg", "gc"].contains { $0.utf8.elementsEqual(word) }
    }
}
