/// Steps over the values of PDF (ISO 32000-1, 7.2 and 7.3). Never leaves its bounds, and nests no deeper than it says.
struct PDFLexer {
    private static let deepest = 32

    private let bytes: UnsafeRawBufferPointer
    private let limit: Int
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        self.bytes = bytes
        limit = min(max(end, 0), bytes.count)
        position = min(max(start, 0), limit)
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 2 || byte &- 12 < 2 || byte == 0 }

    /// Blanks, and `()<>[]{}/%`.
    @inline(__always)
    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
        default: isBlank(byte)
        }
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte - 0x30 }
        let letter = byte | 0x20
        return letter &- 0x61 < 6 ? letter - 0x57 : nil
    }

    mutating func skipBlanks() {
        while position < limit {
            if bytes[position] == UInt8(ascii: "%") {
                while position < limit, bytes[position] != 10, bytes[position] != 13 { position += 1 }
            } else if !Self.isBlank(bytes[position]) {
                return
            } else {
                position += 1
            }
        }
    }

    /// Steps over a name.
    ///
    /// - Returns: its place, `/` left out; nil if something else comes.
    mutating func name() -> Range<Int>? {
        skipBlanks()
        guard position < limit, bytes[position] == UInt8(ascii: "/") else { return nil }
        position += 1
        let start = position
        while position < limit, !Self.isDelimiter(bytes[position]) { position += 1 }
        return start..<position
    }

    /// Steps over an exact word.
    mutating func takes(_ word: StaticString) -> Bool {
        skipBlanks()
        guard position + word.utf8CodeUnitCount <= limit else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
            return false
        }
        position += word.utf8CodeUnitCount
        return true
    }

    /// Goes on at a place that was reached by other means.
    mutating func move(to place: Int) { position = min(max(place, position), limit) }

    /// Steps over a word, such as an operator.
    ///
    /// - Returns: its first four bytes as a number, and its length; 0 if no word comes.
    mutating func word() -> (code: UInt32, length: Int) {
        let start = position
        var code: UInt32 = 0
        while position < limit, !Self.isDelimiter(bytes[position]) {
            if position < start + 4 { code = code << 8 | UInt32(bytes[position]) }
            position += 1
        }
        return (code, position - start)
    }

    mutating func number() -> Double? {
        skipBlanks()
        var isNegative = false
        var value = 0
        var scale = 0
        var digits = 0
        if position < limit, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        while position < limit {
            let byte = bytes[position]
            if byte &- 0x30 < 10 {
                digits += 1
                // No number of a PDF has more.
                guard digits < 18 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
                scale *= 10
            } else if byte == UInt8(ascii: "."), scale == 0 {
                scale = 1
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else { return nil }
        let number = scale > 1 ? Double(value) / Double(scale) : Double(value)
        return isNegative ? -number : number
    }

    mutating func integer() -> Int? {
        guard let number = number(), number.magnitude < 1e15 else { return nil }
        return Int(number)
    }

    /// Steps over a value; a reference is one.
    ///
    /// - Returns: its place; nil if none comes or it has no end.
    mutating func value() -> Range<Int>? { value(depth: 0) }

    private mutating func value(depth: Int) -> Range<Int>? {
        skipBlanks()
        guard position < limit, depth < Self.deepest else { return nil }
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "/"): _ = name()
        case UInt8(ascii: "("): guard skipString() else { return nil }
        case UInt8(ascii: "["):
            position += 1
            // Most arrays hold nothing but numbers and references.
            var end = position
            while end < limit, bytes[end] &- 0x30 < 10 || bytes[end] == 0x20 || bytes[end] == UInt8(ascii: "R") {
                end += 1
            }
            if end < limit, bytes[end] == UInt8(ascii: "]") { position = end }
            while true {
                skipBlanks()
                guard position < limit else { return nil }
                if bytes[position] == UInt8(ascii: "]") { break }
                guard value(depth: depth + 1) != nil else { return nil }
            }
            position += 1
        case UInt8(ascii: "<"):
            guard position + 1 < limit, bytes[position + 1] == UInt8(ascii: "<") else {
                while position < limit, bytes[position] != UInt8(ascii: ">") { position += 1 }
                guard position < limit else { return nil }
                position += 1
                break
            }
            position += 2
            while true {
                skipBlanks()
                guard position + 1 < limit else { return nil }
                if bytes[position] == UInt8(ascii: ">"), bytes[position + 1] == UInt8(ascii: ">") { break }
                guard name() != nil, value(depth: depth + 1) != nil else { return nil }
            }
            position += 2
        default:
            while position < limit, !Self.isDelimiter(bytes[position]) { position += 1 }
            guard position > start else { return nil }
            if bytes[start] &- 0x30 < 10 { takeRestOfReference() }
        }
        return start..<position
    }

    /// Behind a number: takes `0 R` as well, if that comes.
    private mutating func takeRestOfReference() {
        var next = position
        while next < limit, Self.isBlank(bytes[next]) { next += 1 }
        let digits = next
        while next < limit, bytes[next] &- 0x30 < 10 { next += 1 }
        guard next > digits else { return }
        while next < limit, Self.isBlank(bytes[next]) { next += 1 }
        guard next < limit, bytes[next] == UInt8(ascii: "R"), next + 1 == limit || Self.isDelimiter(bytes[next + 1])
        else { return }
        position = next + 1
    }

    private mutating func skipString() -> Bool {
        var depth = 0
        while position < limit {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return true
                }
            default: break
            }
            position += 1
        }
        position = limit
        return false
    }
}
