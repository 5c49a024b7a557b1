internal import Digests
internal import FoundationEssentials
internal import GRDB

/// All templates and packs of an office as they were published together. A version never changes; what follows is the next.
package struct TemplateVersion: Hashable, Sendable {
    /// From 1.
    package let number: Int64
    /// Seconds since 1970, UTC.
    package let publishedAt: Int64
    /// The name that whoever published it signs in with.
    package let actor: String
    /// In their words; may be empty.
    package let note: String
}

/// A template or a pack, `long-beach/jurisdiction.yaml`.
package struct TemplateFile: Hashable, Sendable {
    package let path: String
    package let text: [UInt8]

    package init(path: String, text: [UInt8]) {
        self.path = path
        self.text = text
    }

    /// SHA-256, in hexadecimal digits.
    package var digest: String { text.withUnsafeBytes { SHA256().digest(of: $0) }.hex }
}

/// A file that is being edited, and not published.
package struct TemplateDraft: Hashable, Sendable {
    package let file: TemplateFile
    package let changedAt: Int64
    package let actor: String
}

extension Docket {
    /// Every version, the newest first.
    package func templateVersions() throws(DocketError) -> [TemplateVersion] {
        try Self.translating {
            try pool.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM template_version ORDER BY number DESC")
                    .map(TemplateTables.version)
            }
        }
    }

    /// The files of a version, by path; none where there is no such version.
    package func templateFiles(of version: Int64) throws(DocketError) -> [TemplateFile] {
        try Self.translating { try pool.read { try TemplateTables.files(of: version, $0) } }
    }

    /// Whether these files were a version at any time.
    package func wasPublished(_ files: [TemplateFile]) throws(DocketError) -> Bool {
        let digests = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.digest) })
        return try Self.translating {
            try pool.read { database in
                let rows = try Row.fetchAll(database, sql: "SELECT version, path, sha256 FROM template_file")
                let versions = Dictionary(grouping: rows) { $0["version"] as Int64 }
                return versions.values.contains { files in
                    files.count == digests.count && files.allSatisfy { digests[$0["path"] as String] == $0["sha256"] }
                }
            }
        }
    }

    /// What is being edited, by path.
    package func templateDrafts() throws(DocketError) -> [TemplateDraft] {
        try Self.translating {
            try pool.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM template_draft ORDER BY path").map { row in
                    TemplateDraft(
                        file: TemplateFile(path: row["path"], text: [UInt8](row["text"] as Data)),
                        changedAt: row["changed_at"], actor: row["actor"])
                }
            }
        }
    }

    /// Keeps what somebody has edited. `digest` is that of the text that was edited: the draft as it was, or the published one;
    /// empty for a new file.
    ///
    /// - Returns: false, and nothing is kept, where somebody else has changed the file meanwhile.
    /// - Throws: `DocketError`.
    package func keepDraft(
        _ file: TemplateFile, insteadOf digest: String, by actor: String, at time: Int64
    ) throws(DocketError) -> Bool {
        try Self.translating {
            try transaction { database in
                let current = try TemplateTables.current(database)
                let draft = try Data.fetchOne(
                    database, sql: "SELECT text FROM template_draft WHERE path = ?", arguments: [file.path]
                ).map { TemplateFile(path: file.path, text: [UInt8]($0)).digest }
                let published = try String.fetchOne(
                    database, sql: "SELECT sha256 FROM template_file WHERE version = ? AND path = ?",
                    arguments: [current, file.path])
                guard digest == draft ?? published ?? "" else { return false }
                if file.digest == published {
                    try database.execute(sql: "DELETE FROM template_draft WHERE path = ?", arguments: [file.path])
                } else {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO template_draft VALUES (?, ?, ?, ?)",
                        arguments: [file.path, Data(file.text), time, actor])
                }
                return true
            }
        }
    }

    package func dropDraft(_ path: String) throws(DocketError) {
        try Self.translating {
            try transaction { try $0.execute(sql: "DELETE FROM template_draft WHERE path = ?", arguments: [path]) }
        }
    }

    /// Publishes all files of an office together, in the audit chain. Drafts that say the same are gone then. Jobs that are
    /// asked for from now on use them; jobs that were asked for before keep the version that they have. `before` is the version
    /// that these files were made from; 0 for none.
    ///
    /// - Returns: nil, and nothing is published, where another one was published meanwhile.
    /// - Throws: `DocketError`.
    package func publishTemplates(
        _ files: [TemplateFile], after before: Int64, note: String, by actor: String, at time: Int64
    ) throws(DocketError) -> TemplateVersion? {
        try Self.translating {
            try transaction { database in
                guard try TemplateTables.current(database) == before else { return nil }
                let version = TemplateVersion(number: before + 1, publishedAt: time, actor: actor, note: note)
                try database.execute(
                    sql: "INSERT INTO template_version VALUES (?, ?, ?, ?)",
                    arguments: [version.number, time, actor, note])
                try TemplateTables.insert(files, of: version.number, database)
                for file in files {
                    try database.execute(
                        sql: "DELETE FROM template_draft WHERE path = ? AND text = ?",
                        arguments: [file.path, Data(file.text)])
                }
                var chain = try AuditChain(database)
                try chain.append(
                    AuditEntry(
                        time: time, action: .templatesPublished, batch: 0, courtCase: version.number, actor: actor,
                        detail: "\(files.count) files"))
                try chain.finish(database)
                return version
            }
        }
    }
}
