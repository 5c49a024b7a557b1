/// One table of a font: big-endian numbers, read within its bounds.
struct FontTable {
    /// Four letters, for errors.
    let name: String
    let bytes: ArraySlice<UInt8>

    var count: Int { bytes.count }

    func u16(_ offset: Int) throws(FontError) -> Int {
        guard offset >= 0, offset <= bytes.count - 2 else { throw FontError(.truncated, name) }
        let start = bytes.startIndex + offset
        return Int(bytes[start]) << 8 | Int(bytes[start + 1])
    }

    func i16(_ offset: Int) throws(FontError) -> Int { Int(Int16(truncatingIfNeeded: try u16(offset))) }

    func u32(_ offset: Int) throws(FontError) -> Int {
        try u16(offset) << 16 | u16(offset + 2)
    }

    /// A stretch of the table.
    func slice(_ offset: Int, _ length: Int) throws(FontError) -> ArraySlice<UInt8> {
        guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else {
            throw FontError(.truncated, name)
        }
        return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + length]
    }
}

/// Big-endian numbers, to write font tables.
extension [UInt8] {
    mutating func append(u16 value: Int) {
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value))
    }

    mutating func append(u32 value: Int) {
        append(u16: value >> 16)
        append(u16: value)
    }

    mutating func set(u16 value: Int, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: value >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    mutating func set(u32 value: Int, at offset: Int) {
        set(u16: value >> 16, at: offset)
        set(u16: value, at: offset + 2)
    }
}
