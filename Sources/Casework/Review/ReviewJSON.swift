package import Cases
import Filings

extension ReviewImportReport {
    private struct Record: Encodable {
        struct Sheet: Encodable {
            let name: String
            let rows, approved, challenged, held, referred, unchanged, problems, warnings: Int
        }

        let sheets: [Sheet]
        let leftOut: [String]
        let problems: String
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let sheets = sheets.map {
                Record.Sheet(
                    name: $0.name, rows: $0.rows, approved: $0.approved, challenged: $0.challenged, held: $0.held,
                    referred: $0.referred, unchanged: $0.unchanged, problems: $0.problems, warnings: $0.warnings)
            }
            return try JSONText.of(Record(sheets: sheets, leftOut: leftOut, problems: problems))
        }
    }
}

extension ReviewStatus {
    private struct Record: Encodable {
        struct Line: Encodable {
            let jurisdiction, name: String
            let convictions, toReview, referredHere, approved, challenged, held, conflicts, changed, notEligible: Int
        }

        struct Date: Encodable {
            let id, date, citation: String
            let days: Int
        }

        let screening, asOf: String
        let jurisdictions: [Line]
        let dates: [Date]
    }

    /// One JSON object with its keys sorted; days are counted from `day` and negative once a date has passed.
    package func json(on day: CalendarDate) throws -> String {
        let lines = lines.map {
            Record.Line(
                jurisdiction: $0.jurisdiction, name: $0.name, convictions: $0.convictions, toReview: $0.toReview,
                referredHere: $0.received, approved: $0.approved, challenged: $0.challenged, held: $0.held,
                conflicts: $0.conflicts, changed: $0.changed, notEligible: $0.notEligible)
        }
        let dates = dates.map {
            Record.Date(
                id: $0.kind.rawValue, date: $0.date.iso, citation: $0.citation, days: $0.days(from: day))
        }
        return try JSONText.of(
            Record(screening: screening, asOf: asOf.iso, jurisdictions: lines, dates: dates))
    }
}
