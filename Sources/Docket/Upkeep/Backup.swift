internal import GRDB
private import Glibc

extension Docket {
    /// Copies the docket as it stands into a file of its own, while other runs read and write.
    ///
    /// The copy is checked, its audit chain as well, and then appears whole or not at all. Only its owner can read it.
    ///
    /// - Returns: what its audit chain showed; the chain of a copy may be broken, and it is worth keeping all the same.
    /// - Throws: `fileExists`, because a backup is never overwritten; `cannotOpen`, `diskFull`, `damaged` …
    package func backup(to path: String) throws(DocketError) -> AuditReport {
        guard access(path, F_OK) != 0 else { throw DocketError(.fileExists) }
        return try DocketFile(path).write { copy in try pool.backup(to: copy) }
    }

    /// Puts a backup in the place of a docket.
    ///
    /// - Parameters:
    ///   - backup: a file that `backup` made, or a docket that was copied while nothing had it open.
    ///   - path: of the docket.
    ///   - replacing: whether a docket that is there may be replaced; it is kept beside the new one as `PATH.replaced`.
    /// - Returns: what the audit chain of the backup showed.
    /// - Throws: `fileExists`, `busy` where a run has the docket open, and what is wrong with the backup: `notADocket`,
    ///   `newerSchema`, `damaged`, `cannotOpen`.
    package static func restore(
        _ backup: String, to path: String, replacing: Bool
    ) throws(DocketError) -> AuditReport {
        guard access(backup, R_OK) == 0 else { throw DocketError(.cannotOpen) }
        let isThere = access(path, F_OK) == 0
        if isThere {
            guard replacing, access(path + ".replaced", F_OK) != 0 else { throw DocketError(.fileExists) }
            try release(path)
        }
        return try translating {
            let source = try DatabaseQueue(path: backup)
            try source.read { try recognize($0) }
            return try DocketFile(path).write(keeping: isThere ? path + ".replaced" : nil) { copy in
                try source.backup(to: copy)
            }
        }
    }

    /// Sees that nothing has the docket open, and folds its log into it.
    private static func release(_ path: String) throws(DocketError) {
        do {
            try translating {
                let queue = try DatabaseQueue(path: path)
                // Leaving the write-ahead log needs the file for oneself: SQLite refuses while anybody else has it open.
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            }
        } catch {
            // A damaged docket is what people restore backups for.
            guard error.code == .damaged || error.code == .notADocket else { throw error }
        }
    }
}

/// A docket that is written aside, checked, and put in its place with one rename.
private struct DocketFile {
    private let path: String
    private let aside: String

    init(_ path: String) {
        self.path = path
        aside = path + ".part"
    }

    func write(keeping old: String? = nil, _ fill: (DatabaseQueue) throws -> Void) throws(DocketError) -> AuditReport {
        do {
            return try Docket.translating {
                let report = try make(fill)
                if let old { try check(rename(path, old)) }
                try check(rename(aside, path))
                try settle(folder)
                return report
            }
        } catch {
            unlink(aside)
            throw error
        }
    }

    private func make(_ fill: (DatabaseQueue) throws -> Void) throws -> AuditReport {
        // What a copy left that was killed.
        unlink(aside)
        let file = open(aside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try check(file)
        close(file)
        let copy = try DatabaseQueue(path: aside)
        try fill(copy)
        let report = try copy.writeWithoutTransaction { database in
            // One file, without a log beside it.
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            let flaws = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
            guard flaws == ["ok"] else { throw DocketError(.damaged, "integrity check") }
            return try AuditReport.of(database)
        }
        try copy.close()
        try settle(aside)
        return report
    }

    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Waits until a file or folder is on the disk.
    private func settle(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        try check(file)
        defer { close(file) }
        try check(fsync(file))
    }

    private func check(_ result: Int32) throws {
        guard result < 0 else { return }
        throw DocketError(errno: errno)
    }
}
