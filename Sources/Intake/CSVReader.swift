internal import Cases

/// Reads a table, row by row.
final class CSVReader {
    private let input: TextInput
    private let file: String
    private let fileIndex: Int
    private let aliases: Aliases
    private let rowLimit: Int
    private var builder: RowBuilder
    private var slots = Slots()
    private var rows = 0

    /// Columns beyond this are not a header any more.
    private static let columnLimit = 2_000

    private let memory: UnsafeMutableBufferPointer<CSVScanner.Field>

    init(_ input: TextInput, file: String, fileIndex: Int, aliases: Aliases, asOf: CalendarDate, rowLimit: Int) {
        self.input = input
        self.file = file
        self.fileIndex = fileIndex
        self.aliases = aliases
        self.rowLimit = rowLimit
        builder = RowBuilder(asOf: asOf, base: input.base)
        memory = .allocate(capacity: Self.columnLimit)
    }

    deinit { memory.deallocate() }

    /// Reads the whole table.
    ///
    /// - Throws: `IntakeError` when the header cannot be used, and what `receive` throws.
    /// - Returns: the number of rows.
    func read(receive: (IntakeEvent) throws -> Void) throws -> Int {
        var scanner = CSVScanner(separator: try separator(), rowLimit: rowLimit, kept: memory)
        let header = try header(&scanner)
        builder.columns = header.names
        builder.hasDeterminations = header.hasDeterminations
        for name in header.unused {
            let place = RowPlace(file: fileIndex, row: 0)
            try receive(.note(Problem(.unusedColumn, at: place, column: name)))
        }
        while try next(&scanner, header, receive) {}
        return rows
    }

    // MARK: - The header

    /// The separator that stands most often in the first line, outside of quotation marks.
    private func separator() throws -> UInt8 {
        _ = input.more()
        skipSeparatorLine()
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        var position = input.start
        while true {
            if position == input.end {
                let seen = position - input.start
                guard seen < rowLimit, input.more() else { break }
                position = input.start + seen
            }
            let byte = input.base[position]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == 10 || byte == 13, counts.contains(where: { $0 > 0 }) { break }
            if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
            position += 1
        }
        let most = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
        if separatorLine != 0 { return separatorLine }
        return candidates[most]
    }

    /// What a first line `sep=;` says, which spreadsheets write for themselves; 0 without one.
    private var separatorLine: UInt8 = 0

    private func skipSeparatorLine() {
        while input.end - input.start < 7, input.more() {}
        let start = input.base + input.start
        guard input.end - input.start >= 6, zip("sep=".utf8, 0..<4).allSatisfy({ start[$1] == $0 }) else { return }
        guard start[5] == 10 || start[5] == 13 else { return }
        separatorLine = start[4]
        input.start += 6
    }

    private func header(_ scanner: inout CSVScanner) throws -> CSVHeader {
        func unreadable(_ detail: String) -> IntakeError {
            IntakeError(
                .unreadableHeader,
                file: file,
                line: 1,
                detail: detail,
                hint: "Put the column names into the first line, each once."
            )
        }
        while true {
            switch scanner.scan(input.base, from: input.start, to: input.end, isAtEnd: input.isAtEnd) {
            case .incomplete: _ = input.more()
            case .row(let next, let strayQuote):
                let isBlank = scanner.fieldCount == 1 && scanner.fields[0].count == 0
                if isBlank, next < input.end || !input.isAtEnd {
                    input.start = next
                    continue
                }
                if strayQuote { throw unreadable("A quotation mark stands inside a column name.") }
                if scanner.fieldCount > Self.columnLimit {
                    throw unreadable("The header has more than \(Self.columnLimit) columns.")
                }
                let titles = (0..<scanner.fieldCount).map { title(scanner.fields[$0]) }
                input.start = next
                return try CSVHeader(titles: titles, aliases: aliases, file: file)
            case .unclosedQuote, .cutOff: throw unreadable("A quotation mark in the header is not closed.")
            case .tooLong: throw unreadable("The first line is longer than \(rowLimit) bytes.")
            }
        }
    }

    private func title(_ field: CSVScanner.Field) -> String {
        let text = ValueText(trimming: input.base + Int(field.offset), halveQuotes(field))
        _ = text.flaw()
        return text.string
    }

    // MARK: - The rows

    /// - Returns: false after the last row.
    private func next(
        _ scanner: inout CSVScanner,
        _ header: CSVHeader,
        _ receive: (IntakeEvent) throws -> Void
    ) throws -> Bool {
        if input.start == input.end {
            guard input.more() else { return false }
        }
        let start = input.start
        switch scanner.scan(input.base, from: start, to: input.end, isAtEnd: input.isAtEnd) {
        case .incomplete:
            _ = input.more()
        case .row(let next, let strayQuote):
            input.start = next
            if scanner.fieldCount == 1, isBlank(start, next) { return true }
            rows += 1
            try receive(row(&scanner, header, start, next, strayQuote))
        case .unclosedQuote(let next):
            input.start = next
            try stop(.unclosedQuote, receive)
        case .cutOff:
            input.start = input.end
            try stop(.truncated, receive)
        case .tooLong:
            input.skipLine(returnEnds: true)
            try stop(.lineTooLong, receive)
        }
        return true
    }

    /// A line of nothing but blanks is no row.
    private func isBlank(_ start: Int, _ end: Int) -> Bool {
        for position in start..<end where input.base[position] > 32 || input.base[position] == 0 { return false }
        return true
    }

    private func stop(_ code: ProblemCode, _ receive: (IntakeEvent) throws -> Void) throws {
        rows += 1
        let place = RowPlace(file: fileIndex, row: rows)
        try receive(.stopped(place, [Problem(code, at: place)]))
    }

    private func row(
        _ scanner: inout CSVScanner,
        _ header: CSVHeader,
        _ start: Int,
        _ next: Int,
        _ strayQuote: Bool
    ) -> IntakeEvent {
        let place = RowPlace(file: fileIndex, row: rows)
        if strayQuote { return .stopped(place, [Problem(.strayQuote, at: place)]) }
        let found = scanner.fieldCount
        if found < header.columnCount {
            let detail = "expected \(header.columnCount) columns, found \(found)"
            let code: ProblemCode = scanner.endedWithFile ? .truncated : .shortRow
            return .stopped(place, [Problem(code, at: place, detail: detail)])
        }
        if found > header.columnCount + header.spareCount {
            let detail = "expected \(header.columnCount) columns, found \(found)"
            return .stopped(place, [Problem(.longRow, at: place, detail: detail)])
        }
        for (field, column) in header.plan {
            let place = scanner.fields[column]
            let count = place.hasDoubledQuotes ? halveQuotes(place) : Int(place.count)
            slots[field] = Slots.Slot(offset: place.offset, count: Int32(truncatingIfNeeded: count))
        }
        var end = next
        while end > start, input.base[end - 1] == 10 || input.base[end - 1] == 13 { end -= 1 }
        let isPlain = PlainText.isPlain(input.base + start, end - start)
        return builder.event(slots, base: input.base, isPlain: isPlain, place: place)
    }

    /// Makes one quotation mark of two, in place.
    ///
    /// - Returns: the length afterwards.
    private func halveQuotes(_ field: CSVScanner.Field) -> Int {
        guard field.hasDoubledQuotes else { return Int(field.count) }
        let text = input.base + Int(field.offset)
        var read = 0
        var written = 0
        while read < Int(field.count) {
            text[written] = text[read]
            read += text[read] == UInt8(ascii: "\"") ? 2 : 1
            written += 1
        }
        return written
    }
}
