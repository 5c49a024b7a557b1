extension Offense {
    /// Reads the text of an offense in both ways.
    ///
    /// - Parameter source: `OFFENSE_DESCR` or, where `isInComment` says so, `COMMENT_TEXT`, as it stands in the file.
    /// - Returns: twice the same object where both readings say the same.
    package static func readings(of source: UnsafeRawBufferPointer) -> (reference: Offense, corrected: Offense) {
        let reference = Offense(OffenseText(source), as: .reference)
        let corrected = Offense(OffenseText(source), as: .corrected)
        return (reference, corrected.isSame(as: reference) ? reference : corrected)
    }

    /// Whether the offense stands in `COMMENT_TEXT`: its own column is blank or refers to the comment.
    package static func isInComment(description: UnsafeRawBufferPointer) -> Bool {
        if let first = description.first, first > 0x20, first < 0x80, first != UInt8(ascii: "S") { return false }
        let text = OffenseText(description).trimmed
        let reference: StaticString = "SEE COMMENT FOR CHARGE"
        return text.count == 0 || (text.count == reference.utf8CodeUnitCount && text.has(reference, at: 0))
    }

    /// Whether the comment of an offense that stands in its own column names another offense of Proposition 64.
    ///
    /// Also where it names the subdivision of section 11357 that the description leaves open, or one of the other pair:
    /// (A) and (B), little; (C) and (D), more or on school grounds.
    package static func isPossibleOtherCharge(
        description: UnsafeRawBufferPointer, comment: UnsafeRawBufferPointer, reading: Reading = .reference
    ) -> Bool {
        let comment = OffenseText(comment)
        guard let other = Proposition64Section.first(in: comment, as: reading)?.section else { return false }
        guard !isInComment(description: description) else { return false }
        let text = OffenseText(description)
        guard Proposition64Section.first(in: text, as: reading)?.section == other else { return true }
        guard other == .possession, let subdivision = possessionSubdivision(in: comment) else { return false }
        guard let own = possessionSubdivision(in: text) else { return true }
        return (own <= UInt8(ascii: "B")) != (subdivision <= UInt8(ascii: "B"))
    }

    /// `A` to `D`, where it first stands in parentheses behind 11357.
    private static func possessionSubdivision(in text: OffenseText) -> UInt8? {
        var start = 0
        while let place = text.first("11357(", from: start) {
            let letter = place + 6
            if text.has(")", at: letter + 1), (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(text[letter]) {
                return text[letter]
            }
            start = letter
        }
        return nil
    }

    private convenience init(_ source: OffenseText, as reading: Reading) {
        let text = Self.codeText(source, as: reading)
        var marks: Marks = []
        if text.first("PC") != nil || text.first("MV") != nil {
            marks = SectionTable.strikes(in: text, as: reading)
            marks.formUnion(SectionTable.registrations(in: text, as: reading))
        }
        if reading == .corrected, Self.endOfPreparation(in: text) != nil { marks.insert(.attempt) }
        self.init(
            text: text.string, marks: marks, proposition64: Proposition64Section.first(in: text, as: reading)?.section,
            related: RelatedOffense.name(in: text, as: reading))
    }

    private func isSame(as other: Offense) -> Bool {
        marks == other.marks && proposition64 == other.proposition64 && related == other.related && text == other.text
    }

    /// What stands before the first hyphen, where the file puts the offense in words. Correctly read, the hyphen of
    /// `664-11359 HS-POSSESS FOR SALE` belongs to the number of the attempt, and blanks around the whole do not count.
    private static func codeText(_ source: OffenseText, as reading: Reading) -> OffenseText {
        let hyphen = UInt8(ascii: "-")
        guard reading == .corrected else { return source.slice(0..<(source.first(hyphen) ?? source.count)) }
        let text = source.trimmed
        var cut = text.first(hyphen)
        if let first = cut, endOfPreparation(in: text) == first { cut = text.first(hyphen, from: first + 1) }
        return text.slice(0..<(cut ?? text.count)).trimmed
    }

    /// Where the number of an attempt (Pen. Code 664), a conspiracy (182) or a solicitation (653f) ends, with which the
    /// text begins.
    ///
    /// - Returns: nil unless the number of the offense itself follows, directly or behind one other character.
    private static func endOfPreparation(in text: OffenseText) -> Int? {
        guard let number = (["664", "182", "653F"] as [StaticString]).first(where: { text.has($0, at: 0) })
        else { return nil }
        let end = text.endOfSubdivisions(from: number.utf8CodeUnitCount)
        if end < text.count, text[end].isDigit {
            return Proposition64Section.at(end, in: text) == nil ? nil : end
        }
        guard end + 1 < text.count, text[end] != UInt8(ascii: "."), !text[end].isLetter, text[end + 1].isDigit
        else { return nil }
        return end
    }
}

extension Proposition64Section {
    /// The section whose number stands first in a text.
    ///
    /// The reference finds the number also inside another: `11357.5` is a different offense, and correctly read none of
    /// these. What stands before it does not matter in either reading (`664/11359`, `66411359`).
    static func first(in text: OffenseText, as reading: Reading) -> (section: Self, start: Int)? {
        var last = 4
        while last < text.count {
            guard text[last].isDigit else {
                last += 5
                continue
            }
            if let section = at(last - 4, in: text), reading == .reference || text.isEndOfNumber(last + 1) {
                return (section, last - 4)
            }
            last += 1
        }
        return nil
    }

    /// The section whose number begins here.
    static func at(_ start: Int, in text: OffenseText) -> Self? {
        guard text.has("113", at: start), start + 5 <= text.count else { return nil }
        switch (text[start + 3], text[start + 4]) {
        case (UInt8(ascii: "5"), UInt8(ascii: "7")): return .possession
        case (UInt8(ascii: "5"), UInt8(ascii: "8")): return .cultivation
        case (UInt8(ascii: "5"), UInt8(ascii: "9")): return .possessionForSale
        case (UInt8(ascii: "6"), UInt8(ascii: "0")): return .sale
        default: return nil
        }
    }
}
