package import Cases

/// Cases and counts that ask for one relief.
package struct ReliefTotal: Sendable, Hashable {
    /// `D`, `R` or `S`, as the schedules write it.
    package let code: String
    package let cases: Int
    package let counts: Int

    package init(code: String, cases: Int, counts: Int) {
        self.code = code
        self.cases = cases
        self.counts = counts
    }
}

/// Cases and counts that go to one courthouse.
package struct CourthouseTotal: Sendable, Hashable {
    package let name: String
    package let cases: Int
    package let counts: Int

    package init(name: String, cases: Int, counts: Int) {
        self.name = name
        self.cases = cases
        self.counts = counts
    }
}

/// The control totals of a packet or of a whole batch. They must add up:
/// rows are the sum of all outcomes; cases and counts are those of the courthouses together; counts are those of the
/// reliefs together (a case may ask for two).
package struct Totals: Sendable, Hashable {
    /// Input rows that came for this jurisdiction, whatever became of them.
    package var rows: Int
    package var cases: Int
    package var counts: Int
    package var people: Int
    package var letters: Int
    package var reliefs: [ReliefTotal]
    package var courthouses: [CourthouseTotal]
    private var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)

    package init(
        rows: Int = 0,
        cases: Int = 0,
        counts: Int = 0,
        people: Int = 0,
        letters: Int = 0,
        reliefs: [ReliefTotal] = [],
        courthouses: [CourthouseTotal] = []
    ) {
        self.rows = rows
        self.cases = cases
        self.counts = counts
        self.people = people
        self.letters = letters
        self.reliefs = reliefs
        self.courthouses = courthouses
    }

    /// Rows by outcome.
    package subscript(outcome: Outcome) -> Int {
        get { outcomes[Self.index(of: outcome)] }
        set { outcomes[Self.index(of: outcome)] = newValue }
    }

    private static func index(of outcome: Outcome) -> Int { Outcome.allCases.firstIndex(of: outcome) ?? 0 }
}
