import Cases
import Digests
import Filings
import Testing

@testable import EFiling

/// A fault of a file, or a policy that a message of ours does not keep to.
struct FileFault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rule: MessageFinding.Rule
    var policy: @Sendable (inout CourtPolicy) -> Void = { _ in }
    /// The files that the message is made with, and those that are there when it is checked.
    var bytes: String?
    var page = "BA900001"
    var isMissing = false

    static let all = [
        FileFault(testDescription: "no PDF", rule: .notPDF, bytes: "<html>"),
        FileFault(testDescription: "a PDF that was cut off", rule: .notPDF, bytes: "%PDF-1.7\n1 0 obj"),
        FileFault(
            testDescription: "encrypted", rule: .encrypted, bytes: "%PDF-1.7\ntrailer <</Encrypt 5 0 R>>\n%%EOF"),
        FileFault(testDescription: "another case on the page", rule: .caseNumberOnPage, page: "BA900002"),
        FileFault(
            testDescription: "file too large", rule: .attachmentSize, policy: { $0.limits.attachmentBytes = 10 }),
        FileFault(
            testDescription: "message too large", rule: .messageSize, policy: { $0.limits.messageBytes = 1_000 }),
        FileFault(testDescription: "too many pages", rule: .attachmentPages, policy: { $0.limits.attachmentPages = 2 }),
        FileFault(testDescription: "file name too long", rule: .fileName, policy: { $0.limits.fileName = 15 }),
        FileFault(testDescription: "title too long", rule: .textLength, policy: { $0.limits.documentTitle = 15 }),
        FileFault(
            testDescription: "title of the case too long", rule: .textLength, policy: { $0.limits.caseTitle = 20 }),
        FileFault(testDescription: "name too long", rule: .textLength, policy: { $0.limits.personName = 5 }),
        FileFault(testDescription: "note too long", rule: .textLength, policy: { $0.limits.note = 5 }),
        FileFault(testDescription: "format not taken", rule: .format, policy: { $0.formats = ["application/msword"] }),
        FileFault(
            testDescription: "confidential filings not taken", rule: .accessLevel,
            policy: { $0.acceptsRestricted = false }),
        FileFault(testDescription: "a document that is missing", rule: .missingDocument, isMissing: true),
    ]
}

@Suite struct FileFaultTests {
    @Test("is caught and held back, and the other case goes", arguments: FileFault.all)
    func caught(_ fault: FileFault) throws {
        let right = try SampleFiling()
        let sample = try SampleFiling(fault.policy)
        let schemas = try MessageSchemas(official: nil)
        let filing = try broken(right.filing(), fault)
        let maker = try MessageMaker(sample.form, sample.setting, schemas)
        let (message, held) = maker.make([filing])
        #expect(message == nil)
        let findings = try #require(held.first).findings
        #expect(findings.contains { $0.rule == fault.rule }, "\(findings)")

        // In a request of several, the fault of one case holds back that case alone.
        guard fault.bytes != nil || fault.page != "BA900001" || fault.isMissing else { return }
        let others = try (2...4).map { try right.filing(sequence: $0, number: "BA90000\($0)") }
        let bulk = maker.make([others[0], filing] + others[1...])
        #expect(bulk.message?.cases.map(\.filing.sequence) == [2, 3, 4])
        #expect(bulk.held.map(\.filing.sequence) == [1])
        let alone = try MessageMaker(sample.form, sample.setting, schemas).make(others)
        #expect(alone.message?.bytes == bulk.message?.bytes && alone.held.isEmpty)
    }

    private func broken(_ filing: CaseFiling, _ fault: FileFault) throws -> CaseFiling {
        let hasher = SHA256()
        var documents = filing.documents.map { document in
            AttachedDocument(
                kind: document.kind, fileName: document.fileName,
                bytes: Array((fault.bytes ?? "%PDF-1.7\n%%EOF\n").utf8), pages: 3, numbersOnPage: [fault.page],
                hasher: hasher)
        }
        if fault.isMissing { documents.removeLast() }
        let placed = try #require(filing.placed)
        return try #require(CaseFiling(placed, documents))
    }

    @Test("a case that nobody approved is never sent")
    func undecided() throws {
        let sample = try SampleFiling()
        let filing = try sample.filing()
        let placed = try #require(filing.placed)
        let draft = PlacedCase(standing: .undecided(placed.eligible), sequence: 1, courthouse: placed.courthouse)
        #expect(CaseFiling(draft, filing.documents) == nil)
    }

    @Test(
        "names of files are as the court wants them",
        arguments: [
            ("{sequence}-{case}-{position}-{document}", "BA 90/01", 50, "000007-BA-90-01-02-order.pdf"),
            ("{case}_{document}", "BA900001-01", 20, "BA900001-0_order.pdf"),
            ("{sequence}{document}", "BA900001", 50, "000007order.pdf"),
        ])
    func fileNames(_ pattern: String, _ number: String, _ limit: Int, _ expected: String) throws {
        let rule = try #require(FileNameRule(pattern))
        let name = rule.name(
            sequence: 7, caseNumber: number, position: 2, document: .caseOrder, extension: ".pdf", limit: limit)
        #expect(name == expected && name.utf8.count <= limit)
    }

    @Test(
        "a rule that is none", arguments: ["{document}", "{sequence", "{name}-{case}", "{case}/{document}", "{case} x"])
    func noRule(_ pattern: String) { #expect(FileNameRule(pattern) == nil) }
}
