import Cases
import Foundation
import Testing

@testable import EFiling

/// What courts answer, read.
@Suite struct AnswerReaderTests {
    private func read(_ xml: String) throws -> (answers: [CourtAnswer], flaw: AnswerReader.FileFlaw?) {
        var answers: [CourtAnswer] = []
        let flaw = try AnswerReader.read(Array(xml.utf8)) { answers.append($0) }
        return (answers, flaw)
    }

    private func only(_ xml: String) throws -> CourtAnswer {
        let (answers, flaw) = try read(xml)
        #expect(flaw == nil)
        return try #require(answers.count == 1 ? answers[0] : nil)
    }

    @Test("immediate replies", arguments: ReplyCase.all)
    func replies(_ reply: ReplyCase) throws {
        let answer = try only(reply.xml)
        #expect(answer.kind == .reply)
        #expect(answer.state == reply.state)
        #expect(answer.flaws.map(\.code) == reply.codes)
        #expect(try only(InventedAnswer.inEnvelope(reply.xml)).state == reply.state)
    }

    @Test("a reply gives our identifier, the court's number and what was wrong")
    func replyFacts() throws {
        let answer = try only(
            InventedAnswer.reply(
                [InventedAnswer.message.uppercased()], filing: "F-77", status: "DataError", error: "4",
                content: "BinarySizeValue"))
        #expect(answer.messages == [InventedAnswer.message])
        #expect(answer.filing == "F-77")
        #expect(answer.time == 1_582_045_504)
        #expect(answer.reason == "4 BinarySizeValue: too long; 4")
    }

    @Test(
        "statuses of filings, whatever their case and separators",
        arguments: [
            ("accepted", .accepted), ("ACCEPTED", .accepted), ("issued", .accepted),
            ("Partially Accepted", .partiallyAccepted),
            ("partially-accepted", .partiallyAccepted), ("rejected", .rejected), (" Received ", .received),
            ("canceled", .cancelled), ("cancelled", .cancelled), ("moot", nil), ("", nil),
        ] as [(String, CaseState?)])
    func filingStatus(_ text: String, _ state: CaseState?) throws {
        let answer = try only(InventedAnswer.callback([InventedAnswer.message(status: text, reason: "why")]))
        #expect(answer.state == state)
        #expect(answer.flaws.map(\.code) == (state == nil ? [.unknownStatus] : []))
    }

    @Test(
        "a document's status stands in one of two places, or both",
        arguments: [
            ("accepted", nil, .accepted, []), (nil, "Accepted", .accepted, []), ("ACCEPTED", "accepted", .accepted, []),
            ("accepted", "rejected", .rejected, [.statusesDiffer]), ("seen", "rejected", .rejected, []),
            ("seen", nil, nil, [.unknownStatus]), (nil, nil, nil, [.unknownStatus]),
        ] as [(String?, String?, CaseState?, [ProblemCode])])
    func documentStatus(_ text: String?, _ code: String?, _ state: CaseState?, _ codes: [ProblemCode]) throws {
        let document = InventedAnswer.Document(number: "2", text: text, code: code, reason: "why")
        let answer = try only(
            InventedAnswer.callback([InventedAnswer.message(status: "received", documents: [document])]))
        #expect(answer.documents.map(\.state) == [state])
        #expect(answer.flaws.map(\.code) == codes)
    }

    @Test(
        "what is said of a filing and of its documents has to agree",
        arguments: [
            ("accepted", ["accepted", "rejected"], .partiallyAccepted, [.documentsDiffer]),
            ("rejected", ["accepted"], .partiallyAccepted, [.documentsDiffer]),
            ("partially-accepted", ["accepted", "rejected"], .partiallyAccepted, []),
            (nil, ["accepted", "accepted"], .accepted, []), (nil, ["accepted", "rejected"], .partiallyAccepted, []),
            (nil, [], nil, [.unknownStatus]),
        ] as [(String?, [String], CaseState?, [ProblemCode])])
    func agreement(_ status: String?, _ documents: [String], _ state: CaseState?, _ codes: [ProblemCode]) throws {
        let reviewed = documents.enumerated().map {
            InventedAnswer.Document(number: "\($0 + 1)", text: $1, reason: "why", isLead: $0 == 0)
        }
        let answer = try only(
            InventedAnswer.callback([InventedAnswer.message(status: status, documents: reviewed)]))
        #expect(answer.state == state)
        #expect(answer.flaws.map(\.code) == codes)
    }

    @Test("a rejection without reason is a finding, and is read all the same")
    func missingReason() throws {
        let answer = try only(InventedAnswer.callback([InventedAnswer.message(status: "rejected")]))
        #expect(answer.state == .rejected && answer.flaws.map(\.code) == [.missingReason])
        let document = InventedAnswer.Document(number: "1", text: "rejected", isLead: true)
        let other = try only(
            InventedAnswer.callback([InventedAnswer.message(status: "rejected", reason: "x", documents: [document])]))
        #expect(other.documents.first?.state == .rejected && other.flaws.map(\.code) == [.missingReason])
    }

