package import Cases
internal import Digests
internal import GRDB

extension Docket {
    /// Reads the people of a screening, each with what another screening knows of the same `SUBJECT_ID`: usually one
    /// person, none, or several where it read several files each on its own. In the order of admission, in flat memory.
    ///
    /// People without an identifier are never taken for another; for them the list is nil.
    ///
    /// - Throws: `unknownScreening`; and what `body` throws, unchanged.
    package func paired(
        _ screening: Screening,
        with other: Screening,
        _ body: (ScreenedPerson, [ScreenedPerson]?) throws -> Void
    ) throws {
        try reading { database in
            let screening = try ScreeningTable.screening(screening.id, database)
            let other = try ScreeningTable.screening(other.id, database)
            let people = try Prepared(
                database, "SELECT id, body, key FROM screened_person WHERE id >= ? AND id < ? ORDER BY id")
            people.bind(screening.ids.lowerBound, at: 1)
            people.bind(screening.ids.upperBound, at: 2)
            let search = try Prepared(
                database, "SELECT id, body FROM screened_person WHERE key = ? AND id >= ? AND id < ? ORDER BY id")
            search.bind(other.ids.lowerBound, at: 2)
            search.bind(other.ids.upperBound, at: 3)
            while try people.next() {
                let person = try people.screened(1, screening.number(ofPerson: people.integer(0))).person
                guard !people.isNull(2) else {
                    try body(person, nil)
                    continue
                }
                var same: [ScreenedPerson] = []
                search.bind(people.integer(2), at: 1)
                while try search.next() {
                    let found = try search.screened(1, other.number(ofPerson: search.integer(0))).person
                    if found.person.identifier == person.person.identifier { same.append(found) }
                }
                try body(person, same)
            }
        }
    }
}

/// By which a person is found in another screening: the beginning of a digest of `SUBJECT_ID`, so that no identifier stands
/// in an index. Two people may have the same.
enum SubjectKey {
    /// - Returns: nil without an identifier.
    static func of(_ person: Person, _ hasher: SHA256) -> Int64? {
        guard !person.identifier.isEmpty else { return nil }
        hasher.update("person\0")
        hasher.update(person.identifier)
        return hasher.finish().bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
