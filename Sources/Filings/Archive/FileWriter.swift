package import Digests
private import Glibc

/// A file that was written, as manifests list it.
package struct FileEntry: Sendable, Hashable {
    /// Relative to the folder of the manifest.
    package let path: String
    /// Bytes.
    package let size: Int
    package let digest: Digest

    package init(path: String, size: Int, digest: Digest) {
        self.path = path
        self.size = size
        self.digest = digest
    }
}

/// Writes one file from front to end, through a buffer, and hashes it on the way, so that nothing is read again.
package final class FileWriter {
    private let path: String
    /// The path as errors tell it.
    private let place: String
    private var descriptor: Int32
    private let hasher = SHA256()
    private let buffer: UnsafeMutableRawBufferPointer
    private var held = 0
    /// Bytes written so far, those in the buffer included.
    private(set) var size = 0

    static let bufferSize = 256 * 1_024

    /// Takes over a descriptor that is open for writing; `finish` closes it, or the writer's end.
    init(_ descriptor: Int32, path: String, place: String) {
        self.descriptor = descriptor
        self.path = path
        self.place = place
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 64)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(PackingError) {
        size += bytes.count
        guard held + bytes.count > buffer.count else {
            keep(bytes)
            return
        }
        try flush()
        if bytes.count >= buffer.count {
            try send(bytes)
        } else {
            keep(bytes)
        }
    }

    package func write(_ bytes: [UInt8]) throws(PackingError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(PackingError) in try write(UnsafeRawBufferPointer(bytes)) }
    }

    /// Writes what is left and closes the file.
    package func finish() throws(PackingError) -> FileEntry {
        try flush()
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw .system(place) }
        return FileEntry(path: path, size: size, digest: hasher.finish())
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
        (target + held).copyMemory(from: source, byteCount: bytes.count)
        held += bytes.count
    }

    private func flush() throws(PackingError) {
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[0..<held])
        held = 0
        try send(bytes)
    }

    private func send(_ bytes: UnsafeRawBufferPointer) throws(PackingError) {
        hasher.update(bytes)
        try descriptor.writeAll(bytes, place)
    }
}

extension Int32 {
    /// Writes all of the bytes to this file descriptor.
    func writeAll(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(PackingError) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let written = Glibc.write(self, start, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .system(place) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }
}
