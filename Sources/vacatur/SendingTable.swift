import Cases
import Casework
import Docket

/// The results of sending for a terminal.
enum SendingTable {
    private static let mostShown = 20

    static func text(of report: SendingReport) -> String {
        var text = table(report.lines.map { ($0.name, $0.counts) })
        for line in report.lines {
            if line.blocked > 0 {
                text += "\(line.name): \(line.blocked) cases were sent before in another message and are left alone\n"
            }
            if !line.halted.isEmpty { text += "\(line.name): \(line.halted)\n" }
        }
        if report.isStopped { text += "Stopped; start it again to go on.\n" }
        return text + report.folder + "\n"
    }

    static func text(of status: SendingStatus) -> String {
        var text = table(status.counts.map { ($0.jurisdiction, $0) })
        for open in status.open.prefix(mostShown) {
            let numbers = open.caseNumbers.joined(separator: ", ")
            text += "\(open.jurisdiction) \(numbers): \(open.state.rawValue) after \(open.attempts), \(open.note)\n"
        }
        if status.open.count > mostShown { text += "and more; --json lists up to 1,000\n" }
        return text
    }

    private static func table(_ lines: [(name: String, counts: OutboxCounts)]) -> String {
        var rows = [["", "requests", "received", "rejected", "waiting", "in doubt", "given up"]]
        for (name, counts) in lines {
            let figures = [
                counts.total, counts.count(.received), counts.count(.rejected), counts.count(.waiting),
                counts.count(.inDoubt) + counts.count(.sending), counts.count(.failed),
            ]
            rows.append([name] + figures.map(String.init))
        }
        return TextTable.text(of: rows)
    }
}
