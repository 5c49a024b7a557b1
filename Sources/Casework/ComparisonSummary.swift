import Cases
import Filings

/// `comparison.json`: the figures of a comparison.
struct ComparisonSummary {
    private let record: Record

    init(of report: ComparisonReport) {
        let totals = report.totals
        record = Record(
            earlier: Record.Side(report.earlier, report.terms.earlier, convictions: totals.before),
            later: Record.Side(report.later, report.terms.later, convictions: totals.after),
            same: totals.same, sameOnOtherData: totals.sameOnOtherData,
            differences: Dictionary(
                uniqueKeysWithValues: FindingDifference.Kind.allCases.map {
                    ($0.rawValue, totals.differences[$0] ?? 0)
                }),
            causes: Dictionary(
                uniqueKeysWithValues: DifferenceCause.allCases.map { ($0.rawValue, totals.causes[$0] ?? 0) }),
            changes: totals.changes.sorted { $0.key < $1.key }.map {
                Record.Change(before: $0.key.before.rawValue, after: $0.key.after.rawValue, convictions: $0.value)
            },
            unidentified: [totals.unidentifiedBefore, totals.unidentifiedAfter])
    }

    var text: String { get throws { try JSONText.of(record) } }
}

/// The keys of `comparison.json`.
private struct Record: Encodable {
    struct Side: Encodable {
        let identity: String
        let rules: String
        let asOf: String
        let program: String
        let convictions: Int

        init(_ identity: String, _ terms: ScreeningTerms, convictions: Int) {
            self.identity = identity
            rules = terms.rules
            asOf = terms.asOf.iso
            program = terms.program
            self.convictions = convictions
        }
    }

    struct Change: Encodable {
        let before: String
        let after: String
        let convictions: Int
    }

    let earlier: Side
    let later: Side
    let same: Int
    let sameOnOtherData: Int
    let differences: [String: Int]
    let causes: [String: Int]
    let changes: [Change]
    /// Convictions of people without an identifier, in the earlier and in the later screening.
    let unidentified: [Int]
}
