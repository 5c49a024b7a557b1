import Cases
import Filings
import Foundation
import Testing

@testable import EFiling

/// What a court on a manager of ECF 4.01 has in its policy.
private let manager = """
        manager:
          content: inline
          components: { lead: "332", connected: "331" }
          account: "1"
          roles: { people: P, attorney: A, defendant: D }
          tracking: number

    """
private let ecf4 = "    profile: ecf-4.01\n" + manager

@Suite struct PolicyTests {
    private let library: TemplateLibrary
    private let text: String

    init() throws {
        library = try TemplateLibrary(folder: SampleFiling.templates)
        text = try library.pack("base/court-policy.yaml").text
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    private func policy(_ text: String, on date: String) throws -> CourtPolicy {
        try CourtPolicyPack.policy(in: (path: "policy.yaml", text: text), asOf: day(date))
    }

    @Test("every jurisdiction has a policy, and its messages compile")
    func shipped() throws {
        for id in library.jurisdictions {
            #expect(try CourtPolicyPack.load(for: id, from: library, asOf: day("2020-02-13")).documents.count == 3)
            for profile in ECFProfile.allCases {
                let (form, findings) = MessageForm.compile(from: library, for: id, in: profile)
                #expect(form != nil && findings.isEmpty, "\(findings)")
            }
        }
    }

    @Test(
        "the latest entry that holds decides",
        arguments: [("2020-02-13", 500), ("2020-03-01", 300), ("2021-01-01", 300)])
    func dated(_ date: String, _ pages: Int) throws {
        let entry = PolicyImport.text(of: try changed { $0.limits.attachmentPages = 300 }, from: try day("2020-03-01"))
        #expect(try policy(text + entry, on: date).limits.attachmentPages == pages)
    }

    private func changed(_ change: (inout CourtPolicy) -> Void) throws -> CourtPolicy {
        var policy = try policy(text, on: "2020-02-13")
        change(&policy)
        return policy
    }

    @Test("where to send to is read, with what is left out as usual, and written as it was read")
    func sending() throws {
        #expect(try policy(text, on: "2020-02-13").sending == nil)
        let given = try policy(
            text + "    sending: { endpoint: \"https://efm.example.org/\", requestsPerMinute: 120, firstWait: 0 }\n",
            on: "2020-02-13")
        let expected = SendingPolicy(endpoint: "https://efm.example.org/", requestsPerMinute: 120, firstWait: 0)
        #expect(given.sending == expected)
        let entry = PolicyImport.text(of: given, from: try day("2020-03-01"))
        #expect(try policy(text + entry, on: "2020-03-01").sending == expected)
        for bad in ["{ requestsPerMinute: 1 }", "{ endpoint: x, attempts: 0 }", "{ endpoint: x, other: 1 }"] {
            #expect(throws: PackError.self) { try policy(text + "    sending: \(bad)\n", on: "2020-02-13") }
        }
    }

    @Test("a policy that is written is read as it was")
    func roundTrip() throws {
        let odd = try changed { policy in
            policy.courtName = "Court \"of\" C:\\County # 1"
            policy.service = [
                CourtPolicy.ServiceRecipient(location: "https://a.example/", profile: "p", recipient: "r")
            ]
        }
        let written = "policies:\n" + PolicyImport.text(of: odd, from: try day("2020-01-01"))
        #expect(try policy(written, on: "2020-01-01") == odd)
    }

    @Test("a manager is read, and makes the profile that of ECF 4.01")
    func readsManager() throws {
        #expect(try policy(text, on: "2020-02-13").profile == .ecf5)
        let named = text.replacing("    signature:", with: "    profile: ecf-5.0\n    signature:")
        #expect(try policy(named, on: "2020-02-13") == policy(text, on: "2020-02-13"))
        let read = try policy(text.replacing("    signature:", with: ecf4 + "    signature:"), on: "2020-02-13")
        #expect(read.profile == .ecf4)
        #expect(
            read.manager
                == FilingManager(
                    content: .inline, components: [.lead: "332", .connected: "331"], account: "1", feeReason: "",
                    feeText: "", caseType: "", filerType: "", peopleRole: "P", attorneyRole: "A", defendantRole: "D",
                    tracksByNumber: true))
    }

    @Test("what ECF 4.01 cannot do is a mistake")
    func limits() throws {
        let ofECF4 = text.replacing("    signature:", with: ecf4 + "    signature:")
        let order = try #require(ofECF4.range(of: "      - document: case-order"))
        let notice = try #require(ofECF4.range(of: "      - document: case-notice"))
        let part = String(ofECF4[order.lowerBound..<notice.lowerBound])
        let orderFirst = ofECF4.replacing(part, with: "").replacing("    documents:\n", with: "    documents:\n" + part)
        for (changed, message) in [
            (
                ofECF4.replacing(
                    "    signature:", with: "    sending: { endpoint: \"https://a.example/\" }\n    signature:"),
                "what is sent is of ECF 5.0"
            ),
            (ofECF4.replacing("casesPerMessage: 1", with: "casesPerMessage: 2"), "casesPerMessage is 1"),
            (orderFirst, "the lead document stands first"),
        ] {
            do {
                _ = try policy(changed, on: "2020-02-13")
                Issue.record("accepted")
            } catch let error as PackError {
                #expect(error.message.contains(message), "\(error)")
            }
        }
    }

