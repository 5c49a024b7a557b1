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
        try feed.check(file)
        let detection = try Detection(of: feed.beginning, file: file)
        var encoding = detection.encoding
        if encoding == .utf8, !detection.isMarked,
            let scan = EncodingScan.scan(feed, encoding, chunk: chunk), !scan.isUTF8
        {
            encoding = .windows1252
            let detail = "read as \(encoding.rawValue)"
            try receive(.note(Problem(.encodingAssumed, at: RowPlace(file: fileIndex, row: 0), detail: detail)))
        }
        try feed.check(file)
        var mark = [UInt8](repeating: 0, count: detection.markLength)
        _ = mark.withUnsafeMutableBytes { feed.read(into: $0) }
        let input = TextInput(feed, encoding: encoding, rowLimit: rowLimit, chunk: chunk)
        let table = CSVTable(input, file: file, rowLimit: rowLimit)
        let header = try WorksheetHeader(titles: table.titles(), file: file)
        for title in header.unknown {
            try receive(.note(Problem(.unusedColumn, at: RowPlace(file: fileIndex, row: 0), column: title)))
        }
        let rows = try read(table, header, fileIndex, receive)
        try feed.check(file)
        return rows
    }

    private func read(
        _ table: CSVTable, _ header: WorksheetHeader, _ fileIndex: Int, _ receive: (WorksheetEvent) throws -> Void
    ) throws -> Int {
        var rows = 0
        var place = RowPlace(file: fileIndex, row: 0)
        while true {
            let line = table.next()
            place = RowPlace(file: fileIndex, row: place.row + 1)
            switch line {
            case .row(_, _, let hasStrayQuote):
                // Its number is counted all the same, so that rows are numbered as the spreadsheet shows them.
                guard let event = event(table, header, place, hasStrayQuote) else { continue }
                try receive(event)
            case .stopped(let code): try receive(.stopped(place, [Problem(code, at: place)]))
            case .end: return rows
            }
            rows += 1
        }
    }

    /// - Returns: nil for a row of empty cells, which spreadsheets leave where rows were cleared.
    private func event(
        _ table: CSVTable, _ header: WorksheetHeader, _ place: RowPlace, _ hasStrayQuote: Bool
    ) -> WorksheetEvent? {
        if hasStrayQuote { return .stopped(place, [Problem(.strayQuote, at: place)]) }
        var row = WorksheetRow(place: place)
        var problems: [Problem] = []
        var isEmpty = true
        // Spreadsheet programs leave out separators behind the last filled cell of a row.
        for index in 0..<table.fieldCount {
            let value = table.value(index)
            if !value.isEmpty { isEmpty = false }
            guard index < header.columns.count else {
                if !value.isEmpty, problems.isEmpty {
                    let detail = "expected \(header.columns.count) columns, found \(table.fieldCount)"
                    problems.append(Problem(.longRow, at: place, detail: detail))
                }
                continue
            }
            guard let column = header.columns[index] else { continue }
            if let flaw = value.flaw() { problems.append(Problem(flaw, at: place, column: column.title)) }
            row[column] = value.string
        }
        if isEmpty { return nil }
        for column in header.columns.dropFirst(table.fieldCount) {
            if let column { row[column] = "" }
        }
        return problems.isEmpty ? .row(row) : .stopped(place, problems)
    }
}

/// What the columns of a worksheet are.
private struct WorksheetHeader {
    /// nil for a column that is not ours.
    let columns: [WorksheetColumn?]
    /// Titles of those.
    let unknown: [String]

    /// - Throws: `.duplicateColumn`; `.missingColumn` without key or decision.
    init(titles: [String], file: String) throws(IntakeError) {
        columns = titles.map { WorksheetColumn.byTitle[Aliases.key($0.utf8)] }
        unknown = zip(titles, columns).filter { $1 == nil && !$0.isEmpty }.map { String($0.0.prefix(64)) }
        for column in WorksheetColumn.allCases where columns.count(where: { $0 == column }) > 1 {
            throw IntakeError(
                .duplicateColumn,
                file: file,
                line: 1,
                detail: "Two columns are called `\(column.title)`.",
                hint: "Remove one of them."
            )
        }
        for column in [WorksheetColumn.key, .decision] where !columns.contains(column) {
            throw IntakeError(
                .missingColumn,
                file: file,
                line: 1,
                detail: "No column is called `\(column.title)`.",
                hint: "Return the worksheet with the first line that `vacatur review export` wrote."
            )
        }
    }
}
