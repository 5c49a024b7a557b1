package import Cases
package import Filings

/// What all messages of a packet have in common: who files, with which court, when.
package struct MessageSetting: Sendable {
    package let context: PacketContext
    package let policy: CourtPolicy
    package let reviewer: Reviewer
    /// `nc:DocumentPostDate`, with zone: `2020-02-13T20:00:00Z`.
    package let postedAt: String
    /// From 1; above it, what was rejected is sent again.
    package let round: Int

    /// Nil for a draft, which nobody approved and which is filed nowhere. Messages are of noon of the as-of date in
    /// California's winter unless told otherwise, so that the same packet gives the same bytes.
    package init?(_ context: PacketContext, _ policy: CourtPolicy, postedAt: String? = nil, round: Int = 1) {
        guard let reviewer = context.reviewer else { return nil }
        self.context = context
        self.policy = policy
        self.reviewer = reviewer
        self.postedAt = postedAt ?? "\(context.asOf.iso)T20:00:00Z"
        self.round = round
    }
}
