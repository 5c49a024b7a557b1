import Cases
import GRDB
import Testing

@testable import Docket

@Suite struct RulingTests {
    let folder = Folder()
    private let dana = Reviewer(name: "Dana Whitfield", barNumber: "123456")
    private let lee = Reviewer(name: "Lee Marsh", barNumber: "234567")

    @Test("a ruling is found again in every later delivery of the file")
    func belongsToTheConviction() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen("a", [screened("S1", [conviction("001"), conviction("002")])])
        try docket.rule(dana, .approve(nil), on: first, 1, 1, note: "seen ✓", at: 50)
        let people = [screened("S2", [conviction("002")]), screened("S1", [conviction("002"), conviction("003")])]
        let second = try docket.screen("b", people)
        try docket.close()
        let again = try Docket(path: folder.docket)
        let ruling = RecordedRuling(ruling: .approve(nil), reviewer: dana, time: 50, note: "seen ✓")
        #expect(try again.allReviewed(first).map(\.states) == [[.open, .ruled(ruling)]])
        #expect(try again.allReviewed(second).map(\.states) == [[.open], [.ruled(ruling), .open]])
        #expect(try again.allReviewed(second)[1].rulings == [ruling, nil])
    }

    @Test("a ruling on another finding does not count")
    func findingChanged() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen("a", [screened("S1", [conviction()])])
        try docket.rule(dana, .approve(nil), on: first, 1, 0)
        let second = try docket.screen("b", [screened("S1", [conviction("001002001000", .notEligible)])])
        let state = try docket.allReviewed(second)[0].states[0]
        #expect(state == .changed(RecordedRuling(ruling: .approve(nil), reviewer: dana, time: 60, note: "")))
        try docket.rule(dana, .hold, on: second, 1, 0, sheet: "2")
        #expect(try docket.allReviewed(second)[0].rulings[0]?.ruling == .hold)
        // Seen from the first screening, its own ruling counts.
        #expect(try docket.allReviewed(first)[0].rulings[0]?.ruling == .approve(nil))
    }

    @Test("people without identifier are never taken for one another")
    func strangers() throws {
        let docket = try Docket(path: folder.docket)
        let people = [screened("", [conviction()]), screened("", [conviction()])]
        let first = try docket.screen("a", people)
        let second = try docket.screen("b", people)
        try docket.rule(dana, .hold, on: first, 2, 0)
        #expect(try docket.allReviewed(first).map { $0.rulings[0]?.ruling } == [nil, .hold])
        #expect(try docket.allReviewed(second).map { $0.rulings[0]?.ruling } == [nil, nil])
    }

    @Test("a referral moves the conviction to the other jurisdiction")
    func referral() throws {
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", [screened("S1", [conviction(), conviction("2")])], to: "")
        try docket.rule(dana, .refer("long-beach"), on: screening, 1, 1)
        #expect(try docket.allReviewed(screening)[0].jurisdictions == ["", "long-beach"])
    }

    @Test("the same ruling again, and the same worksheet again, change nothing")
    func idempotent() throws {
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", [screened("S1", [conviction()])])
        func rule(_ ruling: Ruling, sheet: String, note: String = "", over: String = "") throws -> RulingOutcome {
            try docket.rule(dana, ruling, on: screening, 1, 0, note: note, over: over, sheet: sheet)
        }
        #expect(try rule(.hold, sheet: "1") == .recorded)
        #expect(try rule(.hold, sheet: "1") == .known)
        #expect(try rule(.hold, sheet: "2") == .known)
        #expect(try rule(.hold, sheet: "3", note: "why") == .recorded)
        #expect(try rule(.hold, sheet: "4", note: "why", over: "9999") == .nobodyToOverride)
        try docket.rule(lee, .hold, on: screening, 1, 0)
        #expect(try rule(.hold, sheet: "4", note: "why", over: "234567") == .recorded)
        #expect(try rule(.approve(nil), sheet: "5") == .recorded)
        // An old worksheet that is imported by mistake does not undo what came later.
        #expect(try rule(.hold, sheet: "1") == .known)
        #expect(try docket.allReviewed(screening)[0].rulings[0]?.ruling == .approve(nil))
        #expect(try docket.verifyAudit() == AuditReport(entries: 6, broken: nil))
    }

    @Test("the same conviction is found in another screening")
    func findingElsewhere() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen(
            "a", [screened("S1", [conviction("1"), conviction("2")]), screened("", [conviction()])])
        let second = try docket.screen(
            "b", [screened("S2", [conviction("2")]), screened("S1", [conviction("2", .reduction)])])
        var found: [Determination?] = []
        try docket.rule(at: 1) { admission in
            for (number, position) in [(1, 0), (1, 1), (2, 0)] {
                let person = required(try admission.person(number, of: first)).screened
                let conviction = person.convictions[position]
                found.append(try admission.finding(of: conviction, of: person.person, in: second)?.determination)
            }
        }
        #expect(found == [nil, .reduction, nil])
    }

    @Test("rulings are recorded all or not at all")
    func allOrNothing() throws {
        struct Failure: Error {}
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", [screened("S1", [conviction()])])
        #expect(throws: Failure.self) {
            try docket.rule(at: 1) { admission in
                let person = required(try admission.person(1, of: screening))
                let place = ConvictionPlace(screening: screening, person: 1, position: 0)
                _ = try admission.record(
                    SheetRuling(
                        ruling: .hold, place: place, person: person.screened, reviewer: dana, note: "", overrides: "",
                        sheet: "1"))
                throw Failure()
            }
        }
        #expect(try docket.allReviewed(screening)[0].states == [.open])
        #expect(try docket.verifyAudit() == AuditReport(entries: 1, broken: nil))
        try docket.rule(at: 1) { admission in
            let strangers = [try admission.person(0, of: screening), try admission.person(2, of: screening)]
            #expect(strangers == [nil, nil])
        }
    }

    @Test("a screening that was ruled on stays")
    func cannotBeDiscarded() throws {
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", [screened("S1", [conviction()])])
        try docket.rule(dana, .hold, on: screening, 1, 0)
        #expect(throws: DocketError(.wrongStage, "rulings were made on it")) { try docket.discard(screening, at: 2) }
    }

    @Test("a policy rules on what is open, and leaves what people ruled")
    func policy() throws {
        let docket = try Docket(path: folder.docket)
        let people = [
            screened("S1", [conviction("1"), conviction("2", .handReview), conviction("3", .notEligible)]),
            screened("S2", [conviction("1", .cityReview, level: .misdemeanor), conviction("2"), conviction("3")]),
        ]
        let screening = try docket.screen("a", people)
        try docket.rule(lee, .challenge(.doesNotMeetCriteria), on: screening, 2, 1)
        let policy = ReviewPolicy(withCities: true)
        let report = try docket.rule(on: screening, by: policy, of: dana, at: 70)
        #expect([report.approved, report.held, report.ruledBefore, report.left] == [3, 1, 1, 1])
        #expect(
            try docket.allReviewed(screening).map { $0.rulings.map { $0?.ruling } } == [
                [.approve(nil), .hold, nil],
                [.approve(.dismissAndSeal), .challenge(.doesNotMeetCriteria), .approve(nil)],
            ])
        let again = try docket.rule(on: screening, by: policy, of: lee, at: 80)
        #expect([again.approved, again.held, again.ruledBefore, again.left] == [0, 0, 5, 1])
        // A person's ruling replaces the policy's without a conflict, whoever makes it.
        try docket.rule(lee, .hold, on: screening, 1, 0)
        #expect(try docket.allReviewed(screening)[0].rulings[0]?.reviewer == lee)
        // 1 screening, 1 + 4 + 1 rulings.
        #expect(try docket.verifyAudit() == AuditReport(entries: 7, broken: nil))
    }

    @Test("a policy rules again where its own finding changed, and nowhere where a person's did")
    func policyOnALaterList() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen("a", [screened("S1", [conviction("1"), conviction("2")])])
        try docket.rule(lee, .approve(nil), on: first, 1, 1)
        _ = try docket.rule(on: first, by: ReviewPolicy(withCities: false), of: dana, at: 70)
        let later = [conviction("1", .reduction), conviction("2", .reduction)]
        let second = try docket.screen("b", [screened("S1", later)])
        let report = try docket.rule(on: second, by: ReviewPolicy(withCities: false), of: dana, at: 80)
        #expect([report.approved, report.ruledBefore] == [1, 1])
        #expect(try docket.allReviewed(second)[0].rulings.map { $0?.time } == [80, nil])
    }

    @Test(
        "the audit finds every change to a ruling or its finding",
        arguments: [
            ("UPDATE ruling SET kind = 'approve', object = '' WHERE id = 1", 2, AuditReport.Break.Reason.rulingChanged),
            ("UPDATE ruling SET bar_number = '234567' WHERE id = 2", 3, .rulingChanged),
            ("UPDATE ruling SET note = 'another' WHERE id = 1", 2, .rulingChanged),
            ("UPDATE ruling SET basis = 1 WHERE id = 2", 3, .rulingChanged),
            ("UPDATE ruling SET overrides = '9999' WHERE id = 2", 3, .rulingChanged),
            ("UPDATE ruling SET position = 0 WHERE id = 2", 3, .rulingChanged),
            ("UPDATE ruling SET sheet = NULL WHERE id = 1", 2, .rulingChanged),
            ("UPDATE ruling SET time = 1 WHERE id = 1", 2, .rulingChanged),
            ("DELETE FROM ruling WHERE id = 1", 2, .rulingChanged),
            ("DELETE FROM screened_person WHERE id = 1", 2, .rulingChanged),
            (
                "UPDATE screened_person SET body = (SELECT body FROM screened_person WHERE id = 2) WHERE id = 1", 2,
                .rulingChanged
            ),
            ("UPDATE label SET text = 'elsewhere'", 2, .rulingChanged),
            (
                """
                INSERT INTO ruling SELECT 3, key, screening, person, position, basis, 'approve', '', reviewer,
                bar_number, overrides, note, sheet, time FROM ruling WHERE id = 1
                """, 4, .rulingAdded
            ),
        ])
    func tampering(sql: String, entry: Int, reason: AuditReport.Break.Reason) throws {
        let docket = try Docket(path: folder.docket)
        let people = [screened("S1", [conviction("1"), conviction("2")]), screened("S2", [conviction("3")])]
        let screening = try docket.screen("a", people)
        try docket.rule(dana, .challenge(.doesNotMeetCriteria), on: screening, 1, 0, note: "one")
        try docket.rule(dana, .hold, on: screening, 1, 1, sheet: "2")
        #expect(try docket.verifyAudit() == AuditReport(entries: 3, broken: nil))
        try docket.close()
        try DatabaseQueue(path: folder.docket).write { try $0.execute(sql: sql) }
        let report = try Docket(path: folder.docket).verifyAudit()
        #expect(report.broken == AuditReport.Break(entry: entry, reason: reason))
    }
}

extension Docket {
    /// Records one ruling.
    @discardableResult
    fileprivate func rule(
        _ reviewer: Reviewer, _ ruling: Ruling, on screening: Screening, _ number: Int, _ position: Int,
        note: String = "", over: String = "", sheet: String = "sheet", at time: Int64 = 60
    ) throws -> RulingOutcome {
        var outcome = RulingOutcome.known
        try rule(at: time) { admission in
            let person = required(try admission.person(number, of: screening))
            let place = ConvictionPlace(screening: screening, person: number, position: position)
            outcome = try admission.record(
                SheetRuling(
                    ruling: ruling, place: place, person: person.screened, reviewer: reviewer, note: note,
                    overrides: over, sheet: sheet))
        }
        return outcome
    }
}
