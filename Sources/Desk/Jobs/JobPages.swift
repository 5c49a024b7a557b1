internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of jobs: what was asked for, how far it has come, and where its results are.
struct JobPages: Sendable {
    static let list = PageForm(
        "jobs",
        [
            .list(
                "jobs",
                Schema(
                    "job",
                    [.text("id"), .text("kind"), .text("owner"), .text("askedAt"), .text("state"), .flag("isHot")])),
            .flag("isEmpty"), .text("older", optional: true),
        ])
    static let one = PageForm(
        "job",
        [
            .text("id"), .text("owner"), .text("askedAt"), .text("endedAt", optional: true), .text("state"),
            .flag("isOver"), .flag("isDone"), .flag("mayCancel"), .flag("isCancelling"),
            .text("stage", optional: true), .text("done", optional: true), .text("total", optional: true),
            .record("failure", Schema("failure", [.text("code"), .text("detail")]), optional: true),
            .text("remark", optional: true),
            .list("figures", Schema("figure", [.text("label"), .text("value")])),
            .list("findings", Schema("finding", [.text("path"), .text("message")])),
            .list("links", Schema("link", [.text("path"), .text("label")])),
        ])
    static let forms = [list, one]
    private static let perPage = 50

    let room: Workroom
    let orders: OrderDesk

    func add(to routes: Routes) {
        routes.get("/jobs", for: .allRoles) { request, context in
            let owner = try context.user.seesEverything ? nil : context.user.name
            let before = request.query("before").flatMap(Int64.init)
            let jobs = try await room.reading { try $0.jobs(of: owner, before: before, limit: Self.perPage + 1) }
            var fields: PageFields = [
                "jobs": .rows(jobs.prefix(Self.perPage).map(Self.row)), "isEmpty": .flag(jobs.isEmpty),
            ]
            if jobs.count > Self.perPage { fields["older"] = .number(jobs[Self.perPage - 1].id) }
            return try room.pages.response(Self.list, fields, title: "Jobs", context)
        }
        routes.get("/jobs/{job}", for: .allRoles) { _, context in try page(try await job(context), context) }
        routes.form("/jobs/{job}/cancel", for: .allRoles) { _, _, context in
            let job = try await job(context)
            guard try job.mayBeCancelled(by: context.user) else { throw Refusal.notYours }
            _ = try await orders.runner.cancel(job.id)
            return .redirect(to: "/jobs/\(job.id)")
        }
    }

    private func job(_ context: DeskContext) async throws -> Job {
        guard let id = Int64(try context.parameter("job")), let job = try await room.reading({ try $0.job(id) }),
            try job.maySee(context.user)
        else { throw Refusal.notFound }
        return job
    }

    private static func row(_ job: Job) -> PageFields {
        [
            "id": .number(job.id), "kind": .text(job.words), "owner": .text(job.asked.owner),
            "askedAt": .text(PageTime.text(job.askedAt)), "state": .text(job.state.words),
            "isHot": .flag(job.state == .failed),
        ]
    }

    private func page(_ job: Job, _ context: DeskContext) throws -> Response {
        let user = try context.user
        var fields: PageFields = [
            "id": .number(job.id), "owner": .text(job.asked.owner), "askedAt": .text(PageTime.text(job.askedAt)),
            "state": .text(job.state.words), "isOver": .flag(job.state.isOver), "isDone": .flag(job.state == .done),
            "mayCancel": .flag(!job.state.isOver && !job.isUnwanted && job.mayBeCancelled(by: user)),
            "isCancelling": .flag(job.isUnwanted && !job.state.isOver),
        ]
        fields["endedAt"] = job.endedAt.map { .text(PageTime.text($0)) }
        if job.state == .running, let progress = orders.runner.board.progress(of: job.id) {
            fields["stage"] = .text(progress.stage.rawValue)
            fields["done"] = .number(progress.done)
            if progress.total > 0 { fields["total"] = .number(progress.total) }
        }
        fields["failure"] = job.failure.map { .group(["code": .text($0.code), "detail": .text($0.message)]) }
        if job.state == .done, let came = JobOutcome(job) {
            fields["remark"] = .text(came.remark(for: job))
            fields["figures"] = .rows(came.figures.map { ["label": .text($0), "value": .text($1)] })
            fields["findings"] = .rows(came.findings.map { ["path": .text($0), "message": .text($1)] })
            fields["links"] = .rows(
                came.links(for: job, role: user.role).map { ["path": .text($0), "label": .text($1)] })
        }
        return try room.pages.response(Self.one, fields, title: job.words, context)
    }
}

