import Cases
import Filings
import Foundation
import Testing
import XMLGate

@testable import EFiling

/// Messages for a court on a manager of ECF 4.01.
@Suite struct ECF4Tests {
    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/efiling")

    private func message(_ sample: SampleFiling, _ filing: CaseFiling) throws -> [UInt8] {
        try MessageWriter(sample.form, sample.setting).message([filing])
    }

    @Test("a message that is right has no findings, and is compact", arguments: FilingManager.Content.allCases)
    func right(_ content: FilingManager.Content) throws {
        let sample = try SampleFiling.ofECF4(content)
        let schemas = try MessageSchemas(official: nil)
        let (made, held) = try MessageMaker(sample.form, sample.setting, schemas).make([sample.filing()])
        #expect(held.isEmpty, "\(held.flatMap(\.findings))")
        let text = String(decoding: try #require(made).bytes, as: UTF8.self)
        #expect(!text.contains("\n") && !text.contains("> <") && !text.contains("schemaLocation"))
        #expect(text.contains("O'IMAGINE &lt;&amp; SONS&gt;") && !text.contains("PersonBirthDate"))
        #expect(made?.cases.map(\.identifier).allSatisfy(text.contains) == true)
        #expect(text.contains("<nc:BinaryBase64Object>") == (content == .inline))
        #expect(text.contains("cid:") == (content == .reference))
    }

    @Test("what a policy leaves out is left out, and what it has is there")
    func optional() throws {
        let schemas = try MessageSchemas(official: nil)
        let sample = try SampleFiling.ofECF4 { policy in
            policy.manager?.caseType = ""
            policy.manager?.feeReason = ""
            policy.manager?.filerType = "69"
            policy.manager?.tracksByNumber = false
            policy.note = ""
            policy.service = [
                CourtPolicy.ServiceRecipient(
                    location: "https://service.example.org/ecf4", profile: CodeLists.interactionProfiles(.ecf4)[0],
                    recipient: "public-defender")
            ]
        }
        let (made, held) = try MessageMaker(sample.form, sample.setting, schemas).make([sample.filing()])
        #expect(held.isEmpty, "\(held.flatMap(\.findings))")
        let text = String(decoding: made?.bytes ?? [], as: UTF8.self)
        for element in ["CaseTypeText", "FeeExceptionReasonCode", "CaseTrackingID", "FilingCommentsText"] {
            #expect(!text.contains(element))
        }
        for element in [">69</tyler:FilerTypeText>", ">SERVICECONTACTID<", ">EFileAndServe<"] {
            #expect(text.contains(element))
        }
    }

    @Test("the pages of a file in the message are said where they are known")
    func pages() throws {
        let sample = try SampleFiling.ofECF4()
        let filing = try sample.filing()
        let documents = filing.documents.map {
            AttachedDocument(
                kind: $0.kind, fileName: $0.fileName, size: $0.size, digest: $0.digest, pages: 7,
                numbersOnPage: $0.numbersOnPage, content: $0.content)
        }
        let placed = try #require(filing.placed)
        let counted = try #require(CaseFiling(placed, documents))
        let (made, held) = try MessageMaker(sample.form, sample.setting, MessageSchemas(official: nil)).make([counted])
        #expect(held.isEmpty, "\(held.flatMap(\.findings))")
        let text = String(decoding: made?.bytes ?? [], as: UTF8.self)
        #expect(text.components(separatedBy: "<tyler:PageCount>7</tyler:PageCount>").count == 4)
    }

    @Test("a file whose bytes are not known is not sent in a message")
    func noBytes() throws {
        let sample = try SampleFiling.ofECF4()
        let filing = try sample.filing()
        let documents = filing.documents.map {
            AttachedDocument(kind: $0.kind, fileName: $0.fileName, size: $0.size, digest: $0.digest)
        }
        let placed = try #require(filing.placed)
        let empty = try #require(CaseFiling(placed, documents))
        let (made, held) = try MessageMaker(sample.form, sample.setting, MessageSchemas(official: nil)).make([empty])
        #expect(made == nil && held.first?.findings.contains { $0.rule == .missingFile } == true)
    }

    @Test("a document that is sent again alone leads, and its place is the first")
    func again() throws {
        let sample = try SampleFiling.ofECF4()
        let filing = try sample.filing()
        let order = filing.documents.filter { $0.kind == .caseOrder }
        let placed = try #require(filing.placed)
        let alone = try #require(CaseFiling(placed, order, only: [.caseOrder]))
        let (made, held) = try MessageMaker(sample.form, sample.setting, MessageSchemas(official: nil)).make([alone])
        #expect(held.isEmpty, "\(held.flatMap(\.findings))")
        let text = String(decoding: made?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("<nc:DocumentSequenceID>0<") && !text.contains("FilingConnectedDocument"))
    }

    @Test("two cases in one message are held back")
    func twoCases() throws {
        let sample = try SampleFiling.ofECF4()
        let filings = [try sample.filing(), try sample.filing(sequence: 2, number: "BA900002")]
        let both = try MessageWriter(sample.form, sample.setting).message(filings)
        let check = try MessageCheck(MessageSchemas(official: nil), sample.setting.policy)
        let found = check.findings(in: both, of: filings)
        #expect(found.whole.contains { $0.rule == .profileSchema && $0.node == "CoreFilingMessage" }, "\(found)")
    }

    /// Elements of a document in their order, each with those around it; none of those left out, or inside them.
    private func shape(_ bytes: [UInt8], without left: Set<String>) throws -> [String] {
        let reader = try XMLReader(bytes: bytes)
        var shape: [String] = []
        var open: [String] = []
        while let event = try reader.next() {
            switch event {
            case .start where left.contains(reader.name): try reader.skip()
            case .start:
                open.append(reader.name)
                shape.append(open.joined(separator: "/"))
            case .end: open.removeLast()
            case .text: break
            }
        }
        return shape
    }

    @Test("the same facts give the elements of the sample in their order")
    func sampleShape() throws {
        let sample = try SampleFiling.ofECF4(.reference) { policy in
            policy.service = [
                CourtPolicy.ServiceRecipient(
                    location: "https://service.example.org/ecf4", profile: CodeLists.interactionProfiles(.ecf4)[0],
                    recipient: "public-defender")
            ]
        }
        let count = try #require(EligibleCount(try sample.count(1, "11359", .dismissal, agency: "")))
        let person = Person(identifier: "P-1", name: PersonName(last: "SAMPLE", first: "ALEX", middle: "Q", suffix: ""))
        let eligible = EligibleCase(
            number: "BA000001", person: person,
            route: Route(jurisdiction: sample.setting.context.jurisdiction.id, courthouse: "foltz"), count: count)
        let filing = try #require(
            CaseFiling(try sample.placed(eligible, 1), try sample.documents(1, "BA000001")))
        // What the manager wants besides, and in the sample two days that no message of ours has.
        let ours = try shape(
            message(sample, filing),
            without: [
                "IdentificationCategoryText", "CaseTypeText", "DocumentFileControlID", "BinaryCategoryText",
                "FilingCommentsText", "FilingAction", "AllowanceCharge",
            ])
        let file = Self.fixtures.appendingPathComponent("sample-4.xml")
        let theirs = try shape([UInt8](Data(contentsOf: file)), without: ["PersonBirthDate"])
            .filter { !$0.contains("/ChargeOffense/") }
        #expect(ours.count > 100)
        #expect(ours == theirs, "\(zip(ours, theirs).first { $0 != $1 }.map { "\($0)" } ?? "their number")")
    }

    @Test("xmllint finds it valid in our schema, and a fault not", arguments: FilingManager.Content.allCases)
    func xmllint(_ content: FilingManager.Content) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ecf4-\(content)-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in ECF4Profile.modules {
            try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
        }
        let sample = try SampleFiling.ofECF4(content)
        let right = try message(sample, sample.filing())
        let wrong = String(decoding: right, as: UTF8.self).replacing("<criminal:ChargeOffense/>", with: "")
        for (name, bytes, code) in [("right", right, 0), ("wrong", Array(wrong.utf8), 3)] {
            let file = folder.appendingPathComponent("\(name).xml")
            try Data(bytes).write(to: file)
            let lint = Process()
            lint.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
            let schema = folder.appendingPathComponent("wsmp.xsd").path
            lint.arguments = ["--nonet", "--noout", "--schema", schema, file.path]
            lint.standardError = FileHandle.nullDevice
            try lint.run()
            lint.waitUntilExit()
            #expect(lint.terminationStatus == Int32(code), "\(name)")
        }
    }
}
