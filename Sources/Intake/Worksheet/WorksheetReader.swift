internal import Cases

/// Reads review worksheets as people return them: columns in any order or left out, others added, saved by whatever
/// spreadsheet program with its own separators, line ends and encoding.
package struct WorksheetReader: Sendable {
    private let chunk: Int
    private let rowLimit: Int

    package init() { self.init(chunk: 1 << 18, rowLimit: 1 << 20) }

    // `chunk` bytes are read at once; one row may have `rowLimit`.
    init(chunk: Int, rowLimit: Int) {
        self.chunk = chunk
        self.rowLimit = rowLimit
    }

    /// Reads a file from beginning to end, in flat memory.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - fileIndex: its position among those that are imported, for the places of rows.
    ///   - receive: gets every row, stopped row and note, in the order of the file.
    /// - Throws: `IntakeError` when the file as a whole is no worksheet, and whatever `receive` throws.
    /// - Returns: how many rows it had.
    package func read(path: String, fileIndex: Int, receive: (WorksheetEvent) throws -> Void) throws -> Int {
        try read(ByteFeed(path: path), path, fileIndex, receive)
    }

    func read(
        _ feed: ByteFeed, _ file: String, _ fileIndex: Int, _ receive: (WorksheetEvent) throws -> Void
    ) throws -> Int {
        let table = ReturnedTable(chunk: chunk, rowLimit: rowLimit)
        let header = { (titles: [String]) throws(IntakeError) in try Self.header(titles, file: file) }
        return try table.read(feed, file, fileIndex, header: header) { event in
            switch event {
            case .row(let place, let cells): try receive(.row(WorksheetRow(place: place, cells: cells)))
            case .stopped(let place, let problems): try receive(.stopped(place, problems))
            case .note(let problem): try receive(.note(problem))
            }
        }
    }

    /// - Throws: `.duplicateColumn`; `.missingColumn` without key or decision.
    private static func header(_ titles: [String], file: String) throws(IntakeError) -> ReturnedTable.Header {
        let header = try ReturnedTable.Header(
            titles, known: WorksheetColumn.byTitle.mapValues(\.rawValue), titles: WorksheetColumn.allCases.map(\.title),
            file: file)
        for column in [WorksheetColumn.key, .decision] where !header.columns.contains(column.rawValue) {
            throw IntakeError(
                .missingColumn,
                file: file,
                line: 1,
                detail: "No column is called `\(column.title)`.",
                hint: "Return the worksheet with the first line that `vacatur review export` wrote."
            )
        }
        return header
    }
}
