/// Something that a court would return a message for, in the terms of ECF's own answers.
package struct MessageFinding: Hashable, Sendable {
    /// `cbrn:ErrorCodeText` as ECF 5.0 sets it; from 100 on codes are a court's own.
    package enum Code: Int, Sendable {
        /// Against the schema or a code list.
        case schema = 1
        /// Against a rule of ECF that no schema can see.
        case rule = 2
        /// Against the interaction profile: how messages and files travel.
        case profile = 3
        /// Against the court's policy.
        case policy = 4
    }

    package enum Rule: String, CaseIterable, Sendable {
        case malformed, officialSchema = "official-schema", profileSchema = "profile-schema"
        case duplicateID = "duplicate-id", unlistedCode = "unlisted-code", schemaLocation = "schema-location"
        case missingValue = "missing-value"

        case danglingReference = "dangling-reference", wrongReference = "wrong-reference"
        case circularReference = "circular-reference", blankText = "blank-text", noParent = "no-parent"
        case augmentationOrder = "augmentation-order", courtSideElement = "court-side-element"
        case embeddedFile = "embedded-file", languageCode = "language-code", confidentialElement =
            "confidential-element"
        case messageIdentifier = "message-identifier", repeatedMessage = "repeated-message"
        case newCase = "new-case", noTrackingID = "no-tracking-id", documentNumbers = "document-numbers"
        case party, charges, otherSize = "other-size", otherHash = "other-hash", otherCase = "other-case"

        case interactionProfile = "interaction-profile", attachmentReference = "attachment-reference"
        case missingFile = "missing-file", repeatedAttachment = "repeated-attachment"

        case otherCourt = "other-court", filingCode = "filing-code", documentType = "document-type"
        case caseCategory = "case-category", leadDocuments = "lead-documents", documentRole = "document-role"
        case missingDocument = "missing-document", accessLevel = "access-level", format, notPDF = "not-a-pdf"
        case encrypted, attachmentPages = "attachment-pages", attachmentSize = "attachment-size", messageSize =
            "message-size", fileName = "file-name"
        case filingComponent = "filing-component", payment
        case textLength = "text-length", caseNumberOnPage = "case-number-on-page", signature

        package var code: Code {
            switch self {
            case .malformed, .officialSchema, .profileSchema, .duplicateID, .unlistedCode, .schemaLocation,
                .missingValue:
                .schema
            case .danglingReference, .wrongReference, .circularReference, .blankText, .noParent, .augmentationOrder,
                .courtSideElement, .embeddedFile, .languageCode, .confidentialElement, .messageIdentifier,
                .repeatedMessage, .newCase, .noTrackingID, .documentNumbers, .party, .charges, .otherSize,
                .otherHash, .otherCase:
                .rule
            case .interactionProfile, .attachmentReference, .missingFile, .repeatedAttachment: .profile
            case .otherCourt, .filingCode, .documentType, .caseCategory, .leadDocuments, .documentRole,
                .missingDocument, .accessLevel, .format, .notPDF, .encrypted, .attachmentPages, .attachmentSize,
                .messageSize, .fileName, .filingComponent, .payment,
                .textLength, .caseNumberOnPage, .signature:
                .policy
            }
        }
    }

    package let rule: Rule
    /// The element, without prefix, as `MessageContentError` names it.
    package let node: String
    /// What is wrong; never a value of the document.
    package let text: String

    package init(_ rule: Rule, _ node: String, _ text: String) {
        self.rule = rule
        self.node = node
        self.text = text
    }

    init(_ rule: Rule, _ node: MessageName?, _ text: String) { self.init(rule, node?.rawValue ?? "", text) }

    package var code: Code { rule.code }
}
