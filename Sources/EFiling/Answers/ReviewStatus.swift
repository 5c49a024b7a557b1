import Cases

/// The words of courts for what became of a filing or a document.
enum ReviewStatus {
    /// Reads ECF's codes (FilingReviewStatusCode, DocumentReviewStatusCode), whatever their case and separators.
    static func state(_ text: String) -> CaseState? {
        switch text.lowercased().filter(\.isLetter) {
        case "accepted", "issued": .accepted
        case "partiallyaccepted": .partiallyAccepted
        case "rejected": .rejected
        case "received": .received
        case "cancelled", "canceled": .cancelled
        default: nil
        }
    }

    /// What a filing comes to whose documents came to this.
    static func state(of documents: [CaseState]) -> CaseState? {
        guard let first = documents.first else { return nil }
        return documents.allSatisfy { $0 == first } ? first : .partiallyAccepted
    }
}
