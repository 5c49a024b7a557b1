internal import Cases

/// Reads schedules that court clerks filled in: the packet's own `schedule.csv` with columns added, or any table that names
/// cases and says what became of them.
package struct TickedScheduleReader: Sendable {
    private let table: ReturnedTable

    package init() { self.init(chunk: 1 << 18, rowLimit: 1 << 20) }

    // `chunk` bytes are read at once; one row may have `rowLimit`.
    init(chunk: Int, rowLimit: Int) { table = ReturnedTable(chunk: chunk, rowLimit: rowLimit) }

    /// Reads a file from beginning to end, in flat memory.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - fileIndex: its position among those that are imported, for the places of rows.
    ///   - receive: gets every row, stopped row and note, in the order of the file.
    /// - Throws: `IntakeError` when the file as a whole is no schedule, and whatever `receive` throws.
    /// - Returns: how many rows it had.
    package func read(path: String, fileIndex: Int, receive: (TickedEvent) throws -> Void) throws -> Int {
        try read(ByteFeed(path: path), path, fileIndex, receive)
    }

    func read(
        _ feed: ByteFeed, _ file: String, _ fileIndex: Int, _ receive: (TickedEvent) throws -> Void
    ) throws -> Int {
        let header = { (titles: [String]) throws(IntakeError) in try Self.header(titles, file: file) }
        return try table.read(feed, file, fileIndex, header: header) { event in
            switch event {
            case .row(let place, let cells): try receive(.row(TickedRow(place: place, cells: cells)))
            case .stopped(let place, let problems): try receive(.stopped(place, problems))
            // A schedule has columns that say nothing of the outcome, and clerks add their own.
            case .note(let problem) where problem.code == .unusedColumn: break
            case .note(let problem): try receive(.note(problem))
            }
        }
    }

    /// - Throws: `.duplicateColumn`; `.missingColumn` where no column names the case, or none says what became of it.
    private static func header(_ titles: [String], file: String) throws(IntakeError) -> ReturnedTable.Header {
        let header = try ReturnedTable.Header(
            titles, known: ScheduleColumn.byTitle, titles: ScheduleColumn.allCases.map(\.title), file: file)
        let found = Set(header.columns.compactMap { $0 }.compactMap { ScheduleColumn(rawValue: $0) })
        guard found.contains(.caseNumber) || found.contains(.sequence) else {
            throw missing("case_number", "Return the packet's schedule.csv with its first line.", file)
        }
        guard found.contains(where: { $0 == .outcome || $0.ticked != nil }) else {
            throw missing("outcome", "Add one that says granted, denied, struck, no file found or already done.", file)
        }
        return header
    }

    private static func missing(_ title: String, _ hint: String, _ file: String) -> IntakeError {
        IntakeError(.missingColumn, file: file, line: 1, detail: "No column is called `\(title)`.", hint: hint)
    }
}
