internal import Cases

extension Ranks {
    var basis: RulingBasis {
        RulingBasis(level: level, isServing: sentence == .serving, determination: determination)
    }
}

extension Reviewer {
    /// How the audit chain names who answers.
    var actor: String { "\(name), SBN \(barNumber)" }
}

extension Ruling {
    /// The word for what was ruled. Stored and chained.
    var kind: String {
        switch self {
        case .approve: "approve"
        case .challenge: "challenge"
        case .hold: "hold"
        case .refer: "refer"
        }
    }

    /// What the ruling names: the relief, the ground, the jurisdiction. Stored and chained.
    var object: String {
        switch self {
        case .approve(let relief): relief?.rawValue ?? ""
        case .challenge(let ground): ground.rawValue
        case .hold: ""
        case .refer(let jurisdiction): jurisdiction
        }
    }

    init?(kind: String, object: String) {
        switch kind {
        case "approve" where object.isEmpty: self = .approve(nil)
        case "approve":
            guard let relief = Relief(rawValue: object) else { return nil }
            self = .approve(relief)
        case "challenge":
            guard let ground = ChallengeGround(rawValue: object) else { return nil }
            self = .challenge(ground)
        case "hold": self = .hold
        case "refer": self = .refer(object)
        default: return nil
        }
    }
}