    @Test("what the court's case system could not enter is told")
    func docketing() throws {
        let answer = try only(InventedAnswer.callback([InventedAnswer.message(docketing: "unsuccessful")]))
        #expect(answer.state == .accepted && answer.flaws.map(\.code) == [.notDocketed])
    }

    @Test("a callback gives the clerk's words, numbers, times and hashes")
    func callbackFacts() throws {
        let document = InventedAnswer.Document(
            number: "2", text: "rejected", reason: "Wrong &lt;page&gt;\n   number", time: "2020-02-20T10:30:00-08:00")
        let xml = InventedAnswer.callback([
            InventedAnswer.message(status: "partially-accepted", reason: "See order.", documents: [document])
        ])
        let answer = try only(xml)
        #expect(answer.kind == .callback && answer.messages == [InventedAnswer.message] && answer.filing == "F-1")
        #expect(answer.caseNumber == "BA000001" && answer.reason == "See order." && answer.time == 1_582_223_400)
        let read = try #require(answer.documents.first)
        #expect(read.number == "2" && read.reason == "Wrong <page> number" && read.reference == "D-2")
        #expect(read.time == 1_582_223_400 && read.hash == String(repeating: "ab", count: 32))
    }

    @Test("several answers in one callback, and bare ones")
    func several() throws {
        let many = (1...5).map { InventedAnswer.message("m-\($0)", filing: "F-\($0)") }
        #expect(try read(InventedAnswer.callback(many)).answers.map(\.messages) == (1...5).map { ["m-\($0)"] })
        #expect(try only(InventedAnswer.message()).state == .accepted)
        let envelope = InventedAnswer.inEnvelope(InventedAnswer.callback(many))
        #expect(try read(envelope).answers.map(\.filing) == (1...5).map { "F-\($0)" })
    }

    @Test("the samples of the reference", .enabled(if: hasSamples, "no ../shared/reference"))
    func ofTheReference() throws {
        let reply = try only(try String(contentsOfFile: samples + "/ecf5-sample-response.xml", encoding: .utf8))
        #expect(reply.state == .received && reply.filing == "F-2020-000001" && reply.flaws.isEmpty)
        let callback = try read(
            try String(contentsOfFile: samples + "/ecf5-sample-callback.xml", encoding: .utf8))
        #expect(callback.answers.map(\.state) == [.accepted, .partiallyAccepted])
        #expect(callback.answers.map { $0.documents.count } == [3, 2])
        #expect(callback.answers[1].documents.map(\.state) == [.rejected, .accepted])
        #expect(callback.answers.allSatisfy(\.flaws.isEmpty) && callback.flaw == nil)
    }
}

/// Answers that are not the project's own; read where they are found.
private let samples = SampleFiling.official + "/../reference"
private let hasSamples = FileManager.default.fileExists(atPath: samples + "/ecf5-sample-callback.xml")

/// A reply and what it comes to: the state, and the codes of its flaws.
struct ReplyCase: Sendable, CustomTestStringConvertible {
    let xml: String
    let state: CaseState?
    let codes: [ProblemCode]
    let testDescription: String

    init(_ name: String, _ xml: String, _ state: CaseState?, _ codes: [ProblemCode] = []) {
        (testDescription, self.xml, self.state, self.codes) = (name, xml, state, codes)
    }

    static let all = [
        ReplyCase("received", InventedAnswer.reply(), .received),
        ReplyCase("sent twice", InventedAnswer.reply(status: "DuplicateMessage", error: "2"), .received),
        ReplyCase("bad data", InventedAnswer.reply(status: "DataError", error: "4"), .rejected),
        ReplyCase("bad data without reason", InventedAnswer.reply(status: "DataError"), .rejected, [.missingReason]),
        ReplyCase("against the schema", InventedAnswer.reply(status: "InvalidSchema", error: "1"), .rejected),
        ReplyCase("success with an error", InventedAnswer.reply(error: "4"), .rejected),
        ReplyCase(
            "wanted again", InventedAnswer.reply(status: "DataError", error: "4", again: true), nil, [.sendAgain]),
        ReplyCase("down", InventedAnswer.reply(status: "SystemError", error: "-10"), nil, [.sendAgain]),
        ReplyCase("not let in", InventedAnswer.reply(credentials: "Not Authenticated"), nil, [.sendAgain]),
        ReplyCase("a test", InventedAnswer.reply(mode: "Test"), nil, [.testAnswer]),
        ReplyCase("simulated", InventedAnswer.reply(simulated: true), nil, [.testAnswer]),
        ReplyCase("strange", InventedAnswer.reply(status: "Perhaps"), nil, [.unknownStatus]),
        ReplyCase("no time", InventedAnswer.reply(time: "yesterday"), .received, [.missingTime]),
        ReplyCase("no message", InventedAnswer.reply([]), .received, [.missingMessage]),
        ReplyCase("two messages", InventedAnswer.reply(["a-1", "a-2"]), .received, [.unpairedNumber]),
    ]
}
