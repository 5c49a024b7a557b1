internal import Cases
internal import GRDB

/// Numbers the challenged cases of a batch in filing order, and adds them and the withdrawals up.
enum ChallengeNumbering {
    /// Within a jurisdiction, from 1, in the order of the cases: by courthouse id, then by case number.
    static func number(_ batch: Batch, _ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE challenged_count SET sequence = ranked.sequence
                FROM (
                    SELECT id, dense_rank() OVER (PARTITION BY jurisdiction ORDER BY position) AS sequence
                    FROM challenged_count WHERE batch = ? AND is_held = 0
                ) AS ranked
                WHERE challenged_count.id = ranked.id
                """,
            arguments: [batch.id]
        )
    }

    /// - Returns: challenged counts of the whole batch.
    static func addUp(
        _ batch: Batch, _ tallies: TallyTable.Writer, _ labels: Labels, _ database: Database
    ) throws -> Int {
        let challenges = try Row.fetchAll(
            database,
            sql: """
                SELECT jurisdiction, courthouse, min(sequence), count(DISTINCT sequence), count(*) FROM challenged_count
                WHERE batch = ? AND is_held = 0 GROUP BY jurisdiction, courthouse
                """,
            arguments: [batch.id]
        )
        var total = 0
        for row in challenges {
            let name = try labels.text(row[1])
            try tallies.write(.challengeStart, name, row[2], in: row[0])
            try tallies.write(.challenge, name, row[3], row[4], in: row[0])
            total += row[4]
        }
        let withdrawals = try Row.fetchAll(
            database,
            sql: """
                SELECT c.jurisdiction, count(*) FROM withdrawn_challenge w JOIN court_case c ON c.id = w.court_case
                WHERE w.batch = ? AND c.is_held = 0 GROUP BY c.jurisdiction
                """,
            arguments: [batch.id]
        )
        for row in withdrawals { try tallies.write(.total, "withdrawals", row[1], in: row[0]) }
        return total
    }
}
