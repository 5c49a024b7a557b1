package import Cases
import Digests
package import Docket
import Filings
import Intake

/// A decision about a conviction in the words of a worksheet.
package struct ReviewEntry: Hashable, Sendable {
    /// As `ReviewItem` has it.
    package var key: String
    package var decision: String
    package var ground = ""
    package var relief = ""
    package var referTo = ""
    /// Bar number of the other reviewer who is decided over.
    package var overrides = ""
    package var note = ""

    package init(key: String, decision: String) {
        self.key = key
        self.decision = decision
    }
}

/// What became of a decision.
package enum ReviewAnswer: Hashable, Sendable {
    case recorded
    /// The docket has it already.
    case unchanged
    /// It cannot be: why, and the field that is meant.
    case refused(ProblemCode, field: String, detail: String)
}

/// Records decisions one by one as they are made, by the rules of worksheets. A decision that cannot be never stops the
/// others.
package struct ReviewDecisions: Sendable {
    private let templates: String
    private let reviewer: Reviewer
    private let jurisdictions: Set<String>?
    private let today: CalendarDate
    private let now: Int64

    /// The reviewer decides, about convictions of these jurisdictions only; nil is for all. `today` tells whether a challenge is
    /// late; `now` is in seconds since 1970, UTC.
    package init(
        templates: String, by reviewer: Reviewer, in jurisdictions: Set<String>?, today: CalendarDate, now: Int64
    ) {
        self.templates = templates
        self.reviewer = reviewer
        self.jurisdictions = jurisdictions
        self.today = today
        self.now = now
    }

    /// Answers each entry, in their order. `request` names this request alone: what it decides is not recorded twice.
    package func record(_ entries: [ReviewEntry], of request: String, on docket: Docket) throws -> [ReviewAnswer] {
        let screenings = try docket.screenings()
        guard let latest = screenings.last else { throw CaseworkError(.usage, "the docket has no screening") }
        let county = try OfficeCounty.load(templates, asOf: latest.description.asOf)
        let offices = try ReviewOffices(county: county)
        let statute = try StatutePack.load(from: try TemplateLibrary(folder: templates))
        let sheet = Digest(of: "request\n\(request)").hex
        var answers = Array(repeating: ReviewAnswer.unchanged, count: entries.count)
        try docket.rule(at: now) { admission in
            var log = ImportLog(sheets: ["request"])
            var matching = RowMatching(screenings: screenings, routing: Routing(county: county), reviewer: reviewer)
            for (index, entry) in entries.enumerated() {
                try matching.take(.row(row(entry, index)), sheet: sheet, &admission, &log)
            }
            let recording = Recording(
                screenings: screenings, offices: offices, only: nil, jurisdictions: jurisdictions, statute: statute,
                today: today)
            for matched in matching.settled(&log) {
                let before = log.sheets[0].ruled
                try recording.record([matched], &admission, &log)
                if log.sheets[0].ruled > before { answers[matched.row.row - 1] = .recorded }
            }
            for problem in log.problems where !problem.code.isWarning {
                answers[problem.place.row - 1] = .refused(problem.code, field: problem.column, detail: problem.detail)
            }
        }
        return answers
    }

    private func row(_ entry: ReviewEntry, _ index: Int) -> WorksheetRow {
        var row = WorksheetRow(place: RowPlace(file: 0, row: index + 1))
        row[.key] = entry.key
        row[.decision] = entry.decision
        row[.ground] = entry.ground
        row[.relief] = entry.relief
        row[.referTo] = entry.referTo
        row[.overrides] = entry.overrides
        row[.note] = entry.note
        return row
    }
}

/// The county of a template folder.
enum OfficeCounty {
    static func load(_ templates: String, asOf: CalendarDate) throws -> County {
        try CountyPack.load(from: try TemplateLibrary(folder: templates), asOf: asOf)
    }
}