extension Response {
    /// Sends the browser to the page of a job that was asked for.
    static func leading(to made: (job: Job, isNew: Bool)) -> Response { .redirect(to: "/jobs/\(made.job.id)") }
}

extension Job {
    /// Its owner and whoever sees the whole county.
    func maySee(_ user: User) -> Bool { user.seesEverything || asked.owner == user.name }

    func mayBeCancelled(by user: User) -> Bool { asked.owner == user.name || user.role == .administrator }
}

extension Refusal {
    static let notYours = Refusal(
        .forbidden, "not-yours", "Only who asked for a job, or an administrator, may cancel it.")
}

/// What a job came to, read back from its result for people.
private struct JobOutcome {
    private let exit: Int64
    private let folder: String
    private let summary: [String: JSONValue]

    init?(_ job: Job) {
        guard case .object(let fields)? = try? JSONDecoder().decode(JSONValue.self, from: Data(job.result.utf8)),
            case .integer(let exit)? = fields["exit"], case .text(let folder)? = fields["folder"],
            case .object(let summary)? = fields["summary"]
        else { return nil }
        self.exit = exit
        self.folder = folder
        self.summary = summary
    }

    func remark(for job: Job) -> String {
        switch (JobOrder.Kind(rawValue: job.asked.kind), exit) {
        case (.verify, 0): "Everything is as it was published, and the totals agree."
        case (.verify, _): "Something is not as it should be. Do not file these packets before it is cleared up."
        case (.efile, 2): "Some cases are held back; the list says why."
        case (.screen, 2): "Some rows are in no finding; the list of problems says why."
        case (_, 2): "Some rows are in no packet; the list of problems says why."
        default: "Everything went through."
        }
    }

    private static let labels: [(String, String)] = [
        ("rows", "Rows"), ("filed", "Rows in packets"), ("rejectedRows", "Rows rejected"), ("people", "People"),
        ("convictions", "Convictions"), ("findings", "Findings"), ("cases", "Cases"), ("documents", "Documents"),
        ("files", "Files"),
    ]

    var figures: [(String, String)] {
        Self.labels.compactMap { name, label in
            if case .integer(let number)? = summary[name] { (label, PageText.count(number)) } else { nil }
        }
    }

    /// Of a verification.
    var findings: [(String, String)] {
        guard case .list(let findings)? = summary["findings"] else { return [] }
        return findings.compactMap { finding in
            guard case .object(let fields) = finding, case .text(let path)? = fields["path"],
                case .text(let message)? = fields["message"]
            else { return nil }
            return (path, message)
        }
    }

    /// Where to go on, as paths behind the first stroke.
    func links(for job: Job, role: Role) -> [(String, String)] {
        switch JobOrder.Kind(rawValue: job.asked.kind) {
        case .generate?, .verify?: [("batches/\(folder)", "The packets")]
        case .efile?: [("batches/\(folder.dropLast("-efiling".count))", "The packets")]
        case .screen?:
            if case .text(let identity)? = summary["identity"] {
                [("screenings/\(identity)", "The screening")]
            } else {
                []
            }
        case .report?:
            if case .text(let screening)? = summary["screening"] {
                [("screenings/\(screening)", "The screening with its report")]
            } else {
                []
            }
        case nil: []
        }
    }
}
