internal import Cases
internal import GRDB

/// Reads and writes batches and their inputs.
enum BatchTable {
    // MARK: Reading

    static func batch(_ identity: String, _ database: Database) throws -> Batch? {
        let sql = "SELECT * FROM batch WHERE identity = ? AND stage <> 'discarded'"
        return try Row.fetchOne(database, sql: sql, arguments: [identity]).map { try batch($0, database) }
    }

    static func batch(folder: String, _ database: Database) throws -> Batch? {
        let sql = "SELECT * FROM batch WHERE folder = ? AND stage <> 'discarded' ORDER BY id DESC LIMIT 1"
        return try database.row(sql, [folder]).map { try batch($0, database) }
    }

    static func batch(_ id: Int64, _ database: Database) throws -> Batch {
        let sql = "SELECT * FROM batch WHERE id = ? AND stage <> 'discarded'"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else { throw DocketError(.unknownBatch) }
        return try batch(row, database)
    }

    static func all(_ database: Database) throws -> [Batch] {
        let sql = "SELECT * FROM batch WHERE stage <> 'discarded' ORDER BY id"
        return try Row.fetchAll(database, sql: sql).map { try batch($0, database) }
    }

    /// Batches to be filed that have the same inputs, the same rows from them and the same as-of date: one filing, made
    /// several times. What one of them claims is not filed twice when another is made.
    static func versions(of description: BatchDescription, _ database: Database) throws -> [Batch] {
        try all(database).filter { batch in
            try batch.description.mode == .filing && batch.description.asOf == description.asOf
                && batch.description.source == description.source
                && batch.description.inputs.map(\.sha256) == description.inputs.map(\.sha256)
                // Of a purged one it is no longer known which counts it filed, so its cases stay claimed.
                && !PurgeTable.isPurged(batch.id, database)
        }
    }

    private static func batch(_ row: Row, _ database: Database) throws -> Batch {
        let id: Int64 = row["id"]
        let (first, next): (Int64, Int64) = (row["first_case"], row["next_case"])
        guard let asOf = CalendarDate(number: row["as_of"]), let mode = BatchMode(rawValue: row["mode"]),
            let stage = BatchStage(rawValue: row["stage"]), first <= next
        else { throw DocketError(.damaged, "batch \(id)") }
        let name: String = row["reviewer"]
        let description = BatchDescription(
            identity: row["identity"],
            folder: row["folder"],
            asOf: asOf,
            mode: mode,
            reviewer: name.isEmpty ? nil : Reviewer(name: name, barNumber: row["bar_number"]),
            selection: row["selection"],
            templates: row["templates"],
            program: row["program"],
            source: row["source"],
            inputs: try InputTable.ofBatches.inputs(of: id, database)
        )
        return Batch(
            id: id,
            description: description,
            stage: stage,
            admittedAt: row["admitted_at"],
            rows: row["row_count"],
            cases: first..<next
        )
    }

    // MARK: Writing

    /// Writes a batch without its results.
    ///
    /// - Returns: its id, and the id for its first case. Ids of cases are never used twice, also after a batch was
    ///   discarded, because the audit chain names them.
    static func begin(
        _ description: BatchDescription,
        at time: Int64,
        _ database: Database
    ) throws -> (id: Int64, firstCase: Int64) {
        let firstCase = try Int64.fetchOne(database, sql: "SELECT coalesce(max(next_case), 1) FROM batch") ?? 1
        try database.execute(
            sql: """
                INSERT INTO batch (
                    identity, folder, as_of, mode, stage, reviewer, bar_number, selection, templates, program,
                    source, admitted_at, row_count, first_case, next_case
                ) VALUES (?, ?, ?, ?, 'read', ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
                """,
            arguments: [
                description.identity, description.folder, description.asOf.number, description.mode.rawValue,
                description.reviewer?.name ?? "", description.reviewer?.barNumber ?? "", description.selection,
                description.templates, description.program, description.source, time, firstCase, firstCase,
            ]
        )
        return (database.lastInsertedRowID, firstCase)
    }

    /// Writes what the admission found out.
    static func complete(_ id: Int64, _ admission: borrowing Admission, _ database: Database) throws {
        let inputs = admission.inputs
        guard inputs.reduce(0, { $0 + $1.rows }) == admission.rowCount else {
            throw DocketError(.rowsUnaccounted, "an input was not closed")
        }
        try database.execute(
            sql: "UPDATE batch SET row_count = ?, next_case = ? WHERE id = ?",
            arguments: [admission.rowCount, admission.nextCase, id]
        )
        try InputTable.ofBatches.write(inputs, of: id, database)
    }

    static func set(_ stage: BatchStage, _ id: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE batch SET stage = ? WHERE id = ?", arguments: [stage.rawValue, id])
    }

    /// Takes numbers and totals back.
    static func forgetNumbers(of id: Int64, _ database: Database) throws {
        for table in ["numbered", "lettered", "tally"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE batch = ?", arguments: [id])
        }
    }

    static func discard(_ batch: Batch, _ database: Database) throws {
        try forgetNumbers(of: batch.id, database)
        for table in ["exception", "warning", "challenged_count", "withdrawn_challenge"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE batch = ?", arguments: [batch.id])
        }
        try database.execute(
            sql: "DELETE FROM court_case WHERE id >= ? AND id < ?",
            arguments: [batch.cases.lowerBound, batch.cases.upperBound]
        )
        try database.execute(sql: "UPDATE batch SET stage = 'discarded' WHERE id = ?", arguments: [batch.id])
    }
}
