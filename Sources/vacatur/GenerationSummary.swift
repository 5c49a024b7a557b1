import Cases
import Casework
import Filings

/// Prints what a run came to, for people and for machines.
enum GenerationSummary {
    /// A table that adds up, then the path of the batch folder on the last line.
    static func table(of report: GenerationReport) -> String {
        let outcomes = Outcome.allCases.filter { $0 == .filed || report.rows($0) > 0 }
        var rows = [["", "cases", "rows"] + outcomes.map { title($0, report) }]
        for line in report.lines where line.rows > 0 {
            rows.append(
                [line.name, String(line.cases), String(line.rows)]
                    + outcomes.map { String(line.outcomes[$0] ?? 0) })
        }
        rows.append(
            ["Total", String(report.lines.reduce(0) { $0 + $1.cases }), String(report.rows)]
                + outcomes.map { String(report.rows($0)) })
        var text = TextTable.text(of: rows)
        if let screening = report.screening {
            text += "\nRows are the convictions of screening \(screening.identity.prefix(12)), "
            text += "by the rules \(screening.rules) as of \(screening.asOf.iso).\n"
        }
        if report.isRepeated { text += "\nThis batch was complete already; nothing was written.\n" }
        for folder in report.earlierVersions {
            text += "\nThe same list was generated before, in \(folder). File one of the two, not both.\n"
        }
        if report.isDraft {
            text += "\nThese are drafts. File nothing before a prosecutor has approved it (--approve-as).\n"
        }
        if !report.isComplete { text += "\nRows that are not filed are listed with reason in exceptions.csv.\n" }
        return text + "\n" + report.folder
    }

    private static func title(_ outcome: Outcome, _ report: GenerationReport) -> String {
        outcome == .filed && report.isDraft ? "drafted" : outcome.rawValue
    }

    /// One JSON object on one line.
    static func json(of report: GenerationReport) -> String {
        let lines = report.lines.map { line in
            let outcomes = Outcome.allCases.map { "\(quoted($0.rawValue)):\(line.outcomes[$0] ?? 0)" }
            return "{\"id\":\(quoted(line.jurisdiction)),\"name\":\(quoted(line.name)),\"cases\":\(line.cases),"
                + "\"counts\":\(line.counts),\"people\":\(line.people),\"rows\":\(line.rows),"
                + "\"outcomes\":{\(outcomes.joined(separator: ","))}}"
        }
        let inputs = report.inputs.map {
            "{\"name\":\(quoted($0.name)),\"sha256\":\(quoted($0.sha256)),\"rows\":\($0.rows)}"
        }
        let versions = report.earlierVersions.map(quoted).joined(separator: ",")
        return "{\"folder\":\(quoted(report.folder)),\"draft\":\(report.isDraft),\"repeated\":\(report.isRepeated),"
            + "\"screening\":\(quoted(report.screening?.identity ?? "")),\"earlierVersions\":[\(versions)],\"rows\":\(report.rows),\"filed\":\(report.rows(.filed)),\"inputs\":[\(inputs.joined(separator: ","))],"
            + "\"jurisdictions\":[\(lines.joined(separator: ","))]}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
