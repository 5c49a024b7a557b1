internal import Cases

/// Appends numbers and texts to bytes: LEB128 integers, texts as length and UTF-8.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    /// - Parameter value: not negative.
    mutating func write(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ field: [UInt8]) {
        write(field.count)
        bytes.append(contentsOf: field)
    }

    mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }

    /// Ends the record with a checksum of everything written.
    mutating func seal() {
        let sum = bytes.withUnsafeBytes { Checksum.of($0) }
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: sum >> UInt32(shift))) }
    }
}

/// Bytes that are no record of ours.
struct Damage: Error {}

/// Reads what `ByteWriter` wrote, and believes none of it: the checksum and every length are checked.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0
    private let end: Int

    /// Begins with a record that ends with its checksum.
    init(sealed bytes: UnsafeRawBufferPointer) throws(Damage) {
        guard bytes.count > 4 else { throw Damage() }
        self.bytes = bytes
        end = bytes.count - 4
        let stored = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt32.self))
        guard stored == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else { throw Damage() }
    }

    var isAtEnd: Bool { offset == end }

    mutating func byte() throws(Damage) -> UInt8 {
        guard offset < end else { throw Damage() }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func integer() throws(Damage) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { break }
            shift += 7
            guard shift < 63 else { throw Damage() }
        }
        guard let value = Int(exactly: value) else { throw Damage() }
        return value
    }

    mutating func text() throws(Damage) -> String {
        let range = try textRange()
        if range.isEmpty { return "" }
        // The checksum says that these bytes were a text; decoding would mend what is none, and costs least.
        let units = UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: UInt8.self)
        return String(decoding: units, as: UTF8.self)
    }

    mutating func texts() throws(Damage) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try integer()) { texts.append(try text()) }
        return texts
    }

    mutating func date() throws(Damage) -> CalendarDate {
        guard let number = Int32(exactly: try integer()), let date = CalendarDate(number: number) else {
            throw Damage()
        }
        return date
    }

    mutating func skipText() throws(Damage) { _ = try textRange() }

    private mutating func textRange() throws(Damage) -> Range<Int> {
        let count = try integer()
        guard count <= end - offset else { throw Damage() }
        defer { offset += count }
        return offset..<offset + count
    }
}

/// Tells a damaged record from a whole one. Not a protection against people, who could compute it again.
private enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), into: &state)
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        mix(rest, into: &state)
        return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }

    /// Each step is reversible, so that no single changed word can cancel out.
    private static func mix(_ word: UInt64, into state: inout UInt64) {
        state = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
        state ^= state >> 32
    }
}
