internal import Glibc

/// The raw bytes of a batch, from a file or from memory. Looks at the beginning without losing it, and starts again
/// where the source allows that.
final class ByteFeed {
    /// The first bytes, for telling format and encoding.
    let beginning: [UInt8]
    /// Bytes handed out since the start, of which the last pass over the file is the whole.
    private(set) var count = 0
    /// Whether reading failed, as opposed to ending.
    private(set) var hasFailed = false

    private let source: (UnsafeMutableRawBufferPointer) -> Int
    private let seek: (Int) -> Bool
    private let close: () -> Void
    private var given = 0

    static let peek = 1 << 14

    init(
        source: @escaping (UnsafeMutableRawBufferPointer) -> Int,
        seek: @escaping (Int) -> Bool,
        close: @escaping () -> Void = {}
    ) {
        self.source = source
        self.seek = seek
        self.close = close
        var failed = false
        beginning = [UInt8](unsafeUninitializedCapacity: Self.peek) { buffer, filled in
            filled = 0
            while filled < buffer.count {
                let count = source(
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                )
                failed = count < 0
                if count <= 0 { break }
                filled += count
            }
        }
        hasFailed = failed
    }

    /// Opens a file.
    ///
    /// - Throws: `.unreadable`.
    convenience init(path: String) throws(IntakeError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw IntakeError(
                .unreadable,
                file: path,
                detail: "The file cannot be opened: \(reason).",
                hint: "Check the path and your permission to read it."
            )
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        self.init(
            source: { buffer in
                while true {
                    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    if count >= 0 || errno != EINTR { return count }
                }
            },
            seek: { lseek(descriptor, $0, SEEK_SET) == $0 },
            close: { _ = Glibc.close(descriptor) }
        )
    }

    /// Reads from memory, in pieces of at most `piece` bytes.
    convenience init(bytes: [UInt8], piece: Int = .max) {
        var offset = 0
        self.init(
            source: { buffer in
                let count = min(buffer.count, bytes.count - offset, piece)
                buffer.copyBytes(from: bytes[offset..<(offset + count)])
                offset += count
                return count
            },
            seek: {
                offset = $0
                return true
            }
        )
    }

    deinit { close() }

    /// Reads what comes next into `buffer`.
    ///
    /// - Returns: how many bytes were written, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let ahead = min(buffer.count, beginning.count - given)
        if ahead > 0 {
            buffer.copyBytes(from: beginning[given..<(given + ahead)])
            given += ahead
            count += ahead
            return ahead
        }
        let more = source(buffer)
        if more < 0 { hasFailed = true }
        count += max(0, more)
        return max(0, more)
    }

    /// Starts again from the first byte.
    ///
    /// - Returns: whether the source can; a pipe cannot.
    func rewind() -> Bool {
        guard seek(beginning.count) else { return false }
        given = 0
        count = 0
        return true
    }

    /// - Throws: `.unreadable` if reading has failed.
    func check(_ file: String) throws(IntakeError) {
        guard hasFailed else { return }
        throw IntakeError(
            .unreadable,
            file: file,
            detail: "The file cannot be read to its end.",
            hint: "Copy it anew and try again."
        )
    }
}
