package import Filings

/// An approved case with the files that go to the court: what a message is made of.
package struct CaseFiling: Sendable {
    package let placed: PlacedCase
    package let documents: [AttachedDocument]

    /// - Returns: nil for a case that no prosecutor approved; such a case is never sent.
    package init?(_ placed: PlacedCase, _ documents: [AttachedDocument]) {
        guard placed.isApproved else { return nil }
        self.placed = placed
        self.documents = documents
    }
}
