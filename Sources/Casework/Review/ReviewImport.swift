package import Cases
import Digests
import Docket
import Filings
import Intake

/// Which worksheets to read back, and on whose behalf.
package struct ReviewImportRequest: Sendable {
    package var files: [String]
    /// Who decides where a row names nobody.
    package var reviewer: Reviewer?
    /// Key of the office that returns the worksheets, or of a jurisdiction of it; nil to take each row's own.
    package var office: String?
    /// Where to write what could not be taken; nil for beside the first worksheet.
    package var problems: String?
    package var templates: String
    package var docket: String
    /// The day on which the rulings are made; decides whether a challenge is late.
    package var today: CalendarDate
    /// Seconds since 1970, UTC.
    package var now: Int64

    package init(
        files: [String], reviewer: Reviewer?, office: String?, problems: String?, templates: String, docket: String,
        today: CalendarDate, now: Int64
    ) {
        self.files = files
        self.reviewer = reviewer
        self.office = office
        self.problems = problems
        self.templates = templates
        self.docket = docket
        self.today = today
        self.now = now
    }
}

/// Reads worksheets back. Every row ends as ruled, as unchanged, or with a problem; a bad row never stops the others.
///
/// 1. Each row is matched with its conviction by key, and what was filled in is read against the law.
/// 2. Rows that decide differently about the same conviction for one reviewer are set aside, all of them.
/// 3. What is left is recorded in one transaction, unless the docket knows it already.
package struct ReviewImport: Sendable {
    private let request: ReviewImportRequest

    package init(_ request: ReviewImportRequest) { self.request = request }

    package func run() throws -> ReviewImportReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let screenings = try docket.screenings()
        guard let latest = screenings.last else {
            throw CaseworkError(.usage, "the docket has no screening; `vacatur screen` makes one")
        }
        let library = try TemplateLibrary(folder: request.templates)
        let county = try CountyPack.load(from: library, asOf: latest.description.asOf)
        let offices = try ReviewOffices(county: county)
        let only = try request.office.map { name throws(CaseworkError) in try offices.office(named: name) }
        let statute = try StatutePack.load(from: library)
        let leftOut = request.files.filter(ImportLog.wrote)
        let sheets = try request.files.filter { !leftOut.contains($0) }.map { path throws(CaseworkError) in
            try InputFingerprint(path: path)
        }
        guard let first = sheets.first else { throw CaseworkError(.usage, "no worksheet is named") }
        var log = ImportLog(sheets: sheets.map(\.name))
        try docket.rule(at: request.now) { admission in
            var matching = RowMatching(
                screenings: screenings, routing: Routing(county: county), reviewer: request.reviewer)
            for (index, sheet) in sheets.enumerated() {
                let rows = try WorksheetReader().read(path: sheet.path, fileIndex: index) { event in
                    try matching.take(event, sheet: sheet.digest.hex, &admission, &log)
                }
                log.end(index, rows: rows)
            }
            let recording = Recording(
                screenings: screenings, offices: offices, only: only, statute: statute, today: request.today)
            try recording.record(matching.settled(&log), &admission, &log)
            try log.check()
        }
        let path = request.problems ?? Self.problemsPath(beside: first.path)
        try log.write(to: path)
        return ReviewImportReport(
            sheets: log.sheets, leftOut: leftOut.map { String($0.split(separator: "/").last ?? "") }, problems: path)
    }

    /// `long-beach-problems.csv` for `long-beach.csv`.
    private static func problemsPath(beside sheet: String) -> String {
        let stem = sheet.lowercased().hasSuffix(".csv") ? String(sheet.dropLast(4)) : sheet
        return stem + "-problems.csv"
    }
}

/// A decision of a row, matched with its conviction.
struct MatchedRuling {
    let row: RowPlace
    let key: WorksheetKey
    let place: ConvictionPlace
    /// SHA-256 of the worksheet.
    let sheet: String
    let ruling: Ruling
    let reviewer: Reviewer
    let note: String
    let overrides: String
    /// The jurisdiction as the worksheet names it; nil where it has no such column.
    let jurisdiction: String?
    /// The same for every row about this conviction, in whatever screening.
    let conviction: String

    func made(of person: ScreenedPerson) -> SheetRuling {
        SheetRuling(
            ruling: ruling, place: place, person: person, reviewer: reviewer, note: note, overrides: overrides,
            sheet: sheet)
    }

    /// Whether another row of the same reviewer about the same conviction says the same.
    func agrees(with other: MatchedRuling) -> Bool {
        ruling == other.ruling && overrides == other.overrides && note == other.note
    }
}
