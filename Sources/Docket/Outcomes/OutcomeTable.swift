internal import Cases
internal import Digests
internal import GRDB

/// Writes outcomes, each once.
struct OutcomeTable {
    private let insertion: Prepared
    private let search: Prepared
    private var labels: Labels
    private let hasher = SHA256()

    init(_ database: Database) throws {
        insertion = try Prepared(
            database,
            """
            INSERT INTO outcome (
                batch, jurisdiction, sequence, key, number, message, document, state, time, reason, reference, answer
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        search = try Prepared(
            database,
            "SELECT 1 FROM outcome WHERE batch = ? AND jurisdiction = ? AND sequence = ? AND key = ?"
        )
        labels = try Labels(database)
    }

    /// 16 bytes of a digest, too many for two outcomes of a case to meet by chance or by design.
    private func key(_ outcome: CourtOutcome) -> [UInt8] {
        let texts = [
            outcome.message, outcome.document, outcome.state.rawValue, String(outcome.time), outcome.reason,
            outcome.reference,
        ]
        for text in texts {
            hasher.update("\(text.utf8.count):")
            hasher.update(text)
        }
        return Array(hasher.finish().bytes.prefix(16))
    }

    func knows(_ outcome: CourtOutcome) throws -> Bool {
        guard let jurisdiction = labels.known(outcome.place.jurisdiction) else { return false }
        search.bind(outcome.place.batch, at: 1)
        search.bind(jurisdiction, at: 2)
        search.bind(outcome.place.sequence, at: 3)
        search.bind(key(outcome), at: 4)
        defer { search.reset() }
        return try search.next()
    }

    mutating func add(_ outcome: CourtOutcome, answer: Int64, _ database: Database) throws {
        insertion.bind(outcome.place.batch, at: 1)
        insertion.bind(try labels.id(outcome.place.jurisdiction, database), at: 2)
        insertion.bind(outcome.place.sequence, at: 3)
        insertion.bind(key(outcome), at: 4)
        insertion.bind(outcome.caseNumber, at: 5)
        insertion.bind(outcome.message, at: 6)
        insertion.bind(outcome.document, at: 7)
        insertion.bind(outcome.state.rawValue, at: 8)
        insertion.bind(outcome.time, at: 9)
        insertion.bind(outcome.reason, at: 10)
        insertion.bind(outcome.reference, at: 11)
        insertion.bind(answer, at: 12)
        try insertion.run()
    }
}

/// Computes the digest of an answer as it is stored, with all that it brought.
struct AnswerSeal {
    private let answer: Prepared
    private let outcomes: Prepared
    private let purged: Prepared
    private let hasher = SHA256()

    init(_ database: Database) throws {
        purged = try Prepared(
            database,
            "SELECT 1 FROM outcome WHERE answer = ? AND batch IN (SELECT batch FROM purged_batch) LIMIT 1"
        )
        answer = try Prepared(database, "SELECT kind, name, sha256, recorded_at FROM answer WHERE id = ?")
        outcomes = try Prepared(
            database,
            """
            SELECT ifnull(l.text, ''), batch, sequence, number, message, document, state, time, reason, reference
            FROM outcome LEFT JOIN label l ON l.id = jurisdiction
            WHERE answer = ? ORDER BY batch, jurisdiction, sequence, key
            """
        )
    }

    /// Whether part of what the answer brought was purged with its batch, so that its digest is not what it was.
    func isPurged(answer id: Int64) throws -> Bool {
        purged.bind(id, at: 1)
        defer { purged.reset() }
        return try purged.next()
    }

    /// - Returns: empty where the answer is gone.
    func content(ofAnswer id: Int64) throws -> [UInt8] {
        answer.bind(id, at: 1)
        defer { answer.reset() }
        guard try answer.next() else { return [] }
        add(answer, columns: 4)
        outcomes.bind(id, at: 1)
        while try outcomes.next() { add(outcomes, columns: 10) }
        return hasher.finish().bytes
    }

    private func add(_ row: Prepared, columns: Int32) {
        for column in 0..<columns {
            row.withBytes(column) { bytes in
                hasher.update("\(bytes.count):")
                hasher.update(bytes)
            }
        }
    }
}
