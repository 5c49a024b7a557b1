package import Cases
internal import Digests
internal import GRDB

/// What recording a ruling came to.
package enum RulingOutcome: Hashable, Sendable {
    case recorded
    /// The docket has this ruling already: the reviewer's latest is the same, or this worksheet was imported before.
    case known
}

/// Takes rulings into the docket.
///
/// Lives in the closure of `Docket.rule` only, on its thread. If that closure throws, no ruling stays.
package struct RulingAdmission: ~Copyable {
    private let database: Database
    private let time: Int64
    private let hasher = SHA256()
    private let rulings: RulingTable.Reader
    private var writer: RulingTable.Writer
    private let fetch: Prepared
    private var readers: [Int64: ReviewReader] = [:]
    private var sheets: [String: Int64] = [:]

    init(_ database: Database, at time: Int64) throws {
        let rulings = try RulingTable.Reader(database)
        let writer = try RulingTable.Writer(database)
        let fetch = try Prepared(database, "SELECT id, body FROM screened_person WHERE id = ?")
        self.database = database
        self.time = time
        self.rulings = rulings
        self.writer = writer
        self.fetch = fetch
    }

    /// A person of a screening as the review stands now; nil where the screening has no such number.
    ///
    /// - Throws: `DocketError`.
    package mutating func person(_ number: Int, of screening: Screening) throws -> ReviewedPerson? {
        guard let id = screening.id(ofPerson: number) else { return nil }
        var reader = try readers[screening.id] ?? ReviewReader(screening, database)
        readers[screening.id] = reader
        fetch.bind(id, at: 1)
        defer { fetch.reset() }
        guard try fetch.next() else { return nil }
        return try reader.person(fetch)
    }

    /// Records a ruling that a worksheet brings.
    ///
    /// - Parameters:
    ///   - ruling: on the finding at `place`.
    ///   - place: of a conviction of `person`.
    ///   - person: as read from this place.
    ///   - reviewer: who answers for it.
    ///   - note: the reviewer's own words.
    ///   - overrides: bar number of another reviewer whose ruling this one decides over; empty for none.
    ///   - sheet: SHA-256 of the worksheet, in hexadecimal digits.
    /// - Returns: whether it is new to the docket.
    /// - Throws: `DocketError`.
    package mutating func record(
        _ ruling: Ruling,
        on place: ConvictionPlace,
        of person: ScreenedPerson,
        by reviewer: Reviewer,
        note: String,
        overrides: String,
        sheet: String
    ) throws -> RulingOutcome {
        let conviction = person.convictions[place.position]
        let key = ConvictionKey.of(place, person, hasher)
        let rows = try rulings.rows(key)
        let sheet = try id(ofSheet: sheet)
        let own = rows.filter { $0.entry.recorded.reviewer.barNumber == reviewer.barNumber }
        if own.contains(where: { $0.sheet == sheet }) { return .known }
        if let latest = own.last(where: { $0.sheet != nil })?.entry, latest.recorded.ruling == ruling,
            latest.recorded.note == note, latest.overrides == overrides, latest.basis == RulingBasis(conviction)
        {
            return .known
        }
        let recorded = RecordedRuling(ruling: ruling, reviewer: reviewer, time: time, note: note)
        try writer.append(recorded, overrides: overrides, sheet: sheet, on: place, conviction, key: key)
        return .recorded
    }

    /// Records what a policy says, unless somebody has ruled by hand, or a policy on the same finding.
    ///
    /// - Throws: `DocketError`.
    mutating func record(
        _ ruling: Ruling,
        on place: ConvictionPlace,
        of person: ScreenedPerson,
        byPolicyOf reviewer: Reviewer
    ) throws -> RulingOutcome {
        let conviction = person.convictions[place.position]
        let key = ConvictionKey.of(place, person, hasher)
        let history = RulingHistory(try rulings.rows(key).map(\.entry))
        guard history.isOpenToPolicy(on: RulingBasis(conviction)) else { return .known }
        let recorded = RecordedRuling(ruling: ruling, reviewer: reviewer, time: time, note: "")
        try writer.append(recorded, overrides: "", sheet: nil, on: place, conviction, key: key)
        return .recorded
    }

    func finish() throws { try writer.finish(database) }

    private mutating func id(ofSheet sha256: String) throws -> Int64 {
        if let known = sheets[sha256] { return known }
        let sql = "SELECT id FROM worksheet WHERE sha256 = ?"
        var id = try Int64.fetchOne(database, sql: sql, arguments: [sha256])
        if id == nil {
            try database.execute(
                sql: "INSERT INTO worksheet (sha256, imported_at) VALUES (?, ?)", arguments: [sha256, time])
            id = database.lastInsertedRowID
        }
        sheets[sha256] = id
        return id ?? 0
    }
}
