/// The values of ECF code lists that our messages may have. The schemas of ECF do not check them: their types are plain
/// texts. What a list leaves to the court is in `CourtPolicy`.
enum CodeLists {
    private static let base = "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:"

    /// `ecf:SignatureProfileCode`: those that need nothing but the code come first.
    static let signatures = ["Null", "Application", "Proxy", "Symmetric", "XML"].map { "\(base)\($0)Signature-1.0" }

    /// `ecf:ServiceInteractionProfileCode`; in ECF 4.01 `ecf:SendingMDEProfileCode`.
    static func interactionProfiles(_ profile: ECFProfile) -> [String] {
        ["\(base)WebServicesMessaging-\(profile == .ecf5 ? "5.0" : "2.0")"]
    }

    /// `ecf:CaseTypeCode`.
    static let caseTypes = ["criminal", "appellate", "bankruptcy", "citation", "civil", "domestic", "juvenile"]

    /// `nc:SensitivityText`. The `public` of the official examples is not on the list.
    static let sensitivities = ["restricted", "unsecured", "secured"]

    /// `ecf:DocumentRelatedCode`.
    static let relations = ["parent", "prior-related"]

    /// `nc:BinaryFormatText` and `cbrn:MultimediaDataMIMEKindText`.
    static let formats = [
        "application/pdf", "application/json", "application/msword", "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/xml",
    ]

    /// `j:SeverityLevelDescriptionText`, after the list of incident levels.
    static let severities = ["felony", "misdemeanor", "infraction", "violation"]

    /// The roles (`ecf:CaseParticipantRoleCode`) that our organizations, persons and officials may have. In ECF 4.01 they are
    /// the court's.
    static func roles(_ manager: FilingManager?) -> [(of: MessageName, role: String)] {
        [
            (.entityOrganization, manager?.peopleRole ?? "Plaintiff"),
            (.entityPerson, manager?.defendantRole ?? "Defendant"),
            (.roleOfPerson, manager?.attorneyRole ?? "Prosecutor"),
        ]
    }
}
