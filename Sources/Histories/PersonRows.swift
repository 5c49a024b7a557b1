import Intake

/// The rows of one person, as records, in the order of the files.
struct PersonRows {
    let rows: ArraySlice<PersonRows.Entry>

    /// A record with what it is sorted by.
    struct Entry {
        let hash: UInt64
        let key: RowKey
        let facts: RowFacts
    }
}

/// Sorts a partition's records by person, and each person's by place.
struct PartitionRows {
    private let pieces: [PartitionStore.Memory]
    private var entries: [PersonRows.Entry] = []

    /// `isLeftOut` tells the files that are not to be read, because they were given twice.
    init(_ store: PartitionStore, partition: Int, leavingOut isLeftOut: [Bool]) throws(IntakeError) {
        pieces = try store.pieces(of: partition)
        for piece in pieces {
            var place = 0
            while place < piece.count {
                let facts = RowFacts(start: UnsafeRawPointer(piece.start + place))
                let key = facts.key
                if !isLeftOut[key.file] {
                    entries.append(PersonRows.Entry(hash: facts.subjectHash, key: key, facts: facts))
                }
                place += facts.byteCount
            }
        }
        entries.sort { ($0.hash, $0.key.bits) < ($1.hash, $1.key.bits) }
    }

    /// Hands out each person's rows.
    func forEachPerson(_ body: (PersonRows) throws -> Void) rethrows {
        var first = 0
        while first < entries.count {
            var last = first + 1
            while last < entries.count, entries[last].hash == entries[first].hash { last += 1 }
            let group = entries[first..<last]
            if Self.isOnePerson(group) {
                try body(PersonRows(rows: group))
            } else {
                try Self.separate(group, body)
            }
            first = last
        }
    }

    private static func isOnePerson(_ group: ArraySlice<PersonRows.Entry>) -> Bool {
        guard let first = group.first?.facts.text(.subject) else { return true }
        return group.dropFirst().allSatisfy { isSame($0.facts.text(.subject), first) }
    }

    /// Two people whose identifiers have the same hash.
    private static func separate(_ group: ArraySlice<PersonRows.Entry>, _ body: (PersonRows) throws -> Void) rethrows {
        var rest = Array(group)
        while let first = rest.first?.facts.text(.subject) {
            let own = rest.filter { isSame($0.facts.text(.subject), first) }
            rest.removeAll { isSame($0.facts.text(.subject), first) }
            try body(PersonRows(rows: own[...]))
        }
    }

    private static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        left.elementsEqual(right)
    }
}
