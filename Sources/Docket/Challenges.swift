package import Cases
internal import GRDB

/// Names a challenged case of a batch within the docket, for `hold`.
package struct ChallengeID: Hashable, Sendable {
    /// Of its counts.
    let numbers: [Int64]
}

/// A challenged case at its place in filing order.
package struct NumberedChallenge: Hashable, Sendable {
    package let id: ChallengeID
    /// From 1, within the challenged cases of the jurisdiction; 0 before the batch is numbered.
    package let sequence: Int
    package let challenged: ChallengedCase
    /// The decision of the prosecutor who files the notice; nil in a draft.
    package let decision: Decision?
}

extension Docket {
    /// Reads the challenged cases of a batch, numbered or not.
    ///
    /// - Throws: `DocketError`; and what `body` throws, unchanged.
    package func challenges(of batch: Batch, _ body: (NumberedChallenge) throws -> Void) throws {
        try reading { database in
            let rows = try Prepared(
                database,
                Self.challengedCounts + "WHERE c.batch = ? AND is_held = 0 ORDER BY jurisdiction, position, c.id")
            rows.bind(batch.id, at: 1)
            try Self.readChallenges(rows, batch, database, body)
        }
    }

    /// Reads the challenged cases of a jurisdiction in filing order.
    ///
    /// Sequences begin at 1, so `1..<challenged.cases + 1` reads all.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func challenges(
        of batch: Batch, in jurisdiction: String, sequences: Range<Int>, _ body: (NumberedChallenge) throws -> Void
    ) throws {
        try reading { database in
            let batch = try Self.numbered(batch, database)
            guard let id = try Labels(database).known(jurisdiction) else { return }
            let rows = try Prepared(
                database,
                Self.challengedCounts
                    + """
                    WHERE c.batch = ? AND jurisdiction = ? AND sequence >= ? AND sequence < ? AND is_held = 0
                    ORDER BY sequence, c.id
                    """)
            rows.bind(batch.id, at: 1)
            rows.bind(id, at: 2)
            rows.bind(sequences.lowerBound, at: 3)
            rows.bind(sequences.upperBound, at: 4)
            try Self.readChallenges(rows, batch, database, body)
        }
    }

    private static let challengedCounts = """
        SELECT c.id, c.jurisdiction, c.courthouse, c.number, c.ground, c.body, c.sequence, c.reviewer, c.bar_number,
            c.position, a.folder, a.as_of
        FROM challenged_count c LEFT JOIN batch a ON a.id = c.amends

        """

    /// Joins the counts of a case, which stand together and have the same position.
    private static func readChallenges(
        _ rows: Prepared, _ batch: Batch, _ database: Database, _ body: (NumberedChallenge) throws -> Void
    ) throws {
        let labels = try Labels(database)
        var open = ChallengeReader(batch.decision)
        while try rows.next() {
            if let done = try open.add(rows, labels) { try body(done) }
        }
        if let done = open.close() { try body(done) }
    }
}

/// Turns rows of counts into cases.
private struct ChallengeReader {
    private let decision: Decision?
    private var jurisdiction: Int64 = 0
    private var position: [UInt8] = []
    private var sequence = 0
    private var ids: [Int64] = []
    private var number = ""
    private var person: Person?
    private var route = Route(jurisdiction: "", courthouse: "")
    private var counts: [ChallengedCount] = []

    init(_ decision: Decision?) { self.decision = decision }

    /// - Returns: the case before, if the row begins another one.
    mutating func add(_ row: Prepared, _ labels: Labels) throws -> NumberedChallenge? {
        let id = row.integer(0)
        let place = row.bytes(9)
        let isSame = row.integer(1) == jurisdiction && place == position
        let done = isSame ? nil : close()
        let stored = try row.challenge(4, 5, of: id)
        if !isSame {
            jurisdiction = row.integer(1)
            position = place
            sequence = Int(row.integer(6))
            number = row.text(3)
            person = stored.person
            route = Route(
                jurisdiction: try labels.text(jurisdiction), courthouse: try labels.text(row.integer(2)))
        }
        ids.append(id)
        counts.append(
            ChallengedCount(
                count: stored.count, ground: stored.ground,
                reviewer: Reviewer(name: row.text(7), barNumber: row.text(8)),
                amends: row.isNull(10) ? nil : try row.notice(10, 11)))
        return done
    }

    mutating func close() -> NumberedChallenge? {
        guard let person,
            let challenged = ChallengedCase(number: number, person: person, route: route, counts: counts)
        else { return nil }
        let done = NumberedChallenge(
            id: ChallengeID(numbers: ids), sequence: sequence, challenged: challenged, decision: decision)
        ids.removeAll()
        counts.removeAll()
        self.person = nil
        return done
    }
}

extension Prepared {
    /// An earlier batch in two columns: folder and as-of date.
    func notice(_ folder: Int32, _ asOf: Int32) throws -> EarlierNotice {
        guard let date = Int32(exactly: integer(asOf)).flatMap({ CalendarDate(number: $0) }) else {
            throw DocketError(.damaged, "date of a batch")
        }
        return EarlierNotice(batch: text(folder), asOf: date)
    }
}
