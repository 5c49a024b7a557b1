package import Cases
internal import GRDB

/// Names a case within the docket, for `hold`.
package struct CaseID: Hashable, Sendable {
    let number: Int64
}

/// A case at its place in filing order.
package struct NumberedCase: Hashable, Sendable {
    package let id: CaseID
    /// From 1, within the jurisdiction.
    package let sequence: Int
    package let standing: Standing
    /// Of its counts, those that an earlier batch challenged; mostly none.
    package let withdrawn: [WithdrawnChallenge]
}

/// A person who gets a letter, with all cases that the letter is about.
package struct Letter: Hashable, Sendable {
    /// From 1, within the jurisdiction.
    package let number: Int
    /// In filing order; never empty, and all of one person.
    package let cases: [NumberedCase]
}

/// A problem of a row that is in no packet.
package struct Exception: Hashable, Sendable {
    /// Id of the jurisdiction; empty where nothing tells it.
    package let jurisdiction: String
    /// As the row gives it; empty where it could not be read.
    package let caseNumber: String
    package let problem: Problem
    /// Whether this is the first problem of its row, which gives the row its outcome.
    package let isDeciding: Bool
}

extension Docket {
    /// Reads the cases of a batch in the order in which they came, numbered or not.
    ///
    /// - Throws: `DocketError`; and what `body` throws, unchanged.
    package func admitted(_ batch: Batch, _ body: (CaseID, Standing) throws -> Void) throws {
        try reading { database in
            try PurgeTable.refuse(batch, database)
            var reader = try CaseReader(batch, database)
            let rows = try Prepared(casesAsTheyCame: batch, database)
            while try rows.next() {
                let standing = try reader.standing(rows, jurisdiction: rows.integer(1))
                try body(CaseID(number: rows.integer(0)), standing)
            }
        }
    }

    /// Reads the cases of a jurisdiction in filing order.
    ///
    /// Sequences begin at 1, so `1..<cases + 1` reads all.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func cases(
        of batch: Batch,
        in jurisdiction: String,
        sequences: Range<Int>,
        _ body: (NumberedCase) throws -> Void
    ) throws {
        try numberedRows(batch, jurisdiction, sequences, Self.casesInOrder) { rows, id, reader in
            while try rows.next() { try body(reader.numbered(rows, jurisdiction: id)) }
        }
    }

    /// Reads cases of a jurisdiction by their sequences, in the order of the list.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func cases(
        of batch: Batch,
        in jurisdiction: String,
        listed: some Sequence<Int>,
        _ body: (NumberedCase) throws -> Void
    ) throws {
        try numberedRows(batch, jurisdiction, 0..<0, Self.casesInOrder) { rows, id, reader in
            for sequence in listed {
                rows.bind(sequence, at: 3)
                rows.bind(sequence + 1, at: 4)
                while try rows.next() { try body(reader.numbered(rows, jurisdiction: id)) }
            }
        }
    }

    /// Reads the letters of a jurisdiction, each with its cases.
    ///
    /// Numbers begin at 1, so `1..<letters + 1` reads all.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func letters(
        of batch: Batch,
        in jurisdiction: String,
        numbers: Range<Int>,
        _ body: (Letter) throws -> Void
    ) throws {
        try numberedRows(batch, jurisdiction, numbers, Self.lettersInOrder) { rows, id, reader in
            try Self.letters(rows, id, &reader, body)
        }
    }

    /// Reads letters of a jurisdiction by their numbers, in the order of the list.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func letters(
        of batch: Batch,
        in jurisdiction: String,
        listed: some Sequence<Int>,
        _ body: (Letter) throws -> Void
    ) throws {
        try numberedRows(batch, jurisdiction, 0..<0, Self.lettersInOrder) { rows, id, reader in
            for number in listed {
                rows.bind(number, at: 3)
                rows.bind(number + 1, at: 4)
                try Self.letters(rows, id, &reader, body)
            }
        }
    }

    private static func letters(
        _ rows: Prepared, _ jurisdiction: Int64, _ reader: inout CaseReader, _ body: (Letter) throws -> Void
    ) throws {
        var number = 0
        var cases: [NumberedCase] = []
        while try rows.next() {
            let next = Int(rows.integer(6))
            if next != number, !cases.isEmpty {
                try body(Letter(number: number, cases: cases))
                cases.removeAll(keepingCapacity: true)
            }
            number = next
            cases.append(try reader.numbered(rows, jurisdiction: jurisdiction))
        }
        if !cases.isEmpty { try body(Letter(number: number, cases: cases)) }
    }

    /// What the batch came to; from stored totals, so it costs little at any size.
    ///
    /// - Throws: `wrongStage` unless numbered, `unknownBatch`.
    package func summary(of batch: Batch) throws(DocketError) -> BatchSummary {
        try Self.translating {
            try pool.read { database in
                let batch = try Self.numbered(batch, database)
                return try TallyTable.summary(of: batch.id, database)
            }
        }
    }

    /// Reads the problems of rows that are in no packet, by file, row, and the order in which a row's were found.
    ///
    /// - Throws: `DocketError`; and what `body` throws, unchanged.
    package func exceptions(of batch: Batch, _ body: (Exception) throws -> Void) throws {
        try reading { database in
            let labels = try Labels(database)
            let rows = try Prepared(
                database,
                """
                SELECT file, row, code, column_name, detail, jurisdiction, case_number, is_deciding FROM exception
                WHERE batch = ? ORDER BY file, row, nth
                """
            )
            rows.bind(batch.id, at: 1)
            while try rows.next() {
                let exception = Exception(
                    jurisdiction: try labels.text(rows.integer(5)),
                    caseNumber: rows.text(6),
                    problem: try rows.problem(),
                    isDeciding: rows.integer(7) != 0
                )
                try body(exception)
            }
        }
    }

    /// Reads the doubts about rows and files, by file and row.
    ///
    /// - Throws: `DocketError`; and what `body` throws, unchanged.
    package func warnings(of batch: Batch, _ body: (Problem) throws -> Void) throws {
        try reading { database in
            let rows = try Prepared(
                database,
                "SELECT file, row, code, column_name, detail FROM warning WHERE batch = ? ORDER BY file, row, nth"
            )
            rows.bind(batch.id, at: 1)
            while try rows.next() { try body(rows.problem()) }
        }
    }

    // MARK: Numbered rows

    // CROSS JOIN keeps the order of the tables, so that rows come sorted without being sorted.
    private static let casesInOrder = """
        SELECT c.id, c.jurisdiction, c.courthouse, c.number, c.body, n.sequence
        FROM numbered n CROSS JOIN court_case c ON c.id = n.court_case
        WHERE n.batch = ? AND n.jurisdiction = ? AND n.sequence >= ? AND n.sequence < ? ORDER BY n.sequence
        """

    private static let lettersInOrder = """
        SELECT c.id, c.jurisdiction, c.courthouse, c.number, c.body, l.sequence, l.letter
        FROM lettered l CROSS JOIN court_case c ON c.id = l.court_case
        WHERE l.batch = ? AND l.jurisdiction = ? AND l.letter >= ? AND l.letter < ? ORDER BY l.letter, l.sequence
        """

    private func numberedRows(
        _ batch: Batch,
        _ jurisdiction: String,
        _ range: Range<Int>,
        _ sql: String,
        _ body: (Prepared, Int64, inout CaseReader) throws -> Void
    ) throws {
        try reading { database in
            let batch = try Self.numbered(batch, database)
            try PurgeTable.refuse(batch, database)
            var reader = try CaseReader(batch, database)
            guard let id = reader.labels.known(jurisdiction) else { return }
            let rows = try Prepared(database, sql)
            rows.bind(batch.id, at: 1)
            rows.bind(id, at: 2)
            rows.bind(range.lowerBound, at: 3)
            rows.bind(range.upperBound, at: 4)
            try body(rows, id, &reader)
        }
    }

    static func numbered(_ batch: Batch, _ database: Database) throws -> Batch {
        let batch = try BatchTable.batch(batch.id, database)
        guard batch.stage != .read else { throw DocketError(.wrongStage, batch.stage.rawValue) }
        return batch
    }
}

