import Cases
import GRDB
import Testing

@testable import Docket

/// What notices were made of, as the docket keeps it.
@Suite struct DispositionTests {
    let folder = Folder()
    let docket: Docket
    let batch: Batch

    init() throws {
        docket = try Docket(path: folder.docket)
        let rows = [row(1, "A1"), row(2, "A2"), row(3, "A3"), row(4, "A3", count: "2", section: "11359")]
        batch = try docket.finish(docket.numbered(docket.admit("a", rows)), at: 3)
    }

    private static let day = required(CalendarDate(iso: "2020-03-01"))
    private static let later = required(CalendarDate(iso: "2020-04-01"))

    /// Noon of a day.
    private func noon(_ day: CalendarDate) -> Int64 { CaliforniaTime.lastSecond(of: day) - 12 * 3_600 }

    private func answer(_ sequence: Int, _ state: CaseState, on day: CalendarDate = day) throws {
        let place = CourtOutcome.Place(batch: batch.id, jurisdiction: district, sequence: sequence)
        let outcome = CourtOutcome(place: place, caseNumber: "A\(sequence)", state: state, time: noon(day))
        _ = try docket.record(
            [outcome], from: Answer(.schedule, name: "list.csv", sha256: "00"), at: 100)
    }

    private func begin(_ asOf: CalendarDate = day) throws -> DispositionRun? {
        try docket.beginDispositions(of: batch, asOf: asOf)
    }

    private func publish(_ run: DispositionRun?) throws {
        try docket.publish(#require(run), of: batch, folder: "notices", at: 200)
    }

    private func taken(_ run: DispositionRun?) throws -> [String] {
        var taken: [String] = []
        try docket.dispositions(of: try #require(run), in: district) {
            taken.append("\($0.sequence) \($0.number) \($0.state.rawValue) \($0.grantNoticed ?? 0)")
        }
        return taken
    }

    @Test("a run takes every act of the court, and the next one only what is new")
    func onlyWhatIsNew() throws {
        #expect(try begin() == nil)
        try answer(1, .granted)
        try answer(2, .struck)
        try answer(3, .accepted)
        let first = try begin()
        #expect(first?.number == 1 && first?.asOf == Self.day)
        #expect(try taken(first) == ["1 A1 granted 0", "2 A2 struck 0"])
        try publish(first)
        #expect(try begin() == nil)
        try answer(3, .granted)
        let second = try begin()
        #expect(second?.number == 2)
        #expect(try taken(second) == ["3 A3 granted 0"])
        #expect(try docket.dispositionRuns(of: batch).map(\.number) == [1])
        try publish(second)
        #expect(try docket.dispositionRuns(of: batch).map(\.number) == [1, 2])
    }

    @Test("a run that was not published is taken up again with the acts and the day that it had")
    func resumed() throws {
        try answer(1, .granted)
        let first = try begin()
        try answer(2, .granted)
        let again = try begin(Self.later)
        #expect(again == first)
        #expect(try taken(again) == ["1 A1 granted 0"])
        try publish(again)
        try publish(again)
        #expect(try taken(begin(Self.later)) == ["2 A2 granted 0"])
    }

    @Test("acts of a later day are for a later run")
    func asOfADay() throws {
        try answer(1, .granted)
        try answer(2, .granted, on: Self.later)
        try publish(begin())
        #expect(try begin() == nil)
        #expect(try taken(begin(Self.later)) == ["2 A2 granted 0"])
    }

    @Test("a grant that was noticed and did not last is taken again, with the notice that said it")
    func changed() throws {
        try answer(1, .granted)
        try publish(begin())
        try answer(1, .denied, on: Self.later)
        let run = try begin(Self.later)
        #expect(try taken(run) == ["1 A1 denied 1"])
        var differs: [Bool] = []
        try docket.dispositions(of: try #require(run), in: district) { differs.append($0.differs) }
        #expect(differs == [true])
    }

    @Test("what was noticed is in the audit chain; a change of it is found")
    func audit() throws {
        try answer(1, .granted)
        let run = try begin()
        #expect(try docket.verifyAudit().isWhole)
        try publish(run)
        let whole = try docket.verifyAudit()
        #expect(whole.isWhole)
        try docket.transaction { try $0.execute(sql: "UPDATE disposition SET time = time + 86400") }
        #expect(try docket.verifyAudit().broken?.reason == .noticesChanged)
        try docket.transaction { try $0.execute(sql: "UPDATE disposition SET time = time - 86400") }
        #expect(try docket.verifyAudit() == whole)
        try docket.transaction { database in
            try database.execute(
                sql: """
                    INSERT INTO disposition_run (batch, number, as_of, is_published) VALUES (?, 2, 20200301, 1)
                    """, arguments: [batch.id])
        }
        #expect(try docket.verifyAudit().broken?.reason == .noticesAdded)
    }

    @Test("no notice is made of a draft, of what is not packed, and of what was purged")
    func refused() throws {
        let unfinished = try docket.numbered(docket.admit("b", [row(1, "B1")]))
        #expect(throws: DocketError(.wrongStage, "numbered")) {
            try docket.beginDispositions(of: unfinished, asOf: Self.day)
        }
        try answer(1, .granted)
        try docket.purge(batch, by: reviewer, at: 300)
        #expect(throws: DocketError(.purged, batch.description.folder)) { try begin() }
    }

    @Test("progress is what is known as of a day; of a purged batch all but the kinds of relief")
    func progress() throws {
        try answer(1, .granted)
        try answer(3, .accepted)
        try answer(3, .granted, on: Self.later)
        func progress(_ day: CalendarDate) throws -> [CaseProgress] {
            var found: [CaseProgress] = []
            try docket.progress(of: batch, in: district, asOf: day) { found.append($0) }
            return found
        }
        let then = try progress(Self.day)
        #expect(then.map(\.standing) == [.granted, .pending, .accepted])
        #expect(then.map(\.counts) == [1, 1, 2])
        #expect(then.map(\.decided) == [Self.day, nil, nil] && then.map(\.accepted) == [nil, nil, Self.day])
        #expect(then.allSatisfy { $0.filed == asOf && $0.courthouse == "foltz" })
        #expect(then[2].reliefs == [.dismissAndSeal: 2])
        #expect(try progress(asOf).map(\.standing) == [.pending, .pending, .pending])
        let later = try progress(Self.later)
        #expect(later.map(\.standing) == [.granted, .pending, .granted])
        try docket.purge(batch, by: reviewer, at: 300)
        let purged = try progress(Self.later)
        #expect(purged.map(\.standing) == later.map(\.standing) && purged.map(\.counts) == later.map(\.counts))
        #expect(purged.allSatisfy { $0.reliefs.isEmpty })
    }
}
