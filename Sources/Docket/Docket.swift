internal import GRDB
internal import Glibc

/// The office's memory and the working store of a run: one SQLite file.
///
/// It knows every batch, who decided about it, and which counts were filed; rows stream in, are joined into cases and
/// numbered, and stream out in filing order, with flat memory at any size. Safe to use from several threads and from
/// several programs at once; writers wait for each other.
package struct Docket: Sendable {
    let pool: DatabasePool

    /// Opens the docket at a path, and makes one where there is none. The folder has to be there.
    ///
    /// - Parameters:
    ///   - path: of the file; SQLite keeps two more beside it while it is open.
    ///   - busySeconds: how long to wait while another run holds the write lock.
    /// - Throws: `newerSchema`, `notADocket`, `damaged`, `readOnly`, `cannotOpen`, `diskFull` or `busy`.
    package init(path: String, busySeconds: Double = 60) throws(DocketError) {
        pool = try Self.translating {
            let pool = try Self.open(path, busySeconds)
            try pool.read { try Self.recognize($0) }
            try Self.migrate(pool)
            // Whole after a kill and after a power failure, but a commit does not wait for the disk; see `finish`.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
            return pool
        }
    }

    /// Closes the file and folds the write-ahead log into it. The docket cannot be used afterwards.
    ///
    /// - Throws: `busy` while a reading goes on.
    package func close() throws(DocketError) {
        try Self.translating {
            // The writer has to be the last to leave: SQLite folds the log then, and readers may not.
            pool.releaseMemory()
            try pool.close()
        }
    }

    private static func open(_ path: String, _ busySeconds: Double) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "docket"
        configuration.busyMode = .timeout(busySeconds)
        configuration.maximumReaderCount = 16
        configuration.prepareDatabase { database in
            // Page caches bound the memory of a run: one writer, few readers. In KiB, as SQLite wants negative numbers.
            let cache = database.configuration.readonly ? 16_384 : 32_768
            try database.execute(
                sql: """
                    PRAGMA cache_size = -\(cache);
                    PRAGMA page_size = 8192;
                    PRAGMA temp_store = FILE;
                    PRAGMA trusted_schema = OFF;
                    """
            )
        }
        // The file holds criminal records: what SQLite would make readable for everyone is made here for its owner.
        // Never a file that exists: closing it here would drop the locks of another docket in this process.
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { Glibc.close(file) }
        // SQLite does not wait for its turn where several runs switch a new file to the write-ahead log at once.
        let end = ContinuousClock.now + .seconds(busySeconds)
        while true {
            do {
                return try DatabasePool(path: path, configuration: configuration)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                usleep(5_000)
            }
        }
    }

    /// Refuses files of other programs, and dockets of newer versions of this one.
    static func recognize(_ database: Database) throws {
        // Another run may be making the docket right now: its list of migrations comes first, then all tables and the
        // mark at once. So the tables are looked at before the mark.
        let sql = "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
        let tables = try Int.fetchOne(database, sql: sql) ?? 0
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == Schema.applicationID || tables == 0 else { throw DocketError(.notADocket) }
        if try Schema.migrator.hasBeenSuperseded(database) { throw DocketError(.newerSchema) }
    }

    private static func migrate(_ pool: DatabasePool) throws {
        let migrator = Schema.migrator
        while true {
            let done = try pool.read(migrator.completedMigrations).count
            do {
                return try migrator.migrate(pool)
            } catch {
                // Another run has made the same tables in the meantime; what it has not made yet is still to do.
                guard try pool.read(migrator.completedMigrations).count > done else { throw error }
            }
        }
    }

    // MARK: Batches

    /// The batch of an identity; nil if it was never admitted, or was discarded.
    package func batch(_ identity: String) throws(DocketError) -> Batch? {
        try Self.translating { try pool.read { try BatchTable.batch(identity, $0) } }
    }

    /// The batch with this folder that was admitted last; nil for none, or one that was discarded.
    package func batch(folder: String) throws(DocketError) -> Batch? {
        try lookingUp { try BatchTable.batch(folder: folder, $0) }
    }

    /// All batches that were not discarded, oldest first.
    package func batches() throws(DocketError) -> [Batch] {
        try Self.translating { try pool.read { try BatchTable.all($0) } }
    }

    /// How many batches there are, discarded ones too; a sign that the docket can be read.
    package func batchCount() throws(DocketError) -> Int {
        try Self.translating {
            try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM batch") ?? 0 }
        }
    }

    /// The folders of earlier filings of the very same list as of the same day, oldest first: made with other templates,
    /// settings or another version of the program. Only one of them all should go to court.
    package func versions(of batch: Batch) throws(DocketError) -> [String] {
        try Self.translating {
            try pool.read { try BatchTable.versions(of: batch.description, $0) }
                .filter { $0.id < batch.id }
                .map(\.description.folder)
        }
    }

    /// Admits a batch: all its rows, or, when anything fails, none.
    ///
    /// Waits for its turn if another run is writing. If that run admitted the same identity, `body` is not called. In
    /// filing mode every case is approved by the description's reviewer, each with an entry in the audit chain.
    ///
    /// - Parameters:
    ///   - description: what makes the batch itself.
    ///   - time: seconds since 1970, UTC; the time of the decision.
    ///   - body: adds or stops every row, and closes every input. Its errors pass unchanged.
    /// - Returns: the batch, at stage `read`; or as far as it had come, if it was there.
    /// - Throws: `DocketError`: `noReviewer`, `rowsUnaccounted`, `busy`, `diskFull` …
    package func admit(
        _ description: BatchDescription,
        at time: Int64,
        _ body: (inout Admission) throws -> Void
    ) throws -> Batch {
        if description.mode == .filing, description.reviewer == nil { throw DocketError(.noReviewer) }
        return try transaction { database in
            if let batch = try BatchTable.batch(description.identity, database) { return batch }
            let (id, firstCase) = try BatchTable.begin(description, at: time, database)
            var admission = try Admission(
                database,
                batch: id,
                inputs: description.inputs,
                firstCase: firstCase,
                versions: Set(try BatchTable.versions(of: description, database).map(\.id))
            )
            try body(&admission)
            try admission.finish()
            try BatchTable.complete(id, admission, database)
            let batch = try BatchTable.batch(id, database)
            try Approval.record(batch, database)
            return batch
        }
    }

    /// Gives a batch up that was not packed, or a draft. Its counts can be filed again, and the persons' data are deleted;
    /// the audit chain keeps that there was a batch, and who approved it.
    ///
    /// - Throws: `wrongStage` once a filing is packed, `unknownBatch`.
    package func discard(_ batch: Batch, at time: Int64) throws(DocketError) {
        try changing(batch) { batch, database in
            guard batch.stage != .packed || batch.description.mode == .draft else {
                throw DocketError(.wrongStage, batch.stage.rawValue)
            }
            // What is deleted is overwritten as well.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try BatchTable.discard(batch, database)
            try Self.audit(.batchDiscarded, batch, at: time, database)
        }
    }

    /// Records that the batch's folder is complete, and waits until that, and all that came before it, is on the disk: a
    /// power failure earlier leaves a batch that is admitted again, one later a batch whose counts stay claimed.
    ///
    /// - Returns: the batch, at stage `packed`; also if it was there already.
    /// - Throws: `wrongStage` unless it is numbered, `unknownBatch`.
    package func finish(_ batch: Batch, at time: Int64) throws(DocketError) -> Batch {
        try Self.translating { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") } }
        return try changing(batch) { batch, database in
            guard batch.stage != .packed else { return batch }
            guard batch.stage == .numbered else { throw DocketError(.wrongStage, batch.stage.rawValue) }
            try BatchTable.set(.packed, batch.id, database)
            try Self.audit(.batchPacked, batch, at: time, detail: batch.description.folder, database)
            return try BatchTable.batch(batch.id, database)
        }
    }

    // MARK: Transactions

    /// Runs a write transaction that takes the lock at once, so that it never fails halfway for want of it.
    func transaction<Result>(_ work: (Database) throws -> Result) throws -> Result {
        do {
            return try pool.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    result = try work(database)
                    return .commit
                }
                guard let result else { throw DocketError(.internalFailure, "transaction without result") }
                return result
            }
        } catch {
            throw DocketError.translated(error)
        }
    }

    /// Runs a write transaction on a batch as it stands once the lock is held.
    func changing<Result>(
        _ batch: Batch,
        _ work: (Batch, Database) throws -> Result
    ) throws(DocketError) -> Result {
        try Self.translating {
            try transaction { try work(BatchTable.batch(batch.id, $0), $0) }
        }
    }

    /// Finds a row by its key, with what belongs to it for ever. No transaction is put around it: that costs more than to find it.
    func lookingUp<Result>(_ work: (Database) throws -> Result) throws(DocketError) -> Result {
        try Self.translating { try pool.unsafeRead(work) }
    }

    /// Runs a reading. The caller's errors pass unchanged.
    func reading<Result>(_ work: (Database) throws -> Result) throws -> Result {
        do {
            return try pool.read(work)
        } catch {
            throw DocketError.translated(error)
        }
    }

    static func audit(
        _ action: AuditAction,
        _ batch: Batch,
        at time: Int64,
        detail: String = "",
        _ database: Database
    ) throws {
        var chain = try AuditChain(database)
        try chain.append(
            AuditEntry(time: time, action: action, batch: batch.id, actor: batch.description.actor, detail: detail)
        )
        try chain.finish(database)
    }

    /// Runs work whose every error is one of the docket.
    static func translating<Result>(_ work: () throws -> Result) throws(DocketError) -> Result {
        do {
            return try work()
        } catch {
            throw DocketError.translated(error) as? DocketError ?? DocketError(.internalFailure)
        }
    }
}
