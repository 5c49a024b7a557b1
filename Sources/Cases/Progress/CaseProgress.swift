/// Where a filed case stands. Each case stands in one place, so that all together are what was filed.
package enum FilingStanding: String, CaseIterable, Sendable {
    /// Filed, and no clerk has looked at it yet.
    case pending
    /// The clerk took it; no judge has acted yet.
    case accepted
    case partlyAccepted = "partially-accepted"
    /// The clerk refused it, or the office took it back.
    case rejected
    case granted
    case denied
    case struck
    case noFile = "no-file"
    case alreadyDone = "already-done"

    /// - Parameters:
    ///   - filing: what became of the filing; nil while nothing is known.
    ///   - court: what the court did; nil while that is not known.
    package init(filing: CaseState?, court: CaseState?) {
        self =
            switch court ?? filing ?? .sent {
            case .sent, .received: .pending
            case .accepted: .accepted
            case .partiallyAccepted: .partlyAccepted
            case .rejected, .cancelled: .rejected
            case .granted: .granted
            case .denied: .denied
            case .struck: .struck
            case .noFile: .noFile
            case .alreadyDone: .alreadyDone
            }
    }

    /// Whether the court has done with the case.
    package var isDecided: Bool {
        switch self {
        case .pending, .accepted, .partlyAccepted, .rejected: false
        case .granted, .denied, .struck, .noFile, .alreadyDone: true
        }
    }

    /// Whether the court has to act next: the days are counted.
    package var isWaiting: Bool { self == .pending || self == .accepted || self == .partlyAccepted }
}

/// How far a filed case has come, as of some day. Nothing of a person is in it.
package struct CaseProgress: Hashable, Sendable {
    package let courthouse: String
    package let standing: FilingStanding
    package let counts: Int
    /// Counts by the relief that was asked for; empty where they are no longer known, because the batch was purged.
    package let reliefs: [Relief: Int]
    package let filed: CalendarDate
    /// When the clerk took it; nil unless the clerk did.
    package let accepted: CalendarDate?
    /// When the court acted; nil unless it did.
    package let decided: CalendarDate?

    package init(
        courthouse: String, standing: FilingStanding, counts: Int, reliefs: [Relief: Int], filed: CalendarDate,
        accepted: CalendarDate?, decided: CalendarDate?
    ) {
        self.courthouse = courthouse
        self.standing = standing
        self.counts = counts
        self.reliefs = reliefs
        self.filed = filed
        self.accepted = accepted
        self.decided = decided
    }
}
