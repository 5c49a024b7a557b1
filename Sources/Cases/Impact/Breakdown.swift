/// Convictions, and the people who have them.
package struct ImpactTotal: Hashable, Sendable {
    package var convictions: Int
    package var people: Int

    package init(convictions: Int = 0, people: Int = 0) {
        self.convictions = convictions
        self.people = people
    }

    package static func + (left: ImpactTotal, right: ImpactTotal) -> ImpactTotal {
        ImpactTotal(convictions: left.convictions + right.convictions, people: left.people + right.people)
    }

    package static func += (left: inout ImpactTotal, right: ImpactTotal) { left = left + right }
}

/// Convictions by one of their sides. The convictions of all lines add up to the total; the people need not, because one
/// person can stand in several lines.
package struct Breakdown<Key: Hashable & Comparable & Sendable>: Sendable {
    /// What has one value in common.
    package struct Line: Hashable, Sendable {
        package let key: Key
        package let total: ImpactTotal
    }

    private struct Cell {
        var total = ImpactTotal()
        var lastPerson = 0
    }

    private var cells: [Key: Cell] = [:]

    package init() {}

    /// Adds a conviction of a person. A person's convictions come one after the other; `person` is a number from 1 that
    /// no other person has.
    mutating func add(_ key: Key, of person: Int) {
        var cell = cells[key] ?? Cell()
        cell.total.convictions += 1
        if cell.lastPerson != person {
            cell.lastPerson = person
            cell.total.people += 1
        }
        cells[key] = cell
    }

    package subscript(key: Key) -> ImpactTotal { cells[key]?.total ?? ImpactTotal() }

    /// By key.
    package var lines: [Line] { cells.map { Line(key: $0.key, total: $0.value.total) }.sorted { $0.key < $1.key } }

    /// Most convictions first; by key where there are as many.
    package var linesBySize: [Line] {
        lines.sorted { ($1.total.convictions, $0.key) < ($0.total.convictions, $1.key) }
    }
}
