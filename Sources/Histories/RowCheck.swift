import Cases

/// Tells the rows that cannot be used. Both passes ask it, so that both leave out the same rows.
enum RowCheck {
    struct Flaw {
        let code: ProblemCode
        /// The column concerned; nil where the row as a whole is meant.
        let column: Int?
        let detail: String

        init(_ code: ProblemCode, column: Int? = nil, detail: String = "") {
            self.code = code
            self.column = column
            self.detail = detail
        }

        /// Whether the row has no 95 fields that could be written into a sheet.
        var isOfForm: Bool { column == nil }
    }

    static let longestSubject = 64
    /// `CNT_ORDER` has 12 characters, the first six of which are the case.
    private static let orders = 6...16

    /// What is wrong with a row that was split into fields; nil if nothing is.
    @inline(__always)
    static func flaw(of row: HistoryRow, endsFile: Bool) -> Flaw? {
        if row.fields != HistoryColumn.count, let flaw = form(of: row, endsFile) { return flaw }
        let subject = row[HistoryColumn.subject].trimmed
        if subject.equals("SUBJECT_ID") { return Flaw(.repeatedHeader, column: HistoryColumn.subject) }
        if subject.isEmpty { return Flaw(.missingSubject, column: HistoryColumn.subject) }
        if subject.count > longestSubject { return Flaw(.fieldTooLong, column: HistoryColumn.subject) }
        if orders.contains(row[HistoryColumn.countOrder].count) { return nil }
        // Only convictions and numbers of cases are put together by it; the reference reads all other rows without it, and
        // mostly crashes at these.
        let needsOrder = !RowFlags.whatHappened(row).isDisjoint(with: [.convicted, .numbersCase])
        return needsOrder ? Flaw(.badCountOrder, column: HistoryColumn.countOrder) : nil
    }

    private static func form(of row: HistoryRow, _ endsFile: Bool) -> Flaw? {
        let detail = "expected \(HistoryColumn.count) columns, found \(row.fields)"
        if row.fields < HistoryColumn.count { return Flaw(endsFile ? .truncated : .shortRow, detail: detail) }
        return row.hasNothing(from: HistoryColumn.count) ? nil : Flaw(.longRow, detail: detail)
    }
}
