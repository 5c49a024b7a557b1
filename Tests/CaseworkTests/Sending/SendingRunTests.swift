import Cases
import Courier
import Docket
import Testing

@testable import Casework

/// When requests are sent, how often, and what becomes of them; the court is a function, and time is what the test says.
@Suite struct SendingRunTests {
    private static func reply(_ call: Call) -> CourierReply {
        if call.isQuestion { return list([]) }
        return CourierReply(
            status: 200,
            body: Array(
                """
                <w:ReviewFilingResponse xmlns:w="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/wrappers"
                 xmlns:c="http://release.niem.gov/niem/domains/cbrn/4.1/"><c:MessageStatus>
                <c:SystemEventDateTime>2020-02-18T17:05:04Z</c:SystemEventDateTime>
                <c:MessageStatusCode>Success</c:MessageStatusCode></c:MessageStatus></w:ReviewFilingResponse>
                """.utf8))
    }

    private static func list(_ messages: [String]) -> CourierReply {
        let filings = messages.map { message in
            """
            <ecf:MatchingFiling><nc:DocumentIdentification><nc:IdentificationID>\(message)</nc:IdentificationID>
            <nc:IdentificationCategoryDescriptionText>messageID</nc:IdentificationCategoryDescriptionText>
            </nc:DocumentIdentification></ecf:MatchingFiling>
            """
        }
        return CourierReply(
            status: 200,
            body: Array(
                """
                <l:GetFilingListResponseMessage xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/"
                 xmlns:l="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/filinglistresponse"
                 xmlns:ecf="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf">\(filings.joined())
                </l:GetFilingListResponseMessage>
                """.utf8))
    }

    @Test("what the court is too busy for is sent again after longer and longer waits, and given up in the end")
    func backoff() async throws {
        let filed = try FiledMessages([1])
        let (line, calls) = try await filed.send { _ in CourierReply(status: 503) }
        #expect(line.counts.count(.failed) == 1 && calls.count == 6)
        // Of 10 s, 20 s, 40 s … at least half and at most all.
        for (attempt, (before, after)) in zip(calls, calls.dropFirst()).enumerated() {
            let whole = Int64(10_000) << Int64(attempt)
            #expect((whole / 2...whole + 1_000).contains(after.time - before.time), "\(attempt)")
        }
        let (still, none) = try await filed.send { Self.reply($0) }
        #expect(none.isEmpty && still.counts.count(.failed) == 1)
        let (sent, one) = try await filed.send(again: true) { Self.reply($0) }
        #expect(one.count == 1 && sent.counts.count(.answered) == 1)
    }

    @Test("a wait that the court asks for is kept, and the same waits come in every run")
    func retryAfter() async throws {
        var waits: [Int64] = []
        for _ in 1...2 {
            let (line, calls) = try await FiledMessages([1]).send { call in
                call.nth == 1 ? CourierReply(status: 503, retryAfter: 120) : Self.reply(call)
            }
            #expect(line.counts.count(.answered) == 1 && calls.count == 2)
            waits.append(calls[1].time - calls[0].time)
        }
        #expect(waits[0] >= 120_000 && waits[0] == waits[1])
    }

    @Test("a court that is down costs no request all its attempts; who is asked back tomorrow goes home today")
    func down() async throws {
        let filed = try FiledMessages(Array(repeating: 1, count: 30))
        let start: Int64 = 1_600_000_000_000
        let (line, calls) = try await filed.send { call in
            call.time < start + 600_000 ? CourierReply(status: 503) : Self.reply(call)
        }
        #expect(line.counts.count(.answered) == 30, "\(line)")
        #expect(calls.count { $0.time < start + 600_000 } < 150)
        let (later, one) = try await FiledMessages([1]).send { _ in CourierReply(status: 503, retryAfter: 40_000) }
        #expect(later.counts.count(.waiting) == 1 && one.count == 1)
    }

