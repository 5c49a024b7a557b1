internal import Digests
internal import Docket
internal import Glibc
internal import Hummingbird
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The file of an upload while bytes come in. Its length is the offset from which the sender goes on, so whatever happens
/// between two writes, nothing is in doubt.
final class UploadSink: Sendable {
    private let descriptor: Int32
    private let size: Int64
    private let end: Mutex<Int64>

    /// Bytes that the file has.
    var offset: Int64 { end.withLock { $0 } }

    /// Opens the file to go on at an offset.
    ///
    /// - Throws: 503 where it cannot be opened.
    init(_ path: String, size: Int64, offset: Int64) throws(Refusal) {
        descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        self.size = size
        end = Mutex(offset)
        guard descriptor >= 0 else { throw StorageFault.refusal(errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends bytes, on a thread that may wait for the disk; the sender is not read from before they are written.
    ///
    /// - Throws: 413 beyond the size that was announced, 507 where the disk is full, 503 where it fails.
    func write(_ buffer: ByteBuffer) async throws {
        try await NIOThreadPool.singleton.runIfActive { [self] in
            try buffer.withUnsafeReadableBytes { (bytes) throws(Refusal) in try append(bytes) }
        }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        let start = offset
        guard Int64(bytes.count) <= size - start else { throw .tooLarge }
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = pwrite(descriptor, base + done, bytes.count - done, off_t(start) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StorageFault.refusal(count < 0 ? errno : EIO) }
            done += count
            end.withLock { $0 = start + Int64(done) }
        }
    }

    /// Waits until everything is on the disk.
    func flush() async throws {
        try await NIOThreadPool.singleton.runIfActive { [self] in
            guard fsync(descriptor) == 0 else { throw StorageFault.refusal(errno) }
        }
    }

    /// The digest of a whole file.
    ///
    /// - Throws: 503 where it cannot be read.
    static func digest(of path: String) async throws -> Digest {
        try await NIOThreadPool.singleton.runIfActive {
            let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard file >= 0 else { throw StorageFault.refusal(errno) }
            defer { close(file) }
            let hasher = SHA256()
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw StorageFault.refusal(errno) }
                if count == 0 { return hasher.finish() }
                buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            }
        }
    }
}
