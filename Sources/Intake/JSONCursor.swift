private import Cases

/// Steps through the JSON text of one line. Strings are decoded in place, which never needs more room.
struct JSONCursor {
    /// Why a line is not JSON of the documented shape.
    struct Failure: Error {
        enum Kind { case malformed, cutOff }

        let kind: Kind
        /// Bytes from the beginning of the line.
        let offset: Int
        let expected: StaticString
    }

    /// One value that is neither object nor array.
    enum Scalar {
        case text(Slots.Slot)
        case null
    }

    let base: UnsafeMutablePointer<UInt8>
    let start: Int
    let end: Int
    private(set) var position: Int
    /// Whether a string had escapes, which can stand for any character.
    private(set) var hasEscapes = false

    private static let depthLimit = 32

    init(_ base: UnsafeMutablePointer<UInt8>, from start: Int, to end: Int) {
        self.base = base
        self.start = start
        self.end = end
        position = start
    }

    func failure(_ expected: StaticString) -> Failure {
        Failure(kind: position >= end ? .cutOff : .malformed, offset: position - start, expected: expected)
    }

    @inline(__always)
    mutating func skipBlanks() {
        while position < end, base[position] == 32 || base[position] == 9 || base[position] == 13 { position += 1 }
    }

    /// The next byte that is not blank; 0 at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        skipBlanks()
        return position < end ? base[position] : 0
    }

    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek() == byte, position < end else { return false }
        position += 1
        return true
    }

    @inline(__always)
    mutating func expect(_ byte: UInt8, _ what: StaticString) throws(Failure) {
        guard skip(byte) else { throw failure(what) }
    }

    mutating func expectEnd() throws(Failure) {
        skipBlanks()
        guard position == end else { throw failure("nothing behind the object") }
    }

    /// After a member or an element: whether another follows, or the closing bracket.
    @inline(__always)
    mutating func hasAnother(before close: UInt8) throws(Failure) -> Bool {
        if skip(UInt8(ascii: ",")) { return true }
        try expect(close, "a comma or a closing bracket")
        return false
    }

    /// A string, a number, `true`, `false` or `null`.
    mutating func scalar() throws(Failure) -> Scalar {
        let first = peek()
        if first == UInt8(ascii: "\"") { return .text(try string()) }
        if first == UInt8(ascii: "-") || first.isDigit { return .text(try number()) }
        let word = position
        while position < end, base[position].isLetter { position += 1 }
        let text = ValueText(start: base + word, count: position - word)
        // The words of JSON are in lower case, and only so.
        if text.bytes.elementsEqual("null".utf8) { return .null }
        if text.bytes.elementsEqual("true".utf8) || text.bytes.elementsEqual("false".utf8) {
            return .text(
                Slots.Slot(offset: Int32(truncatingIfNeeded: word), count: Int32(truncatingIfNeeded: text.count))
            )
        }
        let isCut = position == end && position > word
        if !isCut { position = word }
        throw failure("a string, a number, true, false or null")
    }

    private mutating func number() throws(Failure) -> Slots.Slot {
        let first = position
        if base[position] == UInt8(ascii: "-") { position += 1 }
        let whole = position
        try digits()
        if base[whole] == UInt8(ascii: "0"), position - whole > 1 {
            position = whole
            throw failure("a number without leading zeros")
        }
        if position < end, base[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < end, base[position] | 0x20 == UInt8(ascii: "e") { throw failure("a number written out") }
        return Slots.Slot(offset: Int32(truncatingIfNeeded: first), count: Int32(truncatingIfNeeded: position - first))
    }

    private mutating func digits() throws(Failure) {
        let first = position
        while position < end, base[position].isDigit { position += 1 }
        if position == first { throw failure("a digit") }
    }

    // MARK: - Strings

    /// A string, decoded where it stands.
    @inline(__always)
    mutating func string() throws(Failure) -> Slots.Slot {
        try expect(UInt8(ascii: "\""), "a quotation mark")
        let first = position
        endOfPlain()
        guard position < end else { throw failure("a closing quotation mark") }
        var count = position - first
        if base[position] != UInt8(ascii: "\"") { count = try decodeRest(from: first) }
        position += 1
        return Slots.Slot(offset: Int32(truncatingIfNeeded: first), count: Int32(truncatingIfNeeded: count))
    }

    /// Moves to the next quotation mark, backslash or control character, eight bytes at a time.
    @inline(__always)
    private mutating func endOfPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        while position < end {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let atQuote = word ^ (ones &* 0x22)
            let atSlash = word ^ (ones &* 0x5C)
            let hits =
                (((atQuote &- ones) & ~atQuote) | ((atSlash &- ones) & ~atSlash) | ((word &- (ones &* 0x20)) & ~word))
                & 0x8080_8080_8080_8080
            if hits != 0 {
                position = min(end, position + hits.trailingZeroBitCount >> 3)
                return
            }
            position += 8
        }
        position = min(position, end)
    }

    /// - Returns: the length of the decoded string; `position` stands at its closing mark.
    private mutating func decodeRest(from first: Int) throws(Failure) -> Int {
        hasEscapes = true
        var writer = Writer(base + position)
        let written = position - first
        while position < end {
            switch base[position] {
            case UInt8(ascii: "\""): return written + writer.count
            case UInt8(ascii: "\\"): try escape(&writer)
            case 0..<0x20: throw failure("no control character in a string")
            default:
                writer.put(base[position])
                position += 1
            }
        }
        throw failure("a closing quotation mark")
    }

    private mutating func escape(_ writer: inout Writer) throws(Failure) {
        position += 1
        guard position < end else { throw failure("an escape") }
        let byte = base[position]
        let meant: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): meant = byte
        case UInt8(ascii: "b"): meant = 8
        case UInt8(ascii: "f"): meant = 12
        case UInt8(ascii: "n"): meant = 10
        case UInt8(ascii: "r"): meant = 13
        case UInt8(ascii: "t"): meant = 9
        case UInt8(ascii: "u"): return try unicode(&writer)
        default: throw failure("a known escape")
        }
        writer.put(meant)
        position += 1
    }

    private mutating func unicode(_ writer: inout Writer) throws(Failure) {
        let unit = try hexadecimal()
        if unit & 0xFC00 == 0xD800, position + 1 < end, base[position] == 0x5C, base[position + 1] == UInt8(ascii: "u")
        {
            let kept = position
            position += 1
            let low = try hexadecimal()
            if low & 0xFC00 == 0xDC00 {
                writer.put(scalar: 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF))
                return
            }
            position = kept
        }
        // A lone surrogate goes in as it is; the check of the value refuses it.
        writer.put(scalar: unit)
    }

    /// The four digits behind `u`.
    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        position += 1
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < end else { throw failure("four hexadecimal digits") }
            let byte = base[position].lowercased
            if byte.isDigit {
                value = value << 4 | UInt32(byte - 48)
            } else if byte.isLetter, byte <= UInt8(ascii: "f") {
                value = value << 4 | UInt32(byte - 87)
            } else {
                throw failure("four hexadecimal digits")
            }
            position += 1
        }
        return value
    }

    // MARK: - What is not used

    /// Passes over any value.
    mutating func skipValue(depth: Int = 0) throws(Failure) {
        guard depth < Self.depthLimit else { throw failure("less nesting") }
        if skip(UInt8(ascii: "{")) {
            if skip(UInt8(ascii: "}")) { return }
            repeat {
                _ = try string()
                try expect(UInt8(ascii: ":"), "a colon")
                try skipValue(depth: depth + 1)
            } while try hasAnother(before: UInt8(ascii: "}"))
        } else if skip(UInt8(ascii: "[")) {
            if skip(UInt8(ascii: "]")) { return }
            repeat { try skipValue(depth: depth + 1) } while try hasAnother(before: UInt8(ascii: "]"))
        } else if peek().isDigit || peek() == UInt8(ascii: "-") {
            while position < end, Self.isOfNumber(base[position]) { position += 1 }
        } else {
            _ = try scalar()
        }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte | 0x20 == UInt8(ascii: "e")
    }
}
