internal import GRDB

/// Reads and writes jobs.
enum JobTable {
    /// Ids are never used twice, because events and uploads name them.
    static let schema = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            request TEXT NOT NULL,
            owner TEXT NOT NULL,
            jurisdiction TEXT NOT NULL,
            key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
            is_unwanted INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            failure_code TEXT NOT NULL DEFAULT '',
            failure_exit INTEGER NOT NULL DEFAULT 0,
            failure_message TEXT NOT NULL DEFAULT '',
            result TEXT NOT NULL DEFAULT '',
            asked_at INTEGER NOT NULL,
            begun_at INTEGER,
            ended_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX job_by_key ON job (owner, key) WHERE key <> '';
        CREATE INDEX job_in_queue ON job (state, id) WHERE state IN ('waiting', 'running');
        CREATE INDEX job_by_owner ON job (owner, id);
        """

    // MARK: Reading

    static func find(_ id: Int64, _ database: Database) throws -> Job? {
        try Row.fetchOne(database, sql: "SELECT * FROM job WHERE id = ?", arguments: [id]).map(job)
    }

    static func job(_ id: Int64, _ database: Database) throws -> Job {
        guard let job = try find(id, database) else { throw DocketError(.damaged, "job \(id)") }
        return job
    }

    static func job(key: String, of owner: String, _ database: Database) throws -> Job? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM job WHERE owner = ? AND key = ? AND key <> ''", arguments: [owner, key]
        ).map(job)
    }

    static func jobs(of owner: String?, before id: Int64?, limit: Int, _ database: Database) throws -> [Job] {
        let sql = "SELECT * FROM job WHERE (? IS NULL OR owner = ?) AND id < ? ORDER BY id DESC LIMIT ?"
        return try Row.fetchAll(database, sql: sql, arguments: [owner, owner, id ?? .max, limit]).map(job)
    }

    static func last(resultingIn folder: String, kind: String, _ database: Database) throws -> Job? {
        let sql = """
            SELECT * FROM job WHERE kind = ? AND state = 'done' AND json_extract(result, '$.folder') = ?
            ORDER BY id DESC LIMIT 1
            """
        return try Row.fetchOne(database, sql: sql, arguments: [kind, folder]).map(job)
    }

    static func waiting(of owner: String, _ database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM job WHERE owner = ? AND state = 'waiting'"
        return try Int.fetchOne(database, sql: sql, arguments: [owner]) ?? 0
    }

    static func next(_ database: Database) throws -> Int64? {
        // An asker who never had a turn has none that is recent.
        try Int64.fetchOne(
            database,
            sql: """
                SELECT w.id FROM job w WHERE w.state = 'waiting'
                ORDER BY coalesce((SELECT max(b.begun_at) FROM job b WHERE b.owner = w.owner AND b.state <> 'waiting'), -1),
                    w.id
                LIMIT 1
                """)
    }

    private static func job(_ row: Row) throws -> Job {
        let id: Int64 = row["id"]
        guard let state = Job.State(rawValue: row["state"]) else { throw DocketError(.damaged, "job \(id)") }
        let code: String = row["failure_code"]
        return Job(
            id: id,
            asked: JobRequest(
                kind: row["kind"], order: row["request"], owner: row["owner"], jurisdiction: row["jurisdiction"],
                key: row["key"]),
            state: state,
            isUnwanted: row["is_unwanted"],
            attempts: row["attempts"],
            failure: code.isEmpty
                ? nil : Job.Failure(code: code, exit: row["failure_exit"], message: row["failure_message"]),
            result: row["result"],
            askedAt: row["asked_at"],
            begunAt: row["begun_at"],
            endedAt: row["ended_at"],
            templates: row["templates"])
    }

    // MARK: Writing

    static func insert(_ request: JobRequest, at time: Int64, _ database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO job (kind, request, owner, jurisdiction, key, state, asked_at, templates)
                VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)
                """,
            arguments: [
                request.kind, request.order, request.owner, request.jurisdiction, request.key, time,
                try TemplateTables.current(database),
            ])
        return database.lastInsertedRowID
    }

    static func begin(_ id: Int64, at time: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE job SET state = 'running', attempts = attempts + 1, begun_at = ? WHERE id = ?",
            arguments: [time, id])
    }

    static func resume(_ database: Database) throws -> Int {
        try database.execute(
            sql: "UPDATE job SET state = 'cancelled', ended_at = begun_at WHERE state = 'running' AND is_unwanted = 1")
        try database.execute(sql: "UPDATE job SET state = 'waiting' WHERE state = 'running'")
        return database.changesCount
    }

    static func end(
        _ id: Int64, as state: Job.State, result: String, failure: Job.Failure?, at time: Int64, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE job SET state = ?, result = ?, failure_code = ?, failure_exit = ?, failure_message = ?, ended_at = ?
                WHERE id = ? AND state = 'running'
                """,
            arguments: [
                state.rawValue, result, failure?.code ?? "", failure?.exit ?? 0, failure?.message ?? "", time, id,
            ])
    }

    static func cancel(_ id: Int64, at time: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE job SET state = 'cancelled', ended_at = ? WHERE id = ? AND state = 'waiting'",
            arguments: [time, id])
        try database.execute(
            sql: "UPDATE job SET is_unwanted = 1 WHERE id = ? AND state = 'running'", arguments: [id])
    }
}
