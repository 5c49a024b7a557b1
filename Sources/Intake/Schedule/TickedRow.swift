package import Cases

/// A row of a schedule as a clerk returned it.
package struct TickedRow: Hashable, Sendable {
    /// What the row says that happened.
    package enum Mark: Hashable, Sendable {
        /// Nothing is filled in.
        case blank
        /// The day, where the tick is a date.
        case outcome(CaseState, CalendarDate?)
        /// What is in this column cannot be read.
        case unknown(ScheduleColumn)
        /// More than one outcome is marked.
        case several
    }

    package let place: RowPlace
    private let cells: [String?]

    init(place: RowPlace, cells: [String?]) {
        self.place = place
        self.cells = cells
    }

    /// Trimmed; empty where the schedule has no such column.
    package subscript(column: ScheduleColumn) -> String { cells[column.rawValue] ?? "" }

    /// What stands in the column for outcomes, or is ticked in the columns of single ones.
    package var mark: Mark {
        var marks: [(state: CaseState, date: CalendarDate?)] = []
        let words = self[.outcome]
        if !Self.isNothing(words) {
            guard let state = OutcomeWords.state(words) else { return .unknown(.outcome) }
            marks.append((state, nil))
        }
        for column in ScheduleColumn.allCases {
            guard let state = column.ticked, !self[column].isEmpty else { continue }
            if let isTicked = OutcomeWords.isTicked(self[column]) {
                if isTicked { marks.append((state, nil)) }
            } else if case .date(let date) = Self.date(self[column]) {
                marks.append((state, date))
            } else if OutcomeWords.state(self[column]) == state {
                marks.append((state, nil))
            } else {
                return .unknown(column)
            }
        }
        guard let first = marks.first else { return .blank }
        guard marks.allSatisfy({ $0.state == first.state }) else { return .several }
        return .outcome(first.state, marks.lazy.compactMap(\.date).first)
    }

    /// The day in the column for dates.
    ///
    /// - Returns: nil where there is none.
    /// - Throws: `.impossible` where it cannot be read.
    package func date() throws(ImpossibleDate) -> CalendarDate? {
        switch Self.date(self[.date]) {
        case .date(let date): date
        case .missing: nil
        case .impossible: throw ImpossibleDate()
        }
    }

    package struct ImpossibleDate: Error {}

    /// Empty, or what spreadsheets write where there is nothing: `-`, `N/A`.
    private static func isNothing(_ text: String) -> Bool { withValue(text) { $0.isEmpty || $0.isMissingMark } }

    private static func date(_ text: String) -> DateText { withValue(text) { DateText($0) } }

    private static func withValue<Result>(_ text: String, _ body: (ValueText) -> Result) -> Result {
        var bytes = Array(text.utf8) + [0]
        return bytes.withUnsafeMutableBufferPointer { buffer in
            // Never without memory, because of the zero byte at its end.
            guard let start = buffer.baseAddress else { preconditionFailure("an array without memory") }
            return body(ValueText(start: start, count: buffer.count - 1))
        }
    }
}

/// What a clerk's schedule holds, in the order of the file.
package enum TickedEvent: Sendable {
    case row(TickedRow)
    /// A row that cannot be used, with the problems that stop it.
    case stopped(RowPlace, [Problem])
    /// A doubt about the file.
    case note(Problem)
}
