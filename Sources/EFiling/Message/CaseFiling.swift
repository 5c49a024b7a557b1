package import Filings

/// An approved case with the files that go to the court: what a message is made of.
package struct CaseFiling: Sendable {
    package let placed: PlacedCase
    package let documents: [AttachedDocument]
    /// The only kinds of documents that are wanted, where some are sent again; nil for all of the policy.
    private let only: Set<DocumentKind>?

    /// - Returns: nil for a case that no prosecutor approved; such a case is never sent.
    package init?(_ placed: PlacedCase, _ documents: [AttachedDocument], only: Set<DocumentKind>? = nil) {
        guard placed.isApproved else { return nil }
        self.placed = placed
        self.documents = documents
        self.only = only
    }

    /// The documents that the court is to get, each with its number in the policy. Where the lead document was accepted
    /// before, the first of those that are sent again leads them: every filing has a lead document.
    package func wanted(_ policy: CourtPolicy) -> [(number: Int, document: CourtPolicy.Document)] {
        var wanted: [(number: Int, document: CourtPolicy.Document)] = []
        for (index, document) in policy.documents.enumerated() where only?.contains(document.kind) ?? true {
            wanted.append((index + 1, document))
        }
        if only != nil, !wanted.isEmpty, !wanted.contains(where: { $0.document.role == .lead }) {
            wanted[0].document = wanted[0].document.leading
        }
        return wanted
    }
}
