internal import Cases

/// What a value says as a date.
enum DateText {
    case date(CalendarDate)
    /// Empty, or one of the dates that programs write for none: `0001-01-01`, all zeros.
    case missing
    case impossible

    /// Reads `YYYY-MM-DD`, `YYYYMMDD`, `MM/DD/YYYY` and `M/D/YYYY`, with a midnight behind it or not.
    init(_ text: ValueText) {
        if text.isEmpty || text.isMissingMark {
            self = .missing
            return
        }
        guard let parts = Self.parts(text.bytes) else {
            self = .impossible
            return
        }
        if parts.year <= 1, parts.month <= 1, parts.day <= 1 {
            self = .missing
        } else if let date = CalendarDate(year: parts.year, month: parts.month, day: parts.day) {
            self = .date(date)
        } else {
            self = .impossible
        }
    }

    private static func parts(_ bytes: UnsafeBufferPointer<UInt8>) -> (year: Int, month: Int, day: Int)? {
        var index = 0
        guard let first = number(bytes, &index) else { return nil }
        if index == 8 {
            guard isEnd(bytes, index) else { return nil }
            return (first / 10_000, first / 100 % 100, first % 100)
        }
        let isISO = index == 4
        guard isISO || index <= 2 else { return nil }
        let separator = isISO ? UInt8(ascii: "-") : UInt8(ascii: "/")
        guard skip(separator, bytes, &index) else { return nil }
        let second = index
        guard let middle = number(bytes, &index), index - second <= 2, !isISO || index - second == 2 else { return nil }
        guard skip(separator, bytes, &index) else { return nil }
        let third = index
        guard let last = number(bytes, &index), index - third == (isISO ? 2 : 4), isEnd(bytes, index) else {
            return nil
        }
        return isISO ? (first, middle, last) : (last, first, middle)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, index - start < 9, bytes[index].isDigit {
            value = value * 10 + Int(bytes[index] &- 48)
            index += 1
        }
        return index > start ? value : nil
    }

    private static func skip(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Databases and spreadsheets write a date as midnight: ` 00:00:00.000`, `T00:00:00Z`, ` 0:00`, ` 12:00:00 AM`.
    private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if index == bytes.count { return true }
        guard bytes[index] == 32 || bytes[index] == UInt8(ascii: "T"), bytes.count - index > 4 else { return false }
        let time = bytes[(index + 1)...]
        if time.elementsEqual("12:00:00 AM".utf8) { return true }
        let digits = time.last == UInt8(ascii: "Z") ? time.dropLast() : time
        return digits.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }
}
