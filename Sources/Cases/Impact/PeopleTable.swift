/// What the state's file says of a person that statistics may ask for, in aggregate alone.
package enum PersonTrait: String, CaseIterable, Sendable {
    case race, sex

    /// As the file gives it; may be empty.
    func value(of person: ScreenedPerson) -> String { (self == .race ? person.race : person.sex).withSingleBlanks }
}

/// What the findings leave on a person's record. Each person has exactly one.
package enum RecordOutcome: String, CaseIterable, Sendable {
    case noConviction = "no-conviction-left"
    /// Had felonies and keeps none; other convictions stay.
    case noFelony = "no-felony-left"
    /// Some conviction goes or is reduced, and neither of the two above.
    case someRelief = "some-relief"
    case noRelief = "no-relief"

    init(_ person: ScreenedPerson, _ cleared: ConvictionTotals, hasRelief: Bool) {
        if person.all.convictions > 0, person.all.convictions == cleared.convictions {
            self = .noConviction
        } else if person.all.felonies > 0, person.all.felonies == cleared.felonies {
            self = .noFelony
        } else {
            self = hasRelief ? .someRelief : .noRelief
        }
    }
}

/// How far the review of a person's convictions has come. Each person has exactly one.
package enum ReviewOutcome: String, CaseIterable, Sendable {
    case someChallenged = "some-challenged"
    /// Some approved, none challenged.
    case someApproved = "some-approved"
    case noneDecided = "none-decided"

    init(_ rulings: [Ruling?]) {
        var outcome = ReviewOutcome.noneDecided
        for case let ruling? in rulings {
            switch ruling {
            case .challenge: outcome = .someChallenged
            case .approve where outcome == .noneDecided: outcome = .someApproved
            case .approve, .hold, .refer: break
            }
        }
        self = outcome
    }
}

/// People, with their convictions, by a trait of theirs and one of a few outcomes. Not for publication: see
/// `PublishedTable`.
package struct PeopleTable: Sendable {
    /// For each value of the trait as the file gives it, the totals by outcome.
    package private(set) var groups: [String: [ImpactTotal]] = [:]
    package let outcomes: [String]

    package init(outcomes: [String]) { self.outcomes = outcomes }

    /// Counts one person; `outcome` is an index into the outcomes.
    package mutating func add(_ group: String, _ outcome: Int, convictions: Int) {
        groups[group, default: Array(repeating: ImpactTotal(), count: outcomes.count)][outcome] += ImpactTotal(
            convictions: convictions, people: 1)
    }
}
