package import Cases

/// How many cases and counts share something.
package struct Tally<Key: Hashable & Sendable>: Hashable, Sendable {
    package let key: Key
    /// A case with several counts that share it is counted once.
    package let cases: Int
    package let counts: Int
}

/// The cases of one courthouse, which stand together in filing order.
package struct CourthouseTally: Hashable, Sendable {
    package let courthouse: String
    package let cases: Int
    package let counts: Int
    /// Within the jurisdiction.
    package let sequences: Range<Int>
}

/// Rows that ended for one reason, or doubts of one kind.
package struct ProblemTally: Hashable, Sendable {
    package let code: ProblemCode
    package let rows: Int
}

/// What a batch came to in one jurisdiction.
package struct JurisdictionSummary: Hashable, Sendable {
    /// The jurisdiction's id; empty for rows of which nothing tells the jurisdiction.
    package let jurisdiction: String
    package internal(set) var cases = 0
    package internal(set) var counts = 0
    /// People with a case in the packet, the deceased among them.
    package internal(set) var people = 0
    /// Letters, one for each living person.
    package internal(set) var letters = 0
    /// Of the law's order; what did not occur is left out, here and below.
    package internal(set) var reliefs: [Tally<Relief>] = []
    /// By section as cited, in byte order.
    package internal(set) var sections: [Tally<String>] = []
    /// From felony to infraction.
    package internal(set) var levels: [Tally<OffenseLevel>] = []
    /// In filing order.
    package internal(set) var courthouses: [CourthouseTally] = []
    /// Challenged cases by courthouse, in filing order; their sequences are their own.
    package internal(set) var challenges: [CourthouseTally] = []
    /// Counts filed whose challenge in an earlier batch is withdrawn.
    package internal(set) var withdrawals = 0
    /// By first year of the decade of conviction.
    package internal(set) var decades: [Tally<Int>] = []
    /// Dates of conviction.
    package internal(set) var earliest: CalendarDate?
    package internal(set) var latest: CalendarDate?
    /// Stopped rows by the problem that decided, in the order of `ProblemCode`.
    package internal(set) var problems: [ProblemTally] = []
    var outcomes: [Outcome: Int] = [:]

    init(jurisdiction: String) { self.jurisdiction = jurisdiction }

    /// Rows that ended so.
    package func rows(_ outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

    /// All rows of this jurisdiction, which is the sum over the outcomes.
    package var totalRows: Int { Outcome.allCases.reduce(0) { $0 + rows($1) } }

    /// The range that reads every case.
    package var sequences: Range<Int> { 1..<cases + 1 }

    /// Challenged cases and counts.
    package var challenged: CaseTotal {
        challenges.reduce(into: CaseTotal()) { $0 += CaseTotal(cases: $1.cases, counts: $1.counts) }
    }

    /// The range that reads every challenged case.
    package var challengeSequences: Range<Int> { 1..<challenged.cases + 1 }

    /// The range that reads every letter.
    package var letterNumbers: Range<Int> { 1..<letters + 1 }
}

/// What a batch came to.
package struct BatchSummary: Hashable, Sendable {
    /// By id; rows without jurisdiction, if any, stand first under the empty id.
    package internal(set) var jurisdictions: [JurisdictionSummary] = []
    /// Doubts by kind, in the order of `ProblemCode`.
    package internal(set) var warnings: [ProblemTally] = []

    package func jurisdiction(_ id: String) -> JurisdictionSummary? { jurisdictions.first { $0.jurisdiction == id } }

    /// Rows that ended so, in all jurisdictions.
    package func rows(_ outcome: Outcome) -> Int { jurisdictions.reduce(0) { $0 + $1.rows(outcome) } }

    package var totalRows: Int { jurisdictions.reduce(0) { $0 + $1.totalRows } }
    package var cases: Int { jurisdictions.reduce(0) { $0 + $1.cases } }
    package var counts: Int { jurisdictions.reduce(0) { $0 + $1.counts } }
}
