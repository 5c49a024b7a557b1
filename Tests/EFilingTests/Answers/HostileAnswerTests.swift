import Cases
import Testing

@testable import EFiling

/// Answers that nobody should believe: each ends with a reason, none with a crash or another's words.
@Suite struct HostileAnswerTests {
    @discardableResult
    private func read(_ bytes: [UInt8]) throws -> (answers: [CourtAnswer], flaw: AnswerReader.FileFlaw?) {
        var answers: [CourtAnswer] = []
        let flaw = try AnswerReader.read(bytes) { answers.append($0) }
        return (answers, flaw)
    }

    private let callback = Array(
        InventedAnswer.callback(
            (1...3).map {
                InventedAnswer.message(
                    "m-\($0)", status: "partially-accepted", reason: "no",
                    documents: [
                        .init(number: "1", text: "accepted", isLead: true),
                        .init(number: "2", text: "rejected", reason: "x"),
                    ])
            }
        ).utf8)

    @Test(
        "what is no answer is said to be none",
        arguments: [
            ("", ProblemCode.unreadableAnswer), ("<", .unreadableAnswer), ("hello", .unreadableAnswer),
            ("<a/>", .notAnAnswer), ("<ReviewFilingResponse/>", .notAnAnswer),
            ("<a>\(InventedAnswer.message())</a>", .notAnAnswer),
            (InventedAnswer.callback([]), .notAnAnswer), (InventedAnswer.inEnvelope(""), .notAnAnswer),
            (InventedAnswer.inEnvelope("<soap:Fault><faultstring>down</faultstring></soap:Fault>"), .courtFault),
            (
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>", .unreadableAnswer
            ),
            (
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + InventedAnswer.callback([]), .unreadableAnswer
            ),
            (String(repeating: "<a>", count: 100_000), .notAnAnswer),
            (
                InventedAnswer.message(
                    reason: String(repeating: "<a>", count: 1_000) + String(repeating: "</a>", count: 1_000)),
                .unreadableAnswer
            ),
        ])
    func refused(_ xml: String, _ code: ProblemCode) throws {
        let (answers, flaw) = try read(Array(xml.utf8))
        #expect(answers.isEmpty && flaw?.code == code)
        #expect(flaw.map { !$0.detail.contains("down") && !$0.detail.contains("bbbb") } ?? false)
    }

    @Test("a file that ends anywhere gives what is whole in it, and says so")
    func truncated() throws {
        let whole = try read(callback).answers
        for end in stride(from: 0, to: callback.count - 1, by: 7) {
            let (answers, flaw) = try read(Array(callback[..<end]))
            #expect(answers == Array(whole.prefix(answers.count)))
            #expect(flaw != nil, "cut at \(end)")
        }
    }

    @Test("flipped bits give a reason or an answer, and never an answer about an unknown status", arguments: 0..<20)
    func flipped(_ seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        for _ in 0..<100 {
            var bytes = callback
            for _ in 0...below(4) { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
            let (answers, _) = try read(bytes)
            for answer in answers where answer.state == nil || answer.time == nil || answer.messages.isEmpty {
                #expect(answer.flaws.contains { !$0.code.isWarning })
            }
        }
    }

    @Test("words of a clerk are kept short, and a stamped copy inside is passed over")
    func large() throws {
        let copy = "<nc:BinaryBase64Object>" + String(repeating: "QUJD", count: 1 << 20) + "</nc:BinaryBase64Object>"
        let xml = InventedAnswer.message(
            status: "rejected", reason: String(repeating: "why ", count: 10_000),
            documents: [.init(number: "1", text: "rejected", reason: "x", isLead: true)]
        ).replacing("<nc:Attachment/>", with: "<nc:Attachment>\(copy)</nc:Attachment>")
        let (answers, flaw) = try read(Array(xml.utf8))
        #expect(flaw == nil && answers.first?.reason.utf8.count ?? 0 <= 2_000)
        #expect(answers.first?.state == .rejected && answers.first?.documents.count == 1)
    }
}
