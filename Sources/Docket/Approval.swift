internal import Cases
internal import Digests
internal import GRDB

/// Puts the admission of a batch into the audit chain, and in filing mode the approval of every case and the challenge of
/// every count.
///
/// Runs once all rows are in, because the approval holds the digest of the whole case.
enum Approval {
    static func record(_ batch: Batch, _ database: Database) throws {
        var chain = try AuditChain(database)
        let actor = batch.description.actor
        var entry = AuditEntry(time: batch.admittedAt, action: .batchAdmitted, batch: batch.id, actor: actor)
        entry.detail = batch.description.identity
        try chain.append(entry)
        if batch.decision != nil {
            try approveCases(batch, actor, &chain, database)
            try challengeCounts(batch, actor, &chain, database)
        }
        try chain.finish(database)
    }

    private static func approveCases(
        _ batch: Batch,
        _ actor: String,
        _ chain: inout AuditChain,
        _ database: Database
    ) throws {
        let labels = try Labels(database)
        let hasher = SHA256()
        let rows = try Prepared(casesAsTheyCame: batch, database)
        var entry = AuditEntry(time: batch.admittedAt, action: .caseApproved, batch: batch.id, actor: actor)
        while try rows.next() {
            let route = try Route(
                jurisdiction: labels.text(rows.integer(1)),
                courthouse: labels.text(rows.integer(2))
            )
            entry.courtCase = rows.integer(0)
            entry.content = AuditChain.content(rows, route: route, number: 3, body: 4, hasher)
            try chain.append(entry)
        }
    }

    private static func challengeCounts(
        _ batch: Batch,
        _ actor: String,
        _ chain: inout AuditChain,
        _ database: Database
    ) throws {
        let labels = try Labels(database)
        let hasher = SHA256()
        let rows = try Prepared(
            database,
            """
            SELECT id, jurisdiction, courthouse, number, ground, body, reviewer, bar_number FROM challenged_count
            WHERE batch = ? ORDER BY id
            """
        )
        rows.bind(batch.id, at: 1)
        var entry = AuditEntry(time: batch.admittedAt, action: .countChallenged, batch: batch.id, actor: actor)
        while try rows.next() {
            let route = try Route(
                jurisdiction: labels.text(rows.integer(1)),
                courthouse: labels.text(rows.integer(2))
            )
            entry.courtCase = rows.integer(0)
            entry.detail = "\(rows.text(4)), ruled by \(Reviewer(name: rows.text(6), barNumber: rows.text(7)).actor)"
            entry.content = AuditChain.content(challenge: rows, route: route, hasher)
            try chain.append(entry)
        }
    }
}
