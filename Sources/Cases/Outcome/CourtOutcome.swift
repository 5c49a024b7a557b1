/// One thing that was learned about a case of a filed batch, or about one of its documents.
///
/// Outcomes are facts: they are collected, never changed. What a case has come to is computed from all of them
/// (`OutcomeHistory`), so it does not matter in which order, or how often, they come.
package struct CourtOutcome: Hashable, Sendable {
    /// Where in the docket a case is.
    package struct Place: Hashable, Sendable {
        /// The docket's id of the batch.
        package let batch: Int64
        /// Id of the jurisdiction.
        package let jurisdiction: String
        /// From 1, as the schedule has it; 0 for what was filed for the packet as a whole, under the master case number.
        package let sequence: Int

        package init(batch: Int64, jurisdiction: String, sequence: Int) {
            self.batch = batch
            self.jurisdiction = jurisdiction
            self.sequence = sequence
        }
    }

    package let place: Place
    /// As it was filed.
    package let caseNumber: String
    /// Identifier of the message that this is an answer to, a UUID in small letters; empty on paper.
    package let message: String
    /// Kind of the document, such as `case-order`; empty for the case.
    package let document: String
    package let state: CaseState
    /// The court's time, in seconds since 1970, UTC. The office's where it says `sent`.
    package let time: Int64
    /// In the clerk's words; may be empty. May name people.
    package let reason: String
    /// The court's number for the filing or the document; may be empty.
    package let reference: String

    package init(
        place: Place, caseNumber: String, message: String = "", document: String = "", state: CaseState, time: Int64,
        reason: String = "", reference: String = ""
    ) {
        self.place = place
        self.caseNumber = caseNumber
        self.message = message
        self.document = document
        self.state = state
        self.time = time
        self.reason = reason
        self.reference = reference
    }

    /// Whether this stands over another one about the same filing, or about the court's act: what is further on, then what is
    /// later, then the rank of the state, then the words. A total order, so that every set of outcomes has one that stands.
    func stands(over other: CourtOutcome) -> Bool {
        if state.step != other.state.step { return state.step > other.state.step }
        return isLater(than: other)
    }

    /// The same without regard to how far the filing has come: a second filing is sent after the first was decided.
    func isLater(than other: CourtOutcome) -> Bool {
        if time != other.time { return time > other.time }
        if state != other.state { return state.rank > other.state.rank }
        for (own, its) in [(message, other.message), (reason, other.reason), (reference, other.reference)]
        where own != its {
            return its.utf8.lexicographicallyPrecedes(own.utf8)
        }
        return false
    }
}
