import CScan
import Digests
import Glibc
import Intake
import Synchronization

/// The input files, cut into blocks of whole rows that threads take in turn. Taking them again gives the same blocks.
///
/// Where a block ends depends on the bytes alone: behind its last line end that is outside of quotation marks.
final class BlockSource: Sendable {
    /// What a thread took: which block, of which file. Its bytes are in the thread's buffer.
    struct Block {
        /// Position among all blocks of all files, from 0.
        let index: Int
        let file: Int
        /// Bytes; 0 for a single row of more than `rowLimit`, of which the buffer has the beginning.
        let count: Int
        let isFirstOfFile: Bool

        var isTooLong: Bool { count == 0 }
    }

    private struct State: ~Copyable {
        var file = -1
        var descriptor: Int32 = -1
        var isAtEnd = true
        var next = 0
        /// What was read of a row whose end is in the next block.
        var rest: [UInt8] = []
        var isFirstOfFile = false
        var size = 0
        var hasher: SHA256?
        var fingerprints: [Fingerprint] = []
        var hasStopped = false
    }

    /// A file by its bytes; known once all its blocks were taken.
    struct Fingerprint: Sendable {
        let size: Int
        let digest: Digest
    }

    private let paths: [String]
    private let state: Mutex<State>

    /// The most that a block holds.
    static let blockSize = 2 << 20
    /// A row may be as long as a mebibyte.
    static let rowLimit = 1 << 20
    /// How far a thread may read behind a block.
    static let margin = 64

    /// - Parameters:
    ///   - paths: the files, in order.
    ///   - hashing: whether to take the files' digests on the way.
    init(paths: [String], hashing: Bool) {
        self.paths = paths
        var state = State()
        if hashing { state.hasher = SHA256() }
        self.state = Mutex(state)
    }

