internal import Cases

/// The bytes of one value: trimmed, checked, with line breaks and tabs inside made blanks.
struct ValueText {
    let start: UnsafeMutablePointer<UInt8>
    let count: Int

    var isEmpty: Bool { count == 0 }
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    subscript(index: Int) -> UInt8 { start[index] }

    init(start: UnsafeMutablePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    init(_ slice: Range<Int>, of text: ValueText) {
        self.init(start: text.start + slice.lowerBound, count: slice.count)
    }

    /// Leaves out blanks, tabs, line breaks and no-break spaces at both ends.
    @inline(__always)
    init(trimming start: UnsafeMutablePointer<UInt8>, _ count: Int) {
        var start = start
        var count = count
        while count > 0 {
            if Self.isBlank(start[0]) {
                start += 1
                count -= 1
            } else if start[0] == 0xC2, count > 1, start[1] == 0xA0 {
                start += 2
                count -= 2
            } else {
                break
            }
        }
        while count > 0 {
            if Self.isBlank(start[count - 1]) {
                count -= 1
            } else if start[count - 1] == 0xA0, count > 1, start[count - 2] == 0xC2 {
                count -= 2
            } else {
                break
            }
        }
        self.init(start: start, count: count)
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

    /// What spreadsheets and databases write where there is nothing: `NULL`, `N/A`, `#N/A`, `-`.
    @inline(__always)
    var isMissingMark: Bool {
        guard count <= 4, count > 0 else { return false }
        switch start[0] {
        case UInt8(ascii: "-"): return bytes.allSatisfy { $0 == UInt8(ascii: "-") }
        case UInt8(ascii: "#"): return matches("#n/a")
        case UInt8(ascii: "N"), UInt8(ascii: "n"): return matches("null") || matches("n/a")
        default: return false
        }
    }

    /// Compares with a text in lower case, whatever the case of the value.
    @inline(__always)
    func matches(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where start[index].lowercased != text.utf8Start[index] { return false }
        return true
    }

    /// Checks a value that is not plain ASCII, and makes tabs and line breaks inside blanks.
    ///
    /// - Returns: `controlCharacter` for what no XML document and no court paper may hold, `badEncoding` for bytes that
    ///   are no UTF-8 and for the mark that an earlier loss left behind.
    func flaw() -> ProblemCode? {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < count {
            let byte = start[index]
            if byte < 0x80 {
                if byte < 0x20 || byte == 0x7F {
                    guard byte == 9 || byte == 10 || byte == 13 else { return .controlCharacter }
                    start[index] = 32
                }
                index += 1
                continue
            }
            if byte == 0xED, index + 2 < count, start[index + 1] >= 0xA0 { return .controlCharacter }
            let length = UTF8Character.length(at: raw, index)
            guard length > 0 else { return .badEncoding }
            if let flaw = Self.flaw(of: Self.scalar(raw, index, length)) { return flaw }
            index += length
        }
        return nil
    }

    /// Whether the value has more Unicode characters than allowed.
    @inline(__always)
    func isLonger(than limit: Int) -> Bool {
        count > limit && bytes.reduce(into: 0, { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }) > limit
    }

    private static func scalar(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ length: Int) -> UInt32 {
        var scalar = UInt32(bytes[index]) & (0xFF >> UInt32(length + 1))
        for position in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + position] & 0x3F) }
        return scalar
    }

    private static func flaw(of scalar: UInt32) -> ProblemCode? {
        switch scalar {
        case 0x80...0x9F: .controlCharacter
        // Overrides and isolates of writing direction can make a name read as another.
        case 0x202A...0x202E, 0x2066...0x2069: .controlCharacter
        case 0xFDD0...0xFDEF: .controlCharacter
        case 0xFFFD: .badEncoding
        default: scalar & 0xFFFE == 0xFFFE ? .controlCharacter : nil
        }
    }
}

/// Whether bytes are all printable ASCII, in which case no value among them needs `ValueText.flaw()`.
enum PlainText {
    static func isPlain(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let raw = UnsafeRawPointer(start)
        var index = 0
        while index + 16 <= count {
            let bytes = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            // One subtraction puts both ends of the printable range above the limit.
            if any((bytes &- 0x20) .>= 0x5F) { return false }
            index += 16
        }
        while index < count {
            if start[index] &- 0x20 >= 0x5F { return false }
            index += 1
        }
        return true
    }
}
