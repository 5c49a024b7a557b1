import Cases
import Digests
import Filings
import Foundation
import Testing

@testable import EFiling

/// A fault put into a message that is right: some text of it is replaced by another.
struct SeededFault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let old: String
    let new: String
    let rule: MessageFinding.Rule
    let code: MessageFinding.Code

    init(
        _ description: String, _ old: String, _ new: String, _ rule: MessageFinding.Rule, _ code: MessageFinding.Code
    ) {
        testDescription = description
        self.old = old
        self.new = new
        self.rule = rule
        self.code = code
    }

    static let people = "<nc:EntityOrganization structures:ref=\"c1-people\" xsi:nil=\"true\"/>"
    static let arrest = "<j:ArrestCharge structures:ref=\"c1-charge-1\" xsi:nil=\"true\"/>"

    static let ofText: [SeededFault] = [
        SeededFault("not well-formed", "</nc:CaseTitleText>", "</nc:CaseTitle>", .malformed, .schema),
        SeededFault("missing element", "<j:ChargeSequenceID>1</j:ChargeSequenceID>", "", .profileSchema, .schema),
        SeededFault("impossible date", "1998-09-14", "1998-09-31", .profileSchema, .schema),
        SeededFault("negative size", "<nc:BinarySizeValue>", "<nc:BinarySizeValue>-", .profileSchema, .schema),
        SeededFault(
            "binary in place of the attachment", "<nc:Attachment structures:id=\"c1-attachment-1\">",
            "<nc:DocumentBinary/><nc:Attachment structures:id=\"c1-attachment-1\">", .profileSchema, .schema),
        SeededFault(
            "name of an element that ECF has not", "</nc:PersonOrganizationAssociation>",
            "<ecf:PersonOrganizationAssociationAugmentation/></nc:PersonOrganizationAssociation>", .profileSchema,
            .schema),
        SeededFault(
            "no time zone", "T20:00:00Z</nc:DateTime>", "T20:00:00</nc:DateTime>", .profileSchema, .schema),
        SeededFault("an id twice", "\"c1-attachment-2\"", "\"c1-attachment-1\"", .duplicateID, .schema),
        SeededFault(
            "schema location", "<wrappers:ReviewFilingRequest ",
            "<wrappers:ReviewFilingRequest xsi:schemaLocation=\"urn:x x.xsd\" ", .schemaLocation, .schema),
        SeededFault("unlisted role", ">Defendant<", ">Accused<", .unlistedCode, .schema),
        SeededFault("role of somebody else", ">Defendant<", ">Plaintiff<", .unlistedCode, .schema),
        SeededFault("unlisted case type", ">criminal<", ">penal<", .unlistedCode, .schema),
        SeededFault(
            "unlisted MIME type", ">application/pdf</nc:BinaryFormatText>", ">text/pdf</nc:BinaryFormatText>",
            .unlistedCode, .schema),
        SeededFault("access level of the examples", ">restricted<", ">public<", .unlistedCode, .schema),
        SeededFault("unlisted signature profile", "NullSignature-1.0", "NoSignature-1.0", .unlistedCode, .schema),
        SeededFault("unlisted relation", ">parent<", ">child<", .unlistedCode, .schema),
        SeededFault("unlisted source", ">FilingAssembly<", ">Vacatur<", .unlistedCode, .schema),
        SeededFault("unlisted kind of identifier", ">messageID<", ">message<", .unlistedCode, .schema),
        SeededFault("unlisted severity", ">felony<", ">wobbler<", .unlistedCode, .schema),

        SeededFault(
            "dangling reference", "structures:ref=\"c1-defendant\"", "structures:ref=\"c1-nobody\"",
            .danglingReference, .rule),
        SeededFault(
            "reference to another case", "structures:ref=\"c1-people\"", "structures:ref=\"c2-people\"",
            .danglingReference, .rule),
        SeededFault(
            "reference to something else", people, people.replacing("c1-people", with: "c1-defendant"),
            .wrongReference, .rule),
        SeededFault(
            "parent that is no lead document", "<nc:PrimaryDocument structures:ref=\"c1-document-1\"",
            "<nc:PrimaryDocument structures:ref=\"c1-document-3\"", .wrongReference, .rule),
        SeededFault(
            "circular reference",
            "<nc:OrganizationName>The People of the State of California</nc:OrganizationName>",
            "<nc:OrganizationName>The People</nc:OrganizationName>" + people, .circularReference, .rule),
        SeededFault(
            "blank case number", "<j:CaseNumberText>BA900001</j:CaseNumberText>",
            "<j:CaseNumberText> </j:CaseNumberText>",
            .blankText, .rule),
        SeededFault(
            "empty title", "<nc:DocumentTitleText>Motion for Relief (H&amp;S 11361.9)</nc:DocumentTitleText>",
            "<nc:DocumentTitleText/>", .blankText, .rule),
        SeededFault(
            "connected document without parent",
            "<nc:DocumentAssociation><nc:PrimaryDocument structures:ref=\"c1-document-1\" xsi:nil=\"true\"/>"
                + "<ecf:DocumentAssociationAugmentation><ecf:DocumentRelatedCode>parent</ecf:DocumentRelatedCode>"
                + "</ecf:DocumentAssociationAugmentation></nc:DocumentAssociation>", "", .noParent, .rule),
        SeededFault("parent filed before", ">parent<", ">prior-related<", .noParent, .rule),
        SeededFault(
            "augmentation twice", "<criminal:CaseAugmentation>",
            "<criminal:CaseAugmentation/><criminal:CaseAugmentation>", .augmentationOrder, .rule),
        SeededFault(
            "augmentations out of order", "<j:CaseAugmentation>", "<criminal:CaseAugmentation/><j:CaseAugmentation>",
            .augmentationOrder, .rule),
        SeededFault(
            "the court's file number", "<nc:DocumentIdentification><nc:IdentificationID>1</nc:IdentificationID>",
            "<nc:DocumentFileControlID>7</nc:DocumentFileControlID><nc:DocumentIdentification>"
                + "<nc:IdentificationID>1</nc:IdentificationID>", .courtSideElement, .rule),
        SeededFault(
            "effective date", "<nc:DocumentIdentification><nc:IdentificationID>1</nc:IdentificationID>",
            "<nc:DocumentEffectiveDate><nc:Date>2020-02-13</nc:Date></nc:DocumentEffectiveDate>"
                + "<nc:DocumentIdentification><nc:IdentificationID>1</nc:IdentificationID>", .courtSideElement, .rule),
        SeededFault("the court's identifier", ">messageID<", ">filingID<", .courtSideElement, .rule),
        SeededFault(
            "embedded file", "<nc:BinaryDescriptionText>",
            "<nc:BinaryBase64Object>JVBERi0=</nc:BinaryBase64Object><nc:BinaryDescriptionText>", .embeddedFile, .rule),
        SeededFault(
            "language code", "<ecf:DocumentAugmentation><ecf:DocumentFiler>",
            "<nc:LanguageCode>eng</nc:LanguageCode><ecf:DocumentAugmentation><ecf:DocumentFiler>", .languageCode, .rule),
        SeededFault(
            "birth date", "<nc:EntityPerson structures:id=\"c1-defendant\">",
            "<nc:EntityPerson structures:id=\"c1-defendant\"><nc:PersonBirthDate><nc:Date>1975-01-31</nc:Date>"
                + "</nc:PersonBirthDate>", .confidentialElement, .rule),
        SeededFault("new case", "<ecf:CaseNewIndicator>false", "<ecf:CaseNewIndicator>true", .newCase, .rule),
        SeededFault(
            "no tracking id",
            "<ecf:CaseTrackingID><nc:IdentificationID>BA900001</nc:IdentificationID></ecf:CaseTrackingID>", "",
            .noTrackingID, .rule),
        SeededFault(
            "document numbers", "<nc:DocumentSequenceID>2</nc:DocumentSequenceID>",
            "<nc:DocumentSequenceID>3</nc:DocumentSequenceID>", .documentNumbers, .rule),
        SeededFault("another size", "<nc:BinarySizeValue>0.0", "<nc:BinarySizeValue>1.0", .otherSize, .rule),
        SeededFault(
            "another hash", "<ecf:DocumentRenditionHash>", "<ecf:DocumentRenditionHash>00", .otherHash, .rule),
        SeededFault(
            "another case", "<j:CaseNumberText>BA900001", "<j:CaseNumberText>BA900002", .otherCase, .rule),

        SeededFault(
            "interaction profile", "WebServicesMessaging-5.0</ecf:ServiceInteractionProfileCode>",
            "Carrier-pigeon</ecf:ServiceInteractionProfileCode>", .interactionProfile, .profile),
        SeededFault("reference with a blank", "cid:000001-", "cid:000001 ", .attachmentReference, .profile),
        SeededFault(
            "reference to the web", "cid:000001-", "https://example.org/000001-", .attachmentReference, .profile),
        SeededFault(
            "two documents, one file", "02-order.pdf</nc:BinaryURI>", "01-motion.pdf</nc:BinaryURI>",
            .repeatedAttachment, .profile),
        SeededFault("no such file", "01-motion.pdf", "01-notion.pdf", .missingFile, .profile),

        SeededFault(
            "another court", "courts.example.org:superior.losangeles", "courts.example.org:superior.orange",
            .otherCourt, .policy),
        SeededFault("another filing code", ">MOTION-11361.9<", ">MOTION<", .filingCode, .policy),
        SeededFault(
            "a document type", "<ecf:RedactionRequiredIndicator>",
            "<ecf:DocumentTypeCode>X</ecf:DocumentTypeCode><ecf:RedactionRequiredIndicator>", .documentType, .policy),
        SeededFault("another category", ">Felony<", ">Felonies<", .caseCategory, .policy),
        SeededFault("another access level", ">restricted<", ">unsecured<", .accessLevel, .policy),
        SeededFault("an order that leads", "FilingConnectedDocument", "FilingLeadDocument", .leadDocuments, .policy),
        SeededFault(
            "a lead that follows", "FilingConnectedDocument", "FilingLeadDocument", .documentRole, .policy),
        SeededFault("a sign in a file name", "01-motion.pdf", "01 motion.pdf", .fileName, .policy),
        SeededFault("another signature", "NullSignature-1.0", "ApplicationSignature-1.0", .signature, .policy),
    ]
}

