internal import Cases

/// Reads tables that people return to us: columns in any order or left out, others added, saved by whatever spreadsheet
/// program with its own separators, line ends and encoding.
struct ReturnedTable {
    enum Event {
        /// The cells by the numbers of their columns, trimmed; nil where the table has no such column.
        case row(RowPlace, [String?])
        case stopped(RowPlace, [Problem])
        /// A doubt about the file.
        case note(Problem)
    }

    /// What the columns of a table are.
    struct Header {
        /// For each column of the file its number among ours; nil for one that is not ours.
        let columns: [Int?]
        /// What we call our columns.
        let titles: [String]
        /// Titles that are not ours.
        let unknown: [String]

        /// - Throws: `.duplicateColumn` where two columns are the same one of ours.
        init(_ given: [String], known: [String: Int], titles: [String], file: String) throws(IntakeError) {
            columns = given.map { known[Aliases.key($0.utf8)] }
            self.titles = titles
            unknown = zip(given, columns).filter { $1 == nil && !$0.isEmpty }.map { String($0.0.prefix(64)) }
            for (number, title) in titles.enumerated() where columns.count(where: { $0 == number }) > 1 {
                throw IntakeError(
                    .duplicateColumn,
                    file: file,
                    line: 1,
                    detail: "Two columns are called `\(title)`.",
                    hint: "Remove one of them."
                )
            }
        }
    }

    /// Bytes that are read at once.
    let chunk: Int
    /// Bytes that one row may have.
    let rowLimit: Int

    /// Reads a table from beginning to end, in flat memory.
    ///
    /// - Parameters:
    ///   - feed: its bytes.
    ///   - file: its name, for errors.
    ///   - fileIndex: its position among those that are read, for the places of rows.
    ///   - header: makes sense of the titles, or refuses them.
    ///   - receive: gets every row, stopped row and note, in the order of the file.
    /// - Throws: `IntakeError` when the file as a whole is no such table, and whatever `receive` throws.
    /// - Returns: how many rows it had.
    func read(
        _ feed: ByteFeed, _ file: String, _ fileIndex: Int, header: ([String]) throws(IntakeError) -> Header,
        _ receive: (Event) throws -> Void
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
        let header = try header(table.titles())
        for title in header.unknown {
            try receive(.note(Problem(.unusedColumn, at: RowPlace(file: fileIndex, row: 0), column: title)))
        }
        let rows = try read(table, header, fileIndex, receive)
        try feed.check(file)
        return rows
    }

    private func read(
        _ table: CSVTable, _ header: Header, _ fileIndex: Int, _ receive: (Event) throws -> Void
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
        _ table: CSVTable, _ header: Header, _ place: RowPlace, _ hasStrayQuote: Bool
    ) -> Event? {
        if hasStrayQuote { return .stopped(place, [Problem(.strayQuote, at: place)]) }
        var cells = [String?](repeating: nil, count: header.titles.count)
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
            if let flaw = value.flaw() {
                problems.append(Problem(flaw, at: place, column: header.titles[column]))
            }
            cells[column] = value.string
        }
        if isEmpty { return nil }
        for column in header.columns.dropFirst(table.fieldCount) {
            if let column { cells[column] = "" }
        }
        return problems.isEmpty ? .row(place, cells) : .stopped(place, problems)
    }
}
