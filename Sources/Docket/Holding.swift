package import Cases
internal import GRDB

extension Docket {
    /// Takes cases and challenged cases out of a batch that is not packed, because a document refuses them. Their rows become exceptions with
    /// the problem given, each at its own place.
    ///
    /// Numbers that the batch had are taken back, so that filing order has no gaps: `number` gives them again. Held cases
    /// claim nothing; a later list may bring them again.
    ///
    /// - Returns: the batch, at stage `read`.
    /// - Throws: `wrongStage` once it is packed; `unknownBatch`, also for a case of another batch.
    package func hold(
        _ held: [(CaseID, Problem)], challenges: [(ChallengeID, Problem)] = [], of batch: Batch, at time: Int64
    ) throws(DocketError) -> Batch {
        try changing(batch) { batch, database in
            guard batch.stage != .packed else { throw DocketError(.wrongStage, batch.stage.rawValue) }
            try BatchTable.forgetNumbers(of: batch.id, database)
            try BatchTable.set(.read, batch.id, database)
            var holding = try Holding(batch, at: time, database)
            for (id, problem) in held { try holding.hold(id, problem) }
            for (id, problem) in challenges { try holding.hold(id, problem) }
            try holding.finish()
            return try BatchTable.batch(batch.id, database)
        }
    }
}

private struct Holding {
    private let batch: Batch
    private let time: Int64
    private let database: Database
    private let fetch: Prepared
    private let update: Prepared
    private let fetchChallenge: Prepared
    private let updateChallenge: Prepared
    private var rows: RowTable
    private var chain: AuditChain

    init(_ batch: Batch, at time: Int64, _ database: Database) throws {
        self.batch = batch
        self.time = time
        self.database = database
        fetch = try Prepared(database, "SELECT jurisdiction, number, is_held, body FROM court_case WHERE id = ?")
        update = try Prepared(database, "UPDATE court_case SET is_held = 1 WHERE id = ?")
        fetchChallenge = try Prepared(
            database,
            """
            SELECT jurisdiction, number, ground, body FROM challenged_count WHERE id = ? AND batch = ? AND is_held = 0
            """
        )
        updateChallenge = try Prepared(database, "UPDATE challenged_count SET is_held = 1 WHERE id = ?")
        rows = try RowTable(database, batch: batch.id)
        chain = try AuditChain(database)
    }

    mutating func hold(_ id: CaseID, _ problem: Problem) throws {
        guard batch.cases.contains(id.number) else { throw DocketError(.unknownBatch, "case \(id.number)") }
        fetch.bind(id.number, at: 1)
        defer { fetch.reset() }
        // A case that is held twice keeps its first reason.
        guard try fetch.next(), fetch.integer(2) == 0 else { return }
        for count in try fetch.bareCounts(3, of: id.number) {
            let place = count.count.place
            try rows.addException(
                Problem(problem.code, at: place, column: problem.column, detail: problem.detail),
                jurisdiction: fetch.integer(0),
                caseNumber: fetch.text(1),
                isDeciding: true
            )
        }
        update.bind(id.number, at: 1)
        try update.run()
        try record(.caseHeld, id.number, problem)
    }

    mutating func hold(_ id: ChallengeID, _ problem: Problem) throws {
        for number in id.numbers { try hold(challenge: number, problem) }
    }

    private mutating func hold(challenge id: Int64, _ problem: Problem) throws {
        fetchChallenge.bind(id, at: 1)
        fetchChallenge.bind(batch.id, at: 2)
        defer { fetchChallenge.reset() }
        guard try fetchChallenge.next() else { return }
        let place = try fetchChallenge.challenge(2, 3, of: id).count.place
        try rows.removeException(at: place)
        try rows.addException(
            Problem(problem.code, at: place, column: problem.column, detail: problem.detail),
            jurisdiction: fetchChallenge.integer(0),
            caseNumber: fetchChallenge.text(1),
            isDeciding: true
        )
        updateChallenge.bind(id, at: 1)
        try updateChallenge.run()
        try record(.challengeHeld, id, problem)
    }

    private mutating func record(_ action: AuditAction, _ id: Int64, _ problem: Problem) throws {
        try chain.append(
            AuditEntry(
                time: time,
                action: action,
                batch: batch.id,
                courtCase: id,
                actor: batch.description.actor,
                detail: problem.code.rawValue
            )
        )
    }

    func finish() throws { try chain.finish(database) }
}
