/// What a case, or one document of it, has come to. The raw value is stored and shown.
///
/// There are two questions, and a case has an answer to each: what became of the filing, and what the court then did. A case
/// of a filed batch of which nothing is known is *pending*.
package enum CaseState: String, CaseIterable, Sendable {
    // The filing, in the words of ECF 5.0 (FilingReviewStatusCode); on paper the same.

    /// Given to the court's system; no answer yet.
    case sent
    /// The court's system has it, and a clerk has not looked at it yet.
    case received
    case accepted
    /// Some documents were accepted, others were not, or not yet.
    case partiallyAccepted = "partially-accepted"
    case rejected
    /// Taken back before it was decided.
    case cancelled

    // The court's act.

    case granted
    case denied
    /// The judge struck the case from the schedule: the order does not reach it.
    case struck
    /// The court has no file: destroyed, or never there (H&S 11361.5).
    case noFile = "no-file"
    /// The relief had been ordered before.
    case alreadyDone = "already-done"

    /// Whether this is what the court did, and not what became of the filing.
    package var isCourtAct: Bool {
        switch self {
        case .sent, .received, .accepted, .partiallyAccepted, .rejected, .cancelled: false
        case .granted, .denied, .struck, .noFile, .alreadyDone: true
        }
    }

    /// Whether a clerk or a judge has decided: nothing of the same filing that came before can replace it.
    package var isDecision: Bool { self != .sent && self != .received }

    /// Decides between states of one time: the later in the list.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// How far a filing has come; a late answer about an earlier step changes nothing.
    var step: Int {
        switch self {
        case .sent: 0
        case .received: 1
        default: 2
        }
    }
}
