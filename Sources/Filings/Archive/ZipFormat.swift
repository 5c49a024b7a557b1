/// The records of a ZIP archive (PKWARE APPNOTE 6.3.10), as bytes, lowest first.
struct ZipRecord {
    private(set) var bytes: [UInt8] = []

    mutating func append<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func append(_ more: [UInt8]) { bytes += more }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The end of an archive that needs more than 32 bits or has more than 65,534 entries (4.3.14 and 4.3.15).
    mutating func addWideEnd(offset: Int, length: Int, count: Int) {
        append(ZipFormat.wideEnd)
        append(UInt64(ZipFormat.wideEndSize - 12))
        append(ZipFormat.madeBy | ZipFormat.wideVersion)
        append(ZipFormat.wideVersion)
        append(UInt64(0))  // The first disk, twice.
        append(UInt64(count))
        append(UInt64(count))
        append(UInt64(length))
        append(UInt64(offset))
        append(ZipFormat.wideEndLocator)
        append(UInt32(0))
        append(UInt64(offset + length))
        append(UInt32(1))
    }
}

enum ZipFormat {
    static let localHeader: UInt32 = 0x0403_4B50
    static let centralHeader: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let wideEnd: UInt32 = 0x0606_4B50
    static let wideEndLocator: UInt32 = 0x0706_4B50

    static let localHeaderSize = 30
    static let centralHeaderSize = 46
    static let endSize = 22
    static let wideEndSize = 56
    static let wideEndLocatorSize = 20

    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8
    /// The name is UTF-8.
    static let flags: UInt16 = 0x0800
    static let version: UInt16 = 20
    /// The version that knows sizes beyond 32 bits.
    static let wideVersion: UInt16 = 45
    /// Midnight of 1 January 1980, so that the same documents give the same archive.
    static let date: UInt16 = 0x0021
    static let time: UInt16 = 0
    /// Made on Unix, a plain file that all may read.
    static let madeBy: UInt16 = 3 << 8
    static let attributes: UInt32 = 0o100644 << 16
    /// Number of the extra field for sizes beyond 32 bits.
    static let wideField: UInt16 = 0x0001
    static let wide32 = UInt32.max
    static let wide16 = UInt16.max
}
