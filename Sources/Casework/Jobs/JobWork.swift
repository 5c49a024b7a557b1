import Cases
package import Docket
import EFiling
import Filings

/// Does what a job orders: makes the request of the command, runs it, and tells what it came to.
package struct JobWork: Sendable {
    private let place: OfficePlace
    private let meter: @Sendable (Progress) -> Void

    package init(in place: OfficePlace, progress: @escaping @Sendable (Progress) -> Void) {
        self.place = place
        meter = progress
    }

    /// Does a job. It may have been begun before; what it left is finished or replaced, with the same bytes. `now` is in
    /// seconds since 1970, UTC. The errors are those of the rooms; `CommandFailure` reads them.
    package func run(_ job: Job, at now: Int64) async throws -> JobResult {
        try await JobWork(in: try place(of: job), progress: meter).doing(job, now)
    }

    /// The place with the templates that the job was asked with.
    private func place(of job: Job) throws -> OfficePlace {
        guard job.templates > 0 else { return place }
        let docket = try Docket(path: place.docket)
        defer { try? docket.close() }
        return place.with(templates: try PublishedTemplates.folder(of: job.templates, on: docket, in: place))
    }

    private func doing(_ job: Job, _ now: Int64) async throws -> JobResult {
        switch try JobOrder(kind: job.asked.kind, json: job.asked.order) {
        case .screen(let order): try screen(order, job, now)
        // The time of the decision is that of asking, however often the job is begun.
        case .generate(let order): try await generate(order, at: job.askedAt)
        case .verify(let batch): try verify(batch)
        case .report(let screening): try report(screening)
        case .efile(let order): try await efile(order)
        }
    }

    /// Gives up what a job that was broken off for good has left: a batch that is never published would claim its cases for
    /// ever. What a stop of the service breaks off is not given up, but begun again.
    package func abandon(_ job: Job, at now: Int64) throws {
        guard case .generate(let order) = try JobOrder(kind: job.asked.kind, json: job.asked.order) else { return }
        let docket = try Docket(path: place.docket)
        defer { try? docket.close() }
        let names = order.files.compactMap { $0.split(separator: "/").last.map(String.init) }
        for batch in try docket.batches() where batch.stage != .packed && batch.admittedAt == job.askedAt {
            guard order.screening != nil || batch.description.inputs.map(\.name) == names else { continue }
            // Locked, so that no run is at work on it; what lies there half done goes.
            let folder = try BatchFolder(output: place.output, name: batch.description.folder, replacing: true)
            folder.discard()
            try docket.discard(batch, at: now)
        }
    }

    private func screen(_ order: JobOrder.Screening, _ job: Job, _ now: Int64) throws -> JobResult {
        let folder = OfficePlace.sheets(ofJob: job.id)
        let report = try ScreeningRun(
            ScreeningRequest(
                files: order.files.map(place.upload), county: order.county, rules: order.rules,
                parameters: order.parameters, other: order.other, asOf: try day(order.asOf),
                output: place.batch(folder), templates: place.templates, docket: place.docket, now: now),
            progress: meter
        ).run()
        return try JobResult(exit: report.isComplete ? 0 : 2, folder: folder, summary: ScreeningFigures(report))
    }

    private func generate(_ order: JobOrder.Generation, at time: Int64) async throws -> JobResult {
        guard let layout = Layout(rawValue: order.layout) else {
            throw CaseworkError(.usage, "no layout \"\(order.layout)\"")
        }
        let printing = try order.printing.map { name throws(CaseworkError) in
            guard let scope = PrintScope(rawValue: name) else {
                throw CaseworkError(.usage, "no print scope \"\(name)\"")
            }
            return scope
        }
        let reviewer = order.reviewer.map { Reviewer(name: $0, barNumber: order.barNumber ?? "") }
        let source: GenerationRequest.Source =
            order.screening.map { .screening($0) }
            ?? .lists(order.files.map(place.upload), aliases: order.aliases.map(place.upload))
        let report = try await Generation(
            GenerationRequest(
                source: source, asOf: try order.asOf.map(day), reviewer: reviewer, output: place.output, layout: layout,
                printing: printing, jurisdiction: order.jurisdiction, templates: place.templates, docket: place.docket,
                now: time),
            progress: meter
        ).run()
        let folder = report.folder.split(separator: "/").last.map(String.init) ?? ""
        return try JobResult(exit: report.isComplete ? 0 : 2, folder: folder, summary: GenerationFigures(report))
    }

    private func verify(_ batch: String) throws -> JobResult {
        var report = try Verification.verify(place.batch(batch))
        let messages = place.messages(of: batch)
        if !messages.isEmpty {
            let schemas = try MessageSchemas(official: try OfficialSchemas.open(in: place.schemas))
            for folder in messages {
                report.add(try EFilingVerification.verify(place.batch(folder), schemas: schemas), of: folder)
            }
        }
        return try JobResult(exit: report.isSound ? 0 : 1, folder: batch, summary: VerificationFigures(report))
    }

    private func report(_ screening: String) throws -> JobResult {
        let folder = OfficePlace.report(of: screening)
        let report = try ReportRun(
            ReportRequest(
                screening: screening, output: place.batch(folder), templates: place.templates, docket: place.docket),
            progress: meter
        ).run()
        return try JobResult(
            exit: 0, folder: folder, summary: ReportFigures(screening: screening, rules: report.rules))
    }

    private func efile(_ order: JobOrder.EFiling) async throws -> JobResult {
        let report = try await EFilingRun(
            EFilingRequest(
                batch: place.batch(order.batch), jurisdiction: order.jurisdiction, templates: place.templates,
                schemas: place.schemas, docket: place.docket, postedAt: order.postedAt,
                casesPerMessage: order.casesPerMessage),
            progress: meter
        ).run()
        return try JobResult(
            exit: report.isComplete ? 0 : 2, folder: OfficePlace.messages(of: order.batch, round: 1),
            summary: EFilingFigures(report))
    }

    private func day(_ text: String) throws(CaseworkError) -> CalendarDate {
        guard let day = CalendarDate(iso: text) else { throw CaseworkError(.usage, "\"\(text)\" is no day") }
        return day
    }
}
