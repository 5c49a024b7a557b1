internal import GRDB
private import Glibc
private import Synchronization

/// What users are shown of persons, before they are shown it, until it is in the audit chain.
///
/// A file beside the docket takes an entry in microseconds, also while a run holds the docket's write lock for seconds;
/// `chain` then moves what has gathered into the chain, in one transaction and each entry once: entries are numbered, and
/// the docket knows the last number that it has. After a kill the next service finds the rest in the file. One program at a
/// time may have it, the one that serves.
///
/// A line is number, time, batch, sequence, actor and what was shown, with tabs between them.
package final class AccessLog: Sendable {
    private struct State {
        /// Not in the chain yet, and in the file; the last one has the number `last`.
        var waiting: [DataShown]
        var last: Int64
        /// -1 until something is appended: where nothing can be written, nothing has to be.
        var file: Int32 = -1
        var size = 0
        /// Why the chain did not take what waits. Nothing more is shown until it does.
        var failure: DocketError?
    }

    /// Bytes after which the file begins anew.
    private static let limit = 1 << 20
    /// Entries, some 150 bytes each, that may gather while a run holds the docket.
    private static let mostWaiting = 200_000

    private let docket: Docket
    private let path: String
    private let state: Mutex<State>

    /// Reads what an earlier service left.
    ///
    /// - Parameters:
    ///   - docket: whose chain takes the entries.
    ///   - path: of the docket's file; the log's is `PATH-shown`.
    /// - Throws: `damaged` where a line of the file is none of ours, `cannotOpen`, `ioFailure`.
    package init(_ docket: Docket, beside path: String) throws(DocketError) {
        self.docket = docket
        self.path = path + "-shown"
        let chained = try docket.lastAccessChained()
        let left = try Self.read(self.path).filter { $0.number > chained }
        state = Mutex(State(waiting: left.map(\.entry), last: left.last?.number ?? chained))
    }

    deinit { state.withLock { if $0.file >= 0 { close($0.file) } } }

    /// Whether something is still to be chained.
    package var isWaiting: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Writes an entry down; what it is about may be shown when this returns.
    ///
    /// - Throws: `diskFull`, `readOnly`, `cannotOpen`, `ioFailure`, `busy` where too much waits for a run, or why the chain did not take earlier entries.
    package func append(_ entry: DataShown) throws(DocketError) {
        try state.withLock { state throws(DocketError) in
            if let failure = state.failure { throw failure }
            guard state.waiting.count < Self.mostWaiting else { throw DocketError(.busy) }
            if state.file < 0 { try beginFile(&state) }
            let line = Self.line(entry, number: state.last + 1)
            try Self.write(line, to: state.file, at: state.size)
            state.size += line.count
            state.last += 1
            state.waiting.append(entry)
        }
    }

    /// Moves what waits into the audit chain. One caller at a time.
    ///
    /// - Throws: `busy`, `diskFull`, `readOnly` … Everything still waits then.
    package func chain() throws(DocketError) {
        let (entries, last) = state.withLock { ($0.waiting, $0.last) }
        do throws(DocketError) {
            if !entries.isEmpty { try docket.chain(entries, lastNumber: last) }
        } catch {
            state.withLock { $0.failure = error }
            throw error
        }
        try state.withLock { state throws(DocketError) in
            state.failure = nil
            state.waiting.removeFirst(entries.count)
            if state.size > Self.limit { try beginFile(&state) }
        }
    }

    /// Begins the file anew with what waits; the old one is there until the new one is whole.
    private func beginFile(_ state: inout State) throws(DocketError) {
        let aside = path + ".part"
        unlink(aside)
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DocketError(errno: errno) }
        do throws(DocketError) {
            let first = state.last - Int64(state.waiting.count) + 1
            let lines = zip(first..., state.waiting).flatMap { Self.line($1, number: $0) }
            try Self.write(lines, to: file, at: 0)
            guard rename(aside, path) == 0 else { throw DocketError(errno: errno) }
            if state.file >= 0 { close(state.file) }
            (state.file, state.size) = (file, lines.count)
        } catch {
            close(file)
            unlink(aside)
            throw error
        }
    }

    /// Writes all of the bytes or none: what a full disk took of them is cut off again.
    private static func write(_ bytes: [UInt8], to file: Int32, at size: Int) throws(DocketError) {
        guard !bytes.isEmpty else { return }
        let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard written != bytes.count else { return }
        let reason = written < 0 ? errno : ENOSPC
        ftruncate(file, size)
        throw DocketError(errno: reason)
    }

    // MARK: Lines

    private static func line(_ entry: DataShown, number: Int64) -> [UInt8] {
        let numbers = "\(number)\t\(entry.time)\t\(entry.batch)\t\(entry.sequence)\t"
        return Array(numbers.utf8) + plain(entry.actor) + [UInt8(ascii: "\t")] + plain(entry.what) + [
            UInt8(ascii: "\n")
        ]
    }

    /// Without what would end a field; names and kinds of documents have no such bytes.
    private static func plain(_ text: String) -> [UInt8] {
        text.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
    }

    private static func read(_ path: String) throws(DocketError) -> [(number: Int64, entry: DataShown)] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return [] }
            throw DocketError(errno: errno)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &piece, piece.count)
            guard count >= 0 else { throw DocketError(errno: errno) }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return try entries(bytes)
    }

    /// A last line without its end was not written to the end, so nothing was shown for it.
    private static func entries(_ bytes: [UInt8]) throws(DocketError) -> [(number: Int64, entry: DataShown)] {
        var entries: [(number: Int64, entry: DataShown)] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 6, let number = Int64(fields[0]), let time = Int64(fields[1]),
                let batch = Int64(fields[2]), let sequence = Int64(fields[3]),
                entries.last.map({ $0.number + 1 == number }) ?? true
            else { throw DocketError(.damaged, "line \(entries.count + 1) of what was shown") }
            let entry = DataShown(to: fields[4], batch: batch, sequence: sequence, what: fields[5], at: time)
            entries.append((number, entry))
        }
        return entries
    }
}

extension Docket {
    /// The number of the last entry of an access log that is in the audit chain.
    fileprivate func lastAccessChained() throws(DocketError) -> Int64 {
        try Self.translating {
            try pool.read { try Int64.fetchOne($0, sql: "SELECT number FROM access_mark WHERE id = 1") ?? 0 }
        }
    }

    /// Adds entries to the audit chain, all at once, and remembers the number of the last one.
    fileprivate func chain(_ shown: [DataShown], lastNumber: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                var chain = try AuditChain(database)
                for entry in shown {
                    try chain.append(
                        AuditEntry(
                            time: entry.time, action: .dataShown, batch: entry.batch, courtCase: entry.sequence,
                            actor: entry.actor, detail: entry.what))
                }
                try chain.finish(database)
                try database.execute(
                    sql: "UPDATE access_mark SET number = ? WHERE id = 1", arguments: [lastNumber])
            }
        }
    }
}

/// The number of the last entry of the access log that the audit chain has.
enum AccessMark {
    static let schema = """
        CREATE TABLE access_mark (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO access_mark VALUES (1, 0);
        """
}