    @Test("no more requests in a minute than the court's policy says")
    func rate() async throws {
        let (line, calls) = try await FiledMessages(Array(repeating: 1, count: 20)).send { Self.reply($0) }
        #expect(line.counts.count(.answered) == 20 && calls.count == 20)
        // Of the two workers, one may move the clock while the other is about to send.
        let times = calls.map(\.time).sorted()
        for (before, after) in zip(times, times.dropFirst(2)) { #expect(after - before >= 1_000) }
        #expect(times[19] - times[0] >= 18_000)
    }

    @Test("what did not leave is sent again; what left without an answer is asked about first")
    func doubt() async throws {
        let filed = try FiledMessages([1, 1, 1, 1])
        let (line, calls) = try await filed.send { call throws(CourierError) in
            switch (call.message, call.isQuestion, call.nth) {
            case ("m-1", false, 1): throw CourierError(.unreachable, "Couldn't connect to server")
            case ("m-2", false, 1): throw CourierError(.broken, "Timeout was reached")
            case ("m-3", false, 1): throw CourierError(.broken, "Server returned nothing")
            case ("m-3", true, 1): throw CourierError(.unreachable, "Couldn't connect to server")
            case ("m-3", true, 2): CourierReply(status: 500)
            case ("m-3", true, 3): Self.list(["m-3"])
            default: Self.reply(call)
            }
        }
        #expect(line.counts.count(.answered) == 4, "\(line)")
        func story(_ message: String) -> String {
            calls.filter { $0.message == message }.map { $0.isQuestion ? "?" : "!" }.joined()
        }
        #expect(["m-1", "m-2", "m-3", "m-4"].map(story) == ["!!", "!?!", "!???", "!"])
    }

    @Test("where nobody gets in, or everything is refused, the court is left alone and the rest waits")
    func halted() async throws {
        for (status, most, failed) in [(401, 2, 0...0), (302, 2, 0...0), (404, 2, 0...0), (400, 6, 5...6)] {
            let filed = try FiledMessages(Array(repeating: 1, count: 12))
            let (line, calls) = try await filed.send { _ in CourierReply(status: status) }
            #expect(!line.halted.isEmpty && calls.count <= most, "\(status): \(calls.count)")
            let given = line.counts.count(.failed)
            #expect(failed.contains(given), "\(status): \(given)")
            #expect(line.counts.count(.waiting) == 12 - given)
        }
        let filed = try FiledMessages([1, 1, 1])
        let (line, _) = try await filed.send { _ throws(CourierError) in
            throw CourierError(.untrusted, "SSL peer certificate or SSH remote key was not OK")
        }
        #expect(line.halted.contains("certificate") && line.counts.count(.waiting) == 3)
    }

    @Test("who wants to stop is heard after what is under way, and the next run goes on")
    func stopped() async throws {
        let filed = try FiledMessages(Array(repeating: 1, count: 8))
        let (line, calls) = try await filed.send(stopAfter: 3) { Self.reply($0) }
        #expect((3...4).contains(calls.count) && line.counts.count(.answered) == calls.count)
        let (rest, more) = try await filed.send { Self.reply($0) }
        #expect(rest.counts.count(.answered) == 8 && more.count == 8 - calls.count)
    }

    @Test("a request of several cases of which the court has only some is left to a person")
    func part() async throws {
        let filed = try FiledMessages([3])
        let (line, calls) = try await filed.send { call throws(CourierError) in
            guard call.isQuestion else { throw CourierError(.broken, "Timeout was reached") }
            return Self.list(["m-1", "m-3"].filter { $0 == call.message })
        }
        #expect(line.counts.count(.inDoubt) == 1 && calls.map(\.message) == ["m-1", "m-1", "m-2", "m-3"])
        let status = try SendingStatus(
            of: "\(filed.path)/\(FiledMessages.batch)", docket: "\(filed.path)/docket.sqlite")
        #expect(status.open.first?.note == "the court has a part of it; ask the clerk")
        let (_, none) = try await filed.send { Self.reply($0) }
        #expect(none.isEmpty)
    }

    @Test("one run sends at a time")
    func alone() throws {
        let filed = try FiledMessages([1])
        let lock = try SendingLock(beside: "\(filed.path)/docket.sqlite")
        #expect(throws: CaseworkError.self) { try SendingLock(beside: "\(filed.path)/docket.sqlite") }
        lock.release()
        #expect(throws: Never.self) { try SendingLock(beside: "\(filed.path)/docket.sqlite") }
    }
}