    deinit {
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
        }
    }

    /// The files' sizes and digests, once every block was taken; empty without hashing.
    var fingerprints: [Fingerprint] { state.withLock { $0.fingerprints } }

    /// Takes the next block.
    ///
    /// - Returns: nil behind the last one, or once `stop` was called.
    /// - Throws: `IntakeError` where a file cannot be read.
    func next(into buffer: BlockBuffer) throws(IntakeError) -> Block? {
        try state.withLock { (state) throws(IntakeError) -> Block? in
            while !state.hasStopped {
                if state.isAtEnd, state.rest.isEmpty {
                    guard state.file + 1 < paths.count else { return nil }
                    try open(&state)
                }
                if let count = try fill(buffer.bytes, &state) {
                    if count > 0 { buffer.clear(behind: count) }
                    defer {
                        state.next += 1
                        state.isFirstOfFile = false
                    }
                    return Block(
                        index: state.next, file: state.file, count: count, isFirstOfFile: state.isFirstOfFile)
                }
            }
            return nil
        }
    }

    /// Lets every thread run out of blocks.
    func stop() { state.withLock { $0.hasStopped = true } }

    // MARK: - Under the lock

    private func open(_ state: inout State) throws(IntakeError) {
        state.file += 1
        let path = paths[state.file]
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw IntakeError(
                .unreadable, file: path, detail: "The file cannot be opened: \(String(cString: strerror(errno))).",
                hint: "Check the path and your permission to read it.")
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        state.descriptor = descriptor
        state.isAtEnd = false
        state.isFirstOfFile = true
        state.size = 0
    }

    /// Fills the buffer and cuts it behind the last whole row.
    ///
    /// - Returns: the length of the block; nil where the file has no more.
    private func fill(_ buffer: UnsafeMutablePointer<UInt8>, _ state: inout State) throws(IntakeError) -> Int? {
        var count = state.rest.count
        state.rest.withUnsafeBufferPointer { rest in
            if let start = rest.baseAddress { buffer.update(from: start, count: rest.count) }
        }
        state.rest.removeAll(keepingCapacity: true)
        while count < Self.blockSize, !state.isAtEnd {
            let found = try read(into: buffer + count, Self.blockSize - count, &state)
            if found == 0 { finish(&state) }
            count += found
        }
        if state.isFirstOfFile { count = Self.withoutMark(buffer, count) }
        guard count > 0 else { return nil }
        if state.isAtEnd { return count }
        guard let cut = RowEnd.last(in: buffer, count) else {
            try skipLine(&state)
            return 0
        }
        state.rest.append(contentsOf: UnsafeBufferPointer(start: buffer + cut, count: count - cut))
        return cut
    }

    /// Takes a byte order mark off.
    private static func withoutMark(_ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        guard count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF else { return count }
        buffer.update(from: buffer + 3, count: count - 3)
        return count - 3
    }

    private func read(
        into target: UnsafeMutablePointer<UInt8>, _ room: Int, _ state: inout State
    ) throws(IntakeError) -> Int {
        while true {
            let found = Glibc.read(state.descriptor, target, room)
            if found < 0, errno == EINTR { continue }
            guard found >= 0 else {
                throw IntakeError(
                    .unreadable, file: paths[state.file], detail: "The file cannot be read to its end.",
                    hint: "Copy it anew and try again.")
            }
            state.hasher?.update(UnsafeRawBufferPointer(start: target, count: found))
            state.size += found
            return found
        }
    }

    private func finish(_ state: inout State) {
        close(state.descriptor)
        state.descriptor = -1
        state.isAtEnd = true
        guard let hasher = state.hasher else { return }
        state.fingerprints.append(Fingerprint(size: state.size, digest: hasher.finish()))
    }

    /// Passes over the rest of a line that is longer than any row.
    private func skipLine(_ state: inout State) throws(IntakeError) {
        let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
        defer { piece.deallocate() }
        while !state.isAtEnd {
            let found = try read(into: piece, 1 << 16, &state)
            if found == 0 { return finish(&state) }
            if let end = memchr(piece, 10, found) {
                let behind = UnsafeRawPointer(end) - UnsafeRawPointer(piece) + 1
                state.rest.append(contentsOf: UnsafeBufferPointer(start: piece + behind, count: found - behind))
                return
            }
        }
    }
}

/// Finds where the last whole row of a piece of a file ends.
enum RowEnd {
    /// - Returns: the place behind the row; nil if not even one row ends.
    static func last(in bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int? {
        var end = count
        // Rows have few quotation marks and they come in pairs, so almost always the first try is right.
        var isEven = quotesAreEven(in: bytes, count)
        while end > max(0, count - (1 << 16)) {
            end -= 1
            if bytes[end] == UInt8(ascii: "\"") { isEven.toggle() }
            if bytes[end] == 10, isEven { return end + 1 }
        }
        return carefully(bytes, count)
    }

    private static func quotesAreEven(in bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        var marks: UInt64 = 0
        var position = 0
        while position + 64 <= count {
            marks ^= vacatur_marks64(bytes + position).quotes
            position += 64
        }
        var isEven = marks.nonzeroBitCount % 2 == 0
        while position < count {
            if bytes[position] == UInt8(ascii: "\"") { isEven.toggle() }
            position += 1
        }
        return isEven
    }

    /// With a damaged row in it, the piece is read row by row. What begins within the last mebibyte might go on behind
    /// the piece, so it stays for the next one.
    private static func carefully(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int? {
        let index = BlockIndex(capacity: count)
        index.index(UnsafePointer(bytes), count: count)
        var row = index.rowCount - 1
        while row > 0, index.start(ofRow: row) > max(0, count - BlockSource.rowLimit) { row -= 1 }
        if row > 0 { return index.start(ofRow: row) }
        // The first row reaches into the last mebibyte: it is longer than a row may be, unless it is damaged.
        guard index.rowCount > 1 else { return nil }
        return index.start(ofRow: 1)
    }
}
