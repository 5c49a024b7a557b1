private import Glibc

/// Why a file is not an archive of ours. Says where, never what stands there.
package struct ZipFlaw: Error, Hashable {
    /// The entry's name; empty where the archive as a whole is meant.
    package let entry: String
    package let message: String
}

/// Reads ZIP archives that nobody vouches for, and accepts only what `ZipWriter` writes: entries without gaps, sizes
/// first, a directory that agrees with the headers, and nothing behind it. What other tools might read differently is
/// refused, so there is one meaning only.
package final class ZipReader {
    /// In the order of the archive.
    package private(set) var entries: [ZipEntry] = []
    private let descriptor: Int32
    private let inflater: Inflater
    private var expected = ZipRecord()
    private var packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 64)
    private var unpacked = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 64)

    static let largestEntry = 256 << 20
    private static let largestDirectory = 512 << 20
    /// DEFLATE cannot do better than this.
    private static let largestRatio = 1_032

    /// Reads the directory.
    ///
    /// - Parameters:
    ///   - descriptor: An open file; stays the caller's.
    ///   - size: Its bytes.
    ///   - inflater: Used for the entries.
    /// - Throws: What is wrong with the directory.
    package init(_ descriptor: Int32, size: Int, inflater: Inflater) throws(ZipFlaw) {
        self.descriptor = descriptor
        self.inflater = inflater
        try readDirectory(size)
    }

    deinit {
        packed.deallocate()
        unpacked.deallocate()
    }

    /// Unpacks an entry and lends its bytes.
    ///
    /// - Parameters:
    ///   - entry: One of `entries`.
    ///   - body: Gets the bytes, which are good inside it only.
    /// - Returns: What `body` returns.
    /// - Throws: What is wrong with the entry.
    package func withBytes<Result>(
        of entry: ZipEntry, _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(ZipFlaw) -> Result {
        let name = String(decoding: entry.name, as: UTF8.self)
        func flaw(_ message: String) -> ZipFlaw { ZipFlaw(entry: name, message: message) }
        guard entry.size <= Self.largestEntry, entry.size / Self.largestRatio <= entry.compressed else {
            throw flaw("its size is out of proportion")
        }
        // A local header has one right form, given the directory's entry.
        expected.removeAll()
        entry.addLocalHeader(to: &expected)
        let header = expected.bytes.count
        Self.reserve(header + entry.compressed, &packed)
        let bytes = UnsafeMutableRawBufferPointer(rebasing: packed[0..<header + entry.compressed])
        guard read(bytes, at: entry.offset) else { throw flaw("it ends too early") }
        guard bytes.prefix(header).elementsEqual(expected.bytes) else {
            throw flaw("its header and the directory differ")
        }
        let stream = UnsafeRawBufferPointer(rebasing: bytes[header...])
        let content: UnsafeRawBufferPointer
        if entry.method == ZipFormat.stored {
            content = stream
        } else {
            Self.reserve(entry.size, &unpacked)
            let space = UnsafeMutableRawBufferPointer(rebasing: unpacked[0..<entry.size])
            guard inflater.inflate(stream, filling: space) else { throw flaw("it cannot be unpacked") }
            content = UnsafeRawBufferPointer(space)
        }
        guard CRC32.checksum(content) == entry.checksum else { throw flaw("its CRC-32 differs") }
        return body(content)
    }

    private static func reserve(_ count: Int, _ buffer: inout UnsafeMutableRawBufferPointer) {
        guard buffer.count < count else { return }
        buffer.deallocate()
        buffer = .allocate(byteCount: count + count / 2, alignment: 64)
    }

    private func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            let count = pread(descriptor, start + done, bytes.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private func readDirectory(_ size: Int) throws(ZipFlaw) {
        func flaw(_ message: String) -> ZipFlaw { ZipFlaw(entry: "", message: message) }
        let (offset, length, count) = try readEnd(size)
        guard length <= Self.largestDirectory, count <= length / ZipFormat.centralHeaderSize else {
            throw flaw("its directory is out of proportion")
        }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 8)
        defer { bytes.deallocate() }
        guard read(bytes, at: offset) else { throw flaw("it ends too early") }
        var cursor = ZipCursor(UnsafeRawBufferPointer(bytes))
        var next = 0
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let entry = cursor.centralHeader(), entry.offset == next else {
                throw flaw("its directory is damaged")
            }
            let (end, isTooFar) = next.addingReportingOverflow(entry.localHeaderSize + entry.compressed)
            guard !isTooFar, end <= offset else { throw flaw("its directory is damaged") }
            next = end
            entries.append(entry)
        }
        guard cursor.isAtEnd, next == offset else { throw flaw("it has bytes that belong to no entry") }
    }

    /// Finds the directory from the records at the end of the file.
    private func readEnd(_ size: Int) throws(ZipFlaw) -> (offset: Int, length: Int, count: Int) {
        let flaw = ZipFlaw(entry: "", message: "it does not end like an archive")
        let tail = min(size, ZipFormat.endSize + ZipFormat.wideEndLocatorSize + ZipFormat.wideEndSize)
        guard tail >= ZipFormat.endSize else { throw flaw }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: tail, alignment: 8)
        defer { bytes.deallocate() }
        guard read(bytes, at: size - tail) else { throw flaw }
        let end = UnsafeRawBufferPointer(rebasing: bytes[(tail - ZipFormat.endSize)...])
        var cursor = ZipCursor(end)
        guard let record = cursor.end() else { throw flaw }
        if record.offset + record.length == size - ZipFormat.endSize { return record }
        guard tail == ZipFormat.endSize + ZipFormat.wideEndLocatorSize + ZipFormat.wideEndSize else { throw flaw }
        cursor = ZipCursor(UnsafeRawBufferPointer(rebasing: bytes[0..<tail - ZipFormat.endSize]))
        guard let wide = cursor.wideEnd(at: size - tail) else { throw flaw }
        return wide
    }
}
