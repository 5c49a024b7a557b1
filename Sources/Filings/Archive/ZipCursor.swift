/// Steps through the records of an archive's end, never past it.
struct ZipCursor {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// The next entry of the directory.
    ///
    /// - Returns: nil unless it is, byte for byte, as `ZipEntry` writes it.
    mutating func centralHeader() -> ZipEntry? {
        let start = position
        guard bytes.count - position >= ZipFormat.centralHeaderSize else { return nil }
        let method: UInt16 = at(start + 10)
        let checksum: UInt32 = at(start + 16)
        let sizes: (compressed: UInt32, size: UInt32, offset: UInt32) = (at(start + 20), at(start + 24), at(start + 42))
        let nameCount: UInt16 = at(start + 28)
        let extraCount: UInt16 = at(start + 30)
        position += ZipFormat.centralHeaderSize
        guard let name = take(Int(nameCount)) else { return nil }
        let isWide = sizes.compressed == ZipFormat.wide32 || sizes.size == ZipFormat.wide32
        let isFar = sizes.offset == ZipFormat.wide32
        let wide = (isWide ? 16 : 0) + (isFar ? 8 : 0)
        guard Int(extraCount) == (wide > 0 ? wide + 4 : 0), let extra = take(Int(extraCount)) else { return nil }
        var fields = ZipCursor(extra)
        fields.position = min(4, extra.count)
        guard let size = isWide ? fields.number64() : Int(sizes.size),
            let compressed = isWide ? fields.number64() : Int(sizes.compressed),
            let offset = isFar ? fields.number64() : Int(sizes.offset),
            method == ZipFormat.stored ? size == compressed : method == ZipFormat.deflated
        else { return nil }
        let entry = ZipEntry(
            name: Array(name),
            method: method,
            checksum: checksum,
            compressed: compressed,
            size: size,
            offset: offset
        )
        var expected = ZipRecord()
        entry.addCentralHeader(to: &expected)
        return bytes[start..<position].elementsEqual(expected.bytes) ? entry : nil
    }

    /// The record that ends every archive.
    mutating func end() -> (offset: Int, length: Int, count: Int)? {
        guard bytes.count == ZipFormat.endSize else { return nil }
        let signature: UInt32 = at(0)
        let disks: UInt32 = at(4)
        let count: (here: UInt16, all: UInt16) = (at(8), at(10))
        let place: (length: UInt32, offset: UInt32) = (at(12), at(16))
        let comment: UInt16 = at(20)
        guard signature == ZipFormat.end, disks == 0, comment == 0, count.here == count.all else { return nil }
        return (Int(place.offset), Int(place.length), Int(count.all))
    }

    /// The record of large archives, and the one that tells where it is.
    ///
    /// - Parameter start: Where it has to be.
    /// - Returns: nil if something is not as it has to be.
    mutating func wideEnd(at start: Int) -> (offset: Int, length: Int, count: Int)? {
        guard bytes.count == ZipFormat.wideEndSize + ZipFormat.wideEndLocatorSize else { return nil }
        position = 32
        guard let count = number64(), let length = number64(), let offset = number64() else { return nil }
        let (end, isTooFar) = offset.addingReportingOverflow(length)
        guard !isTooFar, end == start else { return nil }
        var expected = ZipRecord()
        expected.addWideEnd(offset: offset, length: length, count: count)
        return bytes.elementsEqual(expected.bytes) ? (offset, length, count) : nil
    }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard bytes.count - position >= count else { return nil }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    private mutating func number64() -> Int? {
        guard bytes.count - position >= 8 else { return nil }
        defer { position += 8 }
        let number: UInt64 = at(position)
        return Int(exactly: number)
    }

    private func at<Number: FixedWidthInteger>(_ offset: Int) -> Number {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}
