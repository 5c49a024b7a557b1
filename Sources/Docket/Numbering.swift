internal import Cases
internal import GRDB

extension Docket {
    /// Gives every case of the batch its place in filing order, and every living person a letter; and adds everything up.
    ///
    /// Within a jurisdiction, cases go by courthouse id, then by case number as a clerk looks it up
    /// (`NaturalOrder`), from 1. Letters go by the person's first case, from 1. One person is who has one identifier, or
    /// without any, one name and birth date; who has neither gets a letter for each case. If any case says that a person
    /// has died, no letter goes out. Challenged cases are numbered by themselves, in the same order, from 1.
    ///
    /// - Returns: the batch, at stage `numbered`; or as it is, if it was numbered already.
    /// - Throws: `unknownBatch`; `damaged` if the rows do not add up.
    package func number(_ batch: Batch, at time: Int64) throws(DocketError) -> Batch {
        try changing(batch) { batch, database in
            guard batch.stage == .read else { return batch }
            var numbering = try Numbering(batch, database)
            try numbering.addUp()
            try numbering.numberChallenges()
            try numbering.accountForRows()
            try numbering.numberCases()
            try numbering.write()
            try BatchTable.set(.numbered, batch.id, database)
            try Self.audit(.batchNumbered, batch, at: time, detail: "\(numbering.total) cases", database)
            return try BatchTable.batch(batch.id, database)
        }
    }
}

/// Numbers one batch. SQLite sorts, spilling to disk beyond its cache, so that memory stays flat.
private struct Numbering {
    private let batch: Batch
    private let database: Database
    private let labels: Labels
    private let tallies: TallyTable.Writer
    private var statistics: [Int64: Statistics] = [:]
    private(set) var total = 0
    private var challenged = 0

    init(_ batch: Batch, _ database: Database) throws {
        self.batch = batch
        self.database = database
        labels = try Labels(database)
        tallies = try TallyTable.Writer(database, batch: batch.id)
    }

    // MARK: Totals

    mutating func addUp() throws {
        let rows = try Prepared(
            database,
            "SELECT id, jurisdiction, courthouse, body FROM court_case WHERE id >= ? AND id < ? AND is_held = 0 ORDER BY id"
        )
        bindCases(rows)
        while try rows.next() {
            let counts = try rows.bareCounts(3, of: rows.integer(0))
            statistics[rows.integer(1), default: Statistics()].add(counts, courthouse: rows.integer(2))
            total += 1
        }
    }

    mutating func numberChallenges() throws {
        try ChallengeNumbering.number(batch, database)
        challenged = try ChallengeNumbering.addUp(batch, tallies, labels, database)
    }

    /// Adds up where every row ended, and refuses to go on unless all of them did.
    mutating func accountForRows() throws {
        var problems: [Ending: Int] = [:]
        let rows = try Prepared(
            database,
            "SELECT jurisdiction, code FROM exception WHERE batch = ? AND is_deciding = 1"
        )
        rows.bind(batch.id, at: 1)
        while try rows.next() {
            guard let code = ProblemCode(rawValue: rows.text(1)) else { throw DocketError(.damaged, "unknown problem") }
            problems[Ending(jurisdiction: rows.integer(0), code: code), default: 0] += 1
        }
        let filed = statistics.values.reduce(0) { $0 + $1.counts }
        let ended = problems.values.reduce(filed, +)
        guard ended == batch.rows else { throw DocketError(.damaged, "\(ended) of \(batch.rows) rows accounted for") }
        let noticed = problems.reduce(0) { $0 + ($1.key.code == .challenged ? $1.value : 0) }
        guard noticed == challenged else {
            throw DocketError(.damaged, "\(challenged) of \(noticed) challenged counts")
        }
        var outcomes: [Int64: [Outcome: Int]] = [:]
        for (ending, rows) in problems {
            outcomes[ending.jurisdiction, default: [:]][ending.code.outcome, default: 0] += rows
            try tallies.write(.problem, ending.code.rawValue, rows, in: ending.jurisdiction)
        }
        for (jurisdiction, statistics) in statistics {
            outcomes[jurisdiction, default: [:]][.filed, default: 0] += statistics.counts
        }
        for (jurisdiction, outcomes) in outcomes {
            for (outcome, rows) in outcomes { try tallies.write(.outcome, outcome.rawValue, rows, in: jurisdiction) }
        }
    }

    private struct Ending: Hashable {
        let jurisdiction: Int64
        let code: ProblemCode
    }

    func write() throws {
        for (jurisdiction, statistics) in statistics { try statistics.write(tallies, labels, in: jurisdiction) }
        let warnings = try Row.fetchAll(
            database,
            sql: "SELECT code, count(*) FROM warning WHERE batch = ? GROUP BY code",
            arguments: [batch.id]
        )
        for row in warnings { try tallies.write(.warning, row[0], row[1], in: 0) }
    }

    // MARK: Numbers

    func numberCases() throws {
        var letters = try Letters(batch, database)
        let insertion = try Prepared(
            database,
            "INSERT INTO numbered (batch, jurisdiction, sequence, court_case) VALUES (?, ?, ?, ?)"
        )
        insertion.bind(batch.id, at: 1)
        let rows = try Prepared(
            database,
            """
            SELECT id, jurisdiction, courthouse, is_deceased, person FROM court_case
            WHERE id >= ? AND id < ? AND is_held = 0 ORDER BY jurisdiction, position, id
            """
        )
        bindCases(rows)
        var jurisdiction: Int64 = 0
        var courthouse: Int64 = 0
        var sequence = 0
        while try rows.next() {
            if rows.integer(1) != jurisdiction {
                try letters.write(tallies, in: jurisdiction)
                (jurisdiction, courthouse, sequence) = (rows.integer(1), 0, 0)
                try letters.startOver()
            }
            sequence += 1
            if rows.integer(2) != courthouse {
                courthouse = rows.integer(2)
                try tallies.write(.start, labels.text(courthouse), sequence, in: jurisdiction)
            }
            insertion.bind(jurisdiction, at: 2)
            insertion.bind(sequence, at: 3)
            insertion.bind(rows.integer(0), at: 4)
            try insertion.run()
            try letters.add(rows, jurisdiction, sequence)
        }
        try letters.write(tallies, in: jurisdiction)
    }

    private func bindCases(_ statement: Prepared) {
        statement.bind(batch.cases.lowerBound, at: 1)
        statement.bind(batch.cases.upperBound, at: 2)
    }
}
