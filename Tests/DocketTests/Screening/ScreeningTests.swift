import Cases
import GRDB
import Testing

@testable import Docket

@Suite struct ScreeningTests {
    let folder = Folder()

    @Test("a screening is remembered with its people, in order")
    func remembers() throws {
        let people = (1...300).map { screened("S\($0)", [conviction("00\($0)"), conviction("11\($0)")]) }
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen(screeningDescription("a"), at: 7) { admission in
            for person in people { try admission.add(person, jurisdictions: ["long-beach", ""]) }
            admission.close(input: 0, rows: 5_000, format: "doj", encoding: "UTF-8")
            admission.summary = "{\"lineCount\":5000}"
        }
        try docket.close()
        let again = try Docket(path: folder.docket)
        #expect(try again.screening("a") == screening)
        #expect(screening.people == 300)
        #expect(screening.convictions == 600)
        #expect(screening.screenedAt == 7)
        #expect(screening.description.summary == "{\"lineCount\":5000}")
        #expect(screening.description.inputs[0].rows == 5_000)
        let read = try again.allReviewed(screening)
        #expect(read.map(\.screened) == people)
        #expect(read.map(\.number) == Array(1...300))
        #expect(read.allSatisfy { $0.jurisdictions == ["long-beach", ""] && $0.states == [.open, .open] })
        #expect(try again.verifyAudit() == AuditReport(entries: 1, broken: nil))
    }

    @Test("the same identity is one screening, and is not read again")
    func idempotent() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen("a", [screened("S1", [conviction()])])
        let second = try docket.screen(screeningDescription("a"), at: 9) { _ in Issue.record("read again") }
        #expect(first == second)
        try docket.screen("b", [screened("S1", [conviction()])])
        #expect(try docket.screenings().map(\.description.identity) == ["a", "b"])
    }

    @Test("a screening is all or nothing")
    func allOrNothing() throws {
        struct Failure: Error {}
        let docket = try Docket(path: folder.docket)
        #expect(throws: Failure.self) {
            try docket.screen(screeningDescription("a"), at: 1) { admission in
                try admission.add(screened("S1", [conviction()]), jurisdictions: ["x"])
                throw Failure()
            }
        }
        #expect(try docket.screenings().isEmpty)
        #expect(try docket.verifyAudit().entries == 0)
        #expect(try docket.screen("a", [screened("S1", [conviction()])]).people == 1)
    }

    @Test("people are read by number")
    func byNumber() throws {
        let docket = try Docket(path: folder.docket)
        try docket.screen("before", [screened("S0", [conviction()])])
        let screening = try docket.screen("a", (1...9).map { screened("S\($0)", [conviction()]) })
        var read: [String] = []
        try docket.reviewed(screening, numbers: [7, 2, 9]) { read.append($0.screened.person.identifier) }
        #expect(read == ["S7", "S2", "S9"])
        #expect(throws: DocketError(.damaged, "person 10")) { try docket.reviewed(screening, numbers: [10]) { _ in } }
        #expect(throws: DocketError(.damaged, "person 0")) { try docket.reviewed(screening, numbers: [0]) { _ in } }
    }

    @Test("what is discarded is gone from the file too, and can be screened again")
    func discards() throws {
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", [screened("S1", [conviction()], last: "UNMISTAKABLE")])
        let kept = try docket.screen("b", [screened("S2", [conviction()])])
        try docket.discard(screening, at: 3)
        #expect(try docket.screenings() == [kept])
        #expect(throws: DocketError(.unknownScreening)) { try docket.reviewed(screening) { _ in } }
        #expect(throws: DocketError(.unknownScreening)) { try docket.discard(screening, at: 4) }
        try docket.close()
        #expect(try contents(of: folder.docket).firstRange(of: Array("UNMISTAKABLE".utf8)) == nil)
        let again = try Docket(path: folder.docket)
        #expect(try again.screen("a", [screened("S3", [conviction()])]).id != screening.id)
        #expect(try again.allReviewed(kept).map(\.screened.person.identifier) == ["S2"])
        #expect(try again.verifyAudit() == AuditReport(entries: 4, broken: nil))
    }

    @Test("damage is told by number, and with nothing of the person")
    func damage() throws {
        let docket = try Docket(path: folder.docket)
        let screening = try docket.screen("a", (1...3).map { screened("S\($0)", [conviction()]) })
        try docket.close()
        try DatabaseQueue(path: folder.docket).write {
            try $0.execute(sql: "UPDATE screened_person SET body = zeroblob(40) WHERE id = 2")
        }
        let again = try Docket(path: folder.docket)
        #expect(throws: DocketError(.damaged, "person 2")) { try again.reviewed(screening) { _ in } }
    }
}