@Suite struct SeededFaultTests {
    private let sample: SampleFiling
    private let schemas: MessageSchemas

    init() throws {
        sample = try SampleFiling()
        schemas = try MessageSchemas(official: nil)
    }

    @Test("a message that is right has no findings", arguments: [1, 4])
    func right(_ cases: Int) throws {
        let filings = try (1...cases).map { try sample.filing(sequence: $0, number: "BA90000\($0)") }
        let message = try MessageWriter(sample.form, sample.setting).message(filings)
        let found = try MessageCheck(schemas, sample.setting.policy).findings(in: message, of: filings)
        #expect(found.whole == [] && found.cases.allSatisfy(\.isEmpty), "\(found)")
    }

    @Test("is caught with its code", arguments: SeededFault.ofText)
    func caught(_ fault: SeededFault) throws {
        let filing = try sample.filing()
        let message = try MessageWriter(sample.form, sample.setting).message([filing])
        let text = String(decoding: message, as: UTF8.self)
        try #require(text.contains(fault.old), "nothing to break")
        let broken = Array(text.replacing(fault.old, with: fault.new).utf8)
        let found = try MessageCheck(schemas, sample.setting.policy).findings(in: broken, of: [filing])
        let all = found.whole + found.cases.flatMap(\.self)
        #expect(all.contains { $0.rule == fault.rule && $0.code == fault.code }, "\(all)")
        #expect(all.allSatisfy { !$0.text.contains("IMAGINE") && !$0.text.contains("ROSAL") })
    }

