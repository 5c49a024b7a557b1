import Cases

/// What a row says, in both readings: what holds in the reference's reading stands in the low half, what holds in the
/// corrected one in the high half.
struct RowFlags: OptionSet {
    let rawValue: UInt32

    static let convicted = RowFlags(rawValue: 0x0001_0001)
    static let felony = RowFlags(rawValue: 0x0002_0002)
    /// A registration under Penal Code section 290.
    static let registration = RowFlags(rawValue: 0x0004_0004)
    static let deceased = RowFlags(rawValue: 0x0008_0008)
    /// A court row that gives its case a number.
    static let numbersCase = RowFlags(rawValue: 0x0010_0010)
    static let inCounty = RowFlags(rawValue: 0x0020_0020)
    static let hasDate = RowFlags(rawValue: 0x0040_0040)
    static let hasBirthDate = RowFlags(rawValue: 0x0080_0080)
    /// A part of a sentence that can be added.
    static let hasSentence = RowFlags(rawValue: 0x0100_0100)
    static let infraction = RowFlags(rawValue: 0x0200_0200)

    // Only the corrected reading asks for these.
    static let unreadableSentence = RowFlags(rawValue: 0x0400_0000)
    static let damagedText = RowFlags(rawValue: 0x0800_0000)
    static let unknownLevel = RowFlags(rawValue: 0x2000_0000)
    /// The row could not be used; all that is known is whose it is.
    static let rejected = RowFlags(rawValue: 0x1000_0000)

    static let reference = RowFlags(rawValue: 0x0000_FFFF)
    static let corrected = RowFlags(rawValue: 0xFFFF_0000)

    /// The flag where each reading has its own answer.
    @inline(__always)
    static func set(_ flag: RowFlags, reference: Bool, corrected: Bool) -> RowFlags {
        var mask: UInt32 = 0
        if reference { mask |= Self.reference.rawValue }
        if corrected { mask |= Self.corrected.rawValue }
        return RowFlags(rawValue: flag.rawValue & mask)
    }

    /// Whether the row says nothing besides whose it is and when that person was born.
    var isPlain: Bool { isDisjoint(with: [.convicted, .registration, .deceased, .numbersCase]) }

    // MARK: - Reading them off a row

    /// `row` has all of its fields; `county` is as the file writes it: `LOS ANGELES`.
    static func of(_ row: HistoryRow, county: [UInt8]) -> RowFlags {
        var flags = whatHappened(row)
        if !flags.isDisjoint(with: .convicted) {
            let field = row[HistoryColumn.county]
            flags.formUnion(
                .set(.inCounty, reference: field.equals(county), corrected: field.trimmed.equals(county)))
            flags.formUnion(level(of: row))
        }
        return flags
    }

    /// Conviction, registration, death, or a case that gets its number.
    static func whatHappened(_ row: HistoryRow) -> RowFlags {
        let disposition = row[HistoryColumn.disposition]
        let convicted = RowFlags.set(
            .convicted, reference: disposition.begins(with: "CONVICTED"),
            corrected: disposition.trimmed.begins(with: "CONVICTED"))
        return convicted.union(step(of: row))
    }

    private static func level(of row: HistoryRow) -> RowFlags {
        let level = row[HistoryColumn.convictionLevel]
        let type = row[HistoryColumn.offenseLevel]
        let trimmed = level.trimmed
        let felony = RowFlags.set(
            .felony, reference: level.equals("FELONY") || level.isEmpty && type.equals("F"),
            corrected: trimmed.equals("FELONY") || trimmed.isEmpty && type.trimmed.equals("F"))
        if !felony.isDisjoint(with: .corrected) { return felony }
        let isInfraction = trimmed.equals("INFRACTION") || trimmed.isEmpty && type.trimmed.equals("I")
        if isInfraction { return felony.union(.infraction) }
        let isMisdemeanor = trimmed.equals("MISDEMEANOR") || trimmed.isEmpty && type.trimmed.equals("M")
        return isMisdemeanor ? felony : felony.union(.unknownLevel)
    }

    private static func step(of row: HistoryRow) -> RowFlags {
        let step = row[HistoryColumn.stepType]
        let trimmed = step.trimmed
        if trimmed.equals("COURT ACTION") {
            let number = row[HistoryColumn.caseNumber]
            return .set(
                .numbersCase, reference: step.equals("COURT ACTION") && !number.isEmpty,
                corrected: CaseNumberText.canBeOne(number.trimmed))
        }
        if trimmed.equals("DECEASED") {
            return .set(.deceased, reference: step.equals("DECEASED"), corrected: true)
        }
        guard trimmed.equals("REGISTRATION") else { return [] }
        let offense = row[HistoryColumn.offense]
        let section = offense.trimmed
        return .set(
            .registration, reference: step.equals("REGISTRATION") && offense.begins(with: "290"),
            corrected: section.begins(with: "290") && !(section.count > 3 && section.start[3].isDigit))
    }
}
