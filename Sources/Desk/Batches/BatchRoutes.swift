internal import Cases
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/batches`: which there are, what came of them, and what was wrong with their rows.
struct BatchRoutes: Sendable {
    let room: Workroom

    func add(to routes: Routes) {
        let batches = self
        routes.get("/api/v1/batches", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let user = try context.user
            let before = try paging.number ?? .max
            // City offices see batches that have something of theirs.
            let page = try await batches.room.reading { docket in
                let all = try docket.batches().reversed().filter { $0.id < before }
                let some = all.lazy.compactMap { try? BatchRecord($0, on: docket, for: user) }
                    .filter { user.seesEverything || !$0.jurisdictions.isEmpty }
                return paging.page(Array(some.prefix(paging.limit + 1)), next: { String($0.number) }) { $0 }
            }
            return try JSONReply.of(page)
        }
        routes.get("/api/v1/batches/{batch}", for: .allRoles) { _, context in
            let (batch, user) = (try await batches.batch(context), try context.user)
            let record = try await batches.room.reading { try BatchRecord(batch, on: $0, for: user) }
            guard user.seesEverything || !record.jurisdictions.isEmpty else { throw Refusal.notFound }
            return try JSONReply.of(record)
        }
        routes.get("/api/v1/batches/{batch}/problems", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let (batch, user) = (try await batches.batch(context), try context.user)
            try await batches.room.willShow("problems of rows", batch: batch.id, context)
            let skipped = Int(try paging.number ?? 0)
            let page = try await batches.room.reading { docket in
                try Self.problems(of: batch, on: docket, for: user, paging, after: skipped)
            }
            return try JSONReply.of(page)
        }
    }

    /// The batch that a request names.
    ///
    /// - Throws: 404 where there is none.
    private func batch(_ context: DeskContext) async throws -> Batch {
        let name = try context.parameter("batch")
        guard let batch = try await room.reading({ try $0.batch(folder: name) }) else { throw Refusal.notFound }
        return batch
    }

    private struct Enough: Error {}

    private static func problems(
        of batch: Batch, on docket: Docket, for user: User, _ paging: Paging, after skipped: Int
    ) throws -> Page<ProblemRecord> {
        var records: [ProblemRecord] = []
        var number = 0
        var isMore = false
        do {
            try docket.exceptions(of: batch) { exception in
                guard user.maySee(exception.jurisdiction) else { return }
                number += 1
                guard number > skipped else { return }
                guard records.count < paging.limit else {
                    isMore = true
                    throw Enough()
                }
                records.append(ProblemRecord(exception, of: batch))
            }
        } catch is Enough {
            // The page is full.
        }
        return Page(items: records, next: isMore ? String(skipped + records.count) : nil)
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
