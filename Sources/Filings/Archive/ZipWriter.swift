/// Streams a ZIP archive into a file, entry by entry, sizes first (PKWARE APPNOTE 6.3.10).
///
/// Times are fixed and nothing depends on the machine, so the same entries give the same bytes.
final class ZipWriter {
    /// One file of the archive, already compressed.
    struct Entry {
        let name: [UInt8]
        let method: UInt16
        let checksum: UInt32
        let size: Int
    }

    private let file: FileWriter
    private var directory = ZipRecord()
    private var header = ZipRecord()
    private var count = 0

    init(_ file: FileWriter) { self.file = file }

    func add(_ entry: Entry, _ compressed: UnsafeRawBufferPointer) throws(PackingError) {
        let offset = file.size
        let isWide = entry.size >= Int(ZipFormat.wide32) || compressed.count >= Int(ZipFormat.wide32)
        header.removeAll()
        header.append(ZipFormat.localHeader)
        describe(entry, compressed.count, isWide: isWide, in: &header)
        header.append(UInt16(entry.name.count))
        header.append(UInt16(isWide ? 20 : 0))
        header.append(entry.name)
        if isWide {
            header.append(ZipFormat.wideField)
            header.append(UInt16(16))
            header.append(UInt64(entry.size))
            header.append(UInt64(compressed.count))
        }
        try file.write(header.bytes)
        try file.write(compressed)
        list(entry, compressed.count, at: offset)
        count += 1
    }

    /// Writes the directory and closes the file.
    func finish() throws(PackingError) -> FileEntry {
        let offset = file.size
        let size = directory.bytes.count
        if count >= Int(ZipFormat.wide16) || offset >= Int(ZipFormat.wide32) || size >= Int(ZipFormat.wide32) {
            addWideEnd(offset: offset, size: size)
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

    /// What the two headers of an entry have in common, from the version to the sizes.
    private func describe(_ entry: Entry, _ compressed: Int, isWide: Bool, in record: inout ZipRecord) {
        record.append(isWide ? ZipFormat.wideVersion : ZipFormat.version)
        record.append(ZipFormat.flags)
        record.append(entry.method)
        record.append(ZipFormat.time)
        record.append(ZipFormat.date)
        record.append(entry.checksum)
        record.append(isWide ? ZipFormat.wide32 : UInt32(compressed))
        record.append(isWide ? ZipFormat.wide32 : UInt32(entry.size))
    }

    private func list(_ entry: Entry, _ compressed: Int, at offset: Int) {
        let isWide = entry.size >= Int(ZipFormat.wide32) || compressed >= Int(ZipFormat.wide32)
        let isFar = offset >= Int(ZipFormat.wide32)
        let extra = (isWide ? 16 : 0) + (isFar ? 8 : 0)
        directory.append(ZipFormat.centralHeader)
        directory.append(ZipFormat.madeBy | (extra > 0 ? ZipFormat.wideVersion : ZipFormat.version))
        describe(entry, compressed, isWide: isWide, in: &directory)
        directory.append(UInt16(entry.name.count))
        directory.append(UInt16(extra > 0 ? extra + 4 : 0))
        directory.append(UInt16(0))  // No comment,
        directory.append(UInt16(0))  // first disk,
        directory.append(UInt16(0))  // no internal attributes.
        directory.append(ZipFormat.attributes)
        directory.append(UInt32(clamping: offset))
        directory.append(entry.name)
        guard extra > 0 else { return }
        directory.append(ZipFormat.wideField)
        directory.append(UInt16(extra))
        if isWide {
            directory.append(UInt64(entry.size))
            directory.append(UInt64(compressed))
        }
        if isFar { directory.append(UInt64(offset)) }
    }

    private func addWideEnd(offset: Int, size: Int) {
        directory.append(ZipFormat.wideEnd)
        directory.append(UInt64(ZipFormat.wideEndSize - 12))
        directory.append(ZipFormat.madeBy | ZipFormat.wideVersion)
        directory.append(ZipFormat.wideVersion)
        directory.append(UInt64(0))  // First disk, twice.
        directory.append(UInt64(count))
        directory.append(UInt64(count))
        directory.append(UInt64(size))
        directory.append(UInt64(offset))
        directory.append(ZipFormat.wideEndLocator)
        directory.append(UInt32(0))
        directory.append(UInt64(offset + size))
        directory.append(UInt32(1))
    }
}