    @Test(
        "mistakes are found with their line",
        arguments: [
            ("role: lead", "role: leader", "unknown role"),
            ("role: lead", "role: connected", "0 lead documents"),
            ("role: connected", "role: lead", "3 lead documents"),
            ("access: restricted", "access: public", "unknown access"),
            ("fileName: \"{sequence}-{case}-{position}-{document}\"", "fileName: \"{name}\"", "a rule for file names"),
            ("attachmentPages: 500", "attachmentPages: 0", "has to be 1 or more"),
            ("attachmentPages: 500", "attachmentPages: many", "not a whole number"),
            ("document: case-order", "document: case-motion", "stands there twice"),
            ("sender: \"https://filings.example.org/ecf5/filing-assembly\"", "sender: \" \"", "a text is expected"),
            ("from: \"2020-01-01\"", "from: \"2021-01-01\"", "no policy holds on 2020-02-13"),
            ("    note: Exempt", "    remark: Exempt", "unknown key \"remark\""),
            ("    signature:", "    profile: ecf-4.01\n    signature:", "manager"),
            ("    signature:", "    profile: ecf-4.1\n    signature:", "unknown profile"),
            ("    signature:", manager + "    signature:", "a manager goes with profile ecf-4.01"),
            (
                "    signature:", ecf4.replacing("number", with: "yes") + "    signature:",
                "unknown tracking"
            ),
            (
                "    signature:", ecf4.replacing("account: \"1\"", with: "feeText: x") + "    signature:",
                "account"
            ),
        ])
    func mistakes(_ old: String, _ new: String, _ message: String) throws {
        let broken = text.replacing(old, with: new)
        try #require(broken != text)
        do {
            _ = try policy(broken, on: "2020-02-13")
            Issue.record("accepted")
        } catch let error as PackError {
            #expect(error.message.contains(message), "\(error)")
            #expect(error.path.hasPrefix("policy.yaml"))
        }
    }
}

@Suite struct PolicyAnswerTests {
    private let bytes: [UInt8]
    private let policy: CourtPolicy

    init() throws {
        let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/efiling/policy-answer.xml").path
        bytes = [UInt8](try #require(FileManager.default.contents(atPath: place)))
        policy = try SampleFiling().setting.policy
    }

    @Test func anAnswerBecomesAnEntry() throws {
        let answer = try PolicyAnswer.read(bytes)
        #expect(answer.codeLists.map(\.location) == ["https://efm.example.org/lists/filing.gc"])
        let from = try #require(CalendarDate(year: 2020, month: 7, day: 1))
        let entry = try PolicyImport.entry(answer, over: policy, from: from)
        let read = try CourtPolicyPack.policy(in: (path: "entry", text: "policies:\n" + entry), asOf: from)
        #expect(entry.contains("- from: \"2020-02-01\"") && entry.contains("lists/filing.gc"))
        #expect(read.version == "2020-A" && read.courtIdentifier == "example:superior.invented")
        #expect(read.courtName == "Superior Court of Invented County")
        #expect(read.limits.attachmentBytes == 36_700_160 && read.limits.messageBytes == 62_914_560)
        #expect(read.limits.attachmentPages == 300 && read.limits.fileName == policy.limits.fileName)
        #expect(read.signature.hasSuffix("ApplicationSignature-1.0") && read.documents == policy.documents)
    }

    @Test(
        "an answer that does not suit is refused",
        arguments: [
            ("<ecf:CaseTypeCode>criminal</ecf:CaseTypeCode>", "", "no criminal cases"),
            ("ApplicationSignature-1.0", "XMLSignature-1.0", "signatures that need more"),
            ("WebServicesMessaging-5.0", "WebServicesMessaging-4.0", "no interaction profile"),
        ])
    func refused(_ old: String, _ new: String, _ reason: String) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        try #require(text.contains(old))
        let answer = try PolicyAnswer.read(Array(text.replacing(old, with: new).utf8))
        let from = try #require(CalendarDate(year: 2020, month: 7, day: 1))
        do {
            _ = try PolicyImport.entry(answer, over: policy, from: from)
            Issue.record("accepted")
        } catch {
            #expect(error.description.contains(reason))
        }
    }

    @Test(
        "a file that is no answer is refused with its line",
        arguments: [
            ("", "<a/>", "not an answer"), ("36700160", "-5", "no number above 0"),
            ("36700160", "9999999999999999999", "no number above 0"), ("36700160", "many", "no number above 0"),
            (
                "</nc:MeasureDecimalValue>", "</nc:MeasureDecimalValue><nc:MeasureUnitText>pages</nc:MeasureUnitText>",
                "a unit that is not known"
            ),
            ("</policyresponse:RuntimePolicy>", "", "mismatch"),
        ])
    func malformed(_ old: String, _ new: String, _ message: String) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let broken = old.isEmpty ? new : text.replacing(old, with: new)
        do {
            _ = try PolicyAnswer.read(Array(broken.utf8))
            Issue.record("accepted")
        } catch {
            #expect(error.message.contains(message) && error.line > 0, "\(error)")
        }
    }

    @Test("an answer of ECF 5.0 makes no policy of ECF 4.01")
    func otherVersion() throws {
        let policy = try SampleFiling.ofECF4().setting.policy
        let from = try #require(CalendarDate(year: 2020, month: 7, day: 1))
        do {
            _ = try PolicyImport.entry(try PolicyAnswer.read(bytes), over: policy, from: from)
            Issue.record("accepted")
        } catch let error as PolicyImport.Refusal {
            #expect(error.description.contains("ECF 4.01"))
        }
    }

    @Test("a size in megabytes")
    func units() throws {
        let text = String(decoding: bytes, as: UTF8.self).replacing(
            "36700160</nc:MeasureDecimalValue>",
            with: "35</nc:MeasureDecimalValue><nc:MeasureUnitText>MB</nc:MeasureUnitText>")
        #expect(try PolicyAnswer.read(Array(text.utf8)).attachmentBytes == 35_000_000)
    }
}
