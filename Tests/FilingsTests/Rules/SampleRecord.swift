import Cases
import Filings
import Foundation
import Testing

/// The rule files that the project ships.
func shippedRules(_ id: String) throws -> RuleSet {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    return try RulePack.load(id, from: TemplateLibrary(folder: root.appending(path: "Templates").path))
}

/// A conviction of an invented person.
struct Entry: Sendable {
    var text: String
    var day: String?
    var isFelony = true
    var isInCounty = true
    var isRegistration = false
    /// The first six characters of `CNT_ORDER`.
    var courtCase: UInt64 = 101_002
    /// The sentence, from the day of conviction.
    var hours = 0
    var doubts: HistoryDoubt = []

    init(_ text: String, _ day: String?) {
        self.text = text
        self.day = day
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
        var changed = self
        change(&changed)
        return changed
    }

    var misdemeanor: Entry { with { $0.isFelony = false } }
    var elsewhere: Entry { with { $0.isInCounty = false } }
    func days(_ days: Int) -> Entry { with { $0.hours = days * 24 } }
    func inCase(_ number: UInt64) -> Entry { with { $0.courtCase = number } }
    func doubtful(_ doubts: HistoryDoubt) -> Entry { with { $0.doubts = doubts } }
}

/// The record of an invented person, whose first conviction is the one that a test asks about.
struct SampleRecord: Sendable {
    var born: String? = "1980-01-01"
    var asOf = "2020-07-01"
    var isDeceased = false
    var isRegistered = false
    var doubts: HistoryDoubt = []
    var entries: [Entry]

    init(_ entries: Entry...) { self.entries = entries }

    func with(_ change: (inout SampleRecord) -> Void) -> SampleRecord {
        var changed = self
        change(&changed)
        return changed
    }

    func born(_ day: String?) -> SampleRecord { with { $0.born = day } }
    func asOf(_ day: String) -> SampleRecord { with { $0.asOf = day } }
    func doubtful(_ doubts: HistoryDoubt) -> SampleRecord { with { $0.doubts = doubts } }

    func history(as reading: Reading) throws -> CriminalHistory {
        CriminalHistory(
            birthDate: try born.map { try date($0) }, isDeceased: isDeceased, isRegistered: isRegistered,
            convictions: try entries.map { entry in
                let both = Array(entry.text.utf8).withUnsafeBytes { Offense.readings(of: $0) }
                let day = try entry.day.map { try date($0) }
                return Conviction(
                    offense: reading == .reference ? both.reference : both.corrected, date: day,
                    isFelony: entry.isFelony, isInCounty: entry.isInCounty, isRegistration: entry.isRegistration,
                    courtCase: entry.courtCase,
                    sentenceEnd: Int64(day?.dayNumber ?? -719_162) * 86_400 + Int64(entry.hours) * 3_600,
                    doubts: entry.doubts)
            }, doubts: doubts)
    }

    func judged(by rules: RuleSet) throws -> PersonJudgment {
        rules.judge(try history(as: rules.reading), asOf: try date(asOf))
    }

    /// What the rules make of the first conviction.
    func judgment(by rules: RuleSet) throws -> Judgment {
        let judgment = try #require(try judged(by: rules).judgments.first)
        try #require(judgment.conviction == 0)
        return judgment
    }

    func reason(by rules: RuleSet) throws -> String { try judgment(by: rules).reason }

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }
}

/// A felony of 11359 in 2010.
let sale = Entry("11359 HS", "2010-03-01")
/// A conviction that is neither of Proposition 64 nor old, and keeps the steps of a clean record out.
let burglary = Entry("459 PC", "2015-06-01")
