internal import Cases

/// A table row by row: separator, column titles, and then each row's fields as places in the window.
final class CSVTable {
    enum Line {
        /// The fields of a row are in the table; `start..<next` is the whole row. `hasStrayQuote` where marks stand inside
        /// an unquoted field or behind a quoted one.
        case row(start: Int, next: Int, hasStrayQuote: Bool)
        /// A row that cannot be taken apart.
        case stopped(ProblemCode)
        case end
    }

    let input: TextInput
    private let file: String
    private let rowLimit: Int
    private var scanner: CSVScanner

    /// Columns beyond this are not a header any more.
    private static let columnLimit = 2_000

    private let memory: UnsafeMutableBufferPointer<CSVScanner.Field>

    init(_ input: TextInput, file: String, rowLimit: Int) {
        self.input = input
        self.file = file
        self.rowLimit = rowLimit
        memory = .allocate(capacity: Self.columnLimit)
        scanner = CSVScanner(separator: UInt8(ascii: ","), rowLimit: rowLimit, kept: memory)
    }

    deinit { memory.deallocate() }

    // MARK: - The header

    /// The separator that stands most often in the first line, outside of quotation marks.
    private func separator() -> UInt8 {
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

    /// Reads the header.
    ///
    /// - Throws: `.unreadableHeader`.
    func titles() throws(IntakeError) -> [String] {
        scanner = CSVScanner(separator: separator(), rowLimit: rowLimit, kept: memory)
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
                let titles = (0..<scanner.fieldCount).map { title($0) }
                input.start = next
                return titles
            case .unclosedQuote, .cutOff: throw unreadable("A quotation mark in the header is not closed.")
            case .tooLong: throw unreadable("The first line is longer than \(rowLimit) bytes.")
            }
        }
    }

    private func unreadable(_ detail: String) -> IntakeError {
        IntakeError(
            .unreadableHeader,
            file: file,
            line: 1,
            detail: detail,
            hint: "Put the column names into the first line, each once."
        )
    }

    private func title(_ column: Int) -> String {
        let text = value(column)
        _ = text.flaw()
        return text.string
    }

    // MARK: - The rows

    /// Fields of the row, kept or not.
    var fieldCount: Int { scanner.fieldCount }

    /// Whether the row ended with the file, not with a line break.
    var endedWithFile: Bool { scanner.endedWithFile }

    /// Takes the next row that is not blank. Places in the window hold until the next call.
    func next() -> Line {
        while true {
            if input.start == input.end, !input.more() { return .end }
            let start = input.start
            switch scanner.scan(input.base, from: start, to: input.end, isAtEnd: input.isAtEnd) {
            case .incomplete:
                _ = input.more()
            case .row(let next, let strayQuote):
                input.start = next
                if scanner.fieldCount == 1, isBlank(start, next) { continue }
                return .row(start: start, next: next, hasStrayQuote: strayQuote)
            case .unclosedQuote(let next):
                input.start = next
                return .stopped(.unclosedQuote)
            case .cutOff:
                input.start = input.end
                return .stopped(.truncated)
            case .tooLong:
                input.skipLine(returnEnds: true)
                return .stopped(.lineTooLong)
            }
        }
    }

    /// A line of nothing but blanks is no row.
    private func isBlank(_ start: Int, _ end: Int) -> Bool {
        for position in start..<end where input.base[position] > 32 || input.base[position] == 0 { return false }
        return true
    }

    /// A field of the row, with quotation marks as they are meant.
    func slot(_ column: Int) -> Slots.Slot {
        let field = scanner.fields[column]
        let count = field.hasDoubledQuotes ? halveQuotes(field) : Int(field.count)
        return Slots.Slot(offset: field.offset, count: Int32(truncatingIfNeeded: count))
    }

    /// The same, trimmed. To be asked once for each field, because marks are halved in place.
    func value(_ column: Int) -> ValueText {
        let slot = slot(column)
        return ValueText(trimming: input.base + Int(slot.offset), Int(slot.count))
    }

    /// Makes one quotation mark of two, in place.
    ///
    /// - Returns: the length afterwards.
    private func halveQuotes(_ field: CSVScanner.Field) -> Int {
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
