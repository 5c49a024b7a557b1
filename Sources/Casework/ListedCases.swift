import Cases
import Filings

/// What the list of a packet's cases came to.
struct ListedCases: Sendable {
    let files: [FileEntry]
    /// By key of the courthouse.
    let figures: [String: Figures]
    /// For each group and volume of its schedule: the totals before it.
    let carried: [[CaseTotal]]
    /// People of each group.
    let people: [Int]
    /// For each group: its cases with counts whose challenge is withdrawn.
    let withdrawn: [[PlacedCase]]

    init(
        files: [FileEntry], figures: [String: Figures], carried: [[CaseTotal]], people: [Int], withdrawn: [[PlacedCase]]
    ) {
        self.files = files
        self.figures = figures
        self.carried = carried
        self.people = people
        self.withdrawn = withdrawn
    }

    /// Nothing is listed.
    init(groups: Int = 0) {
        let none = Array(repeating: 0, count: groups)
        self.init(
            files: [], figures: [:], carried: none.map { _ in [] }, people: none, withdrawn: none.map { _ in [] })
    }

    func figures(of groups: [PacketGroup]) -> Figures {
        groups.flatMap(\.courthouses).reduce(into: Figures()) { sum, courthouse in
            if let part = figures[courthouse] { sum.add(part) }
        }
    }
}

/// Counts people, each once. Keeps hashes rather than names, 8 bytes a person.
struct PeopleCount {
    private var known: Set<Int> = []
    private var unknown = 0

    mutating func add(_ person: Person) {
        if let identity = person.identity { known.insert(identity.hashValue) } else { unknown += 1 }
    }

    var total: Int { known.count + unknown }
}
