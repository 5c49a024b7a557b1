/// Streams a ZIP archive into a file, entry by entry, sizes first (PKWARE APPNOTE 6.3.10).
///
/// Times are fixed and nothing depends on the machine, so the same entries give the same bytes.
package final class ZipWriter {
    private let file: FileWriter
    private var directory = ZipRecord()
    private var header = ZipRecord()
    private var count = 0

    package init(_ file: FileWriter) { self.file = file }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: Its path in the archive.
    ///   - method: How `bytes` are compressed, `ZipFormat.stored` or `ZipFormat.deflated`.
    ///   - checksum: The CRC-32 of the uncompressed file.
    ///   - size: Bytes of the uncompressed file.
    ///   - bytes: The compressed file.
    /// - Throws: If the archive cannot be written.
    func add(
        _ name: [UInt8],
        method: UInt16,
        checksum: UInt32,
        size: Int,
        _ bytes: UnsafeRawBufferPointer
    ) throws(PackingError) {
        let entry = ZipEntry(
            name: name,
            method: method,
            checksum: checksum,
            compressed: bytes.count,
            size: size,
            offset: file.size
        )
        header.removeAll()
        entry.addLocalHeader(to: &header)
        try file.write(header.bytes)
        try file.write(bytes)
        entry.addCentralHeader(to: &directory)
        count += 1
    }

    /// Writes the directory and closes the file.
    package func finish() throws(PackingError) -> FileEntry {
        let offset = file.size
        let size = directory.bytes.count
        if count >= Int(ZipFormat.wide16) || offset >= Int(ZipFormat.wide32) || size >= Int(ZipFormat.wide32) {
            directory.addWideEnd(offset: offset, length: size, count: count)
        }
        let few = UInt16(clamping: count)
        directory.append(ZipFormat.end)
        directory.append(UInt32(0))
        directory.append(few)
        directory.append(few)
        directory.append(UInt32(clamping: size))
        directory.append(UInt32(clamping: offset))
        directory.append(UInt16(0))
        try file.write(directory.bytes)
        return try file.finish()
    }
}
