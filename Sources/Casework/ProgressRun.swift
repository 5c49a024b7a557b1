package import Cases
import Docket
package import Filings

/// Of which filings to report, and where to.
package struct ProgressRequest: Sendable {
    /// `all`, or the folder of a batch.
    package var filings: String
    /// The last day whose answers count; nil for the day of the latest answer that the docket has.
    package var asOf: CalendarDate?
    /// The folder of the results.
    package var output: String
    package var templates: String
    package var docket: String

    package init(filings: String, asOf: CalendarDate?, output: String, templates: String, docket: String) {
        self.filings = filings
        self.asOf = asOf
        self.output = output
        self.templates = templates
        self.docket = docket
    }
}

/// How far filings have come, into a folder: `progress.html`, `progress.csv`, `progress.json`.
///
/// Reads case by case, in flat memory. The same docket, day and templates give the same bytes.
package struct ProgressRun: Sendable {
    private let request: ProgressRequest
    private let meter: ProgressMeter

    package init(_ request: ProgressRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() async throws -> ProgressReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let library = try TemplateLibrary(folder: request.templates)
        let documents = try Workplace.officeDocuments([.progress], from: library)
        let place = try ResultPlace(request.output, own: ProgressReport.fileNames)
        let report = try await report(on: docket, library)
        let folder = try BatchFolder(output: place.parent, name: place.name, replacing: true)
        do {
            try report.write(with: documents, to: folder.root)
            try folder.publish()
        } catch {
            folder.discard()
            throw error
        }
        return report
    }

    private func report(on docket: Docket, _ library: TemplateLibrary) async throws -> ProgressReport {
        let batches = try chosen(docket)
        let latest = try docket.latestOutcome(of: batches).flatMap(CaliforniaTime.day)
        let days = [latest].compactMap(\.self) + batches.map(\.description.asOf)
        guard let asOf = request.asOf ?? days.max() else {
            throw CaseworkError(.usage, "nothing has been filed; name the day of an empty report with --as-of")
        }
        let county = try CountyPack.load(from: library, asOf: asOf)
        let summaries = try batches.map { try docket.summary(of: $0) }
        meter.begin(.counting, total: summaries.reduce(0) { $0 + $1.cases })
        let parts = zip(batches, summaries).flatMap { batch, summary in
            summary.jurisdictions.map { (batch: batch, summary: $0) }
        }
        let counted = try await WorkQueue.run(parts) { part in
            try count(part.batch, part.summary, on: docket, asOf: asOf)
        }
        var progress = FilingProgress(asOf: asOf)
        for part in counted { progress.add(part) }
        return ProgressReport(
            county: county.name, program: Program.name, progress: progress,
            batches: zip(batches, summaries).map { batch, summary in
                ProgressReport.Counted(
                    name: batch.description.folder, asOf: batch.description.asOf, cases: summary.cases)
            }, places: county)
    }

    /// The filings that are meant, oldest first; of one filing that was made several times the version that courts have
    /// answered, or else the newest.
    private func chosen(_ docket: Docket) throws -> [Batch] {
        guard request.filings == "all" else {
            return [try docket.filing(inFolder: BatchPlace.split(request.filings).name)]
        }
        var chosen: [Batch] = []
        for batch in try docket.batches() where batch.description.mode == .filing && batch.stage == .packed {
            if let asOf = request.asOf, batch.description.asOf > asOf { continue }
            let versions = Set(try docket.versions(of: batch))
            if let known = chosen.firstIndex(where: { versions.contains($0.description.folder) }) {
                if try docket.latestOutcome(of: [chosen[known]]) == nil { chosen[known] = batch }
            } else {
                chosen.append(batch)
            }
        }
        return chosen
    }

    private func count(
        _ batch: Batch, _ summary: JurisdictionSummary, on docket: Docket, asOf: CalendarDate
    ) throws -> FilingProgress {
        var progress = FilingProgress(asOf: asOf)
        for tally in summary.challenges {
            progress.add(
                challenged: CaseTotal(cases: tally.cases, counts: tally.counts),
                at: FilingProgress.Place(jurisdiction: summary.jurisdiction, courthouse: tally.courthouse),
                on: batch.description.asOf)
        }
        var filed = 0
        if summary.cases > 0 {
            try docket.progress(of: batch, in: summary.jurisdiction, asOf: asOf) { found in
                progress.add(found, of: summary.jurisdiction)
                filed += 1
                meter.add(1)
            }
        }
        try Reconciliation.check(filed: filed, against: summary)
        return progress
    }
}
