import Cases

// What the report calls the values of its tables.

extension ImpactReport {
    /// A value as a reader should see it; the keys of tables for machines are the values themselves.
    func title(of value: String, in dimension: ImpactDimension) -> String {
        switch dimension {
        case .section: Self.sections[value].map { "\(value) \($0)" } ?? value
        case .level: value.prefix(1).uppercased() + value.dropFirst()
        case .decade: value.isEmpty ? "Not dated" : value
        case .court: value.isEmpty ? "Not given" : value
        case .jurisdiction: value.isEmpty ? "Not known" : places.jurisdiction(value)?.name ?? value
        case .courthouse: value.isEmpty ? "Not known" : places.courthouse(value)?.name ?? value
        case .determination: value.isEmpty ? "None" : value
        case .relief: Relief(rawValue: value)?.title ?? "None"
        case .rule: value.isEmpty ? "None" : value
        case .ruling: Self.rulings[value] ?? value
        }
    }

    static let sections = [
        "11357": "Possession", "11358": "Cultivation", "11359": "Possession for sale", "11360": "Sale or transport",
    ]

    static let rulings = [
        "": "Nobody has ruled", "approve": "Not challenged", "hold": "Held", "refer": "Referred to another office",
        "conflict": "Reviewers differ", "changed": "To be ruled on again: the finding changed",
        "challenge: does-not-meet-11361.8": "Challenged: does not meet 11361.8",
        "challenge: unreasonable-risk": "Challenged: unreasonable risk",
    ]
}

extension Determination {
    /// For charts.
    var shortTitle: String {
        switch self {
        case .dismissal: "Dismissal"
        case .reduction: "Reduction"
        case .notEligible: "Not eligible"
        case .maybeEligible: "Maybe eligible"
        case .handReview: "Hand review"
        case .cityReview: "City prosecutor’s review"
        case .missing: "None"
        }
    }
}

extension ReliefChoice {
    var title: String {
        switch self {
        case .findings: "Relief as the rules found it"
        case .rulings: "Relief as reviewers have approved it so far"
        case .dismissAll: "If every Proposition 64 conviction were dismissed"
        case .dismissAllRelated: "If related convictions were dismissed as well"
        }
    }
}

extension PersonTrait {
    var title: String { self == .race ? "Race" : "Sex" }
}

extension RecordOutcome {
    var title: String {
        switch self {
        case .noConviction: "No conviction left"
        case .noFelony: "No felony left"
        case .someRelief: "Some relief"
        case .noRelief: "None found"
        }
    }
}

extension ReviewOutcome {
    var title: String {
        switch self {
        case .someChallenged: "Something challenged"
        case .someApproved: "Something approved"
        case .noneDecided: "Nothing decided"
        }
    }
}

/// `64%`; empty where there is no whole.
func percentage(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let rounded = (part * 200 + whole) / (2 * whole)
    if part > 0, rounded == 0 { return "<1%" }
    if part < whole, rounded == 100 { return ">99%" }
    return "\(rounded)%"
}
