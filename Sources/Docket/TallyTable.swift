internal import Cases
internal import GRDB

/// The totals of a batch, one row for each: written when the batch is numbered, read for its summary.
enum TallyTable {
    /// What a total is of. The raw value is stored.
    enum Kind: String {
        case total, date, outcome, problem, warning, relief, section, level, courthouse, decade
        /// First sequence of a courthouse.
        case start
        /// Challenged cases and counts of a courthouse, and the first sequence among them.
        case challenge, challengeStart = "challenge-start"
    }

    /// Writes totals of one batch.
    struct Writer {
        private let insertion: Prepared

        init(_ database: Database, batch: Int64) throws {
            insertion = try Prepared(
                database,
                "INSERT INTO tally (batch, jurisdiction, kind, name, first, second) VALUES (?, ?, ?, ?, ?, ?)"
            )
            insertion.bind(batch, at: 1)
        }

        func write(_ kind: Kind, _ name: String, _ first: Int, _ second: Int = 0, in jurisdiction: Int64) throws {
            insertion.bind(jurisdiction, at: 2)
            insertion.bind(kind.rawValue, at: 3)
            insertion.bind(name, at: 4)
            insertion.bind(first, at: 5)
            insertion.bind(second, at: 6)
            try insertion.run()
        }
    }

    static func summary(of batch: Int64, _ database: Database) throws -> BatchSummary {
        let labels = try Labels(database)
        let rows = try Row.fetchCursor(
            database,
            sql:
                "SELECT jurisdiction, kind, name, first, second FROM tally WHERE batch = ? ORDER BY jurisdiction, kind, name",
            arguments: [batch]
        )
        var warnings: [ProblemTally] = []
        var summaries: [Int64: JurisdictionSummary] = [:]
        var starts: [String: Int] = [:]
        var courthouses: [Int64: [(courthouse: String, cases: Int, counts: Int)]] = [:]
        var challengeStarts: [String: Int] = [:]
        var challenges: [Int64: [(courthouse: String, cases: Int, counts: Int)]] = [:]
        while let row = try rows.next() {
            let (id, name, first, second): (Int64, String, Int, Int) = (row[0], row[2], row[3], row[4])
            switch Kind(rawValue: row[1]) {
            case .warning: warnings.append(ProblemTally(code: try read(name), rows: first))
            case .courthouse: courthouses[id, default: []].append((name, first, second))
            case .start: starts["\(id) \(name)"] = first
            case .challenge: challenges[id, default: []].append((name, first, second))
            case .challengeStart: challengeStarts["\(id) \(name)"] = first
            case let kind?:
                let text = try labels.text(id)
                var summary = summaries[id] ?? JurisdictionSummary(jurisdiction: text)
                try add(kind, name, first, second, to: &summary)
                summaries[id] = summary
            case nil: throw DocketError(.damaged, "tally of batch \(batch)")
            }
        }
        for (id, tallies) in courthouses { summaries[id]?.courthouses = Self.placed(tallies, of: id, starts) }
        for (id, tallies) in challenges { summaries[id]?.challenges = Self.placed(tallies, of: id, challengeStarts) }
        var summary = BatchSummary()
        summary.warnings = warnings.inOrder
        summary.jurisdictions = summaries.values.map(\.inOrder).sorted {
            $0.jurisdiction.utf8.lexicographicallyPrecedes($1.jurisdiction.utf8)
        }
        return summary
    }

    private static func placed(
        _ tallies: [(courthouse: String, cases: Int, counts: Int)],
        of jurisdiction: Int64,
        _ starts: [String: Int]
    ) -> [CourthouseTally] {
        tallies.map { tally in
            let start = starts["\(jurisdiction) \(tally.courthouse)"] ?? 1
            return CourthouseTally(
                courthouse: tally.courthouse,
                cases: tally.cases,
                counts: tally.counts,
                sequences: start..<start + tally.cases
            )
        }
    }

    private static func add(
        _ kind: Kind,
        _ name: String,
        _ first: Int,
        _ second: Int,
        to summary: inout JurisdictionSummary
    ) throws {
        switch kind {
        case .total:
            switch name {
            case "cases": summary.cases = first
            case "counts": summary.counts = first
            case "people": summary.people = first
            case "withdrawals": summary.withdrawals = first
            default: summary.letters = first
            }
        case .date:
            let date = Int32(exactly: first).flatMap { CalendarDate(number: $0) }
            if name == "earliest" { summary.earliest = date } else { summary.latest = date }
        case .outcome: summary.outcomes[try read(name)] = first
        case .problem: summary.problems.append(ProblemTally(code: try read(name), rows: first))
        case .relief: summary.reliefs.append(Tally(key: try read(name), cases: first, counts: second))
        case .section: summary.sections.append(Tally(key: name, cases: first, counts: second))
        case .level: summary.levels.append(Tally(key: try read(name), cases: first, counts: second))
        case .decade: summary.decades.append(Tally(key: Int(name) ?? 0, cases: first, counts: second))
        case .warning, .courthouse, .start, .challenge, .challengeStart: break
        }
    }

    private static func read<Value: RawRepresentable<String>>(_ name: String) throws -> Value {
        guard let value = Value(rawValue: name) else { throw DocketError(.damaged, "tally \(Value.self)") }
        return value
    }
}

extension [ProblemTally] {
    fileprivate var inOrder: [ProblemTally] {
        ProblemCode.allCases.compactMap { code in first { $0.code == code } }
    }
}

extension JurisdictionSummary {
    /// The same with its lists in the order that it promises; the table sorts by name.
    fileprivate var inOrder: JurisdictionSummary {
        var summary = self
        summary.reliefs.sort { $0.key < $1.key }
        summary.levels = OffenseLevel.allCases.compactMap { level in levels.first { $0.key == level } }
        summary.problems = problems.inOrder
        summary.courthouses.sort { $0.sequences.lowerBound < $1.sequences.lowerBound }
        summary.challenges.sort { $0.sequences.lowerBound < $1.sequences.lowerBound }
        summary.decades.sort { $0.key < $1.key }
        return summary
    }
}
