/// A count on which the prosecution challenges relief (H&S 11361.9(c)).
///
/// Holds the statutory ground and nothing of the reasons behind it, which are criminal history information.
package struct ChallengedCount: Hashable, Sendable {
    package let count: Count
    package let ground: ChallengeGround
    /// Who ruled so in the review. For the docket; documents name who signs them.
    package let reviewer: Reviewer
    /// The earlier notice that gave another ground for the same count; nil for a count that is challenged for the first
    /// time.
    package let amends: EarlierNotice?

    package init(count: Count, ground: ChallengeGround, reviewer: Reviewer, amends: EarlierNotice? = nil) {
        self.count = count
        self.ground = ground
        self.reviewer = reviewer
        self.amends = amends
    }
}

/// A notice of challenge of an earlier batch, as later papers cite it.
package struct EarlierNotice: Hashable, Sendable {
    /// The name of the batch, which its notices print as their reference.
    package let batch: String
    package let asOf: CalendarDate

    package init(batch: String, asOf: CalendarDate) {
        self.batch = batch
        self.asOf = asOf
    }
}

/// A court case of one person with its challenged counts. Other counts of the same case may be approved.
package struct ChallengedCase: Hashable, Sendable {
    package let number: String
    package let person: Person
    package let route: Route
    /// In the order of the batch; never empty.
    package let counts: [ChallengedCount]

    /// - Returns: nil without counts.
    package init?(number: String, person: Person, route: Route, counts: [ChallengedCount]) {
        guard !counts.isEmpty else { return nil }
        self.number = number
        self.person = person
        self.route = route
        self.counts = counts
    }

    /// The grounds of its counts, each once, in the order of the statute.
    package var grounds: [ChallengeGround] {
        ChallengeGround.allCases.filter { ground in counts.contains { $0.ground == ground } }
    }
}

/// A count that is approved now and was challenged in an earlier batch: the challenge is withdrawn.
package struct WithdrawnChallenge: Hashable, Sendable {
    /// Where the approved count stands in the batch.
    package let place: RowPlace
    package let notice: EarlierNotice

    package init(place: RowPlace, notice: EarlierNotice) {
        self.place = place
        self.notice = notice
    }
}

/// What a group of challenged cases adds up to.
package struct ChallengeFigures: Hashable, Sendable {
    package private(set) var total = CaseTotal()
    package private(set) var byGround: [ChallengeGround: CaseTotal] = [:]

    package init() {}

    package mutating func add(_ challenged: ChallengedCase) {
        total += CaseTotal(cases: 1, counts: challenged.counts.count)
        for ground in challenged.grounds {
            let counts = challenged.counts.count { $0.ground == ground }
            byGround[ground, default: CaseTotal()] += CaseTotal(cases: 1, counts: counts)
        }
    }

    /// Adds another group's figures.
    package mutating func add(_ other: ChallengeFigures) {
        total += other.total
        byGround.merge(other.byGround, uniquingKeysWith: +)
    }
}
