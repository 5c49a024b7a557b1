import Cases
import Digests
import Filings
import Histories

/// `summary.json`: what went in and what came out, in figures. Keys that the reference program's summary has keep its names,
/// so that offices' scripts go on working.
struct ScreeningSummary {
    private let record: Record

    init(of report: ScreeningReport, _ rules: RuleSet, _ request: ScreeningRequest) {
        let totals = report.totals
        var byReason: [String: Int] = [:]
        for (reason, count) in totals.reasons[.dismissal] ?? [:] { byReason[reason] = count }
        record = Record(
            county: request.county, rules: rules.id,
            rulesParameters: Dictionary(uniqueKeysWithValues: rules.parameters.map { ($0.name, $0.value) }),
            asOf: request.asOf.iso,
            program: Program.name, identity: report.identity,
            inputs: report.inputs.map {
                Record.Input(
                    name: $0.name, bytes: $0.size, sha256: $0.digest.hex, rows: $0.rows, repeated: $0.isRepeated)
            },
            lineCount: report.rows, rejectedRows: report.problems.rejected, warnings: report.problems.warnings,
            individuals: totals.people, convictions: totals.convictions,
            convictionsInCounty: totals.convictionsInCounty, earliestConviction: totals.earliest?.iso,
            prop64ConvictionsCountByCodeSection: Self.sections(totals.bySection),
            prop64ConvictionsCountInCountyByCodeSection: Self.sections(totals.bySectionInCounty),
            findings: totals.findings,
            determinations: Self.determinations(totals) { Self.sections($0) },
            reasons: Dictionary(uniqueKeysWithValues: totals.reasons.map { ($0.key.rawValue, $0.value) }),
            convictionDismissalCountByAdditionalRelief: byReason, relatedConvictionsByText: totals.related,
            individualsWithFelony: totals.peopleWithFelony, individualsWithConviction: totals.peopleWithConviction,
            individualsWithConvictionLast7Years: totals.peopleWithRecentConviction,
            reliefWithCurrentEligibilityChoices: Record.Left(totals.underFindings),
            reliefWithDismissAllProp64: Record.Left(totals.underDismissAll),
            reliefWithDismissAllProp64AndRelated: Record.Left(totals.underDismissAllAndRelated))
    }

    var text: String { get throws { try JSONText.of(record) } }

    private static func sections(_ counts: [Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: zip(Proposition64Section.allCases.map(\.number), counts))
    }

    private static func determinations(
        _ totals: ScreeningTotals, _ sections: ([Int]) -> [String: Int]
    ) -> [String: [String: Int]] {
        Dictionary(uniqueKeysWithValues: totals.determinations.map { ($0.key.rawValue, sections($0.value)) })
    }
}

/// The keys of `summary.json`.
private struct Record: Encodable {
    struct Input: Encodable {
        let name: String
        let bytes: Int
        let sha256: String
        let rows: Int
        let repeated: Bool
    }

    struct Left: Encodable {
        let CountSubjectsNoFelony: Int
        let CountSubjectsNoConviction: Int
        let CountSubjectsNoConvictionLast7Years: Int

        init(_ left: ScreeningTotals.Left) {
            CountSubjectsNoFelony = left.noFelony
            CountSubjectsNoConviction = left.noConviction
            CountSubjectsNoConvictionLast7Years = left.noRecentConviction
        }
    }

    let county: String
    let rules: String
    let rulesParameters: [String: Int]
    let asOf: String
    let program: String
    let identity: String
    let inputs: [Input]
    let lineCount: Int
    let rejectedRows: Int
    let warnings: Int
    let individuals: Int
    let convictions: Int
    let convictionsInCounty: Int
    let earliestConviction: String?
    let prop64ConvictionsCountByCodeSection: [String: Int]
    let prop64ConvictionsCountInCountyByCodeSection: [String: Int]
    let findings: Int
    let determinations: [String: [String: Int]]
    let reasons: [String: [String: Int]]
    let convictionDismissalCountByAdditionalRelief: [String: Int]
    let relatedConvictionsByText: [String: Int]
    let individualsWithFelony: Int
    let individualsWithConviction: Int
    let individualsWithConvictionLast7Years: Int
    let reliefWithCurrentEligibilityChoices: Left
    let reliefWithDismissAllProp64: Left
    let reliefWithDismissAllProp64AndRelated: Left
}
