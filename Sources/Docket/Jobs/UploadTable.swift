internal import GRDB

/// Reads and writes uploads.
enum UploadTable {
    static let schema = """
        CREATE TABLE upload (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            is_whole INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            job INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX upload_by_owner ON upload (owner);
        """

    private static let isFree = """
        NOT EXISTS (SELECT 1 FROM job WHERE job.id = upload.job AND job.state IN ('waiting', 'running'))
        """

    static func upload(_ id: String, _ database: Database) throws -> Upload? {
        try Row.fetchOne(database, sql: "SELECT * FROM upload WHERE id = ?", arguments: [id]).map(upload)
    }

    static func uploads(of owner: String, _ database: Database) throws -> [Upload] {
        let sql = "SELECT * FROM upload WHERE owner = ? ORDER BY made_at DESC, id"
        return try Row.fetchAll(database, sql: sql, arguments: [owner]).map(upload)
    }

    static func totals(of owner: String, _ database: Database) throws -> (files: Int, bytes: Int64) {
        let sql = "SELECT count(*), coalesce(sum(size), 0) FROM upload WHERE owner = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [owner]) else { return (0, 0) }
        return (row[0], row[1])
    }

    static func abandoned(
        unfinishedSince unfinished: Int64, wholeSince whole: Int64, _ database: Database
    ) throws -> [Upload] {
        let sql = """
            SELECT * FROM upload
            WHERE changed_at < CASE is_whole WHEN 0 THEN ? ELSE ? END AND \(isFree) ORDER BY id
            """
        return try Row.fetchAll(database, sql: sql, arguments: [unfinished, whole]).map(upload)
    }

    private static func upload(_ row: Row) -> Upload {
        Upload(
            id: row["id"], owner: row["owner"], name: row["name"], size: row["size"], sha256: row["sha256"],
            isWhole: row["is_whole"], madeAt: row["made_at"], changedAt: row["changed_at"], job: row["job"])
    }

    static func insert(_ upload: Upload, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                upload.id, upload.owner, upload.name, upload.size, upload.sha256, upload.isWhole, upload.madeAt,
                upload.changedAt, upload.job,
            ])
    }

    static func touch(_ id: String, at time: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE upload SET changed_at = ? WHERE id = ?", arguments: [time, id])
    }

    static func complete(_ upload: Upload, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE upload SET is_whole = 1, sha256 = ?, changed_at = ? WHERE id = ?",
            arguments: [upload.sha256, upload.changedAt, upload.id])
    }

    static func use(_ id: String, by job: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE upload SET job = ? WHERE id = ?", arguments: [job, id])
    }

    static func forget(_ id: String, _ database: Database) throws -> Bool {
        try database.execute(sql: "DELETE FROM upload WHERE id = ? AND \(isFree)", arguments: [id])
        return database.changesCount > 0
    }
}
