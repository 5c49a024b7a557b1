package import Cases
internal import GRDB

extension Docket {
    /// The screening of an identity; nil if it was never made, or was discarded.
    package func screening(_ identity: String) throws(DocketError) -> Screening? {
        try Self.translating { try pool.read { try ScreeningTable.screening(identity, $0) } }
    }

    /// All screenings that were not discarded, oldest first.
    package func screenings() throws(DocketError) -> [Screening] {
        try Self.translating { try pool.read { try ScreeningTable.all($0) } }
    }

    /// Takes a screening in: all its people, or, when anything fails, none. Put into the audit chain.
    ///
    /// Waits for its turn if another run is writing.
    ///
    /// - Parameters:
    ///   - description: what makes the screening itself. If one of that identity is there, `body` is not called.
    ///   - time: seconds since 1970, UTC.
    ///   - body: adds every person, and says what the inputs were. Its errors pass unchanged.
    /// - Returns: the screening, whole.
    /// - Throws: `DocketError`.
    package func screen(
        _ description: ScreeningDescription,
        at time: Int64,
        _ body: (inout ScreeningAdmission) throws -> Void
    ) throws -> Screening {
        try transaction { database in
            if let screening = try ScreeningTable.screening(description.identity, database) { return screening }
            let (id, firstPerson) = try ScreeningTable.begin(description, at: time, database)
            var admission = try ScreeningAdmission(database, description, firstPerson: firstPerson)
            try body(&admission)
            try ScreeningTable.complete(id, admission, database)
            var chain = try AuditChain(database)
            var entry = AuditEntry(time: time, action: .screened, batch: id, actor: "")
            entry.detail = description.identity
            try chain.append(entry)
            try chain.finish(database)
            return try ScreeningTable.screening(id, database)
        }
    }

    /// Gives a screening up that nobody has ruled on. The persons' data are deleted and overwritten; the audit chain keeps
    /// that there was a screening.
    ///
    /// - Throws: `wrongStage` once somebody has ruled on it, `unknownScreening`.
    package func discard(_ screening: Screening, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                let screening = try ScreeningTable.screening(screening.id, database)
                let sql = "SELECT EXISTS (SELECT 1 FROM ruling WHERE screening = ?)"
                guard try Bool.fetchOne(database, sql: sql, arguments: [screening.id]) == false else {
                    throw DocketError(.wrongStage, "rulings were made on it")
                }
                try database.execute(sql: "PRAGMA secure_delete = ON")
                try ScreeningTable.discard(screening, database)
                var chain = try AuditChain(database)
                try chain.append(AuditEntry(time: time, action: .screeningDiscarded, batch: screening.id, actor: ""))
                try chain.finish(database)
            }
        }
    }

    /// Reads the people of a screening with the state of the review, in the order in which they were admitted, in flat
    /// memory.
    ///
    /// - Throws: `unknownScreening`; and what `body` throws, unchanged.
    package func reviewed(_ screening: Screening, _ body: (ReviewedPerson) throws -> Void) throws {
        try reading { database in
            let screening = try ScreeningTable.screening(screening.id, database)
            let reader = try ReviewReader(screening, database)
            let rows = try Prepared(peopleOf: screening, database)
            while try rows.next() { try body(reader.person(rows)) }
        }
    }

    /// Reads single people of a screening by number, in the order given.
    ///
    /// - Throws: `unknownScreening`; `damaged` for a number that the screening does not have; and what `body` throws.
    package func reviewed(
        _ screening: Screening,
        numbers: some Sequence<Int>,
        _ body: (ReviewedPerson) throws -> Void
    ) throws {
        try reading { database in
            let screening = try ScreeningTable.screening(screening.id, database)
            let reader = try ReviewReader(screening, database)
            let row = try Prepared(database, "SELECT id, body FROM screened_person WHERE id = ?")
            for number in numbers {
                guard let id = screening.id(ofPerson: number) else { throw DocketError(.damaged, "person \(number)") }
                row.bind(id, at: 1)
                guard try row.next() else { throw DocketError(.damaged, "person \(number)") }
                let person = try reader.person(row)
                row.reset()
                try body(person)
            }
        }
    }
}

/// Turns rows into people, and looks their convictions' rulings up.
struct ReviewReader {
    let screening: Screening
    private let labels: Labels
    private let rulings: RulingTable.Reader

    init(_ screening: Screening, _ database: Database) throws {
        self.screening = screening
        labels = try Labels(database)
        rulings = try RulingTable.Reader(database)
    }

    /// Columns: id, body.
    func person(_ row: Prepared) throws -> ReviewedPerson {
        let number = screening.number(ofPerson: row.integer(0))
        let content = try row.screened(1, number)
        var jurisdictions: [String] = []
        var states: [ReviewState] = []
        for (position, conviction) in content.person.convictions.enumerated() {
            let routed = try labels.text(content.jurisdictions[position])
            let history = try rulings.history(
                of: ConvictionPlace(screening: screening, person: number, position: position), content.person)
            let basis = RulingBasis(conviction)
            jurisdictions.append(history.referral(on: basis) ?? routed)
            states.append(history.state(on: basis))
        }
        return ReviewedPerson(number: number, screened: content.person, jurisdictions: jurisdictions, states: states)
    }
}

extension Prepared {
    /// The people of a screening in the order in which they were admitted: id, body.
    convenience init(peopleOf screening: Screening, _ database: Database) throws {
        try self.init(database, "SELECT id, body FROM screened_person WHERE id >= ? AND id < ? ORDER BY id")
        bind(screening.ids.lowerBound, at: 1)
        bind(screening.ids.upperBound, at: 2)
    }

    /// The screened person in a column.
    func screened(_ column: Int32, _ number: Int) throws -> ScreeningCoding.Content {
        do {
            return try withBytes(column) { try ScreeningCoding.read($0) }
        } catch {
            throw DocketError(.damaged, "person \(number)")
        }
    }
}
