import Cases
import Filings
import Glibc

/// What became of each row of the worksheets.
struct ImportLog {
    private struct Entry {
        let problem: Problem
        /// Names the row after it was sorted elsewhere; empty where it has no key of ours.
        let key: String
    }

    private(set) var sheets: [ReviewImportReport.Sheet]
    private var entries: [Entry] = []

    /// Problems and warnings, in the order in which they were found.
    var problems: [Problem] { entries.map(\.problem) }

    private static let titles = ["file", "row", "key", "kind", "code", "column", "reason", "detail", "what_to_do"]

    /// Whether a file is a list of problems that an import wrote. Whoever imports all of a folder names those too.
    static func wrote(_ path: String) -> Bool {
        var header = CSVText()
        header.row(titles)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var beginning = [UInt8](repeating: 0, count: header.bytes.count)
        return read(descriptor, &beginning, beginning.count) == beginning.count && beginning == header.bytes
    }

    init(sheets: [String]) { self.sheets = sheets.map { ReviewImportReport.Sheet(name: $0) } }

    mutating func end(_ sheet: Int, rows: Int) { sheets[sheet].rows = rows }

    mutating func unchanged(_ place: RowPlace) { sheets[place.file].unchanged += 1 }

    mutating func ruled(_ place: RowPlace, _ ruling: Ruling) {
        switch ruling {
        case .approve: sheets[place.file].approved += 1
        case .challenge: sheets[place.file].challenged += 1
        case .hold: sheets[place.file].held += 1
        case .refer: sheets[place.file].referred += 1
        }
    }

    /// Counts a row that has several problems once.
    mutating func add(_ problem: Problem, key: WorksheetKey? = nil) {
        if problem.code.isWarning {
            sheets[problem.place.file].warnings += 1
        } else if entries.last.map({ $0.problem.place != problem.place || $0.problem.code.isWarning }) ?? true {
            sheets[problem.place.file].problems += 1
        }
        entries.append(Entry(problem: problem, key: key?.text ?? ""))
    }

    /// Every row has ended, once.
    func check() throws(CaseworkError) {
        for sheet in sheets where sheet.rows != sheet.ruled + sheet.unchanged + sheet.problems {
            throw CaseworkError(
                .reconciliation,
                "\(sheet.name): the outcomes of its rows do not add up; nothing was recorded. "
                    + "This is a fault of the program.")
        }
    }

    /// Writes all problems and warnings by file and row. Names rows and keys, never people.
    func write(to path: String) throws(CaseworkError) {
        var text = CSVText()
        text.row(Self.titles)
        let sorted = entries.enumerated().sorted {
            ($0.element.problem.place, $0.offset) < ($1.element.problem.place, $1.offset)
        }
        for entry in sorted.map(\.element) {
            let problem = entry.problem
            // As the spreadsheet numbers it, with the header as row 1.
            let row = problem.place.row > 0 ? String(problem.place.row + 1) : ""
            text.row([
                sheets[problem.place.file].name, row, entry.key, problem.code.isWarning ? "warning" : "problem",
                problem.code.rawValue, problem.column, problem.code.reason, problem.detail, problem.code.hint,
            ])
        }
        let file = try OwnersFile(path)
        try file.write(text.bytes)
        try file.replace()
    }
}

/// What an import came to.
package struct ReviewImportReport: Sendable {
    /// One worksheet. Its rows are those ruled, unchanged, and with a problem.
    package struct Sheet: Sendable {
        package let name: String
        package internal(set) var rows = 0
        package internal(set) var approved = 0
        package internal(set) var challenged = 0
        package internal(set) var held = 0
        package internal(set) var referred = 0
        /// Without decision, or with one that the docket has already.
        package internal(set) var unchanged = 0
        package internal(set) var problems = 0
        package internal(set) var warnings = 0

        init(name: String) { self.name = name }

        package var ruled: Int { approved + challenged + held + referred }
    }

    package let sheets: [Sheet]
    /// Names of files that are lists of problems, not worksheets; nothing was read from them.
    package let leftOut: [String]
    /// Path of the list of problems and warnings.
    package let problems: String

    /// Every row was taken.
    package var isComplete: Bool { sheets.allSatisfy { $0.problems == 0 } }
}
