import Foundation
import Testing
import XMLGate

@testable import EFiling

extension SeededFault {
    private static let attorney = "<ecf:FilingAttorneyID><nc:IdentificationID>c1-attorney</nc:IdentificationID>"
    private static let party = "<ecf:FilingPartyID><nc:IdentificationID>c1-people</nc:IdentificationID>"
    private static let parent = "<ecf:ParentDocumentReference s:ref=\"c1-document-1\"/>"
    private static let firstNumber = "<nc:DocumentSequenceID>0</nc:DocumentSequenceID>"

    /// In a message of ECF 4.01 with its files in it.
    static let ofECF4: [SeededFault] = [
        SeededFault("not well-formed", "</nc:CaseDocketID>", "</nc:CaseDocket>", .malformed, .schema),
        SeededFault("no offense", "<criminal:ChargeOffense/>", "", .profileSchema, .schema),
        SeededFault(
            "not said whether amended", "<criminal:ChargeAmendedIndicator>false</criminal:ChargeAmendedIndicator>", "",
            .profileSchema, .schema),
        SeededFault("impossible date", "1998-09-14", "1998-09-31", .profileSchema, .schema),
        SeededFault("no time zone", "T20:00:00Z<", "T20:00:00<", .profileSchema, .schema),
        SeededFault("the reference of ECF 5.0", "nc:BinaryLocationURI>", "nc:BinaryURI>", .profileSchema, .schema),
        SeededFault(
            "the code of ECF 5.0", "j:RegisterActionDescriptionText>", "ecf:RegisterActionDescriptionCode>",
            .profileSchema, .schema),
        SeededFault(
            "the case of ECF 5.0", "criminal:CriminalCase>", "nc:Case>", .profileSchema, .schema),
        SeededFault("no address of who pays", "<cac:Address/>", "", .profileSchema, .schema),
        SeededFault(
            "no attorney",
            attorney + "<nc:IdentificationCategoryText>REFERENCE</nc:IdentificationCategoryText>"
                + "</ecf:FilingAttorneyID>", "", .profileSchema, .schema),
        SeededFault("unlisted action", ">EFile<", ">File<", .profileSchema, .schema),
        SeededFault("an id twice", "s:id=\"c1-document-2\"", "s:id=\"c1-document-1\"", .duplicateID, .schema),
        SeededFault("unlisted severity", ">felony<", ">wobbler<", .unlistedCode, .schema),
        SeededFault("role that is not the court's", ">Defendant<", ">Accused<", .unlistedCode, .schema),

        SeededFault("dangling reference", "s:ref=\"c1-defendant\"", "s:ref=\"c1-nobody\"", .danglingReference, .rule),
        SeededFault(
            "party that is nobody", party, party.replacing("c1-people", with: "c1-nobody"), .danglingReference, .rule),
        SeededFault(
            "attorney that is nobody", attorney, attorney.replacing("c1-attorney", with: "123456"), .danglingReference,
            .rule),
        SeededFault(
            "party that is a person", party, party.replacing("c1-people", with: "c1-defendant"), .wrongReference, .rule),
        SeededFault(
            "attorney that is an organization", attorney, attorney.replacing("c1-attorney", with: "c1-people"),
            .wrongReference, .rule),
        SeededFault(
            "represented person", "<ecf:CaseRepresentedPartyReference s:ref=\"c1-people\"",
            "<ecf:CaseRepresentedPartyReference s:ref=\"c1-defendant\"", .wrongReference, .rule),
        SeededFault(
            "parent that is no lead document", parent, parent.replacing("document-1", with: "document-3"),
            .wrongReference, .rule),
        SeededFault("connected document without parent", parent, "", .noParent, .rule),
        SeededFault(
            "blank case number", "<nc:CaseDocketID>BA900001</nc:CaseDocketID>", "<nc:CaseDocketID> </nc:CaseDocketID>",
            .blankText, .rule),
        SeededFault(
            "augmentation without the manager's elements", "tyler:CaseAugmentation>", "ecf:CaseAugmentation>",
            .augmentationOrder, .rule),
        SeededFault(
            "effective date", "<nc:DocumentFileControlID>",
            "<nc:DocumentEffectiveDate><nc:Date>2020-02-13</nc:Date></nc:DocumentEffectiveDate>"
                + "<nc:DocumentFileControlID>", .courtSideElement, .rule),
        SeededFault(
            "hash that the court gives", "<tyler:FilingAction>",
            "<ecf:DocumentHashText>00</ecf:DocumentHashText><tyler:FilingAction>", .courtSideElement, .rule),
        SeededFault(
            "birth date", "<ecf:EntityPerson s:id=\"c1-defendant\">",
            "<ecf:EntityPerson s:id=\"c1-defendant\"><nc:PersonBirthDate><nc:Date>1975-01-31</nc:Date>"
                + "</nc:PersonBirthDate>", .confidentialElement, .rule),
        SeededFault(
            "two identifiers", "<nc:DocumentPostDate>",
            "<nc:DocumentIdentification><nc:IdentificationID>2</nc:IdentificationID></nc:DocumentIdentification>"
                + "<nc:DocumentPostDate>", .messageIdentifier, .rule),
        SeededFault("no tracking id", "<nc:CaseTrackingID>BA900001</nc:CaseTrackingID>", "", .noTrackingID, .rule),
        SeededFault(
            "sequence that begins with 1", firstNumber, firstNumber.replacing("0", with: "1"), .documentNumbers, .rule),
        SeededFault(
            "another file", "<nc:BinaryBase64Object>JVBERi0xLj", "<nc:BinaryBase64Object>JVBERi0yLj", .otherHash, .rule),
        // Which libxml2 passes over.
        SeededFault(
            "a sign that is not of base64", "<nc:BinaryBase64Object>", "<nc:BinaryBase64Object>*", .otherHash, .rule),
        SeededFault("another case", "<nc:CaseDocketID>BA900001", "<nc:CaseDocketID>BA900002", .otherCase, .rule),

        SeededFault(
            "profile of ECF 5.0", "WebServicesMessaging-2.0", "WebServicesMessaging-5.0", .interactionProfile, .profile),
        SeededFault(
            "cid: of a file in the message", "<nc:BinaryLocationURI>", "<nc:BinaryLocationURI>cid:",
            .attachmentReference, .profile),
        SeededFault("no such file", "01-motion.pdf", "01-notion.pdf", .missingFile, .profile),
        SeededFault("two documents, one file", "02-order.pdf", "01-motion.pdf", .repeatedAttachment, .profile),

        SeededFault("another account", "7f3a1c52-", "8f3a1c52-", .payment, .policy),
        SeededFault("another component", ">332<", ">331<", .filingComponent, .policy),
        SeededFault("another document type", ">application/pdf<", ">public<", .documentType, .policy),
        SeededFault("another filing code", ">MOTION-11361.9<", ">MOTION<", .filingCode, .policy),
        SeededFault("another category", ">Felony<", ">Felonies<", .caseCategory, .policy),
        SeededFault(
            "another court", "courts.example.org:superior.losangeles", "courts.example.org:superior.orange",
            .otherCourt, .policy),
        SeededFault(
            "said to be public", "<core:FilingConfidentialityIndicator>true",
            "<core:FilingConfidentialityIndicator>false", .accessLevel, .policy),
        SeededFault("an order that leads", "FilingConnectedDocument", "FilingLeadDocument", .leadDocuments, .policy),
        SeededFault("a sign in a file name", "01-motion.pdf", "01 motion.pdf", .fileName, .policy),
    ]
}

