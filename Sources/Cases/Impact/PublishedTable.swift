/// A table of people that may be published: no figure under `smallest` stands in it, and none can be worked out from the
/// others and the totals.
///
/// 1. Groups of fewer people are put together as one, with the next larger groups until it is large enough and has two
///    parts.
/// 2. Cells under the limit are withheld. For each, three more are withheld that stand with it at the corners of a
///    rectangle, such that people could be moved around the corners without any row's or column's total changing: then
///    every withheld cell could as well hold other numbers, and corners are chosen so that there are enough of them.
/// 3. If a cell cannot be covered so, only the totals of the groups are given.
package struct PublishedTable: Hashable, Sendable {
    /// The usual limit of California's health and justice agencies for published statistics.
    package static let limit = 11

    package struct Group: Hashable, Sendable {
        /// The values that the file gives; several where small groups are put together.
        package let values: [String]
        package let total: ImpactTotal
        /// By outcome; nil where withheld.
        package fileprivate(set) var cells: [ImpactTotal?]
    }

    /// Largest first; the one that was put together last. Empty where nothing can be said of any group.
    package private(set) var groups: [Group] = []
    /// Names of the outcomes, without those that nobody has.
    package private(set) var outcomes: [String] = []

    package init(_ table: PeopleTable, limit: Int = PublishedTable.limit) {
        var (large, small) = Self.divided(table, limit)
        // A single group is everyone: its figures are those of the whole report, and no cell could be covered.
        guard large.count + (small.isEmpty ? 0 : 1) > 1 else { return }
        if !small.isEmpty { large.append(Self.joined(small, outcomes: table.outcomes.count)) }
        let used = table.outcomes.indices.filter { outcome in large.contains { $0.cells[outcome].people > 0 } }
        var cover = CellCover(large.map { row in used.map { row.cells[$0].people } }, limit: limit)
        let isCovered = cover.run()
        outcomes = used.map { table.outcomes[$0] }
        groups = large.enumerated().map { row, group in
            Group(
                values: group.values, total: group.total,
                cells: used.enumerated().map { column, outcome in
                    isCovered && !cover.isWithheld[row][column] ? group.cells[outcome] : nil
                })
        }
    }

    private struct Row {
        var values: [String]
        var cells: [ImpactTotal]
        var total: ImpactTotal { cells.reduce(ImpactTotal(), +) }
    }

    private static func divided(_ table: PeopleTable, _ limit: Int) -> (large: [Row], small: [Row]) {
        var large = table.groups.map { Row(values: [$0.key], cells: $0.value) }
            .sorted { ($1.total.people, $0.values[0]) < ($0.total.people, $1.values[0]) }
        var small: [Row] = []
        func people() -> Int { small.reduce(0) { $0 + $1.total.people } }
        while let last = large.last {
            let isNeeded = !small.isEmpty && (small.count < 2 || people() < limit)
            guard last.total.people < limit || isNeeded else { break }
            small.append(last)
            large.removeLast()
        }
        return (large, small)
    }

    private static func joined(_ rows: [Row], outcomes: Int) -> Row {
        var sum = Row(values: [], cells: Array(repeating: ImpactTotal(), count: outcomes))
        for row in rows {
            sum.values += row.values
            for outcome in 0..<outcomes { sum.cells[outcome] += row.cells[outcome] }
        }
        sum.values.sort()
        return sum
    }
}

/// Chooses which cells of a table to withhold when the totals of rows and columns are known.
private struct CellCover {
    let people: [[Int]]
    let limit: Int
    private(set) var isWithheld: [[Bool]]

    init(_ people: [[Int]], limit: Int) {
        self.people = people
        self.limit = limit
        isWithheld = people.map { $0.map { $0 < limit } }
    }

    /// - Returns: false if a small cell cannot be covered.
    mutating func run() -> Bool {
        for row in people.indices {
            for column in people[row].indices where people[row][column] < limit {
                guard let corner = corner(opposite: row, column) else { return false }
                isWithheld[row][corner.column] = true
                isWithheld[corner.row][column] = true
                isWithheld[corner.row][corner.column] = true
            }
        }
        return true
    }

    private func corner(opposite row: Int, _ column: Int) -> (row: Int, column: Int)? {
        var best: (row: Int, column: Int)?
        var bestRoom = 0
        var bestCost = Int.max
        for otherRow in people.indices where otherRow != row {
            for otherColumn in people[row].indices where otherColumn != column {
                let (beside, below) = (people[row][otherColumn], people[otherRow][column])
                let across = people[otherRow][otherColumn]
                // How many people could be moved into the cell, and how many out of it: so many other numbers it could
                // hold. As many as the limit are enough.
                let room = min(limit, min(beside, below) + min(people[row][column], across))
                var cost = 0
                if !isWithheld[row][otherColumn] { cost += beside }
                if !isWithheld[otherRow][column] { cost += below }
                if !isWithheld[otherRow][otherColumn] { cost += across }
                if room > bestRoom || (room == bestRoom && room > 0 && cost < bestCost) {
                    (best, bestRoom, bestCost) = ((otherRow, otherColumn), room, cost)
                }
            }
        }
        return best
    }
}
