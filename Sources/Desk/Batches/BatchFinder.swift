internal import Cases
internal import Docket

/// Finds batches and what was wrong with their rows, for pages and for the API. City offices find what is theirs.
struct BatchFinder: Sendable {
    let room: Workroom

    /// Which problems are asked for.
    struct ProblemSelection: Sendable {
        var jurisdiction: String?
        var code: ProblemCode?
    }

    /// The batch that a request names with its totals, for whoever may see anything of it.
    func record(_ context: DeskContext) async throws -> (batch: Batch, record: BatchRecord) {
        let (batch, user) = (try room.batch(context), try context.user)
        let record = try await room.reading { try BatchRecord(batch, on: $0, for: user) }
        guard user.seesEverything || !record.jurisdictions.isEmpty else { throw Refusal.notFound }
        return (batch, record)
    }

    /// Batches before a number, the newest first; city offices get those that have something of theirs.
    func records(before: Int64, limit: Int, for user: User) async throws -> [BatchRecord] {
        try await room.reading { docket in
            let all = try docket.batches().reversed().filter { $0.id < before }
            let some = all.lazy.compactMap { try? BatchRecord($0, on: docket, for: user) }
                .filter { user.seesEverything || !$0.jurisdictions.isEmpty }
            return Array(some.prefix(limit))
        }
    }

    private struct Enough: Error {}

    /// Problems of rows, so many behind the first ones, and whether there are more.
    func problems(
        of batch: Batch, _ selection: ProblemSelection = ProblemSelection(), after skipped: Int, limit: Int,
        for user: User
    ) async throws -> (items: [ProblemRecord], isMore: Bool) {
        try await room.reading { docket in
            var records: [ProblemRecord] = []
            var number = 0
            var isMore = false
            do {
                try docket.exceptions(of: batch) { exception in
                    guard user.maySee(exception.jurisdiction), selection.holds(exception) else { return }
                    number += 1
                    guard number > skipped else { return }
                    guard records.count < limit else {
                        isMore = true
                        throw Enough()
                    }
                    records.append(ProblemRecord(exception, of: batch))
                }
            } catch is Enough {
                // The page is full.
            }
            return (records, isMore)
        }
    }
}

extension BatchFinder.ProblemSelection {
    fileprivate func holds(_ exception: Exception) -> Bool {
        (jurisdiction == nil || exception.jurisdiction == jurisdiction)
            && (code == nil || exception.problem.code == code)
    }
}

extension Workroom {
    /// The batch that a request names.
    ///
    /// - Throws: 404 where there is none.
    func batch(_ context: DeskContext) throws -> Batch {
        let name = try context.parameter("batch")
        guard let batch = try batch(folder: name) else { throw Refusal.notFound }
        return batch
    }

    /// The same, if it is published.
    func publishedBatch(_ context: DeskContext) throws -> Batch {
        let batch = try batch(context)
        guard batch.stage == .packed else { throw Refusal.notFound }
        return batch
    }
}
