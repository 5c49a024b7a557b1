internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of what courts did: how far each packet is, cases to be ticked, and schedules that were ticked elsewhere.
struct OutcomePages: Sendable {
    static let list = PageForm(
        "outcomes",
        [
            .list(
                "batches",
                Schema("batch", [.text("id"), .text("asOf"), .text("reviewer", optional: true), .text("age")])),
            .flag("isEmpty"),
        ])
    static let one = PageForm(
        "outcomes-batch",
        [
            .text("batch"), .text("asOf"), .text("age"), .flag("mayTick"),
            .list("heads", Schema("head", [.text("label")])),
            .list(
                "lines",
                Schema(
                    "line",
                    [
                        .text("id"), .text("name"), .text("cases"), .text("pending"), .text("contradictory"),
                        .list("cells", Schema("cell", [.text("value")])), .text("decidedWidth"), .text("pendingAt"),
                        .text("pendingWidth"),
                    ])),
            .list(
                "remarks",
                Schema(
                    "remark",
                    [
                        .text("row", optional: true), .text("case", optional: true), .text("column", optional: true),
                        .text("reason"), .text("detail", optional: true), .text("hint"), .flag("isWarning"),
                    ])),
            .flag("hasRemarks"),
        ])
    static let cases = PageForm(
        "outcomes-cases",
        [
            .text("batch"), .text("jurisdiction"), .text("find", optional: true), .flag("mayTick"), .flag("isEmpty"),
            .flag("isFirst"), .text("after"), .text("next", optional: true), .text("today"),
            .list(
                "cases",
                Schema(
                    "case",
                    [
                        .text("place"), .text("number"), .text("filing", optional: true),
                        .text("court", optional: true),
                        .flag("isContradictory"),
                    ])),
            .list("states", Schema("state", [.text("value"), .text("words")])),
        ])
    static let forms = [list, one, cases]
    private static let perPage = 50
    private static let barWidth = 400

    let room: Workroom
    let desk: OutcomeDesk
    let uploads: UploadDesk

    func add(to routes: Routes) {
        routes.get("/outcomes", for: .allRoles) { _, context in
            let user = try context.user
            let batches = try await room.reading { docket in
                try docket.batches().reversed().filter { batch in
                    batch.stage == .packed && batch.description.mode == .filing
                        && (user.seesEverything
                            || (try? docket.summary(of: batch))?.jurisdictions.contains { user.maySee($0.jurisdiction) }
                                == true)
                }
            }
            return try room.pages.response(
                Self.list, ["batches": .rows(batches.map(row)), "isEmpty": .flag(batches.isEmpty)], title: "Outcomes",
                context)
        }
        routes.get("/outcomes/{batch}", for: .allRoles) { _, context in try await page(context) }
        routes.fileForm("/outcomes/{batch}/schedule", for: OutcomeDesk.clerks) { request, context, check in
            try await take(request, context, check)
        }
        routes.get("/outcomes/{batch}/packets/{jurisdiction}", for: .allRoles) { request, context in
            try await page(
                after: max(0, request.query("after").flatMap(Int.init) ?? 0), find: request.query("find"), context)
        }
        routes.form("/outcomes/{batch}/packets/{jurisdiction}", for: OutcomeDesk.clerks) { form, _, context in
            try await tick(form, context)
        }
    }

    // MARK: A batch

    private func row(_ batch: Batch) -> PageFields {
        var fields: PageFields = [
            "id": .text(batch.description.folder), "asOf": .text(batch.description.asOf.iso),
            "age": .text(age(of: batch)),
        ]
        fields["reviewer"] = batch.description.reviewer.map { .text($0.name) }
        return fields
    }

    /// `12 days`, since it was filed.
    private func age(of batch: Batch) -> String {
        PageText.count(Int(max(0, room.now() - batch.admittedAt) / 86_400), "day", "days")
    }

    /// The batch of a request, filed, with something for the user to see.
    private func filed(_ context: DeskContext) async throws -> (batch: Batch, lines: [OutcomeCounts.Line]) {
        let batch = try room.publishedBatch(context)
        guard batch.description.mode == .filing else { throw Refusal.notFound }
        let lines = try await desk.counts(of: batch, for: try context.user)
        guard try context.user.seesEverything || !lines.isEmpty else { throw Refusal.notFound }
        return (batch, lines)
    }

    private func page(
        notice: String? = nil, problem: String? = nil, remarks: [OutcomeImportReport.Remark] = [],
        _ context: DeskContext
    ) async throws -> Response {
        let (batch, lines) = try await filed(context)
        let states = CaseState.allCases.filter { state in lines.contains { $0.states[state] != nil } }
        let most = lines.map(\.cases).max() ?? 0
        return try room.pages.response(
            Self.one,
            [
                "batch": .text(batch.description.folder), "asOf": .text(batch.description.asOf.iso),
                "age": .text(age(of: batch)),
                "mayTick": .flag([.clerk, .paralegal].contains(try context.user.role)),
                "heads": .rows(states.map { ["label": .text($0.words)] }),
                "lines": .rows(lines.map { line($0, states, of: most) }),
                "remarks": .rows(remarks.map(Self.row)), "hasRemarks": .flag(!remarks.isEmpty),
            ], title: "Outcomes of \(batch.description.asOf.iso)",
            status: problem == nil ? .ok : .unprocessableContent, notice: notice, problem: problem, context)
    }

