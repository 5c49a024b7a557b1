internal import Glibc

/// Where a document's bytes come from: a file, memory, or a function. Hands them out in the pieces that are asked for.
final class ByteSource {
    /// What stands at the beginning, read ahead so that the prolog can be checked before libxml2 sees it.
    private(set) var beginning: [UInt8] = []
    private var given = 0
    private let readMore: (UnsafeMutableRawBufferPointer) -> Int
    private let close: () -> Void
    private var isAtEnd = false
    /// Whether reading failed, as opposed to ending.
    private(set) var hasFailed = false

    /// How far the prolog (declaration, comments, instructions before the root) may reach.
    static let prologLimit = 1 << 16

    init(
        _ readMore: @escaping (UnsafeMutableRawBufferPointer) -> Int,
        close: @escaping () -> Void = {}
    ) throws(XMLGateError) {
        self.readMore = readMore
        self.close = close
        beginning = [UInt8](unsafeUninitializedCapacity: Self.prologLimit) { buffer, count in
            count = readWhole(UnsafeMutableRawBufferPointer(buffer))
        }
        if hasFailed { throw XMLGateError(.unreadable, message: "the file cannot be read") }
        if beginning.isEmpty { throw XMLGateError(.empty, message: "the document is empty") }
        try Prolog.check(beginning)
    }

    convenience init(path: String) throws(XMLGateError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw XMLGateError(.unreadable, message: "the file cannot be opened: \(String(cString: strerror(errno)))")
        }
        try self.init(
            { buffer in
                while true {
                    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    if count >= 0 || errno != EINTR { return count }
                }
            },
            close: { _ = Glibc.close(descriptor) }
        )
    }

    // The bytes have to outlive the source.
    convenience init(bytes: UnsafeBufferPointer<UInt8>) throws(XMLGateError) {
        var offset = 0
        try self.init { buffer in
            let count = min(buffer.count, bytes.count - offset)
            buffer.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset..<(offset + count)])
            )
            offset += count
            return count
        }
    }

    convenience init(bytes: [UInt8]) throws(XMLGateError) {
        var offset = 0
        try self.init { buffer in
            let count = min(buffer.count, bytes.count - offset)
            buffer.copyBytes(from: bytes[offset..<(offset + count)])
            offset += count
            return count
        }
    }

    deinit { close() }

    /// Fills `buffer` as far as there are bytes, so that pieces do not depend on how the bytes arrive.
    ///
    /// - Returns: the number of bytes, 0 at the end, negative when reading fails.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let ahead = min(buffer.count, beginning.count - given)
        if ahead > 0 {
            buffer.copyBytes(from: beginning[given..<(given + ahead)])
            given += ahead
            return ahead
        }
        let count = readWhole(buffer)
        return hasFailed && count == 0 ? -1 : count
    }

    private func readWhole(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < buffer.count, !isAtEnd {
            let count = readMore(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if count <= 0 {
                isAtEnd = true
                hasFailed = count < 0
            } else {
                filled += count
            }
        }
        return filled
    }
}
