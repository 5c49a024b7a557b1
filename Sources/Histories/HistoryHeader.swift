import Cases
import Intake

/// Tells a header from a first row of data, and files that are no history file.
enum HistoryHeader {
    /// - Returns: whether the row is the header, so that it is no row of data.
    /// - Throws: `unreadableHeader` where it names other columns than the state's file has in these places.
    static func isHeader(_ row: HistoryRow, file: String) throws(IntakeError) -> Bool {
        guard names(row, 0) || names(row, HistoryColumn.subject) else { return false }
        for column in [
            HistoryColumn.subject, HistoryColumn.birthDate, HistoryColumn.eventDate, HistoryColumn.stepType,
            HistoryColumn.county, HistoryColumn.countOrder, HistoryColumn.caseNumber, HistoryColumn.offense,
            HistoryColumn.offenseLevel, HistoryColumn.disposition, HistoryColumn.convictionLevel,
            HistoryColumn.sentenceLength, HistoryColumn.sentenceUnit, HistoryColumn.comment,
        ] where !names(row, column) {
            throw IntakeError(
                .unreadableHeader, file: file, line: 1,
                detail: "Column \(column + 1) of the header is not \(HistoryColumn.names[column]).",
                hint: "Send the Department of Justice's file as it came, with its 95 columns in their order.")
        }
        return true
    }

    private static func names(_ row: HistoryRow, _ column: Int) -> Bool {
        guard column < row.fields else { return false }
        let name = row[column].trimmed.raw
        return name.count == HistoryColumn.names[column].utf8.count
            && zip(name, HistoryColumn.names[column].utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }

    static func empty(_ file: String) -> IntakeError {
        IntakeError(.empty, file: file, detail: "The file is empty.", hint: "Ask for it anew.")
    }

    /// Refuses the first block of a file that is evidently no text of one byte a character.
    static func check(_ bytes: UnsafePointer<UInt8>, _ count: Int, file: String) throws(IntakeError) {
        let head = UnsafeBufferPointer(start: bytes, count: min(count, 4_096))
        let zeros = head.count { $0 == 0 }
        guard zeros * 10 > head.count || head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0xFF, 0xFE])
        else { return }
        throw IntakeError(
            .notText, file: file, detail: "The file is no comma-separated text.",
            hint: "Unpack it, or save it as CSV in UTF-8.")
    }

    /// Refuses a file of which so many rows cannot be used that the layout must be another one.
    static func checkLayout(rows: Int, withoutForm: Int, file: String) throws(IntakeError) {
        guard rows > 0, withoutForm * 2 > rows else { return }
        throw IntakeError(
            .unknownFormat, file: file,
            detail:
                "\(withoutForm) of the first \(rows) rows have not the \(HistoryColumn.count) columns of the state's history file.",
            hint: "Send the Department of Justice's file as it came.")
    }
}
