import Cases
import Docket
import Filings

/// Writes `exceptions.csv`, every row that is in no packet with the reason, and `warnings.csv`, doubts about rows that
/// went on. Both name rows and case numbers, never people.
struct ExceptionsList {
    let docket: Docket
    let batch: Batch
    let folder: PacketFolder

    func write() throws -> [FileEntry] {
        let names = batch.description.inputs.map(\.name)
        let exceptions = try folder.file("exceptions.csv")
        var text = CSVText()
        for title in [
            "file", "row", "jurisdiction", "case_number", "outcome", "code", "column", "reason", "detail", "what_to_do",
        ] {
            text.field(title)
        }
        text.endRow()
        var outcome = Outcome.rejected
        try docket.exceptions(of: batch) { exception in
            let problem = exception.problem
            // A row with several problems has a line for each; the first decides where the row is counted.
            if exception.isDeciding { outcome = problem.code.outcome }
            text.field(names[problem.place.file])
            text.field(problem.place.row)
            text.field(exception.jurisdiction)
            text.field(exception.caseNumber)
            text.field(exception.isDeciding ? outcome.rawValue : "")
            describe(problem, &text)
            if text.bytes.count > 1 << 16 { try flush(&text, to: exceptions) }
        }
        try flush(&text, to: exceptions)
        let warnings = try folder.file("warnings.csv")
        for title in ["file", "row", "code", "column", "reason", "detail", "what_to_do"] { text.field(title) }
        text.endRow()
        try docket.warnings(of: batch) { problem in
            text.field(names[problem.place.file])
            if problem.place.row > 0 { text.field(problem.place.row) } else { text.field("") }
            describe(problem, &text)
            if text.bytes.count > 1 << 16 { try flush(&text, to: warnings) }
        }
        try flush(&text, to: warnings)
        return [try exceptions.finish(), try warnings.finish()]
    }

    private func describe(_ problem: Problem, _ text: inout CSVText) {
        text.field(problem.code.rawValue)
        text.field(problem.column)
        text.field(problem.code.reason)
        text.field(problem.detail)
        text.field(problem.code.hint)
        text.endRow()
    }

    private func flush(_ text: inout CSVText, to file: FileWriter) throws {
        try file.write(text.bytes)
        text.removeAll()
    }
}
