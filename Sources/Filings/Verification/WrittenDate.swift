/// Reads dates as people write them, from the year outwards.
enum WrittenDate {
    /// The date whose year, or the whole of which, is that token.
    ///
    /// - Returns: `yyyymmdd`; nil if it is no date.
    static func read(_ token: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int32? {
        guard let number = digits(token, in: bytes) else { return nil }
        if token.count == 8 {
            return date(number / 10_000, number / 100 % 100, number % 100)
                ?? date(number % 10_000, number / 1_000_000, number / 10_000 % 100)
        }
        guard (1850...2199).contains(number) else { return nil }
        return following(token.upperBound, year: number, in: bytes)
            ?? preceding(token.lowerBound, year: number, in: bytes)
    }

    /// The date that is a whole field of a table, `1958-03-01`; 0 if it is none.
    static func read(field: ArraySlice<UInt8>) -> Int32 {
        guard field.count == 10 else { return 0 }
        return field.withUnsafeBytes { bytes in read(0..<4, in: bytes) ?? 0 }
    }

    /// `1958-03-01`
    private static func following(_ position: Int, year: Int, in bytes: UnsafeRawBufferPointer) -> Int32? {
        guard position + 6 <= bytes.count, isSeparator(bytes[position]), bytes[position + 3] == bytes[position],
            let month = digits(position + 1..<position + 3, in: bytes),
            let day = digits(position + 4..<position + 6, in: bytes)
        else { return nil }
        return date(year, month, day)
    }

    private static func preceding(_ position: Int, year: Int, in bytes: UnsafeRawBufferPointer) -> Int32? {
        var cursor = position - 1
        guard cursor > 0 else { return nil }
        if isSeparator(bytes[cursor]) {
            let separator = bytes[cursor]
            guard let second = number(endingAt: &cursor, in: bytes), cursor > 0, bytes[cursor] == separator,
                let first = number(endingAt: &cursor, in: bytes)
            else { return nil }
            return date(year, first, second)
        }
        return english(cursor, year, bytes) ?? spanish(cursor, year, bytes)
    }

    /// `March 1, 1958`; `position` is that of the byte before the year.
    private static func english(_ position: Int, _ year: Int, _ bytes: UnsafeRawBufferPointer) -> Int32? {
        var cursor = position
        while cursor > 0, bytes[cursor] == UInt8(ascii: " ") || bytes[cursor] == UInt8(ascii: ",") { cursor -= 1 }
        cursor += 1
        guard let day = number(endingAt: &cursor, in: bytes) else { return nil }
        guard let month = month(before: cursor, in: bytes, names: englishMonths)?.number else { return nil }
        return date(year, month, day)
    }

    /// `1 de marzo de 1958`
    private static func spanish(_ position: Int, _ year: Int, _ bytes: UnsafeRawBufferPointer) -> Int32? {
        guard let beforeYear = skipDe(before: position, in: bytes),
            let month = month(before: beforeYear, in: bytes, names: spanishMonths),
            var cursor = skipDe(before: month.start - 1, in: bytes)
        else { return nil }
        cursor += 1
        guard let day = number(endingAt: &cursor, in: bytes) else { return nil }
        return date(year, month.number, day)
    }

    /// Passes over ` de `, whose last blank is at `position`.
    /// - Returns: where the word before it ends.
    private static func skipDe(before position: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard position >= 4, bytes[position] == UInt8(ascii: " "), bytes[position - 1] | 0x20 == UInt8(ascii: "e"),
            bytes[position - 2] | 0x20 == UInt8(ascii: "d"), bytes[position - 3] == UInt8(ascii: " ")
        else { return nil }
        return position - 4
    }

    /// The month whose name ends at or before `position`, with blanks or a full stop between.
    private static func month(
        before position: Int,
        in bytes: UnsafeRawBufferPointer,
        names: [[UInt8]]
    ) -> (number: Int, start: Int)? {
        var end = position
        while end > 0, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: ".") { end -= 1 }
        var start = end + 1
        while start > 0, (bytes[start - 1] | 0x20) &- 97 < 26, end - start < 12 { start -= 1 }
        guard end - start >= 2 else { return nil }
        let word = bytes[start...end].map { $0 | 0x20 }
        guard let index = names.firstIndex(where: { $0.starts(with: word) }) else { return nil }
        return (index + 1, start)
    }

    /// The number of one or two digits before the cursor, which moves to the byte in front of it.
    private static func number(endingAt cursor: inout Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        let end = cursor
        var start = end
        while start > 0, TokenBytes.isDigit(bytes[start - 1]), end - start < 3 { start -= 1 }
        guard (1...2).contains(end - start) else { return nil }
        cursor = start - 1
        return digits(start..<end, in: bytes)
    }

    private static func digits(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int? {
        var number = 0
        for byte in bytes[range] {
            guard TokenBytes.isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> Int32? {
        guard (1850...2199).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        return Int32(year * 10_000 + month * 100 + day)
    }

    private static let englishMonths = [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ].map { Array($0.utf8) }

    private static let spanishMonths = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ].map { Array($0.utf8) }
}
