import Cases
import Digests
import EFiling
import Filings

/// Why a case is held back: one row for each finding, in the terms of ECF's answers.
struct HeldRow: Sendable {
    let sequence: Int
    let number: String
    let finding: MessageFinding

    static func csv(_ rows: [HeldRow]) -> [UInt8] {
        var text = CSVText()
        text.row(["sequence", "case_number", "code", "rule", "element", "reason"])
        for row in rows {
            text.row([
                String(row.sequence), row.number, String(row.finding.code.rawValue), row.finding.rule.rawValue,
                row.finding.node, row.finding.text,
            ])
        }
        return text.bytes
    }
}

/// Which case is in which message.
struct MessageList {
    private var text = CSVText()

    init() {
        text.row(["sequence", "case_number", "message_id", "archive", "file", "bytes", "sha256"])
    }

    mutating func add(_ sent: MadeMessage.Case, archive: String, name: String, size: Int, _ digest: Digest) {
        text.row([
            String(sent.filing.sequence), sent.filing.number, sent.identifier, archive, name,
            String(size), digest.hex,
        ])
    }

    var bytes: [UInt8] { text.bytes }
}
