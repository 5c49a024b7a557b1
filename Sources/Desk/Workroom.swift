internal import Cases
internal import Casework
internal import Digests
internal import Dispatch
internal import Docket
internal import Logging
internal import NIOPosix
internal import Synchronization

/// What every route works with. Made once, when the service starts.
final class Workroom: Sendable {
    let settings: DeskSettings
    let logger: Logger
    let pages: PageLibrary
    /// Of the county, as the packs name them.
    let jurisdictions: [Jurisdiction]
    let meters = Meters()
    let passwords: PasswordWork
    /// Seconds since 1970, UTC.
    let now: @Sendable () -> Int64

    /// Where batches, uploads and versions of templates lie.
    let place: OfficePlace
    private let docket: Docket
    private let published: Mutex<String>
    /// SQLite has one writer at a time; waiting for it takes one thread, not all of them.
    private let writer = DispatchQueue(label: "docket writer")
    private let journal: AccessJournal
    private let tokens = Remembered<Digest, (user: User, token: Int64)>()
    private let sessions = Remembered<Digest, Docket.FoundSession>()
    private let batches = Remembered<String, Batch>()

    init(
        _ settings: DeskSettings, _ files: OfficeFiles, logger: Logger, now: @escaping @Sendable () -> Int64
    ) throws {
        self.settings = settings
        self.logger = logger
        self.now = now
        pages = files.pages
        jurisdictions = files.jurisdictions
        docket = try Docket(path: settings.docket)
        place = OfficePlace(
            output: settings.results, docket: settings.docket, templates: settings.templates, schemas: settings.schemas)
        let version = try PublishedTemplates.begin(on: docket, installed: settings.templates, at: now())
        // Where nothing can be written, which the state of health tells, the installed folder serves those who only read.
        let folder = try? PublishedTemplates.folder(of: version, on: docket, in: place)
        published = Mutex(folder ?? settings.templates)
        journal = AccessJournal(
            try AccessLog(docket, beside: settings.docket), queue: writer, logger: logger)
        passwords = PasswordWork(cost: settings.passwordCost)
    }

    /// Writes down, for the audit chain, that the user of a request is about to be shown data of persons. Every handler that shows any
    /// calls this first, and shows nothing if it throws.
    ///
    /// `what` is as in `long-beach case-order`, without a person's data; `batch` is 0 where it is about none, and `sequence`,
    /// that of the case, where it is about many.
    func willShow(_ what: String, batch: Int64 = 0, sequence: Int64 = 0, _ context: DeskContext) throws {
        let user = try context.user
        try journal.add(DataShown(to: user.name, batch: batch, sequence: sequence, what: what, at: now()))
    }

    /// Reads in the audit chain when everything that anybody was shown is in it.
    func readingAudit<Value: Sendable>(_ work: @escaping @Sendable (Docket) throws -> Value) async throws -> Value {
        try await journal.settle()
        return try await reading(work)
    }

    /// Puts into the audit chain what was shown and is not there yet; before the service ends.
    func settle() async throws { try await journal.settle() }

    /// The folder of the templates and packs that are published now.
    var templates: String { published.withLock { $0 } }

    /// Works with another version from now on. Jobs keep the one that they were asked with.
    func work(with version: TemplateVersion) async throws {
        let place = place
        let folder = try await reading { try PublishedTemplates.folder(of: version.number, on: $0, in: place) }
        published.withLock { $0 = folder }
    }

    // What every request looks up is found on the thread that asks: that takes less than to change threads, and a reader of
    // the docket waits for no writer. Everything else is a `reading`.

    /// Whom a token acts for.
    func user(ofToken token: Digest) throws -> (user: User, token: Int64)? {
        let now = now()
        return try tokens.value(of: token, at: now) { try docket.user(ofToken: token, at: now) }
    }

    /// The session of a token, as far as it has not ended.
    func session(_ token: Digest) throws -> Docket.FoundSession? {
        let now = now()
        return try sessions.value(of: token, at: now) {
            try docket.session(token, rules: settings.sessionRules, at: now)
        }
    }

    /// Notes that a session is being used.
    func touchSession(_ token: Digest) async throws {
        let (docket, now) = (docket, now())
        try await writer.doing { try docket.touchSession(token, at: now) }
        sessions.forget(token)
    }

    /// The batch of a folder. Only of a published one is known that it stays as it is.
    func batch(folder: String) throws -> Batch? {
        try batches.value(of: folder, at: now(), where: { $0.stage == .packed }) { try docket.batch(folder: folder) }
    }

    /// Reads in the docket, on a thread that may wait for the disk.
    func reading<Value: Sendable>(_ work: @escaping @Sendable (Docket) throws -> Value) async throws -> Value {
        let docket = docket
        return try await NIOThreadPool.singleton.runIfActive { try work(docket) }
    }

    /// Writes in the docket; one after the other, each waiting while a run writes.
    func writing<Value: Sendable>(_ work: @escaping @Sendable (Docket) throws -> Value) async throws -> Value {
        let docket = docket
        defer {
            tokens.forget()
            sessions.forget()
            batches.forget()
        }
        return try await writer.doing { try work(docket) }
    }
}

extension DispatchQueue {
    /// Does blocking work on the queue and waits for it without holding a thread.
    func doing<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { waiting in
            async { waiting.resume(with: Result(catching: work)) }
        }
    }
}