    @Test("a connected document behind the lead, as in ECF 4")
    func order() throws {
        let filing = try sample.filing()
        let text = String(
            decoding: try MessageWriter(sample.form, sample.setting).message([filing]), as: UTF8.self)
        let start = try #require(text.range(of: "<filing:FilingLeadDocument"))
        let end = try #require(text.range(of: "</filing:FilingLeadDocument>"))
        let lead = text[start.lowerBound..<end.upperBound]
        var broken = text.replacing(lead, with: "")
        let first = try #require(broken.range(of: "<filing:FilingConnectedDocument"))
        broken.insert(contentsOf: lead, at: first.lowerBound)
        let found = try MessageCheck(schemas, sample.setting.policy).findings(in: Array(broken.utf8), of: [filing])
        #expect(found.whole.contains { $0.rule == .profileSchema && $0.node == "FilingConnectedDocument" }, "\(found)")
    }

    @Test("two messages with one identifier")
    func repeated() throws {
        let filings = [try sample.filing(), try sample.filing(sequence: 2, number: "BA900002")]
        let writer = MessageWriter(sample.form, sample.setting)
        let text = String(decoding: try writer.message(filings), as: UTF8.self)
        let broken = text.replacing(writer.identifiersOfLast[1], with: writer.identifiersOfLast[0])
        let found = try MessageCheck(schemas, sample.setting.policy).findings(in: Array(broken.utf8), of: filings)
        #expect(found.whole.map(\.rule) == [.repeatedMessage])
    }
}