    private func line(_ line: OutcomeCounts.Line, _ states: [CaseState], of most: Int) -> PageFields {
        let decided = most == 0 ? 0 : (line.cases - line.pending) * Self.barWidth / most
        return [
            "id": .text(line.jurisdiction), "name": .text(room.name(ofJurisdiction: line.jurisdiction)),
            "cases": .text(PageText.count(line.cases)), "pending": .text(PageText.count(line.pending)),
            "contradictory": .text(PageText.count(line.contradictory)),
            "cells": .rows(states.map { ["value": .text(PageText.count(line.states[$0] ?? 0))] }),
            "decidedWidth": .number(decided), "pendingAt": .number(decided),
            "pendingWidth": .number(most == 0 ? 0 : line.pending * Self.barWidth / most),
        ]
    }

    private static func row(_ remark: OutcomeImportReport.Remark) -> PageFields {
        var fields: PageFields = [
            "reason": .text(remark.problem.code.reason), "hint": .text(remark.problem.code.hint),
            "isWarning": .flag(remark.problem.code.isWarning),
        ]
        for (name, text) in [
            ("row", remark.place > 0 ? PageText.count(remark.place) : ""), ("case", remark.item),
            ("column", remark.problem.column), ("detail", remark.problem.detail),
        ] where !text.isEmpty {
            fields[name] = .text(text)
        }
        return fields
    }

    private func take(
        _ request: Request, _ context: DeskContext, _ check: (String?) throws -> Void
    ) async throws -> Response {
        let (batch, _) = try await filed(context)
        let upload = try await uploads.take(request, by: try context.user.name, check: check)
        let report: OutcomeImportReport
        do {
            report = try await desk.take(upload, of: batch, on: CalendarDate.day(of: room.now()))
        } catch {
            try await uploads.delete(upload.id, of: upload.owner)
            throw error
        }
        // What it says is on the docket now, with its digest.
        try await uploads.delete(upload.id, of: upload.owner)
        let (_, sum) = report.total(.schedules)
        let all = report.files.reduce(0) { $0 + $1.problems }
        return try await page(
            notice: "\(PageText.count(sum.recorded)) recorded, \(PageText.count(sum.known)) known already, "
                + "\(PageText.count(sum.blank)) left blank.",
            problem: all == 0
                ? nil : "\(PageText.count(all, "row", "rows")) could not be taken; the table below says why.",
            remarks: report.remarks, context)
    }

    // MARK: Its cases

    private func page(
        after: Int, find: String? = nil, notice: String? = nil, problem: String? = nil, _ context: DeskContext
    ) async throws -> Response {
        let batch = try room.publishedBatch(context)
        guard batch.description.mode == .filing else { throw Refusal.notFound }
        let jurisdiction = try context.parameter("jurisdiction")
        let find = find.flatMap { $0.isEmpty ? nil : $0.filter { $0 != " " } }
        let (items, isMore) = try await desk.states(
            of: batch, in: jurisdiction, after: after, limit: Self.perPage, number: find, context)
        var fields: PageFields = [
            "batch": .text(batch.description.folder), "jurisdiction": .text(jurisdiction),
            "mayTick": .flag([.clerk, .paralegal].contains(try context.user.role)), "isEmpty": .flag(items.isEmpty),
            "isFirst": .flag(after == 0), "after": .number(after),
            "today": .text(CalendarDate.day(of: room.now()).iso), "cases": .rows(items.map(Self.row)),
            "states": .rows(Tick.states.map { ["value": .text($0.rawValue), "words": .text($0.words)] }),
        ]
        if isMore, let last = items.last { fields["next"] = .number(last.sequence) }
        fields["find"] = find.map { .text($0) }
        return try room.pages.response(
            Self.cases, fields, title: "Outcomes, \(room.name(ofJurisdiction: jurisdiction))",
            status: problem == nil ? .ok : .unprocessableContent, notice: notice, problem: problem, context)
    }

    private static func row(_ states: CaseStates) -> PageFields {
        var fields: PageFields = [
            "place": .number(states.sequence), "number": .text(states.number),
            "isContradictory": .flag(states.isContradictory),
        ]
        fields["filing"] = states.filing.map { .text($0.words) }
        fields["court"] = states.court.map { .text($0.words) }
        return fields
    }

    private func tick(_ form: Form, _ context: DeskContext) async throws -> Response {
        let batch = try room.publishedBatch(context)
        let after = Int(form.text("after")) ?? 0
        let ticks = form.all("place").compactMap { place -> Tick? in
            guard let number = Int(place), let state = form.choice("state-\(place)") else { return nil }
            return Tick(
                number: number, caseNumber: form.text("case-\(place)"), state: state, date: form.text("date"),
                reason: nil, reference: form.choice("reference-\(place)"))
        }
        guard !ticks.isEmpty else {
            return try await page(after: after, problem: "Choose an outcome for a case first.", context)
        }
        do {
            let recorded = try await desk.record(
                ticks, of: batch, in: try context.parameter("jurisdiction"), by: try context.user)
            return try await page(
                after: after,
                notice: "\(PageText.count(recorded.new)) recorded, \(PageText.count(recorded.known)) known already.",
                context)
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            return try await page(after: after, problem: refusal.detail, context)
        }
    }
}

extension CaseState {
    /// As pages call it.
    var words: String {
        switch self {
        case .sent: "Sent"
        case .received: "Received"
        case .accepted: "Accepted"
        case .partiallyAccepted: "Accepted in part"
        case .rejected: "Rejected"
        case .cancelled: "Cancelled"
        case .granted: "Granted"
        case .denied: "Denied"
        case .struck: "Struck from the schedule"
        case .noFile: "No file found"
        case .alreadyDone: "Already done"
        }
    }
}

extension CourtOutcome {
    /// `Granted, 2020-05-01`
    fileprivate var words: String {
        "\(state.words), \(CaliforniaTime.day(of: time)?.iso ?? "")" + (reference.isEmpty ? "" : ", \(reference)")
    }
}
