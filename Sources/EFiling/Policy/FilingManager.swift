/// The version of ECF that messages are in.
package enum ECFProfile: String, CaseIterable, Sendable {
    /// ECF 5.0 with NIEM 4.1: `ReviewFilingRequest`, one case or several.
    case ecf5 = "ecf-5.0"
    /// ECF 4.01 with NIEM 2.0, as Tyler's manager speaks it: `ReviewFilingRequestMessage`, one case and its payment.
    case ecf4 = "ecf-4.01"

    /// As people call it: `ECF 4.01`.
    var name: String { rawValue.replacing("ecf-", with: "ECF ") }

    /// The stem of its template's name.
    var template: String { self == .ecf5 ? "filing" : "filing-4" }
}

/// What a court's e-filing manager asks of messages of ECF 4.01: data of the policy, out of the manager's own code lists.
package struct FilingManager: Hashable, Sendable {
    /// How files travel.
    package enum Content: String, CaseIterable, Sendable {
        /// In the message, as base64.
        case inline
        /// Beside it, named by `cid:`.
        case reference
    }

    package var content: Content
    /// The filing component of lead and connected documents (`nc:BinaryCategoryText`).
    package var components: [CourtPolicy.Role: String]
    /// The account that pays (`cbc:PaymentID`); a filer who is exempt from fees has one of type waiver.
    package var account: String
    /// Why no fee is due: the court's code, and words. Either may be empty.
    package var feeReason: String
    package var feeText: String
    /// `tyler:CaseTypeText` and `tyler:FilerTypeText`; empty where the court has no such list.
    package var caseType: String
    package var filerType: String
    /// The court's codes of those who take part.
    package var peopleRole: String
    package var attorneyRole: String
    package var defendantRole: String
    /// Whether the case number goes as the manager's identifier too (`nc:CaseTrackingID`); else the number alone names the
    /// case.
    package var tracksByNumber: Bool
}
