internal import Cases
internal import Casework

extension ReviewStateName {
    /// As pages call it.
    var words: String {
        switch self {
        case .toReview: "To review"
        case .notEligible: "Not eligible"
        case .approved: "Approved"
        case .challenged: "Challenged"
        case .held: "Held"
        case .referred: "Referred"
        case .conflict: "Reviewers differ"
        case .changed: "Finding has changed since"
        }
    }
}

extension ChallengeGround {
    var words: String {
        switch self {
        case .doesNotMeetCriteria: "Does not meet the criteria (H&S 11361.8)"
        case .unreasonableRisk: "Unreasonable risk to public safety (still serving; H&S 11361.8(b))"
        }
    }
}

extension Relief {
    var words: String {
        switch self {
        case .dismissAndSeal: "Dismiss and seal (H&S 11361.8(e)–(f))"
        case .redesignate: "Redesignate (H&S 11361.8(e)–(f))"
        case .recall: "Recall or dismiss the sentence (H&S 11361.8(a)–(b))"
        }
    }
}

extension ReviewItem.Made {
    /// `Challenge: Does not meet the criteria`
    var words: String {
        let what = decision.prefix(1).uppercased() + decision.dropFirst()
        let object = ChallengeGround(rawValue: object)?.words ?? Relief(rawValue: object)?.words ?? object
        return object.isEmpty ? what : "\(what): \(object)"
    }
}

extension ReviewAnswer {
    /// What keeps a decision from being recorded, and what to do; nil if nothing does.
    var problem: String? {
        guard case .refused(let code, _, let detail) = self else { return nil }
        return [code.reason, detail, code.hint].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
