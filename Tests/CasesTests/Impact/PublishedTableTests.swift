import Cases
import Testing

struct PublishedTableTests {
    /// A table from people by group and outcome; everybody has two convictions.
    private static func table(_ rows: [(String, [Int])]) -> PeopleTable {
        var table = PeopleTable(outcomes: rows[0].1.indices.map { "outcome-\($0)" })
        for (name, cells) in rows {
            for (outcome, people) in cells.enumerated() {
                for _ in 0..<people { table.add(name, outcome, convictions: 2) }
            }
        }
        return table
    }

    /// The published table as text: `name total: cell cell`, with `-` where withheld.
    private static func text(_ table: PublishedTable) -> [String] {
        table.groups.map { group in
            let cells = group.cells.map { $0.map { String($0.people) } ?? "-" }.joined(separator: " ")
            return "\(group.values.joined(separator: "+")) \(group.total.people): \(cells)"
        }
    }

    @Test(
        "What is withheld",
        arguments: [
            ("nothing small", [("A", [20, 30]), ("B", [40, 11])], ["B 51: 40 11", "A 50: 20 30"]),
            ("a cell, and what would tell it", [("A", [20, 10]), ("B", [40, 50])], ["B 90: - -", "A 30: - -"]),
            (
                "only what is needed", [("A", [20, 10, 60]), ("B", [40, 50, 70]), ("C", [80, 90, 99])],
                ["C 269: 80 90 99", "B 160: - - 70", "A 90: - - 60"]
            ),
            (
                "a small group goes with the next larger one", [("A", [200, 100]), ("B", [50, 40]), ("C", [3, 4])],
                ["A 300: 200 100", "B+C 97: 53 44"]
            ),
            (
                "small groups go together when they are enough",
                [("A", [200, 100]), ("B", [8, 2]), ("C", [3, 4]), ("D", [30, 40])],
                ["A 300: 200 100", "D 70: - -", "B+C 17: - -"]
            ),
            ("two groups, one of them small", [("F", [5, 0]), ("M", [500, 20])], []),
            ("one group is everyone", [("A", [5, 500])], []),
            (
                "an outcome that nobody has", [("A", [20, 0, 30]), ("B", [40, 0, 50])], ["B 90: 40 50", "A 50: 20 30"]
            ),
            (
                "everybody of a group has the same outcome",
                [("A", [0, 20, 0]), ("B", [30, 0, 0]), ("C", [0, 0, 40])],
                ["C 40: - - -", "B 30: - - -", "A 20: - - -"]
            ),
        ] as [(String, [(String, [Int])], [String])])
    func withheld(name: String, rows: [(String, [Int])], expected: [String]) {
        let published = PublishedTable(Self.table(rows))
        #expect(Self.text(published) == expected, "\(name)")
    }

    @Test("Convictions are withheld where people are")
    func convictionsGoWithPeople() {
        let published = PublishedTable(Self.table([("A", [200, 100]), ("B", [50, 40])]))
        #expect(published.groups[0].cells[0] == ImpactTotal(convictions: 400, people: 200))
        #expect(published.groups[0].total == ImpactTotal(convictions: 600, people: 300))
    }

    @Test("Nobody can work a small figure out, whatever the table", arguments: 1...300 as ClosedRange<UInt64>)
    func smallFiguresStayUnknown(seed: UInt64) {
        var chance = SplitMix(seed)
        let outcomes = Int.random(in: 2...3, using: &chance)
        let rows = (0..<Int.random(in: 1...4, using: &chance)).map { row in
            (
                "G\(row)",
                (0..<outcomes).map { _ in
                    Bool.random(using: &chance)
                        ? Int.random(in: 0...2, using: &chance) : Int.random(in: 0...7, using: &chance)
                }
            )
        }
        let limit = 3
        let published = PublishedTable(Self.table(rows), limit: limit)
        for group in published.groups {
            #expect(group.total.people >= limit)
            #expect(group.cells.allSatisfy { $0.map { $0.people >= limit } ?? true })
        }
        guard !published.groups.isEmpty else { return }
        var intruder = Intruder(published, Self.table(rows))
        let known = intruder.known()
        #expect(known.isEmpty, "\(rows) \(Self.text(published)): \(known)")
    }
}

/// Tries every table that agrees with what was published and with the totals of the columns, which the whole report tells.
private struct Intruder {
    private let visible: [[Int?]]
    private let rows: [Int]
    private let columns: [Int]
    private var seen: [[Set<Int>]]

    init(_ published: PublishedTable, _ table: PeopleTable) {
        visible = published.groups.map { $0.cells.map { $0?.people } }
        rows = published.groups.map(\.total.people)
        let used = table.outcomes.indices.filter { published.outcomes.contains(table.outcomes[$0]) }
        columns = used.map { outcome in table.groups.values.reduce(0) { $0 + $1[outcome].people } }
        seen = visible.map { $0.map { _ in [] } }
    }

    /// Withheld cells that can have one value only.
    mutating func known() -> [String] {
        var cells = visible.map { $0.map { $0 ?? 0 } }
        search(0, &cells, rows: rows, columns: columns)
        var known: [String] = []
        for row in visible.indices {
            for column in visible[row].indices where visible[row][column] == nil && seen[row][column].count < 2 {
                known.append("\(row),\(column)")
            }
        }
        return known
    }

    private mutating func search(_ index: Int, _ cells: inout [[Int]], rows: [Int], columns: [Int]) {
        let (row, column) = (index / columns.count, index % columns.count)
        guard row < rows.count else {
            guard columns.allSatisfy({ $0 == 0 }) else { return }
            for row in cells.indices {
                for column in cells[row].indices { seen[row][column].insert(cells[row][column]) }
            }
            return
        }
        let most = min(rows[row], columns[column])
        let isLast = column == columns.count - 1
        for value in visible[row][column].map({ [$0] }) ?? Array(0...most) {
            guard value <= most, !isLast || value == rows[row] else { continue }
            var (rows, columns) = (rows, columns)
            rows[row] -= value
            columns[column] -= value
            cells[row][column] = value
            search(index + 1, &cells, rows: rows, columns: columns)
        }
    }
}
