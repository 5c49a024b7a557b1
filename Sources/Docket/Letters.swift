internal import GRDB

/// Gives people their letters while their cases come by in filing order, one jurisdiction after the other.
struct Letters {
    private let database: Database
    private let insertion: Prepared
    private let search: Prepared
    private let person: Prepared
    private let deceased: Prepared
    private var filter = PersonFilter()
    private var people = 0
    private var letters = 0

    init(_ batch: Batch, _ database: Database) throws {
        self.database = database
        try database.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS deceased (person BLOB PRIMARY KEY) WITHOUT ROWID;
                CREATE TEMP TABLE IF NOT EXISTS person (
                    key INTEGER PRIMARY KEY, rest INTEGER NOT NULL, letter INTEGER NOT NULL
                );
                PRAGMA temp.cache_size = -16384;
                DELETE FROM temp.deceased;
                """
        )
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO temp.deceased SELECT person FROM court_case
                WHERE id >= ? AND id < ? AND is_held = 0 AND is_deceased = 1 AND person IS NOT NULL
                """,
            arguments: [batch.cases.lowerBound, batch.cases.upperBound]
        )
        let dead = try Prepared(database, "SELECT person FROM temp.deceased")
        while try dead.next() { filter.insert(dead.withBytes(0) { Self.integer($0.prefix(8)) }) }
        insertion = try Prepared(
            database,
            "INSERT INTO lettered (batch, jurisdiction, letter, sequence, court_case) VALUES (?, ?, ?, ?, ?)"
        )
        insertion.bind(batch.id, at: 1)
        search = try Prepared(database, "SELECT rest, letter FROM temp.person WHERE key = ?")
        person = try Prepared(database, "INSERT INTO temp.person (key, rest, letter) VALUES (?, ?, ?)")
        deceased = try Prepared(database, "SELECT 1 FROM temp.deceased WHERE person = ?")
    }

    /// Begins with a jurisdiction, whose letters start at 1.
    mutating func startOver() throws {
        try database.execute(sql: "DELETE FROM temp.person")
        people = 0
        letters = 0
    }

    mutating func add(_ row: Prepared, _ jurisdiction: Int64, _ sequence: Int) throws {
        let letter = row.isNull(4) ? newLetter(isDeceased: row.integer(3) != 0) : try letter(of: row)
        guard letter > 0 else { return }
        insertion.bind(jurisdiction, at: 2)
        insertion.bind(letter, at: 3)
        insertion.bind(sequence, at: 4)
        insertion.bind(row.integer(0), at: 5)
        try insertion.run()
    }

    func write(_ tallies: TallyTable.Writer, in jurisdiction: Int64) throws {
        guard people > 0 else { return }
        try tallies.write(.total, "people", people, in: jurisdiction)
        try tallies.write(.total, "letters", letters, in: jurisdiction)
    }

    private mutating func newLetter(isDeceased: Bool) -> Int {
        people += 1
        if isDeceased { return 0 }
        letters += 1
        return letters
    }

    /// The letter of a person whom other cases may name too; 0 for the deceased.
    private mutating func letter(of row: Prepared) throws -> Int {
        let (home, rest) = row.withBytes(4) { bytes in
            (Self.integer(bytes.prefix(8)), Self.integer(bytes.dropFirst(8)))
        }
        var key = home
        // Half of a person's key finds the place, because SQLite is quickest with integers; should two people want one
        // place, the second takes the next.
        while let found = try find(key) {
            if found.rest == rest { return found.letter }
            key &+= 1
        }
        let letter = newLetter(isDeceased: try isDeceased(row, home))
        person.bind(key, at: 1)
        person.bind(rest, at: 2)
        person.bind(letter, at: 3)
        try person.run()
        return letter
    }

    private func find(_ key: Int64) throws -> (rest: Int64, letter: Int)? {
        search.bind(key, at: 1)
        defer { search.reset() }
        return try search.next() ? (search.integer(0), Int(search.integer(1))) : nil
    }

    private static func integer(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    private func isDeceased(_ row: Prepared, _ key: Int64) throws -> Bool {
        guard filter.mayContain(key) else { return false }
        row.withBytes(4) { deceased.bind($0, at: 1) }
        defer { deceased.reset() }
        return try deceased.next()
    }
}

/// Tells at once of most people that they are not in a set, within memory that does not grow with it.
private struct PersonFilter {
    private var bits = [UInt64](repeating: 0, count: 1 << 15)

    /// Keys are digests, so any of their bits will do.
    private static func place(_ key: Int64) -> (word: Int, bit: UInt64) {
        (Int(key >> 6 & (1 << 15 - 1)), 1 << UInt64(key & 63))
    }

    mutating func insert(_ key: Int64) {
        let (word, bit) = Self.place(key)
        bits[word] |= bit
    }

    func mayContain(_ key: Int64) -> Bool {
        let (word, bit) = Self.place(key)
        return bits[word] & bit != 0
    }
}
