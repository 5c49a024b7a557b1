import Cases
import Digests
import Filings
import Foundation
import Testing
import XMLGate

@testable import EFiling

/// The omnibus motion as a filing in the court's master case, which has no defendant and no charge.
@Suite struct OmnibusMessageTests {
    private static let golden = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/efiling/omnibus.xml").path

    private let library: TemplateLibrary
    private let text: String
    private let master: CourtPolicy.MasterCase
    private let sample: SampleFiling

    init() throws {
        library = try TemplateLibrary(folder: SampleFiling.templates)
        // The shipped stand-in, as somebody takes the comment off it.
        var isMaster = false
        text = try library.pack("base/court-policy.yaml").text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                isMaster = line.hasPrefix("    # ") && (isMaster || line.hasSuffix("# masterCase:"))
                return isMaster ? "    " + line.dropFirst(6) : String(line)
            }.joined(separator: "\n")
        let master = try #require(try Self.policy(text).masterCase)
        self.master = master
        sample = try SampleFiling { $0.masterCase = master }
    }

    private static func policy(_ text: String) throws -> CourtPolicy {
        try CourtPolicyPack.policy(
            in: (path: "policy.yaml", text: text), asOf: #require(CalendarDate(year: 2020, month: 2, day: 13)))
    }

    /// Every paper once, Exhibit A in two volumes.
    private func filing(numbersOnPage: [String]? = nil) throws -> CaseFiling {
        let hasher = SHA256()
        let documents = master.documents.flatMap { document in
            document.kind == .schedule ? [document.volume(1, of: 2), document.volume(2, of: 2)] : [document]
        }
        let papers = documents.enumerated().map { index, document in
            let name = sample.setting.policy.fileName.name(
                sequence: 0, caseNumber: master.number, position: index + 1, document: document.kind,
                extension: ".pdf", limit: 50)
            let file = AttachedDocument(
                kind: document.kind, fileName: name, bytes: Array("%PDF-1.7\n\(index)\n%%EOF\n".utf8),
                numbersOnPage: document.kind == .schedule ? nil : numbersOnPage ?? [master.number], hasher: hasher)
            return (document: document, file: file)
        }
        return CaseFiling(
            master, at: try #require(sample.setting.context.county.courthouse("foltz")), papers)
    }

    private func findings(_ bytes: [UInt8], of filing: CaseFiling) throws -> [MessageFinding] {
        let found = try MessageCheck(MessageSchemas(official: nil), sample.setting.policy).findings(
            in: bytes, of: [filing])
        return found.whole + found.cases[0]
    }

    private func message(of filing: CaseFiling) throws -> [UInt8] {
        try MessageWriter(sample.form, sample.setting).message([filing])
    }

    @Test("the message is as it was, free of findings")
    func goldenMessage() throws {
        let message = try message(of: filing())
        #expect(try findings(message, of: filing()) == [])
        let made = String(decoding: message, as: UTF8.self).replacing("><", with: ">\n<") + "\n"
        if ProcessInfo.processInfo.environment["VACATUR_RECORD_GOLDEN"] == "1" {
            try made.write(toFile: Self.golden, atomically: false, encoding: .utf8)
            Issue.record("recorded; read the difference, then run again without VACATUR_RECORD_GOLDEN")
        }
        let expected = FileManager.default.contents(atPath: Self.golden).map { String(decoding: $0, as: UTF8.self) }
        let first = zip(made.split(separator: "\n"), (expected ?? "").split(separator: "\n")).first { $0 != $1 }
        #expect(made == expected, "first difference: \(first.map { "\($0.0) / \($0.1)" } ?? "its length")")
    }

    @Test("the official schemas accept it", .enabled(if: SampleFiling.hasOfficial, "no ../shared/ecf5"))
    func official() throws {
        let validator = try SchemaValidator(Schema(path: SampleFiling.official + "/entry-review-filing.xsd"))
        #expect(validator.validate(bytes: try message(of: filing())).map(\.message) == [])
    }

    @Test(
        "what is wrong in it is caught",
        arguments: [
            (">Miscellaneous<", ">Felony<", MessageFinding.Rule.caseCategory),
            ("<j:CaseNumberText>BH900001", "<j:CaseNumberText>BH900002", .otherCase),
            ("cid:000000-BH900001-03-", "cid:000000-BH900001-02-", .attachmentReference),
            (">EXHIBIT<", ">MOTION-11361.9<", .filingCode),
            (
                "</ecf:CaseParty><ecf:CaseShortTitleText>",
                "</ecf:CaseParty><ecf:CaseParty><nc:EntityPerson><nc:PersonName><nc:PersonSurName>X</nc:PersonSurName>"
                    + "</nc:PersonName><ecf:PersonAugmentation><ecf:CaseParticipantRoleCode>Defendant"
                    + "</ecf:CaseParticipantRoleCode></ecf:PersonAugmentation></nc:EntityPerson></ecf:CaseParty>"
                    + "<ecf:CaseShortTitleText>", .party
            ),
        ])
    func faults(_ old: String, _ new: String, _ rule: MessageFinding.Rule) throws {
        let text = String(decoding: try message(of: filing()), as: UTF8.self)
        try #require(text.contains(old))
        let found = try findings(Array(text.replacing(old, with: new).utf8), of: filing())
        #expect(found.contains { $0.rule == rule }, "\(found)")
    }

    @Test("papers without the court's number, or with another, are held back", arguments: [[], ["BH900002"]])
    func number(_ numbers: [String]) throws {
        let maker = try MessageMaker(sample.form, sample.setting, MessageSchemas(official: nil))
        let (message, held) = try maker.make([filing(numbersOnPage: numbers)])
        #expect(message == nil && held.flatMap(\.findings).allSatisfy { $0.rule == .caseNumberOnPage })
    }

    @Test("a volume that is not in the message is missed")
    func volume() throws {
        let text = String(decoding: try message(of: filing()), as: UTF8.self)
        let start = try #require(text.range(of: "<filing:FilingConnectedDocument structures:id=\"c1-document-3\""))
        let end = try #require(
            text.range(of: "</filing:FilingConnectedDocument>", range: start.lowerBound..<text.endIndex))
        let fewer = text[..<start.lowerBound] + text[end.upperBound...]
        #expect(try findings(Array(fewer.utf8), of: filing()).contains { $0.rule == .missingDocument })
    }

    @Test("the message of a case still needs its charges and its defendant")
    func ofCase() throws {
        let filing = try sample.filing()
        let text = String(decoding: try message(of: filing), as: UTF8.self)
        #expect(try findings(Array(text.utf8), of: filing) == [])
        let charges = try #require(text.range(of: "<j:CaseCharge "))
        let court = try #require(text.range(of: "<j:CaseCourt>", range: charges.lowerBound..<text.endIndex))
        let without = text[..<charges.lowerBound] + text[court.lowerBound...]
        #expect(try findings(Array(without.utf8), of: filing).contains { $0.rule == .charges })
        #expect(try findings(message(of: self.filing()), of: filing).contains { $0.rule == .party })
    }

    @Test("the policy is read as it was written; a schedule with identifiers has to be secured")
    func policy() throws {
        let policy = try Self.policy(text)
        #expect(policy.masterCase?.documents.map(\.kind).first == .motion && policy.masterCase?.documents.count == 6)
        let from = try #require(CalendarDate(year: 2020, month: 1, day: 1))
        #expect(try Self.policy("policies:\n" + PolicyImport.text(of: policy, from: from)) == policy)
        #expect(try CourtPolicyPack.load(for: "long-beach", from: library, asOf: from).masterCase == nil)
        for (old, new, isRight) in [
            ("document: schedule,", "document: schedule-confidential,", false),
            ("document: order,", "document: cover,", false),
            ("document: motion, role: lead", "document: motion, role: connected", false),
            (
                "document: schedule, role: connected, title: \"Exhibit A, Schedule of Cases\",\n            "
                    + "description: Schedule of the cases of the motion, filingCode: EXHIBIT, access: restricted",
                "document: schedule-confidential, role: connected, title: X, description: X, filingCode: X, access: secured",
                true
            ),
        ] {
            try #require(text.contains(old), "\(old)")
            let changed = text.replacing(old, with: new)
            if isRight {
                #expect(try Self.policy(changed).masterCase?.documents[1].access == .secured)
            } else {
                #expect(throws: PackError.self) { try Self.policy(changed) }
            }
        }
    }
}
