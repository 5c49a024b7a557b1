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

    /// Reads every case of a jurisdiction in filing order, with all that is known of it until a time; in flat memory.
    ///
    /// - Parameters:
    ///   - batch: a numbered one.
    ///   - jurisdiction: its id.
    ///   - time: seconds since 1970, UTC; what came to be known of a later time is left out.
    ///   - database: an open access.
    ///   - body: gets a row, whose columns are sequence, number, courthouse, number of counts and body of the case.
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    static func histories(
        of batch: Batch, in jurisdiction: String, until time: Int64 = .max, _ database: Database,
        _ body: (Prepared, OutcomeHistory) throws -> Void
    ) throws {
        let batch = try Docket.numbered(batch, database)
        guard let label = try Labels(database).known(jurisdiction) else { return }
        let cases = try Prepared(
            database,
            """
            SELECT n.sequence, c.number, c.courthouse, c.count_total, c.body
            FROM numbered n CROSS JOIN court_case c ON c.id = n.court_case
            WHERE n.batch = ? AND n.jurisdiction = ? ORDER BY n.sequence
            """
        )
        let rows = try Prepared(
            database,
            """
            SELECT \(columns) FROM outcome
            WHERE batch = ? AND jurisdiction = ? AND sequence > 0 AND time <= ? ORDER BY sequence, key
            """
        )
        for statement in [cases, rows] {
            statement.bind(batch.id, at: 1)
            statement.bind(label, at: 2)
        }
        rows.bind(time, at: 3)
        let reader = try OutcomeReader(database)
        var next = try rows.next() ? rows.outcome(ofBatch: batch.id, jurisdiction: jurisdiction) : nil
        while try cases.next() {
            let sequence = Int(cases.integer(0))
            var found: [CourtOutcome] = []
            while let outcome = next, outcome.place.sequence <= sequence {
                if outcome.place.sequence == sequence { found.append(outcome) }
                next = try rows.next() ? rows.outcome(ofBatch: batch.id, jurisdiction: jurisdiction) : nil
            }
            // Which documents a message had matters only where a case was filed more than once.
            let isFiledAgain = found.contains { $0.message != found[0].message }
            let documents = isFiledAgain ? try reader.documents(at: found[0].place, label) : [:]
            try body(cases, OutcomeHistory(found, documents: documents))
        }
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
