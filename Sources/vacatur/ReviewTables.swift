import Cases
import Casework

/// The results of review commands for a terminal.
enum ReviewTables {
    static func text(of report: ReviewExportReport) -> String {
        var rows = [["", "people", "convictions"]]
        for sheet in report.sheets {
            rows.append([sheet.office.id, String(sheet.people), String(sheet.convictions)])
        }
        let paths = report.sheets.map(\.path) + [report.guide]
        return TextTable.text(of: rows) + "\n" + paths.joined(separator: "\n") + "\n"
    }

    static func text(of report: ReviewImportReport) -> String {
        var rows = [
            ["", "rows", "approved", "challenged", "held", "referred", "unchanged", "problems", "warnings"]
        ]
        for sheet in report.sheets {
            let figures = [
                sheet.rows, sheet.approved, sheet.challenged, sheet.held, sheet.referred, sheet.unchanged,
                sheet.problems, sheet.warnings,
            ]
            rows.append([sheet.name] + figures.map { String($0) })
        }
        let leftOut = report.leftOut.map { "\($0) is a list of problems, not a worksheet, and was left out\n" }
        return TextTable.text(of: rows) + leftOut.joined() + "\n" + report.problems + "\n"
    }

    static func text(of status: ReviewStatus, on day: CalendarDate) -> String {
        var rows = [
            [
                "", "convictions", "to review", "referred here", "approved", "challenged", "held", "conflicts",
                "changed",
                "not eligible",
            ]
        ]
        for line in status.lines {
            let figures = [
                line.convictions, line.toReview, line.received, line.approved, line.challenged, line.held,
                line.conflicts, line.changed, line.notEligible,
            ]
            rows.append([line.name] + figures.map { String($0) })
        }
        let dates = status.dates.map { date in
            let days = date.days(from: day)
            let span = abs(days) == 1 ? "1 day" : "\(abs(days)) days"
            let distance = days == 0 ? "today" : days > 0 ? "in \(span)" : "\(span) ago"
            return "\(date.date.iso)  \(distance): \(date.meaning) (\(date.citation))\n"
        }
        return "Screening \(status.screening.prefix(12)) as of \(status.asOf.iso)\n\n" + TextTable.text(of: rows) + "\n"
            + dates.joined()
    }
}
