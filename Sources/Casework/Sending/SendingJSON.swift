import Cases
import Docket
import Filings

private struct CountsRecord: Encodable {
    let jurisdiction: String
    let requests, received, rejected, waiting, sending, inDoubt, givenUp: Int
    let blocked: Int
    let halted: String

    init(_ counts: OutboxCounts, blocked: Int = 0, halted: String = "") {
        jurisdiction = counts.jurisdiction
        requests = counts.total
        received = counts.count(.received)
        rejected = counts.count(.rejected)
        waiting = counts.count(.waiting)
        sending = counts.count(.sending)
        inDoubt = counts.count(.inDoubt)
        givenUp = counts.count(.failed)
        self.blocked = blocked
        self.halted = halted
    }
}

extension SendingReport {
    private struct Record: Encodable {
        let folder: String
        let jurisdictions: [CountsRecord]
        let isStopped: Bool
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let counts = lines.map { CountsRecord($0.counts, blocked: $0.blocked, halted: $0.halted) }
            return try JSONText.of(Record(folder: folder, jurisdictions: counts, isStopped: isStopped))
        }
    }
}

extension SendingStatus {
    private struct Record: Encodable {
        struct Open: Encodable {
            let jurisdiction, message, state, note: String
            let caseNumbers: [String]
            let attempts: Int
        }

        let jurisdictions: [CountsRecord]
        let open: [Open]
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let open = open.map {
                Record.Open(
                    jurisdiction: $0.jurisdiction, message: $0.message, state: $0.state.rawValue, note: $0.note,
                    caseNumbers: $0.caseNumbers, attempts: $0.attempts)
            }
            return try JSONText.of(Record(jurisdictions: counts.map { CountsRecord($0) }, open: open))
        }
    }
}
