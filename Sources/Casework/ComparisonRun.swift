package import Cases
import Docket
import Filings

/// Which screenings to compare, and where to.
package struct ComparisonRequest: Sendable {
    /// `latest`, or the beginning of an identity.
    package var earlier: String
    package var later: String
    /// The folder of the results.
    package var output: String
    package var docket: String

    package init(earlier: String, later: String, output: String, docket: String) {
        self.earlier = earlier
        self.later = later
        self.output = output
        self.docket = docket
    }
}

/// What two screenings differ on.
package struct ComparisonReport: Sendable {
    /// Path of the folder with the results.
    package let folder: String
    /// Identities of the screenings.
    package let earlier: String
    package let later: String
    package let terms: (earlier: ScreeningTerms, later: ScreeningTerms)
    package let totals: ComparisonTotals
    /// The text of `comparison.json`.
    package internal(set) var summary = ""
}

/// Compares two screenings on the docket, conviction by conviction: `differences.csv` names what is new, gone or changed
/// and why, `comparison.json` gives the figures.
///
/// First everybody of the later screening, then everybody of the earlier one, each in the order of their files and looked up
/// in the other: flat memory. The same screenings give the same bytes.
package struct ComparisonRun: Sendable {
    private let request: ComparisonRequest
    private let meter: ProgressMeter

    package init(_ request: ComparisonRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() throws -> ComparisonReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let earlier = try ScreeningName(request.earlier).find(in: docket)
        let later = try ScreeningName(request.later).find(in: docket)
        guard earlier.description.county == later.description.county else {
            throw CaseworkError(
                .usage,
                "one screening is of \(earlier.description.county), the other of \(later.description.county); "
                    + "only screenings of one county can be compared")
        }
        let place = try ResultPlace(request.output, own: ["differences.csv", "comparison.json"])
        let folder = try BatchFolder(output: place.parent, name: place.name, replacing: true)
        do {
            let totals = try compare(earlier, later, on: docket, into: folder.root)
            var report = ComparisonReport(
                folder: request.output, earlier: earlier.description.identity, later: later.description.identity,
                terms: (ScreeningTerms(earlier.description), ScreeningTerms(later.description)), totals: totals)
            report.summary = try ComparisonSummary(of: report).text
            _ = try folder.root.write("comparison.json", Array(report.summary.utf8))
            try folder.publish()
            return report
        } catch {
            folder.discard()
            throw error
        }
    }

    private func compare(
        _ earlier: Screening, _ later: Screening, on docket: Docket, into folder: PacketFolder
    ) throws -> ComparisonTotals {
        var comparison = ScreeningComparison(
            from: ScreeningTerms(earlier.description), to: ScreeningTerms(later.description))
        var list = try DifferenceList(
            in: folder, earlier: earlier.description.inputs.map(\.name), later: later.description.inputs.map(\.name))
        meter.begin(.comparing, total: earlier.people + later.people)
        try docket.paired(later, with: earlier) { person, before in
            for difference in comparison.add(person, before: before) { try list.add(difference) }
            meter.add(1)
        }
        try docket.paired(earlier, with: later) { person, after in
            for difference in comparison.add(person, after: after) { try list.add(difference) }
            meter.add(1)
        }
        try list.finish()
        let totals = comparison.totals
        // Every conviction of both has to be somewhere.
        try Reconciliation.check(rowsIn: earlier.convictions, rowsOut: totals.before)
        try Reconciliation.check(rowsIn: later.convictions, rowsOut: totals.after)
        return totals
    }
}

extension ScreeningTerms {
    init(_ description: ScreeningDescription) {
        self.init(
            rules: description.rules, rulesDigest: description.rulesDigest, asOf: description.asOf,
            program: description.program, inputs: Set(description.inputs.map(\.sha256)))
    }
}
