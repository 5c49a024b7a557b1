/// The person who answers for a decision: a deputy district attorney or a city prosecutor.
package struct Reviewer: Hashable, Sendable {
    package let name: String
    /// State Bar number, digits only.
    package let barNumber: String

    /// Reads `NAME, SBN`, as in `Dana Whitfield, 123456` or `Dana Whitfield, SBN 123456`.
    ///
    /// - Returns: nil without a name or without a bar number of four to six digits.
    package init?(_ text: String) {
        guard let comma = text.lastIndex(of: ",") else { return nil }
        let name = text[..<comma].split(separator: " ").joined(separator: " ")
        let digits = text[text.index(after: comma)...].filter(\.isNumber)
        let words = text[text.index(after: comma)...].filter { !$0.isNumber && $0 != " " && $0 != "." && $0 != "#" }
        guard !name.isEmpty, (4...6).contains(digits.utf8.count), ["", "SBN", "sbn"].contains(String(words)) else {
            return nil
        }
        self.name = name
        barNumber = String(digits)
    }

    package init(name: String, barNumber: String) {
        self.name = name
        self.barNumber = barNumber
    }
}

/// What a reviewer decided about an eligible case. Only approval leads to a filing.
package struct Decision: Hashable, Sendable {
    package let reviewer: Reviewer
    /// When it was decided: seconds since 1970, UTC. Kept in the docket only, never printed, so that documents do not
    /// depend on the clock.
    package let time: Int64

    package init(reviewer: Reviewer, time: Int64) {
        self.reviewer = reviewer
        self.time = time
    }

    /// The one way to an approved case.
    package func approve(_ eligible: EligibleCase) -> ApprovedCase { ApprovedCase(eligible: eligible, decision: self) }
}

/// An eligible case that a named prosecutor approved. Cannot be made except by `Decision.approve`.
package struct ApprovedCase: Hashable, Sendable {
    package let eligible: EligibleCase
    package let decision: Decision

    fileprivate init(eligible: EligibleCase, decision: Decision) {
        self.eligible = eligible
        self.decision = decision
    }
}

/// What a document may be made of: a case nobody has decided yet gives drafts, an approved one gives filings.
package enum Standing: Hashable, Sendable {
    case undecided(EligibleCase)
    case approved(ApprovedCase)

    package var eligible: EligibleCase {
        switch self {
        case .undecided(let eligible): eligible
        case .approved(let approved): approved.eligible
        }
    }
}
