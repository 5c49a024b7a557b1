package import Cases
internal import GRDB

extension Docket {
    /// Deletes what a filed batch knows of persons, once the court has sealed its records (Health & Saf. Code, section
    /// 11361.8; the office's retention rules): names, numbers of cases, counts, addresses, and the rows that were in no packet.
    ///
    /// What is deleted is overwritten. Totals stay, the audit chain stays whole, and so does the memory that a case was
    /// filed: a row of it in a later list is not filed again. Challenged counts stay as well, because nothing was sealed there.
    /// A purged batch cannot be made again. Does nothing to one that is purged already.
    ///
    /// - Parameters:
    ///   - batch: as the docket gave it.
    ///   - reviewer: who answers for it.
    ///   - time: seconds since 1970, UTC.
    /// - Throws: `wrongStage` unless it is packed, `unknownBatch`.
    package func purge(_ batch: Batch, by reviewer: Reviewer, at time: Int64) throws(DocketError) {
        let isNew = try changing(batch) { batch, database in
            guard batch.stage == .packed else { throw DocketError(.wrongStage, batch.stage.rawValue) }
            guard try !PurgeTable.isPurged(batch.id, database) else { return false }
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try PurgeTable.purge(batch, at: time, database)
            var chain = try AuditChain(database)
            try chain.append(
                AuditEntry(
                    time: time, action: .batchPurged, batch: batch.id, actor: reviewer.actor,
                    detail: batch.description.folder))
            try chain.finish(database)
            return true
        }
        guard isNew else { return }
        // The write-ahead log still has the pages as they were.
        try Self.translating {
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
    }

    /// Whether a batch was purged.
    package func isPurged(_ batch: Batch) throws(DocketError) -> Bool {
        try Self.translating { try pool.read { try PurgeTable.isPurged(batch.id, $0) } }
    }
}

/// Which batches were purged.
enum PurgeTable {
    static func isPurged(_ id: Int64, _ database: Database) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM purged_batch WHERE batch = ?)"
        return try Bool.fetchOne(database, sql: sql, arguments: [id]) ?? false
    }

    static func refuse(_ batch: Batch, _ database: Database) throws {
        if try isPurged(batch.id, database) { throw DocketError(.purged, batch.description.folder) }
    }

    /// `key` stays, a hash of jurisdiction and number, so that the case is known again.
    static func purge(_ batch: Batch, at time: Int64, _ database: Database) throws {
        for table in ["exception", "warning", "lettered", "withdrawn_challenge"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE batch = ?", arguments: [batch.id])
        }
        try database.execute(
            sql: """
                UPDATE court_case SET number = '', position = x'', person = NULL, body = x'' WHERE id >= ? AND id < ?
                """,
            arguments: [batch.cases.lowerBound, batch.cases.upperBound]
        )
        try database.execute(
            sql: "INSERT INTO purged_batch (batch, purged_at) VALUES (?, ?)", arguments: [batch.id, time])
        // What became of a case is counted for ever; what the court said of it is not kept.
        // Names of files hold numbers of cases.
        let changes = [
            "outcome SET number = '', reason = ''", "filing_message SET number = ''", "outbox SET file = '', note = ''",
            "outbox_message SET number = ''",
        ]
        for change in changes {
            try database.execute(sql: "UPDATE \(change) WHERE batch = ?", arguments: [batch.id])
        }
    }
}
