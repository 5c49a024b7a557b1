internal import Cases
internal import GRDB

/// Finds cases of a numbered batch by their place and by their number.
struct NumberedCaseSearch {
    private let atPlace: Prepared
    private let byKey: Prepared
    private let last: Prepared
    private let labels: Labels

    init(_ database: Database) throws {
        atPlace = try Prepared(
            database,
            """
            SELECT c.id, c.number, c.position FROM numbered n JOIN court_case c ON c.id = n.court_case
            WHERE n.batch = ? AND n.jurisdiction = ? AND n.sequence = ?
            """
        )
        byKey = try Prepared(
            database, "SELECT id, number, position FROM court_case WHERE key = ? AND batch = ? AND is_held = 0")
        last = try Prepared(
            database, "SELECT ifnull(max(sequence), 0) FROM numbered WHERE batch = ? AND jurisdiction = ?")
        labels = try Labels(database)
    }

    func number(at place: CourtOutcome.Place) throws -> String? {
        guard let jurisdiction = labels.known(place.jurisdiction) else { return nil }
        return try row(place.batch, jurisdiction, place.sequence)?.number
    }

    /// Every sequence at which a jurisdiction has a case of this number, whatever its blanks, punctuation and case.
    func places(of number: String, in batch: Int64, jurisdiction: String) throws -> [CourtOutcome.Place] {
        guard let label = labels.known(jurisdiction) else { return [] }
        let key = CaseKey(jurisdiction: label, number: number)
        byKey.bind(key.hash, at: 1)
        byKey.bind(batch, at: 2)
        var found: [(id: Int64, position: [UInt8])] = []
        while try byKey.next() {
            guard CaseKey(jurisdiction: label, number: byKey.text(1)).matches(key) else { continue }
            found.append((byKey.integer(0), byKey.bytes(2)))
        }
        return try found.compactMap { case_ in
            try sequence(of: case_.id, at: case_.position, in: batch, label).map {
                CourtOutcome.Place(batch: batch, jurisdiction: jurisdiction, sequence: $0)
            }
        }
    }

    private func row(
        _ batch: Int64, _ jurisdiction: Int64, _ sequence: Int
    ) throws -> (id: Int64, number: String, position: [UInt8])? {
        atPlace.bind(batch, at: 1)
        atPlace.bind(jurisdiction, at: 2)
        atPlace.bind(sequence, at: 3)
        defer { atPlace.reset() }
        return try atPlace.next() ? (atPlace.integer(0), atPlace.text(1), atPlace.bytes(2)) : nil
    }

    /// Cases are numbered by position, then by id, so their sequence is found by halving.
    private func sequence(
        of id: Int64, at position: [UInt8], in batch: Int64, _ jurisdiction: Int64
    ) throws -> Int? {
        last.bind(batch, at: 1)
        last.bind(jurisdiction, at: 2)
        defer { last.reset() }
        guard try last.next() else { return nil }
        var (low, high) = (1, Int(last.integer(0)))
        while low <= high {
            let middle = low + (high - low) / 2
            guard let found = try row(batch, jurisdiction, middle) else { return nil }
            if found.id == id { return middle }
            let isBefore =
                found.position == position
                ? found.id < id : found.position.lexicographicallyPrecedes(position)
            if isBefore { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }
}