/// Turns rows into cases. Every approved case goes through the reviewer's decision again.
struct CaseReader {
    let labels: Labels
    private let decision: Decision?
    /// By id of the case; few batches have any.
    private var withdrawn: [Int64: [WithdrawnChallenge]] = [:]
    private var routes: [Int64: Route] = [:]
    private var lastJurisdiction: Int64 = 0

    init(_ batch: Batch, _ database: Database) throws {
        labels = try Labels(database)
        decision = batch.decision
        let rows = try Prepared(
            database,
            """
            SELECT w.court_case, w.file, w.row, n.folder, n.as_of FROM withdrawn_challenge w JOIN batch n ON n.id = w.notice
            WHERE w.batch = ? ORDER BY w.court_case, w.file, w.row
            """
        )
        rows.bind(batch.id, at: 1)
        while try rows.next() {
            let place = RowPlace(file: Int(rows.integer(1)), row: Int(rows.integer(2)))
            withdrawn[rows.integer(0), default: []].append(
                WithdrawnChallenge(place: place, notice: try rows.notice(3, 4)))
        }
    }

    /// Columns: id, jurisdiction, courthouse, number, body, sequence.
    mutating func numbered(_ row: Prepared, jurisdiction: Int64) throws -> NumberedCase {
        NumberedCase(
            id: CaseID(number: row.integer(0)),
            sequence: Int(row.integer(5)),
            standing: try standing(row, jurisdiction: jurisdiction),
            withdrawn: withdrawn[row.integer(0)] ?? []
        )
    }

    /// Columns: id, jurisdiction, courthouse, number, body.
    mutating func standing(_ row: Prepared, jurisdiction: Int64) throws -> Standing {
        let id = row.integer(0)
        let body = try row.body(4, of: id)
        let route = try route(jurisdiction, row.integer(2))
        guard
            let eligible = EligibleCase(number: row.text(3), person: body.person, route: route, counts: body.counts)
        else { throw DocketError(.damaged, "case \(id)") }
        return decision.map { .approved($0.approve(eligible)) } ?? .undecided(eligible)
    }

    private mutating func route(_ jurisdiction: Int64, _ courthouse: Int64) throws -> Route {
        if jurisdiction != lastJurisdiction {
            routes.removeAll(keepingCapacity: true)
            lastJurisdiction = jurisdiction
        }
        if let route = routes[courthouse] { return route }
        let route = Route(jurisdiction: try labels.text(jurisdiction), courthouse: try labels.text(courthouse))
        routes[courthouse] = route
        return route
    }
}

extension Prepared {
    /// Columns: file, row, code, column, detail.
    fileprivate func problem() throws -> Problem {
        guard let code = ProblemCode(rawValue: text(2)) else { throw DocketError(.damaged, "unknown problem") }
        let place = RowPlace(file: Int(integer(0)), row: Int(integer(1)))
        return Problem(code, at: place, column: text(3), detail: text(4))
    }
}
