internal import FoundationEssentials
internal import GRDB

/// Texts of templates and packs, by their digests; published versions of all of them; and what is being edited.
enum TemplateTables {
    static let schema = """
        CREATE TABLE template_text (
            sha256 TEXT PRIMARY KEY,
            text BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE template_version (
            number INTEGER PRIMARY KEY,
            published_at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;

        CREATE TABLE template_file (
            version INTEGER NOT NULL REFERENCES template_version (number),
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES template_text (sha256),
            PRIMARY KEY (version, path)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE template_draft (
            path TEXT PRIMARY KEY,
            text BLOB NOT NULL,
            changed_at INTEGER NOT NULL,
            actor TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE job ADD COLUMN templates INTEGER NOT NULL DEFAULT 0;
        """

    static func current(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(number) FROM template_version") ?? 0
    }

    static func version(_ row: Row) -> TemplateVersion {
        TemplateVersion(
            number: row["number"], publishedAt: row["published_at"], actor: row["actor"], note: row["note"])
    }

    static func files(of version: Int64, _ database: Database) throws -> [TemplateFile] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT f.path, t.text FROM template_file f JOIN template_text t USING (sha256)
                WHERE f.version = ? ORDER BY f.path
                """, arguments: [version]
        ).map { TemplateFile(path: $0["path"], text: [UInt8]($0["text"] as Data)) }
    }

    static func insert(_ files: [TemplateFile], of version: Int64, _ database: Database) throws {
        for file in files {
            let digest = file.digest
            try database.execute(
                sql: "INSERT OR IGNORE INTO template_text VALUES (?, ?)", arguments: [digest, Data(file.text)])
            try database.execute(
                sql: "INSERT INTO template_file VALUES (?, ?, ?)", arguments: [version, file.path, digest])
        }
    }
}
