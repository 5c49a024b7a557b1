import Cases
import Testing

@testable import Docket

/// Requests on their way to a court.
@Suite struct OutboxTests {
    let folder = Folder()
    let docket: Docket
    let batch: Batch
    let outbox: Outbox

    init() throws {
        docket = try Docket(path: folder.docket)
        batch = try docket.numbered(docket.admit("a", [row(1, "A1"), row(2, "A2"), row(3, "A3")]))
        outbox = Outbox(docket, of: batch, in: district)
    }

    /// A request for these cases; `version` tells messages apart that were made anew.
    private func request(_ sequences: Int..., version: String = "v1", sha256: String = "00") -> OutboxRequest {
        OutboxRequest(
            archive: "messages-0001.zip", file: "\(sequences[0])-\(version).xml", sha256: sha256,
            messages: sequences.map {
                OutboxMessage(identifier: "m\($0)-\(version)", sequence: $0, caseNumber: "A\($0)")
            })
    }

    private func outcome(_ sequence: Int, _ state: CaseState, version: String = "v1") -> CourtOutcome {
        CourtOutcome(
            place: .init(batch: batch.id, jurisdiction: district, sequence: sequence), caseNumber: "A\(sequence)",
            message: "m\(sequence)-\(version)", state: state, time: 50)
    }

    private let answer = Answer(.reply, name: "m1", sha256: "00")

    private func take(at time: Int64 = 0, attempts: Int = 5, except busy: Set<Int64> = []) throws -> OutboxEntry? {
        try outbox.take(at: time, attempts: attempts, except: busy)
    }

    private func states() throws -> [String] {
        var states: [String] = []
        try docket.outbox(of: batch, in: OutboxState.allCases) {
            states.append("\($0.request.identifier) \($0.state.rawValue) \($0.attempts)")
        }
        return states
    }

    @Test(
        "requests go in their order, each once; what was on its way when a run was killed is in doubt and comes first")
    func order() throws {
        #expect(try outbox.add([request(1), request(2), request(3)], at: 1).new == 3)
        try outbox.begin(again: false)
        let first = try #require(try take())
        #expect(first.request == request(1) && first.state == .sending && first.attempts == 1)
        #expect(try take()?.request == request(2))
        try docket.close()

        let docket = try Docket(path: folder.docket)
        let outbox = Outbox(docket, of: batch, in: district)
        #expect(try outbox.add([request(1), request(2), request(3)], at: 2).known == 3)
        #expect(try docket.outboxCounts(of: batch).first?.count(.sending) == 2)
        try outbox.begin(again: false)
        let doubtful = try #require(try outbox.take(at: 0, attempts: 5, except: []))
        #expect(doubtful.request == request(1) && doubtful.state == .inDoubt && doubtful.attempts == 1)
        let next = try #require(try outbox.take(at: 0, attempts: 5, except: [doubtful.id]))
        #expect(next.request == request(2) && next.state == .inDoubt)
        #expect(try outbox.take(at: 0, attempts: 5, except: [doubtful.id, next.id])?.request == request(3))
        #expect(try outbox.take(at: 0, attempts: 5, except: [doubtful.id, next.id]) == nil)
    }

    @Test("several filings in the master case go together, and not again in other messages")
    func masterCase() throws {
        #expect(try outbox.add([request(0, version: "a"), request(0, version: "b")], at: 1).new == 2)
        // Made anew before anything was sent.
        #expect(try outbox.add([request(0, version: "c"), request(0, version: "d")], at: 2).new == 2)
        #expect(try states() == ["m0-c waiting 0", "m0-d waiting 0"])
        #expect(try take()?.request == request(0, version: "c"))
        let admitted = try outbox.add([request(0, version: "e")], at: 3)
        #expect(admitted.blocked == [0] && admitted.new == 0)
    }

    @Test("what is put back comes when it is due, and only so often")
    func waiting() throws {
        _ = try outbox.add([request(1)], at: 1)
        for attempt in 1...2 {
            let entry = try #require(try take(at: Int64(attempt * 100), attempts: 2))
            try outbox.put(
                entry, .waiting, attempts: entry.attempts, nextTime: Int64(attempt * 100 + 100), note: "HTTP 503")
            #expect(try take(at: Int64(attempt * 100 + 99), attempts: 2) == nil)
        }
        #expect(try outbox.nextTime(attempts: 3, except: []) == 300)
        #expect(try take(at: 1_000, attempts: 2) == nil)
        #expect(try outbox.nextTime(attempts: 2, except: []) == nil)
        let entry = try #require(try take(at: 1_000, attempts: 3))
        try outbox.put(entry, .failed, attempts: 3, note: "HTTP 503")
        #expect(try outbox.nextTime(attempts: 9, except: []) == nil)
        try outbox.begin(again: false)
        #expect(try states() == ["m1-v1 failed 3"])
        try outbox.begin(again: true)
        #expect(try states() == ["m1-v1 waiting 0"])
    }

