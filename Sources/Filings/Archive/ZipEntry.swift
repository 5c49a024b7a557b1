/// One file of an archive, as its two headers describe it (PKWARE APPNOTE 4.3.7 and 4.3.12).
package struct ZipEntry {
    package let name: [UInt8]
    let method: UInt16
    /// CRC-32 of the uncompressed file.
    let checksum: UInt32
    /// Bytes in the archive.
    let compressed: Int
    /// Bytes of the uncompressed file.
    package let size: Int
    /// Where the local header starts.
    let offset: Int

    /// Whether a size needs more than 32 bits.
    private var isWide: Bool { size >= Int(ZipFormat.wide32) || compressed >= Int(ZipFormat.wide32) }
    /// Whether the offset does.
    private var isFar: Bool { offset >= Int(ZipFormat.wide32) }

    var localHeaderSize: Int { ZipFormat.localHeaderSize + name.count + (isWide ? 20 : 0) }

    func addLocalHeader(to record: inout ZipRecord) {
        record.append(ZipFormat.localHeader)
        describe(in: &record, isWide: isWide)
        record.append(UInt16(isWide ? 20 : 0))
        record.append(name)
        if isWide {
            record.append(ZipFormat.wideField)
            record.append(UInt16(16))
            record.append(UInt64(size))
            record.append(UInt64(compressed))
        }
    }

    func addCentralHeader(to record: inout ZipRecord) {
        let extra = (isWide ? 16 : 0) + (isFar ? 8 : 0)
        record.append(ZipFormat.centralHeader)
        record.append(ZipFormat.madeBy | (extra > 0 ? ZipFormat.wideVersion : ZipFormat.version))
        describe(in: &record, isWide: isWide)
        record.append(UInt16(extra > 0 ? extra + 4 : 0))
        record.append(UInt16(0))  // No comment,
        record.append(UInt16(0))  // first disk,
        record.append(UInt16(0))  // no internal attributes.
        record.append(ZipFormat.attributes)
        record.append(UInt32(clamping: offset))
        record.append(name)
        guard extra > 0 else { return }
        record.append(ZipFormat.wideField)
        record.append(UInt16(extra))
        if isWide {
            record.append(UInt64(size))
            record.append(UInt64(compressed))
        }
        if isFar { record.append(UInt64(offset)) }
    }

    /// What both headers have, from the version to the length of the name.
    private func describe(in record: inout ZipRecord, isWide: Bool) {
        record.append(isWide ? ZipFormat.wideVersion : ZipFormat.version)
        record.append(ZipFormat.flags)
        record.append(method)
        record.append(ZipFormat.time)
        record.append(ZipFormat.date)
        record.append(checksum)
        record.append(isWide ? ZipFormat.wide32 : UInt32(compressed))
        record.append(isWide ? ZipFormat.wide32 : UInt32(size))
        record.append(UInt16(name.count))
    }
}
