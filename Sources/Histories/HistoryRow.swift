/// A row inside a block: its fields by position, without their quotation marks. Lives as long as the block's index.
struct HistoryRow {
    let bytes: UnsafePointer<UInt8>
    let start: Int
    /// Where each field ends, from the first.
    let ends: UnsafePointer<UInt32>
    let fields: Int

    /// The place behind the row's last byte, without its line end.
    @inline(__always)
    var end: Int {
        let end = Int(ends[fields &- 1])
        return end > start && bytes[end &- 1] == 13 ? end &- 1 : end
    }

    /// A line with nothing in it; such a line is no row.
    @inline(__always)
    var isBlank: Bool { fields == 1 && end == start }

    /// Where a field stands, with its quotation marks.
    @inline(__always)
    func place(_ field: Int) -> Range<Int> {
        let first = field == 0 ? start : Int(ends[field &- 1]) &+ 1
        let last = field == fields &- 1 ? end : Int(ends[field])
        return Range(uncheckedBounds: (first, max(first, last)))
    }

    /// A field's value. Doubled quotation marks are still doubled; see `Field.text`.
    @inline(__always)
    subscript(_ field: Int) -> Field {
        let place = place(field)
        let first = bytes + place.lowerBound
        let count = place.upperBound &- place.lowerBound
        guard count >= 2, first[0] == UInt8(ascii: "\"") else { return Field(start: first, count: count) }
        return Field(start: first + 1, count: count &- 2, isQuoted: true)
    }

    /// Whether every field behind the known ones is empty, as in files whose rows end with a comma.
    func hasNothing(from field: Int) -> Bool { (field..<fields).allSatisfy { place($0).isEmpty } }
}

/// The bytes of a field's value.
struct Field {
    let start: UnsafePointer<UInt8>
    let count: Int
    var isQuoted = false

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// The field without blanks around it.
    @inline(__always)
    var trimmed: Field {
        var first = 0
        var last = count
        while first < last, start[first].isBlank { first &+= 1 }
        while last > first, start[last &- 1].isBlank { last &-= 1 }
        return Field(start: start + first, count: last &- first, isQuoted: isQuoted)
    }

    @inline(__always)
    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && begins(with: text) }

    @inline(__always)
    func begins(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        let wanted = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount where start[index] != wanted[index] { return false }
        return true
    }

    func equals(_ text: [UInt8]) -> Bool {
        guard count == text.count else { return false }
        for index in 0..<count where start[index] != text[index] { return false }
        return true
    }

    /// Lends the value with its doubled quotation marks made single.
    @inline(__always)
    func withText<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        guard isQuoted, hasQuotes else { return try body(raw) }
        var single: [UInt8] = []
        single.reserveCapacity(count)
        var index = 0
        while index < count {
            single.append(start[index])
            // What is inside is doubled, or the row would be damaged.
            index += start[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return try single.withUnsafeBytes(body)
    }

    private var hasQuotes: Bool { raw.contains(UInt8(ascii: "\"")) }
}

extension UInt8 {
    /// Blank, tab, and what ends lines.
    @inline(__always)
    var isBlank: Bool { self == 32 || self &- 9 < 5 }
}
