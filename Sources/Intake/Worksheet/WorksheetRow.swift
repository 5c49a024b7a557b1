package import Cases

/// A row of a worksheet as it came back.
package struct WorksheetRow: Hashable, Sendable {
    package let place: RowPlace
    private var cells: [String?]

    package init(place: RowPlace) {
        self.init(place: place, cells: Array(repeating: nil, count: WorksheetColumn.allCases.count))
    }

    init(place: RowPlace, cells: [String?]) {
        self.place = place
        self.cells = cells
    }

    /// Trimmed; nil where the worksheet has no such column.
    package subscript(column: WorksheetColumn) -> String? {
        get { cells[column.rawValue] }
        set { cells[column.rawValue] = newValue }
    }

    /// What somebody filled in; empty for nothing, and for what spreadsheets write where there is nothing: `-`, `N/A`.
    package func entry(_ column: WorksheetColumn) -> String {
        guard let cell = self[column] else { return "" }
        var bytes = Array(cell.utf8)
        let isMissing = bytes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return true }
            return ValueText(start: start, count: buffer.count).isMissingMark
        }
        return isMissing ? "" : cell
    }

    /// Whether anything was decided, or tried to.
    package var isDecided: Bool {
        WorksheetColumn.allCases.contains { $0.isDecision && !entry($0).isEmpty }
    }
}

/// What reading a worksheet brings forth. Each row ends in exactly one `row` or `stopped`.
package enum WorksheetEvent: Sendable {
    case row(WorksheetRow)
    /// A row that cannot be read.
    case stopped(RowPlace, [Problem])
    /// Something about the file as a whole; its place has row 0.
    case note(Problem)
}
