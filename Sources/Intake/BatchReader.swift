package import Cases

/// Reads batches of cases: CSV, JSON Lines and XML, in one pass and flat memory, whatever their size.
package struct BatchReader: Sendable {
    private let asOf: CalendarDate
    private let aliases: Aliases
    private let chunk: Int
    private let rowLimit: Int

    /// - Parameters:
    ///   - asOf: the day of the run; later dates are problems.
    ///   - aliases: the names that columns may have.
    package init(asOf: CalendarDate, aliases: Aliases = Aliases()) {
        self.init(asOf: asOf, aliases: aliases, chunk: 1 << 18, rowLimit: 1 << 20)
    }

    // `chunk` bytes are read at once; one row or record may have `rowLimit`.
    init(asOf: CalendarDate, aliases: Aliases = Aliases(), chunk: Int, rowLimit: Int) {
        self.asOf = asOf
        self.aliases = aliases
        self.chunk = chunk
        self.rowLimit = rowLimit
    }

    /// Reads a file from beginning to end.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - fileIndex: its position in the batch, for the places of rows.
    ///   - format: the format; told from the contents when nil.
    ///   - receive: gets every row, stopped row and note, in the order of the file.
    /// - Throws: `IntakeError` when the file as a whole cannot be used, and whatever `receive` throws.
    /// - Returns: what the file was and how many rows it had.
    package func read(
        path: String,
        fileIndex: Int,
        format: BatchFormat? = nil,
        receive: (IntakeEvent) throws -> Void
    ) throws -> FileSummary {
        try read(ByteFeed(path: path), path, fileIndex, format, receive)
    }

    /// Reads a batch that is in memory.
    ///
    /// - Parameters:
    ///   - bytes: the whole batch.
    ///   - name: what errors call it.
    ///   - fileIndex: its position in the batch, for the places of rows.
    ///   - format: the format; told from the contents when nil.
    ///   - receive: gets every row, stopped row and note, in order.
    /// - Throws: `IntakeError` when it cannot be used as a whole, and whatever `receive` throws.
    /// - Returns: what it was and how many rows it had.
    package func read(
        bytes: [UInt8],
        name: String,
        fileIndex: Int,
        format: BatchFormat? = nil,
        receive: (IntakeEvent) throws -> Void
    ) throws -> FileSummary {
        try read(ByteFeed(bytes: bytes), name, fileIndex, format, receive)
    }

    func read(
        _ feed: ByteFeed,
        _ file: String,
        _ fileIndex: Int,
        _ format: BatchFormat?,
        _ receive: (IntakeEvent) throws -> Void
    ) throws -> FileSummary {
        try feed.check(file)
        let detection = try Detection(of: feed.beginning, file: file)
        let format = try format ?? detection.format(of: feed.beginning, file: file)
        // Besides the encoding: whether records that name no determination are in a batch that has none at all.
        let words = format == .csv ? [] : ["etermination", "ETERMINATION", "ligib", "LIGIB"]
        let scan = EncodingScan.scan(feed, detection.encoding, chunk: chunk, words: words.map { Array($0.utf8) })
        try feed.check(file)
        var encoding = detection.encoding
        if encoding == .utf8, !detection.isMarked, format != .xml, let scan, !scan.isUTF8 {
            encoding = .windows1252
            let detail = "read as \(encoding.rawValue)"
            try receive(.note(Problem(.encodingAssumed, at: RowPlace(file: fileIndex, row: 0), detail: detail)))
        }
        let hasDeterminations = aliases.renamesDetermination || scan?.hasSeenWord ?? true
        let rows: Int
        switch format {
        case .xml:
            let reader = XMLBatchReader(file: file, fileIndex: fileIndex, aliases: aliases, asOf: asOf)
            rows = try reader.read(feed, hasDeterminations: hasDeterminations, receive: receive)
        case .csv, .jsonLines:
            var mark = [UInt8](repeating: 0, count: detection.markLength)
            _ = mark.withUnsafeMutableBytes { feed.read(into: $0) }
            let input = TextInput(feed, encoding: encoding, rowLimit: rowLimit, chunk: chunk)
            if format == .csv {
                let reader = CSVReader(
                    input,
                    file: file,
                    fileIndex: fileIndex,
                    aliases: aliases,
                    asOf: asOf,
                    rowLimit: rowLimit
                )
                rows = try reader.read(receive: receive)
            } else {
                let reader = JSONLinesReader(
                    input,
                    fileIndex: fileIndex,
                    aliases: aliases,
                    asOf: asOf,
                    rowLimit: rowLimit
                )
                rows = try reader.read(hasDeterminations: hasDeterminations, receive: receive)
            }
        }
        try feed.check(file)
        return FileSummary(format: format, encoding: encoding, rows: rows, bytes: feed.count)
    }
}