@Suite struct ECF4FaultTests {
    private let schemas: MessageSchemas

    init() throws { schemas = try MessageSchemas(official: nil) }

    private func findings(
        _ sample: SampleFiling, _ change: (String) throws -> String
    ) throws -> [MessageFinding] {
        let filing = try sample.filing()
        let text = String(decoding: try MessageWriter(sample.form, sample.setting).message([filing]), as: UTF8.self)
        let broken = try change(text)
        try #require(broken != text, "nothing to break")
        let found = try MessageCheck(schemas, sample.setting.policy).findings(in: Array(broken.utf8), of: [filing])
        let all = found.whole + found.cases.flatMap(\.self)
        #expect(all.allSatisfy { !$0.text.contains("IMAGINE") && !$0.text.contains("ROSAL") })
        return all
    }

    @Test("is caught with its code", arguments: SeededFault.ofECF4)
    func caught(_ fault: SeededFault) throws {
        let all = try findings(SampleFiling.ofECF4()) { $0.replacing(fault.old, with: fault.new) }
        #expect(all.contains { $0.rule == fault.rule && $0.code == fault.code }, "\(all)")
    }

    @Test(
        "is caught where files go by reference",
        arguments: [
            SeededFault(
                "embedded file", "<nc:BinaryDescriptionText>",
                "<nc:BinaryBase64Object>JVBERi0=</nc:BinaryBase64Object><nc:BinaryDescriptionText>", .embeddedFile,
                .rule),
            SeededFault("another size", "<nc:BinarySizeValue>0.0", "<nc:BinarySizeValue>1.0", .otherSize, .rule),
            SeededFault("name without cid:", "cid:000001-", "000001-", .attachmentReference, .profile),
        ])
    func byReference(_ fault: SeededFault) throws {
        let all = try findings(SampleFiling.ofECF4(.reference)) { $0.replacing(fault.old, with: fault.new) }
        #expect(all.contains { $0.rule == fault.rule && $0.code == fault.code }, "\(all)")
    }

