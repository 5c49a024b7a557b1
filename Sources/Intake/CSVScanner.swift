/// Finds the fields of one CSV row in a window of text (RFC 4180, and what programs make of it).
///
/// Lines end in LF, CRLF or CR. Blanks around a quoted field are passed over. Nothing is copied: fields are places in
/// the window.
struct CSVScanner {
    struct Field {
        var offset: Int32
        var count: Int32
        /// Whether quotation marks stand doubled inside and have to be halved.
        var hasDoubledQuotes: Bool
    }

    enum Outcome: Equatable {
        /// A row that ends before `next`; `strayQuote` where marks stand inside an unquoted field or behind a quoted one.
        case row(next: Int, strayQuote: Bool)
        /// The window ends inside the row.
        case incomplete
        /// A quotation mark is opened and not closed where it should be; reading can go on at `next`.
        case unclosedQuote(next: Int)
        /// The row is longer than the limit.
        case tooLong
        /// The file ends inside a quoted field that began in its last line.
        case cutOff
    }

    let separator: UInt8
    let rowLimit: Int
    /// Fields of the last row, as many as are kept.
    private(set) var fields: UnsafeMutableBufferPointer<Field>
    /// Fields of the last row, kept or not.
    private(set) var fieldCount = 0
    /// Whether the last row ended with the file, not with a line break.
    private(set) var endedWithFile = false

    private let separatorPattern: UInt64

    // `kept` is memory for the fields that are kept of each row; it belongs to the caller.
    init(separator: UInt8, rowLimit: Int, kept: UnsafeMutableBufferPointer<Field>) {
        self.separator = separator
        self.rowLimit = rowLimit
        fields = kept
        separatorPattern = UInt64(separator) &* 0x0101_0101_0101_0101
    }

    /// Scans the row that begins at `start`.
    mutating func scan(_ base: UnsafeMutablePointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool) -> Outcome {
        let stop = min(end, start + rowLimit)
        var position = start
        var strayQuote = false
        fieldCount = 0
        while true {
            /// Behind the first line break inside a quoted field: where reading can go on if the quotes turn out wrong.
            var lineBreak = -1
            var field = Field(offset: Int32(truncatingIfNeeded: position), count: 0, hasDoubledQuotes: false)
            if let open = openingQuote(base, position, stop) {
                field.offset = Int32(truncatingIfNeeded: open + 1)
                guard let close = closingQuote(base, open + 1, stop, &field, &lineBreak) else {
                    return unclosed(stop, end, isAtEnd, lineBreak)
                }
                position = pastBlanks(base, close + 1, stop)
                if position < stop, !isFieldEnd(base[position]) {
                    // Behind a quoted field something else stands. If the field went over a line break, the mark that
                    // closed it was in truth opening another.
                    if lineBreak >= 0 { return .unclosedQuote(next: lineBreak) }
                    strayQuote = true
                    position = endOfUnquoted(base, position, stop, &strayQuote)
                }
            } else {
                let fieldStart = position
                position = endOfUnquoted(base, position, stop, &strayQuote)
                field.count = Int32(truncatingIfNeeded: position - fieldStart)
            }
            if fieldCount < fields.count { fields[fieldCount] = field }
            fieldCount += 1
            if position == stop {
                guard stop == end else { return .tooLong }
                guard isAtEnd else { return .incomplete }
                endedWithFile = true
                return .row(next: position, strayQuote: strayQuote)
            }
            let byte = base[position]
            if byte == separator {
                position += 1
                continue
            }
            if byte == 13 {
                // Whether a line feed follows must be known before the row is done with.
                if position + 1 == end, !isAtEnd { return .incomplete }
                if position + 1 < end, base[position + 1] == 10 { position += 1 }
            }
            endedWithFile = false
            return .row(next: position + 1, strayQuote: strayQuote)
        }
    }

    private func unclosed(_ stop: Int, _ end: Int, _ isAtEnd: Bool, _ lineBreak: Int) -> Outcome {
        if stop == end, !isAtEnd { return .incomplete }
        if lineBreak >= 0 { return .unclosedQuote(next: lineBreak) }
        return stop == end ? .cutOff : .tooLong
    }

    @inline(__always)
    private func isFieldEnd(_ byte: UInt8) -> Bool { byte == separator || byte == 10 || byte == 13 }

    @inline(__always)
    private func pastBlanks(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ stop: Int) -> Int {
        var position = start
        while position < stop, base[position] == 32 { position += 1 }
        return position
    }

    @inline(__always)
    private func openingQuote(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ stop: Int) -> Int? {
        guard start < stop else { return nil }
        if base[start] == UInt8(ascii: "\"") { return start }
        guard base[start] == 32 else { return nil }
        let position = pastBlanks(base, start, stop)
        return position < stop && base[position] == UInt8(ascii: "\"") ? position : nil
    }

    /// - Returns: the place of the closing mark; nil when there is none before `stop`.
    @inline(__always)
    private func closingQuote(
        _ base: UnsafeMutablePointer<UInt8>,
        _ start: Int,
        _ stop: Int,
        _ field: inout Field,
        _ lineBreak: inout Int
    ) -> Int? {
        var position = start
        var close: Int?
        while let found = ByteSearch.first(UInt8(ascii: "\""), from: base + position, to: base + stop) {
            position = found - base
            // A mark in the last place may yet be doubled; then the row is incomplete or too long in any case, unless
            // the file ends here.
            if position + 1 < stop, base[position + 1] == UInt8(ascii: "\"") {
                field.hasDoubledQuotes = true
                position += 2
                continue
            }
            close = position
            break
        }
        lineBreak = pastLineBreak(base, start, close ?? stop)
        guard let close else { return nil }
        field.count = Int32(truncatingIfNeeded: close - start)
        return close
    }

    /// The place behind the first line break in `start..<end`; -1 when there is none.
    @inline(__always)
    private func pastLineBreak(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        if end - start < 64 {
            for position in start..<end where base[position] == 10 { return position + 1 }
            return -1
        }
        guard let found = ByteSearch.first(10, from: base + start, to: base + end) else { return -1 }
        return found - base + 1
    }

    /// The place of the separator or line end behind an unquoted field, or `stop`. Eight bytes at a time: a byte that
    /// is below 16, a separator or a quotation mark leaves its high bit set.
    @inline(__always)
    private func endOfUnquoted(
        _ base: UnsafeMutablePointer<UInt8>,
        _ start: Int,
        _ stop: Int,
        _ strayQuote: inout Bool
    ) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes: UInt64 = 0x2222_2222_2222_2222
        var position = start
        while position < stop {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let atSeparator = word ^ separatorPattern
            let atQuote = word ^ quotes
            let hits =
                (((atSeparator &- ones) & ~atSeparator) | ((atQuote &- ones) & ~atQuote)
                    | ((word &- (ones &* 16)) & ~word)) & highs
            if hits == 0 {
                position += 8
                continue
            }
            position += hits.trailingZeroBitCount >> 3
            if position >= stop { return stop }
            let byte = base[position]
            if byte == separator || byte == 10 || byte == 13 { return position }
            if byte == UInt8(ascii: "\"") { strayQuote = true }
            position += 1
        }
        return stop
    }
}
