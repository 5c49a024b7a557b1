/// Turns UTF-16 or Windows-1252 into UTF-8, piece by piece.
struct Transcoder {
    private let encoding: BatchEncoding
    /// Bytes of UTF-16 that wait for the rest of their character.
    private var waiting: [UInt8] = []

    init(_ encoding: BatchEncoding) { self.encoding = encoding }

    /// The most bytes of output that one byte of input can make, over any piece.
    static let growth = 3

    /// Converts a piece.
    ///
    /// - Parameters:
    ///   - piece: comes right after the piece before.
    ///   - output: room for `growth` times the piece and eight bytes more.
    /// - Returns: the number of bytes written.
    mutating func convert(_ piece: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) -> Int {
        var writer = Writer(output)
        switch encoding {
        case .utf8: for byte in piece { writer.put(byte) }
        case .windows1252: for byte in piece { writer.put(scalar: Self.windows1252(byte)) }
        case .utf16LittleEndian, .utf16BigEndian:
            waiting.append(contentsOf: piece)
            let used = convertUnits(&writer)
            waiting.removeFirst(used)
        }
        return writer.count
    }

    /// Writes what is left of a file that ends inside a character.
    mutating func finish(to output: UnsafeMutablePointer<UInt8>) -> Int {
        var writer = Writer(output)
        if waiting.count >= 2 { writer.put(scalar: unit(at: 0)) }
        if waiting.count % 2 == 1 { writer.put(scalar: 0xFFFD) }
        waiting = []
        return writer.count
    }

    private func unit(at index: Int) -> UInt32 {
        let isLittle = encoding == .utf16LittleEndian
        return UInt32(waiting[index + (isLittle ? 1 : 0)]) << 8 | UInt32(waiting[index + (isLittle ? 0 : 1)])
    }

    private func convertUnits(_ writer: inout Writer) -> Int {
        var index = 0
        while index + 2 <= waiting.count {
            let first = unit(at: index)
            if first & 0xFC00 == 0xD800 {
                guard index + 4 <= waiting.count else { return index }
                let second = unit(at: index + 2)
                if second & 0xFC00 == 0xDC00 {
                    writer.put(scalar: 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
                    index += 4
                    continue
                }
            }
            // A lone surrogate is written as its three bytes, for the check of the value to find.
            writer.put(scalar: first)
            index += 2
        }
        return index
    }

    /// The characters of 0x80 to 0x9F; the five that are not assigned stay C1 controls, which no value may hold.
    private static func windows1252(_ byte: UInt8) -> UInt32 {
        byte & 0xE0 == 0x80 ? high[Int(byte & 0x1F)] : UInt32(byte)
    }

    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]
}

/// Writes UTF-8 to memory that has room for it.
struct Writer {
    private let start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(_ start: UnsafeMutablePointer<UInt8>) { self.start = start }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        start[count] = byte
        count += 1
    }

    /// Writes a scalar; a surrogate in the same pattern, though that is not UTF-8.
    @inline(__always)
    mutating func put(scalar: UInt32) {
        if scalar < 0x80 {
            put(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else {
            put(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
