package import Cases
internal import Digests
internal import GRDB

/// A ruling that a worksheet brings.
package struct SheetRuling: Sendable {
    package let ruling: Ruling
    /// The finding that was ruled on.
    package let place: ConvictionPlace
    /// The person at that place.
    package let person: ScreenedPerson
    package let reviewer: Reviewer
    /// The reviewer's own words; may be empty.
    package let note: String
    /// Bar number of another reviewer whose ruling this one decides over; empty for none.
    package let overrides: String
    /// SHA-256 of the worksheet, in hexadecimal digits.
    package let sheet: String

    package init(
        ruling: Ruling, place: ConvictionPlace, person: ScreenedPerson, reviewer: Reviewer, note: String,
        overrides: String, sheet: String
    ) {
        self.ruling = ruling
        self.place = place
        self.person = person
        self.reviewer = reviewer
        self.note = note
        self.overrides = overrides
        self.sheet = sheet
    }

    var conviction: ScreenedConviction { person.convictions[place.position] }
}

/// What recording a ruling came to.
package enum RulingOutcome: Hashable, Sendable {
    case recorded
    /// The docket has this ruling already: the reviewer's latest is the same, or this worksheet was imported before.
    case known
    /// It is to decide over a reviewer who has not ruled on the conviction.
    case nobodyToOverride
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
    private var sheets: SheetTable
    private let search: Prepared

    init(_ database: Database, at time: Int64) throws {
        let rulings = try RulingTable.Reader(database)
        let writer = try RulingTable.Writer(database)
        let fetch = try Prepared(database, "SELECT id, body FROM screened_person WHERE id = ?")
        let search = try Prepared(
            database, "SELECT id, body FROM screened_person WHERE key = ? AND id >= ? AND id < ? ORDER BY id")
        let sheets = try SheetTable(database)
        self.database = database
        self.time = time
        self.search = search
        self.sheets = sheets
        self.rulings = rulings
        self.writer = writer
        self.fetch = fetch
    }

    /// A person of a screening as the review stands now; nil where the screening has no such number.
    ///
    /// - Throws: `DocketError`.
    package mutating func person(_ number: Int, of screening: Screening) throws -> ReviewedPerson? {
        guard let id = screening.id(ofPerson: number) else { return nil }
        let reader = try readers[screening.id] ?? ReviewReader(screening, database)
        readers[screening.id] = reader
        fetch.bind(id, at: 1)
        defer { fetch.reset() }
        guard try fetch.next() else { return nil }
        return try reader.person(fetch)
    }

    /// The present finding on a conviction in another screening; nil where that has none.
    ///
    /// - Throws: `DocketError`.
    package func finding(
        of conviction: ScreenedConviction, of person: Person, in screening: Screening
    ) throws -> ScreenedConviction? {
        guard let key = SubjectKey.of(person, hasher) else { return nil }
        search.bind(key, at: 1)
        search.bind(screening.ids.lowerBound, at: 2)
        search.bind(screening.ids.upperBound, at: 3)
        defer { search.reset() }
        while try search.next() {
            let found = try search.screened(1, screening.number(ofPerson: search.integer(0))).person
            guard found.person.identifier == person.identifier else { continue }
            if let same = found.convictions.first(where: { $0.countOrder == conviction.countOrder }) { return same }
        }
        return nil
    }

    /// Whether the docket has a ruling already.
    ///
    /// - Throws: `DocketError`.
    package func knows(_ made: SheetRuling) throws -> Bool {
        try Self.isKnown(made, in: rulings.rows(key(of: made)), sheet: sheets.id(of: made.sheet))
    }

    /// Records a ruling.
    ///
    /// - Throws: `DocketError`.
    package mutating func record(_ made: SheetRuling) throws -> RulingOutcome {
        let key = key(of: made)
        let rows = try rulings.rows(key)
        if Self.isKnown(made, in: rows, sheet: sheets.id(of: made.sheet)) { return .known }
        let overrides = made.overrides
        guard overrides.isEmpty || rows.contains(where: { $0.entry.recorded.reviewer.barNumber == overrides }) else {
            return .nobodyToOverride
        }
        let recorded = RecordedRuling(ruling: made.ruling, reviewer: made.reviewer, time: time, note: made.note)
        let sheet = try sheets.add(made.sheet, at: time, database)
        try writer.append(
            recorded, overrides: overrides, sheet: sheet, on: made.place, made.conviction, key: key)
        return .recorded
    }

    private func key(of made: SheetRuling) -> [UInt8] { ConvictionKey.of(made.place, made.person, hasher) }

    private static func isKnown(_ made: SheetRuling, in rows: [RulingTable.Row], sheet: Int64?) -> Bool {
        let own = rows.filter { $0.sheet != nil && $0.entry.recorded.reviewer.barNumber == made.reviewer.barNumber }
        guard let latest = own.last?.entry else { return false }
        if let sheet, own.contains(where: { $0.sheet == sheet }) { return true }
        return latest.recorded.ruling == made.ruling && latest.recorded.note == made.note
            && latest.overrides == made.overrides && latest.basis == RulingBasis(made.conviction)
    }

    /// Records what a policy says, unless somebody has ruled by hand, or a policy on the same finding.
    ///
    /// - Returns: whether it was recorded.
    /// - Throws: `DocketError`.
    mutating func record(
        _ ruling: Ruling,
        on place: ConvictionPlace,
        of person: ScreenedPerson,
        byPolicyOf reviewer: Reviewer
    ) throws -> Bool {
        let conviction = person.convictions[place.position]
        let key = ConvictionKey.of(place, person, hasher)
        let history = RulingHistory(try rulings.rows(key).map(\.entry))
        guard history.isOpenToPolicy(on: RulingBasis(conviction)) else { return false }
        let recorded = RecordedRuling(ruling: ruling, reviewer: reviewer, time: time, note: "")
        try writer.append(recorded, overrides: "", sheet: nil, on: place, conviction, key: key)
        return true
    }

    func finish() throws { try writer.finish(database) }
}

/// The worksheets that were imported, by their digests.
private struct SheetTable {
    private var ids: [String: Int64]

    init(_ database: Database) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT sha256, id FROM worksheet")
        ids = Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    func id(of sha256: String) -> Int64? { ids[sha256] }

    mutating func add(_ sha256: String, at time: Int64, _ database: Database) throws -> Int64 {
        if let known = ids[sha256] { return known }
        try database.execute(
            sql: "INSERT INTO worksheet (sha256, imported_at) VALUES (?, ?)", arguments: [sha256, time])
        ids[sha256] = database.lastInsertedRowID
        return database.lastInsertedRowID
    }
}
