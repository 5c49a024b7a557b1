import Cases
import Casework

/// The results of the outcome commands for a terminal.
enum OutcomeTables {
    static func text(of report: OutcomeImportReport) -> String {
        var rows = [["", "files", "answers", "recorded", "known", "blank", "problems", "warnings"]]
        for kind in OutcomeImportReport.Kind.allCases {
            let (files, sum) = report.total(kind)
            guard files > 0 else { continue }
            let figures = [
                files, sum.items, sum.recorded, sum.known, sum.blank, sum.problems, sum.warnings,
            ]
            rows.append([kind.rawValue] + figures.map { String($0) })
        }
        var text = TextTable.text(of: rows)
        if report.isNew {
            text +=
                "\n"
                + TextTable.text(of: [["new", "cases"]] + report.states.map { [$0.state.rawValue, "\($0.cases)"] })
        } else {
            text += "\nNothing new.\n"
        }
        for name in report.leftOut { text += "\(name) is a list of problems, and was left out\n" }
        return report.problems.isEmpty ? text : text + "\n\(report.problems)\n"
    }

    static func text(of counts: OutcomeCounts) -> String {
        let states = CaseState.allCases.filter { state in counts.lines.contains { $0.states[state] != nil } }
        var rows = [["", "cases", "pending"] + states.map(\.rawValue) + ["contradictory"]]
        for line in counts.lines {
            rows.append(
                [line.jurisdiction, "\(line.cases)", "\(line.pending)"] + states.map { "\(line.states[$0] ?? 0)" }
                    + ["\(line.contradictory)"])
        }
        return TextTable.text(of: rows)
    }

    static func text(of history: CaseOutcomes) -> String {
        history.cases.map { case_ in
            var text = "\(case_.jurisdiction) \(case_.sequence)  \(case_.number)\n"
            text += "filing: \(case_.filing?.rawValue ?? "pending")   court: \(case_.court?.rawValue ?? "-")\n"
            for (document, state) in case_.documents { text += "  \(document): \(state.rawValue)\n" }
            for entry in case_.entries {
                let what = [entry.day, entry.state.rawValue, entry.document, entry.reference, entry.reason]
                text += "  " + what.filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
            }
            return text
        }.joined(separator: "\n")
    }
}
