package import Cases

/// What reviewers write into a worksheet, in whatever case and words.
package enum RulingWords {
    /// What is decided, before it is known whether it can be.
    package enum Decision: String, CaseIterable, Sendable {
        case approve, challenge, hold, refer
    }

    /// - Returns: nil for words that are not known. `no` is not: it can stand for a challenge and for none.
    package static func decision(_ text: String) -> Decision? {
        switch key(text) {
        case "approve", "approved", "approval", "yes", "y", "ok", "okay", "agree", "agreed", "grant", "granted",
            "nochallenge", "notchallenged", "unchallenged", "donotchallenge", "noobjection":
            .approve
        case "challenge", "challenged", "oppose", "opposed", "object", "objection", "deny", "denied": .challenge
        case "hold", "held", "onhold", "wait", "pending", "later": .hold
        case "refer", "referred", "referral", "transfer", "forward", "forwarded": .refer
        default: nil
        }
    }

    /// The statute's own numbers are known too: H&S 11361.9(c)(1)(i) and (ii).
    package static func ground(_ text: String) -> ChallengeGround? {
        switch key(text) {
        case key(ChallengeGround.doesNotMeetCriteria.rawValue), "doesnotmeet", "doesnotmeetcriteria", "criteria",
            "11361.8", "ineligible", "noteligible", "i", "1":
            .doesNotMeetCriteria
        case key(ChallengeGround.unreasonableRisk.rawValue), "risk", "danger", "publicsafety", "unreasonablerisk",
            "unreasonableriskofdangertopublicsafety", "ii", "2":
            .unreasonableRisk
        default: nil
        }
    }

    /// The marks of the schedules are known too: D, R, S.
    package static func relief(_ text: String) -> Relief? {
        switch key(text) {
        case "dismissseal", "dismiss", "dismissal", "dismissed", "dismissandseal", "dismissalandsealing", "seal", "d":
            .dismissAndSeal
        case "redesignate", "redesignated", "redesignation", "reduce", "reduction", "reduced", "r": .redesignate
        case "recall", "recalled", "resentence", "resentencing", "recallandresentence", "s": .recall
        default: nil
        }
    }

    /// A bar number as its digits, with `SBN` or `#` before it or not.
    ///
    /// - Returns: nil unless it has four to six digits and nothing else.
    package static func barNumber(_ text: String) -> String? {
        Reviewer("x, \(text)")?.barNumber
    }

    private static func key(_ text: String) -> String { Routing.key(text) }
}