    /// A text without what stands between two others, and what that was.
    private func cut(_ text: String, from start: String, to end: String) throws -> (rest: String, part: String) {
        let first = try #require(text.range(of: start))
        let last = try #require(text.range(of: end))
        let range = first.lowerBound..<last.upperBound
        return (text.replacingCharacters(in: range, with: ""), String(text[range]))
    }

    @Test("a connected document before the lead, as in ECF 5.0")
    func order() throws {
        let all = try findings(SampleFiling.ofECF4()) { text in
            let (rest, lead) = try cut(text, from: "<tyler:FilingLeadDocument", to: "</tyler:FilingLeadDocument>")
            return rest.replacing("</core:CoreFilingMessage>", with: lead + "</core:CoreFilingMessage>")
        }
        #expect(all.contains { $0.rule == .profileSchema && $0.node == "FilingConnectedDocument" }, "\(all)")
    }

    @Test("no payment")
    func payment() throws {
        let all = try findings(SampleFiling.ofECF4()) {
            try cut($0, from: "<payment:PaymentMessage>", to: "</payment:PaymentMessage>").rest
        }
        #expect(all.contains { $0.rule == .payment && $0.node == "PaymentMessage" }, "\(all)")
        #expect(all.contains { $0.rule == .profileSchema }, "\(all)")
    }

    @Test("a file that is not in the message")
    func missingFile() throws {
        let all = try findings(SampleFiling.ofECF4()) {
            try cut($0, from: "<nc:BinaryBase64Object>", to: "</nc:BinaryBase64Object>").rest
        }
        #expect(all.contains { $0.rule == .missingFile && $0.node == "DocumentAttachment" }, "\(all)")
    }

    @Test("findings name elements as ECF 4.01 does")
    func names() throws {
        let all = try findings(SampleFiling.ofECF4()) { text in
            text.replacing(">BA900001</nc:CaseDocketID>", with: ">BA900002</nc:CaseDocketID>")
                .replacing(">MOTION-11361.9<", with: ">MOTION<")
        }
        #expect(Set(all.map(\.node)) == ["CaseDocketID", "RegisterActionDescriptionText"], "\(all)")
    }
}
