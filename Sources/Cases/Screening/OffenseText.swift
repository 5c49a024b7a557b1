/// The bytes of an offense's text, searched where they lie.
struct OffenseText {
    let bytes: UnsafeRawBufferPointer

    var count: Int { bytes.count }
    subscript(index: Int) -> UInt8 { bytes[index] }

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    func slice(_ range: Range<Int>) -> OffenseText { OffenseText(UnsafeRawBufferPointer(rebasing: bytes[range])) }

    func has(_ word: StaticString, at start: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard start >= 0, start + length <= count else { return false }
        let other = word.utf8Start
        for index in 0..<length where bytes[start + index] != other[index] { return false }
        return true
    }

    /// Where a word begins first, at `start` or later.
    func first(_ word: StaticString, from start: Int = 0) -> Int? {
        var index = start
        while index + word.utf8CodeUnitCount <= count {
            if has(word, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// The same, where no line break stands before it.
    func firstInLine(_ word: StaticString, from start: Int) -> Int? {
        guard let place = first(word, from: start), !bytes[start..<place].contains(UInt8(ascii: "\n")) else {
            return nil
        }
        return place
    }

    func first(_ byte: UInt8, from start: Int = 0) -> Int? { bytes[start...].firstIndex(of: byte) }

    /// Whether a number that begins here is not the end of a longer one: `187` in `664/187` stands alone, in `1187` and
    /// `11.187` it does not.
    func isStartOfNumber(_ start: Int) -> Bool {
        guard start > 0 else { return true }
        if self[start - 1].isDigit { return false }
        return !(self[start - 1] == UInt8(ascii: ".") && start > 1 && self[start - 2].isDigit)
    }

    /// Whether a number that ends here does not go on: `11357` in `11357(A)` ends, in `113571` and `11357.5` it does not.
    func isEndOfNumber(_ end: Int) -> Bool {
        guard end < count else { return true }
        if self[end].isDigit { return false }
        return !(self[end] == UInt8(ascii: ".") && end + 1 < count && self[end + 1].isDigit)
    }

    /// Where the subdivisions `(A)(1)` that begin here are over.
    func endOfSubdivisions(from start: Int) -> Int {
        var end = start
        while end < count, self[end] == UInt8(ascii: "("), let close = first(UInt8(ascii: ")"), from: end) {
            end = close + 1
        }
        return end
    }

    /// Whether a test holds for one of the text's lines.
    func containsLine(where holds: (OffenseText) -> Bool) -> Bool {
        var start = 0
        while let end = first(UInt8(ascii: "\n"), from: start) {
            if holds(slice(start..<end)) { return true }
            start = end + 1
        }
        return holds(slice(start..<count))
    }

    func endOfBlanks(from start: Int) -> Int {
        var end = start
        while end < count, self[end] == UInt8(ascii: " ") { end += 1 }
        return end
    }

    /// Without white space at both ends: every character that Unicode calls so.
    var trimmed: OffenseText {
        var start = 0
        var end = count
        while start < end, let length = lengthOfSpace(at: start, end) { start += length }
        while end > start {
            guard let length = (1...3).first(where: { end - $0 >= start && lengthOfSpace(at: end - $0, end) == $0 })
            else { break }
            end -= length
        }
        return slice(start..<end)
    }

    /// Bytes of the white space that begins here; nil where none does.
    private func lengthOfSpace(at index: Int, _ end: Int) -> Int? {
        switch self[index] {
        case 0x09...0x0D, 0x20: return 1
        case 0xC2:
            guard index + 1 < end else { return nil }
            return self[index + 1] == 0x85 || self[index + 1] == 0xA0 ? 2 : nil
        case 0xE1...0xE3:
            guard index + 2 < end else { return nil }
            switch (self[index], self[index + 1], self[index + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
                (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default: return nil
            }
        default: return nil
        }
    }

    /// The text, as UTF-8 or, where it is none, as Latin-1.
    var string: String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }
}
