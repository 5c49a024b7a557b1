import Cases
import Docket
import GRDB
import Testing

/// What courts answer, as the docket keeps it.
@Suite struct OutcomeTests {
    let folder = Folder()
    let docket: Docket
    let batch: Batch

    init() throws {
        docket = try Docket(path: folder.docket)
        // Filing order is by number, so these come as A1, A2, A10.
        batch = try docket.numbered(docket.admit("a", [row(1, "A10"), row(2, "A2"), row(3, "A1")]))
    }

    private func place(_ sequence: Int) -> CourtOutcome.Place {
        CourtOutcome.Place(batch: batch.id, jurisdiction: district, sequence: sequence)
    }

    private func outcome(
        _ sequence: Int, _ state: CaseState, at time: Int64 = 10, message: String = "", document: String = ""
    ) -> CourtOutcome {
        CourtOutcome(
            place: place(sequence), caseNumber: "A\(sequence)", message: message, document: document, state: state,
            time: time)
    }

    private let answer = Answer(.callback, name: "answer.xml", sha256: "00")

    private func states() throws -> [String] {
        var states: [String] = []
        try docket.caseStates(of: batch, in: district) {
            states.append(
                "\($0.sequence) \($0.number) \($0.filing?.state.rawValue ?? "-") \($0.court?.state.rawValue ?? "-")")
        }
        return states
    }

    @Test("cases without answers are pending, and the others what their answers say, in filing order")
    func allStates() throws {
        #expect(try states() == ["1 A1 - -", "2 A2 - -", "3 A10 - -"])
        let recorded = try docket.record(
            [outcome(3, .accepted), outcome(1, .rejected), outcome(3, .granted, at: 20), outcome(0, .accepted)],
            from: answer, at: 100)
        #expect(recorded.new == 4 && recorded.known == 0)
        #expect(try states() == ["1 A1 rejected -", "2 A2 - -", "3 A10 accepted granted"])
        #expect(try docket.outcomes(at: place(0)).filing?.state == .accepted)
    }

    @Test("what is known is not recorded again, and leaves no trace in the chain")
    func idempotent() throws {
        _ = try docket.record([outcome(1, .accepted)], from: answer, at: 100)
        let entries = try docket.verifyAudit().entries
        let again = try docket.record([outcome(1, .accepted)], from: answer, at: 200)
        #expect(again.new == 0 && again.known == 1)
        #expect(try docket.verifyAudit().entries == entries)
        let more = try docket.record([outcome(1, .accepted), outcome(2, .accepted)], from: answer, at: 300)
        #expect(more.new == 1 && more.known == 1)
        #expect(try docket.verifyAudit() == AuditReport(entries: entries + 1, broken: nil))
    }

    @Test("documents share the fate of the message that they went with")
    func documents() throws {
        let first = FiledMessage(
            identifier: "m1", place: place(1), caseNumber: "A1", round: 1,
            documents: [.init(number: 1, kind: "case-motion"), .init(number: 2, kind: "case-order")])
        let second = FiledMessage(
            identifier: "m2", place: place(1), caseNumber: "A1", round: 2,
            documents: [.init(number: 2, kind: "case-order")])
        try docket.recordMessages([first, second])
        try docket.recordMessages([first])
        #expect(try docket.message("m2") == second)
        #expect(try docket.message("m3") == nil)
        _ = try docket.record(
            [
                outcome(1, .partiallyAccepted, message: "m1"),
                outcome(1, .rejected, message: "m1", document: "case-order"),
                outcome(1, .accepted, message: "m1", document: "case-motion"),
            ], from: answer, at: 100)
        func documents() throws -> [String: CaseState] {
            try docket.documentStates(of: batch, in: district, sequence: 1).mapValues(\.state)
        }
        #expect(try documents() == ["case-motion": .accepted, "case-order": .rejected])
        #expect(try states()[0] == "1 A1 partially-accepted -")
        _ = try docket.record([outcome(1, .accepted, at: 20, message: "m2")], from: answer, at: 100)
        #expect(try documents() == ["case-motion": .accepted, "case-order": .accepted])
        #expect(try states()[0] == "1 A1 accepted -")
    }

