import Cases
import Casework
import Histories

/// The result of a screening for a terminal.
enum ScreeningTable {
    static func text(of report: ScreeningReport) -> String {
        let totals = report.totals
        var lines = [
            "rules                    \(report.rules)",
            "rows                     \(report.rows)",
            "  that cannot be used    \(report.problems.rejected)",
            "people                   \(totals.people)",
            "convictions              \(totals.convictions)",
            "findings                 \(totals.findings)",
        ]
        for determination in Determination.allCases where totals.findings(determination) > 0 {
            let name = determination.rawValue.isEmpty ? "no determination" : determination.rawValue
            lines.append("  \(name): \(totals.findings(determination))")
        }
        for input in report.inputs where input.isRepeated {
            lines.append("\(input.name) has the same bytes as an earlier file and was left out")
        }
        lines.append(report.folder)
        return lines.joined(separator: "\n") + "\n"
    }
}
