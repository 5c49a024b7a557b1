import Cases
import Casework
import Filings

/// The result of a report for a terminal; the folder stands on the last line.
enum ReportSummary {
    static func text(of report: ImpactReport, in folder: String) -> String {
        let found = report.impact.losing[.findings] ?? RecordTotals()
        let ruled = report.impact.losing[.rulings] ?? RecordTotals()
        let lines = [
            "rules                       \(report.rules)",
            "people                      \(report.impact.total.people)",
            "convictions                 \(report.impact.total.convictions)",
            "  found eligible            \(report.eligible)",
            "  not challenged so far     \(report.review.allUnchallenged)",
            "  challenged so far         \(report.review.allChallenged)",
            "no felony left, as found    \(found.felony)",
            "  as approved so far        \(ruled.felony)",
            "no conviction left          \(found.conviction)",
            "  as approved so far        \(ruled.conviction)",
            folder,
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The progress of filings for a terminal; the folder stands on the last line.
enum ProgressSummary {
    static func text(of report: ProgressReport, in folder: String) -> String {
        let standings = FilingStanding.allCases
        var rows = [["as of \(report.progress.asOf.iso)", "eligible", "filed"] + standings.map(\.rawValue)]
        let lines = report.jurisdictions.map { ($0.name, $0.figures) } + [("all", report.progress.total)]
        for (name, figures) in lines {
            let cells = [figures.eligible, figures.filed] + standings.map { figures[$0] }
            rows.append([name] + cells.map { String($0.cases) })
        }
        let oldest = report.progress.total.oldestWaiting.map { "oldest waiting: filed \($0.iso)\n" } ?? ""
        return TextTable.text(of: rows) + oldest + folder + "\n"
    }
}

/// The result of a comparison for a terminal; the folder stands on the last line.
enum ComparisonTable {
    static func text(of report: ComparisonReport) -> String {
        let totals = report.totals
        var lines = [
            "earlier          \(report.earlier.prefix(12))  \(terms(report.terms.earlier))  \(totals.before) convictions",
            "later            \(report.later.prefix(12))  \(terms(report.terms.later))  \(totals.after) convictions",
            "same             \(totals.same)",
        ]
        if totals.sameOnOtherData > 0 { lines.append("  on other data  \(totals.sameOnOtherData)") }
        for (kind, title) in [
            (FindingDifference.Kind.new, "new              "), (.gone, "gone             "),
            (.changed, "found otherwise  "), (.reason, "other reason     "),
        ] {
            lines.append(title + String(totals.differences[kind] ?? 0))
        }
        for (change, convictions) in totals.changes.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name(change.before)) to \(name(change.after)): \(convictions)")
        }
        for cause in DifferenceCause.allCases {
            if let count = totals.causes[cause] { lines.append("because of the \(cause.title): \(count)") }
        }
        if totals.unidentifiedBefore + totals.unidentifiedAfter > 0 {
            lines.append(
                "not compared, because the person has no SUBJECT_ID: \(totals.unidentifiedBefore) earlier, "
                    + "\(totals.unidentifiedAfter) later")
        }
        lines.append(report.folder)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func terms(_ terms: ScreeningTerms) -> String { "\(terms.rules) as of \(terms.asOf.iso)" }

    private static func name(_ determination: Determination) -> String {
        determination.rawValue.isEmpty ? "No determination" : determination.rawValue
    }
}

extension DifferenceCause {
    fileprivate var title: String { self == .data ? "state's file" : rawValue }
}
