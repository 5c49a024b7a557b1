internal import Cases
internal import GRDB

/// Reads and writes screenings and their inputs.
enum ScreeningTable {
    // MARK: Reading

    static func screening(_ identity: String, _ database: Database) throws -> Screening? {
        let sql = "SELECT * FROM screening WHERE identity = ? AND is_discarded = 0"
        return try Row.fetchOne(database, sql: sql, arguments: [identity]).map { try screening($0, database) }
    }

    static func screening(_ id: Int64, _ database: Database) throws -> Screening {
        let sql = "SELECT * FROM screening WHERE id = ? AND is_discarded = 0"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else {
            throw DocketError(.unknownScreening)
        }
        return try screening(row, database)
    }

    static func all(_ database: Database) throws -> [Screening] {
        let sql = "SELECT * FROM screening WHERE is_discarded = 0 ORDER BY id"
        return try Row.fetchAll(database, sql: sql).map { try screening($0, database) }
    }

    private static func screening(_ row: Row, _ database: Database) throws -> Screening {
        let id: Int64 = row["id"]
        let (first, next): (Int64, Int64) = (row["first_person"], row["next_person"])
        guard let asOf = CalendarDate(number: row["as_of"]), first <= next else {
            throw DocketError(.damaged, "screening \(id)")
        }
        let description = ScreeningDescription(
            identity: row["identity"],
            county: row["county"],
            rules: row["rules"],
            rulesDigest: row["rules_digest"],
            asOf: asOf,
            program: row["program"],
            inputs: try InputTable.ofScreenings.inputs(of: id, database),
            summary: row["summary"]
        )
        return Screening(
            id: id,
            description: description,
            screenedAt: row["screened_at"],
            convictions: row["conviction_count"],
            ids: first..<next
        )
    }

    // MARK: Writing

    /// Writes a screening without its results.
    ///
    /// - Returns: its id, and the id for its first person. Ids of people are never used twice, because rulings name them.
    static func begin(
        _ description: ScreeningDescription,
        at time: Int64,
        _ database: Database
    ) throws -> (id: Int64, firstPerson: Int64) {
        let firstPerson = try Int64.fetchOne(database, sql: "SELECT coalesce(max(next_person), 1) FROM screening") ?? 1
        try database.execute(
            sql: """
                INSERT INTO screening (
                    identity, county, rules, rules_digest, as_of, program, summary, screened_at, is_discarded,
                    first_person, next_person, conviction_count
                ) VALUES (?, ?, ?, ?, ?, ?, '', ?, 0, ?, ?, 0)
                """,
            arguments: [
                description.identity, description.county, description.rules, description.rulesDigest,
                description.asOf.number, description.program, time, firstPerson, firstPerson,
            ]
        )
        return (database.lastInsertedRowID, firstPerson)
    }

    /// Writes what the screening came to.
    static func complete(_ id: Int64, _ admission: borrowing ScreeningAdmission, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE screening SET summary = ?, next_person = ?, conviction_count = ? WHERE id = ?",
            arguments: [admission.summary, admission.nextPerson, admission.convictions, id]
        )
        try InputTable.ofScreenings.write(admission.inputs, of: id, database)
    }

    static func discard(_ screening: Screening, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM screened_person WHERE id >= ? AND id < ?",
            arguments: [screening.ids.lowerBound, screening.ids.upperBound]
        )
        try database.execute(
            sql: "UPDATE screening SET is_discarded = 1, summary = '' WHERE id = ?",
            arguments: [screening.id]
        )
    }
}
