internal import Cases

/// Reads a table of cases, row by row.
final class CSVReader {
    private let table: CSVTable
    private let file: String
    private let fileIndex: Int
    private let aliases: Aliases
    private var builder: RowBuilder
    private let slots = Slots()
    private var rows = 0

    init(_ input: TextInput, file: String, fileIndex: Int, aliases: Aliases, asOf: CalendarDate, rowLimit: Int) {
        table = CSVTable(input, file: file, rowLimit: rowLimit)
        self.file = file
        self.fileIndex = fileIndex
        self.aliases = aliases
        builder = RowBuilder(asOf: asOf, base: input.base)
    }

    /// Reads the whole table.
    ///
    /// - Throws: `IntakeError` when the header cannot be used, and what `receive` throws.
    /// - Returns: the number of rows.
    func read(receive: (IntakeEvent) throws -> Void) throws -> Int {
        let header = try CSVHeader(titles: table.titles(), aliases: aliases, file: file)
        builder.columns = header.names
        builder.hasDeterminations = header.hasDeterminations
        for name in header.unused {
            let place = RowPlace(file: fileIndex, row: 0)
            try receive(.note(Problem(.unusedColumn, at: place, column: name)))
        }
        while true {
            switch table.next() {
            case .row(let start, let next, let hasStrayQuote):
                rows += 1
                try receive(row(header, start, next, hasStrayQuote))
            case .stopped(let code):
                rows += 1
                let place = RowPlace(file: fileIndex, row: rows)
                try receive(.stopped(place, [Problem(code, at: place)]))
            case .end: return rows
            }
        }
    }

    private func row(_ header: CSVHeader, _ start: Int, _ next: Int, _ hasStrayQuote: Bool) -> IntakeEvent {
        let place = RowPlace(file: fileIndex, row: rows)
        if hasStrayQuote { return .stopped(place, [Problem(.strayQuote, at: place)]) }
        let found = table.fieldCount
        if found < header.columnCount {
            let detail = "expected \(header.columnCount) columns, found \(found)"
            let code: ProblemCode = table.endedWithFile ? .truncated : .shortRow
            return .stopped(place, [Problem(code, at: place, detail: detail)])
        }
        if found > header.columnCount + header.spareCount {
            let detail = "expected \(header.columnCount) columns, found \(found)"
            return .stopped(place, [Problem(.longRow, at: place, detail: detail)])
        }
        for (field, column) in header.plan { slots[field] = table.slot(column) }
        let base = table.input.base
        var end = next
        while end > start, base[end - 1] == 10 || base[end - 1] == 13 { end -= 1 }
        let isPlain = PlainText.isPlain(base + start, end - start)
        return builder.event(slots, base: base, isPlain: isPlain, place: place)
    }
}
