import Cases
import Filings
import Glibc

/// What became of each answer and each row that was imported. An item is an answer to one message, or a row of a schedule.
struct OutcomeLog {
    private struct Entry {
        /// For a schedule the row, for XML the line.
        let problem: Problem
        /// Names the item: case number, or message identifier.
        let item: String
    }

    private(set) var files: [OutcomeImportReport.File] = []
    /// New outcomes of cases, by what they say.
    private(set) var states: [CaseState: Int] = [:]
    private var entries: [Entry] = []

    private static let titles = [
        "file", "place", "item", "kind", "code", "column", "reason", "detail", "what_to_do",
    ]

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

    mutating func begin(_ name: String) { files.append(OutcomeImportReport.File(name: name)) }

    private var last: Int { files.count - 1 }

    mutating func set(_ kind: OutcomeImportReport.Kind) { files[last].kind = kind }

    mutating func count(items: Int) { files[last].items += items }

    mutating func blank(_ rows: Int = 1) { files[last].blank += rows }

    mutating func known(_ items: Int = 1) { files[last].known += items }

    mutating func recorded(_ state: CaseState, items: Int = 1) {
        files[last].recorded += items
        states[state, default: 0] += 1
    }

    /// Counts items that have a problem, whatever number of problems they have.
    mutating func stopped(_ items: Int = 1) { files[last].problems += items }

    /// Makes one problem of the file that is being read, whatever was counted of it.
    mutating func setAside() {
        let warnings = files[last].warnings
        files[last] = OutcomeImportReport.File(name: files[last].name)
        files[last].items = 1
        files[last].problems = 1
        files[last].warnings = warnings
    }

    /// Lists a problem or a warning of an item; `place` is a row of a schedule or a line of XML.
    mutating func add(_ code: ProblemCode, place: Int, column: String = "", item: String, detail: String = "") {
        if code.isWarning { files[last].warnings += 1 }
        let problem = Problem(code, at: RowPlace(file: last, row: place), column: column, detail: detail)
        entries.append(Entry(problem: problem, item: item))
    }

    /// Every item has ended, once.
    func check() throws(CaseworkError) {
        for file in files where file.items != file.recorded + file.known + file.blank + file.problems {
            throw CaseworkError(
                .reconciliation,
                "\(file.name): what became of its answers does not add up; nothing was recorded. "
                    + "This is a fault of the program.")
        }
    }

    private var sorted: [Entry] {
        entries.enumerated().sorted {
            ($0.element.problem.place, $0.offset) < ($1.element.problem.place, $1.offset)
        }.map(\.element)
    }

    /// The first problems and warnings, in the order of files and places.
    var remarks: [OutcomeImportReport.Remark] {
        sorted.prefix(OutcomeImportReport.mostRemarks).map { entry in
            OutcomeImportReport.Remark(place: entry.problem.place.row, item: entry.item, problem: entry.problem)
        }
    }

    /// Writes all problems and warnings in the order of files and places. Names cases and messages, never people.
    func write(to path: String) throws(CaseworkError) {
        var text = CSVText()
        text.row(Self.titles)
        for entry in sorted {
            let problem = entry.problem
            text.row([
                files[problem.place.file].name, problem.place.row > 0 ? String(problem.place.row) : "", entry.item,
                problem.code.isWarning ? "warning" : "problem", problem.code.rawValue, problem.column,
                problem.code.reason, problem.detail, problem.code.hint,
            ])
        }
        let file = try OwnersFile(path)
        try file.write(text.bytes)
        try file.replace()
    }

    var isEmpty: Bool { entries.isEmpty }
}
