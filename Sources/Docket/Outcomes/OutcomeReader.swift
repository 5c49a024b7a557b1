internal import Cases
internal import GRDB

/// Reads what is known of cases.
struct OutcomeReader {
    private let outcomes: Prepared
    private let messages: Prepared
    private let labels: Labels

    static let columns = "sequence, number, message, document, state, time, reason, reference"

    init(_ database: Database) throws {
        outcomes = try Prepared(
            database,
            """
            SELECT \(Self.columns) FROM outcome WHERE batch = ? AND jurisdiction = ? AND sequence = ? ORDER BY key
            """
        )
        messages = try Prepared(
            database,
            "SELECT message, documents FROM filing_message WHERE batch = ? AND jurisdiction = ? AND sequence = ?"
        )
        labels = try Labels(database)
    }

    func history(at place: CourtOutcome.Place) throws -> OutcomeHistory {
        guard let jurisdiction = labels.known(place.jurisdiction) else { return OutcomeHistory([]) }
        outcomes.bind(place.batch, at: 1)
        outcomes.bind(jurisdiction, at: 2)
        outcomes.bind(place.sequence, at: 3)
        var found: [CourtOutcome] = []
        while try outcomes.next() {
            found.append(try outcomes.outcome(ofBatch: place.batch, jurisdiction: place.jurisdiction))
        }
        return OutcomeHistory(found, documents: try documents(at: place, jurisdiction))
    }

    /// The kinds of documents of each message that was made for a case.
    func documents(at place: CourtOutcome.Place, _ jurisdiction: Int64) throws -> [String: [String]] {
        messages.bind(place.batch, at: 1)
        messages.bind(jurisdiction, at: 2)
        messages.bind(place.sequence, at: 3)
        var found: [String: [String]] = [:]
        while try messages.next() {
            found[messages.text(0)] = MessageTable.documents(messages.text(1)).map(\.kind)
        }
        return found
    }
}

extension Prepared {
    /// Columns: those of `OutcomeReader`.
    func outcome(ofBatch batch: Int64, jurisdiction: String) throws -> CourtOutcome {
        guard let state = CaseState(rawValue: text(4)) else { throw DocketError(.damaged, "outcome of a case") }
        return CourtOutcome(
            place: CourtOutcome.Place(batch: batch, jurisdiction: jurisdiction, sequence: Int(integer(0))),
            caseNumber: text(1), message: text(2), document: text(3), state: state, time: integer(5), reason: text(6),
            reference: text(7))
    }
}