    @Test("a question is asked as often again as a request is sent")
    func asking() throws {
        _ = try outbox.add([request(1)], at: 1)
        let entry = try #require(try take(attempts: 1))
        try outbox.put(entry, .inDoubt, attempts: 1, note: "timeout")
        #expect(try outbox.nextTime(attempts: 1, except: []) == 0)
        let asked = try #require(try take(attempts: 1))
        #expect(asked.attempts == 2 && asked.state == .inDoubt)
        #expect(try take(attempts: 1) == nil)
        try outbox.begin(again: true)
        #expect(try states() == ["m1-v1 in-doubt 0"])
    }

    @Test("an answer and that it came are recorded together, and in the audit chain")
    func settled() throws {
        _ = try outbox.add([request(1, 2)], at: 1)
        let entry = try #require(try take())
        try outbox.settle(entry, as: .received, [outcome(1, .received), outcome(2, .received)], from: answer, at: 60)
        let counts = try #require(try docket.outboxCounts(of: batch).first)
        #expect(counts.count(.answered) == 1 && counts.count(CaseState.received) == 1 && counts.total == 1)
        #expect(try docket.outcomes(at: outbox.place(of: entry.request.messages[1])).filing?.state == .received)
        #expect(try docket.verifyAudit().isWhole)
        #expect(try take() == nil)
    }

    @Test(
        "a message made anew goes only where the court has nothing of the case, or rejected it",
        arguments: [
            (OutboxState.waiting, CaseState?.none, true), (.failed, nil, true), (.sending, nil, false),
            (.inDoubt, nil, false), (.answered, .received, false), (.answered, .accepted, false),
            (.answered, .rejected, true), (.answered, .partiallyAccepted, true), (.answered, .cancelled, true),
        ])
    func madeAnew(_ state: OutboxState, _ answered: CaseState?, _ goes: Bool) throws {
        _ = try outbox.add([request(1)], at: 1)
        if state != .waiting {
            let entry = try #require(try take())
            if let answered {
                try outbox.settle(entry, as: answered, [outcome(1, answered)], from: answer, at: 60)
            } else if state != .sending {
                try outbox.put(entry, state, attempts: 1, note: "")
            }
        }
        let admitted = try outbox.add([request(1, version: "v2"), request(2)], at: 2)
        #expect(admitted.new == (goes ? 2 : 1) && admitted.blocked == (goes ? [] : [1]))
        try outbox.removeUnlisted(before: 2)
        let kept = goes && answered == nil ? [] : ["m1-v1"]
        #expect(try states().map { String($0.prefix { $0 != " " }) } == kept + (goes ? ["m1-v2"] : []) + ["m2-v1"])
    }

    @Test("the same messages in other requests: what waits makes room, what was sent does not")
    func regrouped() throws {
        _ = try outbox.add([request(1, 2), request(3)], at: 1)
        let entry = try #require(try take())
        try outbox.settle(entry, as: .rejected, [outcome(1, .rejected), outcome(2, .rejected)], from: answer, at: 60)
        let admitted = try outbox.add([request(1), request(2, 3)], at: 2)
        #expect(admitted.new == 0 && admitted.blocked == [1, 2, 3])
    }

    @Test("what is no longer in the folder does not go; where it lies now is known")
    func listed() throws {
        _ = try outbox.add([request(1), request(2)], at: 1)
        _ = try outbox.add([request(2, sha256: "11")], at: 2)
        try outbox.removeUnlisted(before: 2)
        #expect(try states() == ["m2-v1 waiting 0"])
        #expect(try take()?.request.sha256 == "11")
    }

    @Test("another version of the batch of which something left is told")
    func versions() throws {
        let other = try docket.numbered(
            docket.admit(description("b", list: "a"), at: 1_581_552_000) { admission in
                try admission.add(row(1, "A1"))
                try admission.close(input: 0, rows: 1, format: "csv", encoding: "UTF-8")
            })
        #expect(try docket.sentVersion(of: other) == nil)
        _ = try outbox.add([request(1)], at: 1)
        #expect(try docket.sentVersion(of: other) == nil)
        _ = try take()
        #expect(try docket.sentVersion(of: other) == batch.description.folder)
        #expect(try docket.sentVersion(of: batch) == nil)
    }
}
