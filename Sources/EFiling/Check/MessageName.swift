/// The names in a message that the rules know: elements, attributes and, at the end, namespaces.
enum MessageName: String, CaseIterable {
    case filingMessage = "FilingMessage"
    case documentIdentification = "DocumentIdentification"
    case identificationID = "IdentificationID"
    case identificationCategory = "IdentificationCategoryDescriptionText"
    case identificationSource = "IdentificationSourceText"
    case documentAugmentation = "DocumentAugmentation"
    case documentFiler = "DocumentFiler"
    case entityOrganization = "EntityOrganization"
    case sendingLocation = "SendingMDELocationID"
    case interactionProfile = "ServiceInteractionProfileCode"
    case caseCourt = "CaseCourt"
    case organizationIdentification = "OrganizationIdentification"
    case postDate = "DocumentPostDate"
    case serviceInformation = "ElectronicServiceInformation"
    case receivingProfile = "ReceivingMDEProfileCode"
    case connectedDocument = "FilingConnectedDocument"
    case leadDocument = "FilingLeadDocument"
    case sequenceID = "DocumentSequenceID"
    case title = "DocumentTitleText"
    case rendition = "DocumentRendition"
    case mimeKind = "MultimediaDataMIMEKindText"
    case renditionHash = "DocumentRenditionHash"
    case signatureProfile = "SignatureProfileCode"
    case attachment = "Attachment"
    case binaryID = "BinaryID"
    case binaryFormat = "BinaryFormatText"
    case binaryURI = "BinaryURI"
    case binarySize = "BinarySizeValue"
    case documentType = "DocumentTypeCode"
    case filingCode = "RegisterActionDescriptionCode"
    case specialHandling = "SpecialHandlingInstructionsText"
    case documentAssociation = "DocumentAssociation"
    case primaryDocument = "PrimaryDocument"
    case relatedCode = "DocumentRelatedCode"
    case metadata = "Metadata"
    case sensitivity = "SensitivityText"
    case nationalCase = "Case"
    case caseTitle = "CaseTitleText"
    case caseAugmentation = "CaseAugmentation"
    case caseCharge = "CaseCharge"
    case severity = "SeverityLevelDescriptionText"
    case chargeAugmentation = "ChargeAugmentation"
    case person = "Person"
    case caseOfficial = "CaseOfficial"
    case roleOfPerson = "RoleOfPerson"
    case role = "CaseParticipantRoleCode"
    case representedParty = "CaseRepresentedParty"
    case caseCategory = "CaseCategoryCode"
    case caseNew = "CaseNewIndicator"
    case caseParty = "CaseParty"
    case organizationName = "OrganizationName"
    case entityPerson = "EntityPerson"
    case givenName = "PersonGivenName"
    case middleName = "PersonMiddleName"
    case surname = "PersonSurName"
    case trackingID = "CaseTrackingID"
    case caseType = "CaseTypeCode"
    case caseNumber = "CaseNumberText"
    case organization = "Organization"
    case arrestCharge = "ArrestCharge"

    // What a new filing may not have.
    case fileControlID = "DocumentFileControlID"
    case effectiveDate = "DocumentEffectiveDate"
    case filedDate = "DocumentFiledDate"
    case documentStatus = "DocumentStatus"
    case base64 = "BinaryBase64Object"
    case languageCode = "LanguageCode"
    case birthDate = "PersonBirthDate"
    case stateFingerprint = "PersonStateFingerprintIdentification"

    // Attributes.
    case id, ref, `nil`, schemaLocation, noNamespaceSchemaLocation
    case metadataReference = "metadata"

    // Namespaces.
    case ecfNamespace = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"
    case criminalNamespace = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/criminal"
    case jNamespace = "http://release.niem.gov/niem/domains/jxdm/6.1/"

    /// In the order in which `CheckedReader` numbers them.
    static let all = allCases
    static let texts = allCases.map(\.rawValue)

    /// The name at a position that `CheckedReader` gave; nil for any other.
    static func at(_ position: Int) -> MessageName? { all.indices.contains(position) ? all[position] : nil }
}
