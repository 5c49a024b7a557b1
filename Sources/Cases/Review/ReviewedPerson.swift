/// How far the review of a conviction has come.
package enum ReviewState: Hashable, Sendable {
    /// Nobody has ruled.
    case open
    /// This ruling counts.
    case ruled(RecordedRuling)
    /// Reviewers differ, and nobody has decided between them: the latest ruling of each, oldest first. None counts.
    case conflict([RecordedRuling])
    /// Ruled, but on another finding than the present one: it does not count and has to be made again.
    case changed(RecordedRuling)

    /// The ruling that counts.
    package var counting: RecordedRuling? {
        if case .ruled(let ruling) = self { ruling } else { nil }
    }
}

/// A screened person with the state of the review.
package struct ReviewedPerson: Hashable, Sendable {
    /// From 1, in the order of the screening.
    package let number: Int
    package let screened: ScreenedPerson
    /// For each conviction, the key of the jurisdiction that has to review it: where a reviewer has referred it to, or
    /// else where it was routed; empty where nothing tells it.
    package let jurisdictions: [String]
    /// For each conviction.
    package let states: [ReviewState]

    package init(number: Int, screened: ScreenedPerson, jurisdictions: [String], states: [ReviewState]) {
        self.number = number
        self.screened = screened
        self.jurisdictions = jurisdictions
        self.states = states
    }

    /// For each conviction, the ruling that counts; nil where none does.
    package var rulings: [RecordedRuling?] { states.map(\.counting) }
}
