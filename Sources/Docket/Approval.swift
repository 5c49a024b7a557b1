internal import Cases
internal import Digests
internal import GRDB

/// Puts the admission of a batch into the audit chain, and in filing mode the approval of every case.
///
/// Runs once all rows are in, because the approval holds the digest of the whole case.
enum Approval {
    static func record(_ batch: Batch, _ database: Database) throws {
        var chain = try AuditChain(database)
        let actor = batch.description.actor
        var entry = AuditEntry(time: batch.admittedAt, action: .batchAdmitted, batch: batch.id, actor: actor)
        entry.detail = batch.description.identity
        try chain.append(entry)
        if batch.decision != nil { try approveCases(batch, actor, &chain, database) }
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
}
