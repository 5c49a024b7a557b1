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

    // Of ECF 4.01 alone; `namesInECF4` says which of them mean the same as one above.
    case coreFilingMessage = "CoreFilingMessage"
    case sendingProfile = "SendingMDEProfileCode"
    case description = "DocumentDescriptionText"
    case filingCodeText = "RegisterActionDescriptionText"
    case parentReference = "ParentDocumentReference"
    case comments = "FilingCommentsText"
    case documentAttachment = "DocumentAttachment"
    case formatName = "BinaryFormatStandardName"
    case locationURI = "BinaryLocationURI"
    case component = "BinaryCategoryText"
    case categoryText = "CaseCategoryText"
    case docketID = "CaseDocketID"
    case participant = "CaseParticipant"
    case personReference = "RoleOfPersonReference"
    case partyReference = "CaseRepresentedPartyReference"
    case filingAttorney = "FilingAttorneyID"
    case filingParty = "FilingPartyID"
    case confidentiality = "FilingConfidentialityIndicator"
    case chargeOffense = "ChargeOffense"
    case paymentMessage = "PaymentMessage"
    case paymentID = "PaymentID"
    case paymentAddress = "Address"
    case payment = "Payment"

    // What a new filing may not have.
    case fileControlID = "DocumentFileControlID"
    case effectiveDate = "DocumentEffectiveDate"
    case filedDate = "DocumentFiledDate"
    case documentStatus = "DocumentStatus"
    case base64 = "BinaryBase64Object"
    case languageCode = "LanguageCode"
    case birthDate = "PersonBirthDate"
    case stateFingerprint = "PersonStateFingerprintIdentification"
    case documentHash = "DocumentHashText"

    // Attributes.
    case id, ref, `nil`, schemaLocation, noNamespaceSchemaLocation
    case metadataReference = "metadata"

    // Namespaces.
    case ecfNamespace = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"
    case criminalNamespace = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/criminal"
    case jNamespace = "http://release.niem.gov/niem/domains/jxdm/6.1/"
    case tylerNamespace = "urn:tyler:ecf:extensions:Common"
    case olderJNamespace = "http://niem.gov/niem/domains/jxdm/4.0"

    /// In the order in which `CheckedReader` numbers them.
    static let all = allCases
    static let texts = allCases.map(\.rawValue)

    /// The names of ECF 4.01 for what rules know by that of ECF 5.0.
    private static let namesInECF4: [MessageName: MessageName] = [
        .filingMessage: .coreFilingMessage, .interactionProfile: .sendingProfile, .title: .description,
        .filingCode: .filingCodeText, .primaryDocument: .parentReference, .specialHandling: .comments,
        .attachment: .documentAttachment, .documentType: .formatName, .binaryURI: .locationURI, .binaryID: .locationURI,
        .caseCategory: .categoryText, .caseNumber: .docketID, .caseParty: .participant, .roleOfPerson: .personReference,
        .representedParty: .partyReference, .sensitivity: .confidentiality,
    ]

    /// By position: `all`, and where rules know a name of ECF 4.01 by another, that.
    private static let knownInECF4: [MessageName] = {
        // Two names of ECF 5.0 are one in ECF 4.01, whose text is a reference first of all.
        let known = Dictionary(
            namesInECF4.filter { $0.key != .binaryID && $0.key != .sensitivity }.map { ($0.value, $0.key) }
        ) { first, _ in first }
        return all.map { known[$0] ?? $0 }
    }()

    /// The name at a position that `CheckedReader` gave; nil for any other. What ECF 4.01 names otherwise than ECF 5.0 has
    /// the name of ECF 5.0, so that rules are written once.
    static func at(_ position: Int, in profile: ECFProfile) -> MessageName? {
        guard all.indices.contains(position) else { return nil }
        return profile == .ecf5 ? all[position] : knownInECF4[position]
    }

    /// As it stands in a message.
    func text(in profile: ECFProfile) -> String {
        profile == .ecf5 ? rawValue : (Self.namesInECF4[self] ?? self).rawValue
    }
}