    @Test("cases are found by number, whatever their punctuation")
    func search() throws {
        try docket.recordOutcomes(at: 1) { admission in
            for (number, sequence) in [("A10", 3), ("a-10", 3), (" A 2", 2), ("A1", 1)] {
                let found = try admission.places(ofCase: number, in: batch, jurisdiction: district)
                #expect(found == [place(sequence)])
            }
            for number in ["A3", "", "A100"] {
                let found = try admission.places(ofCase: number, in: batch, jurisdiction: district)
                #expect(found.isEmpty)
            }
            let elsewhere = try admission.places(ofCase: "A1", in: batch, jurisdiction: "torrance")
            #expect(elsewhere.isEmpty)
            let (last, none) = (try admission.caseNumber(at: place(3)), try admission.caseNumber(at: place(4)))
            #expect(last == "A10" && none == nil)
        }
    }

    @Test("every case of a larger batch is found at its place")
    func searchOfMany() throws {
        let rows = (0..<300).map { row($0 + 1, "B\(($0 * 7_919) % 1_000)-\($0)") }
        let batch = try docket.numbered(docket.admit("b", rows))
        let cases = try docket.allCases(of: batch)
        try docket.recordOutcomes(at: 1) { admission in
            for numbered in cases {
                let found = try admission.places(
                    ofCase: numbered.standing.eligible.number, in: batch, jurisdiction: district)
                #expect(found.map(\.sequence) == [numbered.sequence])
            }
        }
    }

    @Test(
        "outcomes that were changed, added or taken away around the program are found",
        arguments: [
            (
                "DROP TRIGGER outcome_is_never_updated; UPDATE outcome SET state = 'denied' WHERE state = 'granted'",
                "answer-changed"
            ),
            ("DROP TRIGGER outcome_is_never_deleted; DELETE FROM outcome WHERE state = 'granted'", "answer-changed"),
            ("UPDATE answer SET name = 'other.xml'", "answer-changed"),
            (
                """
                INSERT INTO outcome SELECT batch, jurisdiction, 2, key, 'A2', message, document, state, time, reason,
                    reference, answer FROM outcome WHERE state = 'granted'
                """, "answer-changed"
            ),
            ("INSERT INTO answer SELECT id + 1, kind, name, sha256, recorded_at FROM answer", "answer-added"),
        ])
    func tampering(_ sql: String, _ reason: String) throws {
        _ = try docket.record([outcome(1, .granted), outcome(1, .accepted)], from: answer, at: 100)
        #expect(try docket.verifyAudit().isWhole)
        try docket.close()
        let queue = try DatabaseQueue(path: folder.docket)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let report = try Docket(path: folder.docket).verifyAudit()
        #expect(report.broken?.reason.rawValue == reason)
    }

    @Test("outcomes cannot be changed or deleted by the program itself")
    func onlyAdded() throws {
        _ = try docket.record([outcome(1, .granted)], from: answer, at: 100)
        try docket.close()
        let queue = try DatabaseQueue(path: folder.docket)
        for sql in ["UPDATE outcome SET time = 1", "DELETE FROM outcome"] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test("the order in which answers come makes no difference", arguments: 0..<10)
    func orderFree(_ seed: Int) throws {
        var chance = Chance(UInt64(seed))
        var answers = (0..<20).map { _ in
            outcome(
                1 + chance.below(3), chance.pick(CaseState.allCases), at: Int64(chance.below(3)),
                message: chance.pick(["", "m1"]))
        }
        var seen: Set<[String]> = []
        for round in 0..<3 {
            let folder = Folder()
            let docket = try Docket(path: folder.docket)
            _ = try docket.numbered(docket.admit("a", [row(1, "A10"), row(2, "A2"), row(3, "A1")]))
            for outcome in answers + (round == 1 ? answers : []) {
                _ = try docket.record([outcome], from: answer, at: Int64(round))
            }
            var states: [String] = []
            try docket.caseStates(of: batch, in: district) { states.append("\($0)") }
            seen.insert(states)
            answers.shuffle(using: &chance)
        }
        #expect(seen.count == 1)
    }
}
