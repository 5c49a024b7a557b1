/// A choice of which convictions go: reports compare what several would have given.
package enum ReliefChoice: String, CaseIterable, Sendable {
    /// What the rules found: eligible for dismissal, or for reduction. Convictions that a person has to look at do not
    /// count as relief.
    case findings
    /// What reviewers have approved so far.
    case rulings
    /// Every conviction of Proposition 64 in the county is dismissed.
    case dismissAll = "dismiss-all"
    /// The same, and every conviction in the county for an offense that often goes with them.
    case dismissAllRelated = "dismiss-all-and-related"

    /// The convictions of a person that go under this choice: as `felonies`, those that are no felony afterwards; else
    /// those that are no conviction afterwards.
    func cleared(_ person: ScreenedPerson, _ rulings: [Ruling?], since seventhYear: CalendarDate?) -> ConvictionTotals {
        switch self {
        case .dismissAll: return person.proposition64
        case .dismissAllRelated:
            return ConvictionTotals(
                convictions: person.proposition64.convictions + person.related.convictions,
                felonies: person.proposition64.felonies + person.related.felonies,
                recent: person.proposition64.recent + person.related.recent)
        case .findings, .rulings:
            var cleared = ConvictionTotals()
            for (index, conviction) in person.convictions.enumerated() {
                let effect = self == .findings ? conviction.effectOfFinding : conviction.effect(of: rulings[index])
                guard effect != .none else { continue }
                if conviction.level == .felony { cleared.felonies += 1 }
                guard effect == .conviction else { continue }
                cleared.convictions += 1
                if let date = conviction.convictionDate, let seventhYear, date > seventhYear { cleared.recent += 1 }
            }
            return cleared
        }
    }
}

/// What goes of a conviction.
private enum Effect {
    case none
    /// It is no felony any more, and still a conviction.
    case felony
    case conviction
}

extension ScreenedConviction {
    fileprivate var effectOfFinding: Effect {
        switch determination {
        case .dismissal: .conviction
        case .reduction: .felony
        case .notEligible, .maybeEligible, .handReview, .cityReview, .missing: .none
        }
    }

    /// A recalled sentence leaves a conviction, of a lesser offense (H&S 11361.8(a)-(b), (h)).
    fileprivate func effect(of ruling: Ruling?) -> Effect {
        guard case .approve(let named) = ruling, let relief = relief(approvedAs: named) else { return .none }
        return relief == .dismissAndSeal ? .conviction : .felony
    }
}

/// People by what is on their record.
package struct RecordTotals: Hashable, Sendable {
    package var felony: Int
    package var conviction: Int
    /// A conviction in the seven years before the as-of date.
    package var recentConviction: Int

    package init(felony: Int = 0, conviction: Int = 0, recentConviction: Int = 0) {
        self.felony = felony
        self.conviction = conviction
        self.recentConviction = recentConviction
    }

    mutating func add(having all: ConvictionTotals) {
        felony += all.felonies > 0 ? 1 : 0
        conviction += all.convictions > 0 ? 1 : 0
        recentConviction += all.recent > 0 ? 1 : 0
    }

    /// Counts a person who had some and keeps none.
    mutating func add(losing all: ConvictionTotals, _ cleared: ConvictionTotals) {
        felony += all.felonies > 0 && all.felonies == cleared.felonies ? 1 : 0
        conviction += all.convictions > 0 && all.convictions == cleared.convictions ? 1 : 0
        recentConviction += all.recent > 0 && all.recent == cleared.recent ? 1 : 0
    }
}
