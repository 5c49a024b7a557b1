/// The elements of an answer that are read.
enum AnswerName: String, CaseIterable {
    // Around the answers.
    case envelope = "Envelope"
    case header = "Header"
    case body = "Body"
    case fault = "Fault"
    case reviewFilingResponse = "ReviewFilingResponse"
    case notifyRequest = "NotifyFilingReviewCompleteRequest"

    // The answers.
    case callback = "NotifyFilingReviewCompleteMessage"
    case messageStatus = "MessageStatus"

    // Identifiers and times.
    case documentIdentification = "DocumentIdentification"
    case identificationID = "IdentificationID"
    case identificationCategory = "IdentificationCategoryDescriptionText"
    case identificationSource = "IdentificationSourceText"
    case messageStatusAugmentation = "MessageStatusAugmentation"
    case postDate = "DocumentPostDate"
    case completionDate = "FilingCompletionDate"
    case dateTime = "DateTime"
    case date = "Date"
    case systemTime = "SystemEventDateTime"
    case caseNumber = "CaseNumberText"

    // Statuses.
    case filingStatus = "FilingStatus"
    case filingReviewStatus = "FilingReviewStatusCode"
    case filingDocketingStatus = "FilingDocketingStatusCode"
    case statusText = "StatusText"
    case statusDescription = "StatusDescriptionText"
    case statusDate = "StatusDate"
    case leadReview = "LeadDocumentReview"
    case connectedReview = "ConnectedDocumentReview"
    case documentReviewStatus = "DocumentReviewStatus"
    case reviewedDocument = "ReviewedDocument"
    case documentStatus = "DocumentStatus"
    case documentStatusCode = "DocumentReviewStatusCode"
    case fileControlID = "DocumentFileControlID"
    case renditionHash = "DocumentRenditionHash"
    /// An extension of Tyler's.
    case rejectReason = "RejectReasonText"

    // The immediate reply.
    case operatingMode = "SystemOperatingModeCode"
    case credentials = "CredentialsAuthenticatedCode"
    case messageStatusCode = "MessageStatusCode"
    case contentError = "MessageContentError"
    case handlingError = "MessageHandlingError"
    case errorNode = "ErrorNodeName"
    case errorCode = "ErrorCodeText"
    case errorDescription = "ErrorCodeDescriptionText"
    case resendRequest = "ResendRequestIndicator"

    static let all = allCases
    static let texts = allCases.map(\.rawValue)

    static let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"
    private static let soap = [
        "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope",
    ]

    /// The namespaces in which an element around answers, or an answer, may stand; nil for all others.
    var namespaces: [String]? {
        switch self {
        case .envelope, .header, .body, .fault: Self.soap
        case .reviewFilingResponse, .notifyRequest: ["\(Self.ecf)wrappers"]
        case .callback: ["\(Self.ecf)reviewfilingcallback"]
        case .messageStatus: ["http://release.niem.gov/niem/domains/cbrn/4.1/"]
        default: nil
        }
    }
}
