/// The ground on which a prosecutor challenges relief (H&S 11361.9(c)(1)).
package enum ChallengeGround: String, CaseIterable, Sendable {
    /// The person does not meet the criteria of H&S 11361.8.
    case doesNotMeetCriteria = "does-not-meet-11361.8"
    /// An unreasonable risk of danger to public safety (H&S 11361.8(b); Pen. Code 1170.18(c)). Only for people who are
    /// still serving the sentence.
    case unreasonableRisk = "unreasonable-risk"
}

/// What a reviewer rules about a screened conviction.
package enum Ruling: Hashable, Sendable {
    /// The People do not challenge relief, and ask for it. The relief is named where the finding names none.
    case approve(Relief?)
    case challenge(ChallengeGround)
    /// To be looked at again.
    case hold
    /// Another office's to decide; the key of its jurisdiction.
    case refer(String)
}

/// A ruling as the docket keeps it.
package struct RecordedRuling: Hashable, Sendable {
    package let ruling: Ruling
    package let reviewer: Reviewer
    /// Seconds since 1970, UTC.
    package let time: Int64
    /// The reviewer's own words; may be empty. Confidential.
    package let note: String

    package init(ruling: Ruling, reviewer: Reviewer, time: Int64, note: String) {
        self.ruling = ruling
        self.reviewer = reviewer
        self.time = time
        self.note = note
    }
}
