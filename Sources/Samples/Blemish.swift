/// A way in which a row of an office's list goes wrong. Every problem that a single row can have is among them, and
/// some doubts.
enum Blemish: CaseIterable, Sendable {
    case missingCaseNumber, nullCaseNumber, severalCaseNumbers, strangeCaseNumber
    case missingName, longName, overlongField, controlCharacter
    case missingSection, unknownSection, otherCode
    case missingDate, impossibleDate, unreadableDate, futureDate, otherDateForm
    case unknownLevel, unknownSentence, unknownDetermination, missingDetermination
    case missingJurisdiction, unknownJurisdiction, felonyOfCity, unknownCourthouse, closedCourthouse
    case duplicateCount, twoPeople
    case notEligible, maybeEligible, handReview, cityReview, afterProposition64
    case shortRow, longRow, strayQuote, unclosedQuote

    /// Spoils a record. What comes back stands in the batch in its place, most often the record alone.
    func spoil(_ clean: SampleRecord, random: inout SeededGenerator) -> [SampleRecord] {
        var record = clean
        switch self {
        case .duplicateCount: return [record, record]
        case .twoPeople:
            record[.personID] += "-B"
            record[.lastName] = record[.lastName] == "OTHER" ? "ANOTHER" : "OTHER"
            return [clean, record]
        case .shortRow: record.damage = .shortRow
        case .longRow: record.damage = .longRow
        case .strayQuote: record.damage = .strayQuote
        case .unclosedQuote: record.damage = .unclosedQuote
        default:
            if !spoilCase(&record, random: &random) { spoilCount(&record, random: &random) }
        }
        return [record]
    }

    /// - Returns: whether this blemish is one of the case's values.
    private func spoilCase(_ record: inout SampleRecord, random: inout SeededGenerator) -> Bool {
        switch self {
        case .missingCaseNumber: record[.caseNumber] = ""
        case .nullCaseNumber: record[.caseNumber] = "NULL"
        case .severalCaseNumbers: record[.caseNumber] += "; A\(random.within(100_000...999_999))"
        case .strangeCaseNumber: record[.caseNumber] = "cr " + record[.caseNumber].lowercased()
        case .missingName:
            record[.lastName] = ""
            record[.firstName] = ""
        case .longName: record[.lastName] = String(repeating: "LONGNAME-", count: 44) + "LAST"
        case .overlongField: record[.street] = String(repeating: "1234 VERY LONG STREET ", count: 1_000)
        case .controlCharacter: record[.firstName] += "\u{7}"
        case .missingJurisdiction:
            record[.jurisdiction] = ""
            setLevel("misdemeanor", &record)
        case .unknownJurisdiction: record[.jurisdiction] = "City of Nowhere Springs"
        case .felonyOfCity:
            record[.jurisdiction] = "City of Burbank"
            setLevel("felony", &record)
        case .unknownCourthouse: record[.courthouse] = "Nowhere Springs Courthouse"
        case .closedCourthouse: record[.courthouse] = "Santa Monica Courthouse"
        default: return false
        }
        return true
    }

    private func spoilCount(_ record: inout SampleRecord, random: inout SeededGenerator) {
        let index = random.below(record.counts.count)
        func set(_ column: CountColumn, _ text: String) { record.counts[index][column] = text }
        switch self {
        case .missingSection: set(.section, "")
        case .unknownSection: set(.section, "11361")
        case .otherCode: set(.section, "11357 PC")
        case .missingDate: set(.convictionDate, random.chance(0.5) ? "" : "0001-01-01")
        case .impossibleDate: set(.convictionDate, "1987-02-30")
        case .unreadableDate: set(.convictionDate, "spring of 1987")
        case .futureDate: set(.convictionDate, "2999-01-04")
        case .otherDateForm: set(.convictionDate, Self.american(record.counts[index][.convictionDate]))
        case .unknownLevel: set(.level, "wobbler")
        case .unknownSentence: set(.sentenceStatus, "perhaps")
        case .unknownDetermination: set(.determination, "Elligible")
        case .missingDetermination: set(.determination, "")
        case .notEligible: set(.determination, "Not eligible")
        case .maybeEligible: set(.determination, "Maybe Eligible - Flag for Review")
        case .handReview: set(.determination, "Hand Review")
        case .cityReview: set(.determination, "To be reviewed by City Attorneys")
        case .afterProposition64: set(.convictionDate, "2017-03-0\(random.within(1...9))")
        default: break
        }
    }

    private func setLevel(_ level: String, _ record: inout SampleRecord) {
        for index in record.counts.indices { record.counts[index][.level] = level }
    }

    /// `1987-04-09` as `4/9/1987`.
    private static func american(_ iso: String) -> String {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? "\(parts[1])/\(parts[2])/\(parts[0])" : iso
    }
}
