internal import Cases
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/batches`: which there are, what came of them, and what was wrong with their rows.
struct BatchRoutes: Sendable {
    let finder: BatchFinder

    func add(to routes: Routes) {
        let finder = finder
        routes.get("/api/v1/batches", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let records = try await finder.records(
                before: try paging.number ?? .max, limit: paging.limit + 1, for: try context.user)
            return try JSONReply.of(paging.page(records, next: { String($0.number) }) { $0 })
        }
        routes.get("/api/v1/batches/{batch}", for: .allRoles) { _, context in
            try JSONReply.of(try await finder.record(context).record)
        }
        routes.get("/api/v1/batches/{batch}/problems", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let batch = try finder.room.batch(context)
            try finder.room.willShow("problems of rows", batch: batch.id, context)
            let skipped = Int(try paging.number ?? 0)
            let (items, isMore) = try await finder.problems(
                of: batch, after: skipped, limit: paging.limit, for: try context.user)
            return try JSONReply.of(Page(items: items, next: isMore ? String(skipped + items.count) : nil))
        }
    }
}

/// A batch as the API shows it.
struct BatchRecord: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let id: String
        let cases, counts, people, rows: Int
        let outcomes: [String: Int]

        init(_ summary: JurisdictionSummary) {
            id = summary.jurisdiction
            cases = summary.cases
            counts = summary.counts
            people = summary.people
            rows = summary.totalRows
            outcomes = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0.rawValue, summary.rows($0)) })
        }
    }

    struct Input: Encodable, Sendable {
        let name, sha256: String
        let size: Int64
        let rows: Int
    }

    /// The name of its folder, by which everything finds it.
    let id: String
    let number: Int64
    let asOf, mode, stage: String
    let reviewer: String?
    let admittedAt: Int64
    let rows: Int?
    let inputs: [Input]
    /// Of the user's offices.
    let jurisdictions: [Line]

    init(_ batch: Batch, on docket: Docket, for user: User) throws {
        let description = batch.description
        id = description.folder
        number = batch.id
        asOf = description.asOf.iso
        mode = description.mode.rawValue
        stage = batch.stage.rawValue
        reviewer = description.reviewer.map { "\($0.name), \($0.barNumber)" }
        admittedAt = batch.admittedAt
        rows = user.seesEverything ? batch.rows : nil
        inputs =
            user.seesEverything
            ? description.inputs.map { Input(name: $0.name, sha256: $0.sha256, size: $0.size, rows: $0.rows) } : []
        let lines = batch.stage == .read ? [] : try docket.summary(of: batch).jurisdictions
        jurisdictions = lines.filter { user.maySee($0.jurisdiction) }.map(Line.init)
    }
}

/// What is wrong with a row, and what to do.
struct ProblemRecord: Encodable, Sendable {
    let file, code, column, reason, detail, hint, jurisdiction, caseNumber, outcome: String
    /// As a spreadsheet numbers it, with the header as row 1.
    let row: Int

    init(_ exception: Exception, of batch: Batch) {
        let problem = exception.problem
        let inputs = batch.description.inputs
        file = inputs.indices.contains(problem.place.file) ? inputs[problem.place.file].name : ""
        row = problem.place.row + 1
        code = problem.code.rawValue
        column = problem.column
        reason = problem.code.reason
        detail = problem.detail
        hint = problem.code.hint
        jurisdiction = exception.jurisdiction
        caseNumber = exception.caseNumber
        outcome = exception.isDeciding ? problem.code.outcome.rawValue : ""
    }
}
