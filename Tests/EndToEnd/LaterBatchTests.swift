import Foundation
import Testing

/// What the docket remembers from one run to the next.
@Suite(.timeLimit(.minutes(20))) struct LaterBatchTests {
    @Test func aSecondListFilesOnlyWhatIsNew() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<6), to: "first.csv")
        try office.write(Row.felonies(4..<9), to: "second.csv")
        let first = try await office.generate("first.csv")
        #expect(first.code == 0, "\(first.err)")
        let second = try await office.generate("second.csv")
        #expect(second.code == 2, "\(second.err)")
        let packet = "\(second.lastLine)/district-attorney"
        let filed = table(try office.scratch.text("\(packet)/schedule.csv")).compactMap { $0["case_number"] }
        #expect(filed == ["BA100006", "BA100007", "BA100008"])
        let left = table(try office.scratch.text("\(second.lastLine)/exceptions.csv"))
        #expect(left.map { $0["case_number"] } == ["BA100004", "BA100005"])
        #expect(left.allSatisfy { $0["code"] == "already-filed" && $0["outcome"] == "already-filed" })
        let folder = String(first.lastLine.dropFirst(4))
        #expect(left.allSatisfy { $0["detail"]?.contains(folder) == true })
        let figures = try totals(ofManifest: try office.scratch.text("\(second.lastLine)/manifest.xml"))
        #expect(figures["rows"] == 5 && figures["filed"] == 3 && figures["already-filed"] == 2)
    }

    @Test func aNewCountOfAnOldCaseIsFiled() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<2)
        try office.write(rows, to: "first.csv")
        rows.append(rows[0])
        rows[1].count = 2
        rows[1].section = "11360(a)"
        try office.write(rows, to: "second.csv")
        _ = try await office.generate("first.csv")
        let second = try await office.generate("second.csv")
        let filed = table(try office.scratch.text("\(second.lastLine)/district-attorney/schedule.csv"))
        #expect(filed.count == 1 && filed.first?["case_number"] == "BA100001")
        #expect(table(try office.scratch.text("\(second.lastLine)/exceptions.csv")).count == 1)
    }

    @Test func theFirstListAgainWritesNothing() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<4)
        rows[2].date = "never"
        try office.write(rows)
        let first = try await office.generate("list.csv")
        #expect(first.code == 2)
        let before = try office.scratch.tree(first.lastLine)
        let again = try await office.generate("list.csv")
        #expect(again.code == 2)
        #expect(again.out.contains("complete already"))
        #expect(again.lastLine == first.lastLine)
        #expect(differences(before, try office.scratch.tree(first.lastLine)) == [])
        #expect(try json(await office.generate("list.csv", "--json"))["repeated"] as? Bool == true)
    }

    @Test func aLostFolderComesBackFromTheDocket() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<6) + Row.misdemeanors(1..<3))
        let first = try await office.generate("list.csv")
        let before = try office.scratch.tree(first.lastLine)
        try office.scratch.remove(first.lastLine)
        let again = try await office.generate("list.csv")
        #expect(again.code == 0, "\(again.err)")
        #expect(!again.out.contains("complete already"))
        #expect(differences(before, try office.scratch.tree(first.lastLine)) == [])
        #expect(before.count > 30)
    }

    @Test func twoListsAtOnceBothSucceed() async throws {
        let office = try Office()
        try await office.sample(300, seed: 21, to: "one.csv")
        try office.write(Row.felonies(1..<200), to: "two.csv")
        async let one = office.generate("one.csv")
        async let two = office.generate("two.csv")
        let (left, right) = try await (one, two)
        #expect([0, 2].contains(left.code), "\(left.err)")
        #expect(right.code == 0, "\(right.err)")
        #expect(office.scratch.batches(in: "out").count == 2)
        for ran in [left, right] {
            #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
        }
        #expect(try await office.vacatur("audit", "--docket", "out/docket.sqlite").code == 0)
    }

    @Test func oneListTwiceAtOnceIsMadeOnce() async throws {
        let office = try Office()
        try await office.sample(300, seed: 22, to: "list.csv")
        async let one = office.generate("list.csv")
        async let two = office.generate("list.csv")
        let (left, right) = try await (one, two)
        let ran = [left, right].sorted { $0.code < $1.code }
        #expect(ran[0].code == 2, "\(ran[0].err)")
        // The other either came too late, or is told that somebody is at it.
        #expect(ran[1].code == 2 || ran[1].code == 75, "\(ran[1].code): \(ran[1].err)")
        if ran[1].code == 75 { #expect(ran[1].err.contains("another run")) }
        #expect(office.scratch.batches(in: "out").count == 1)
        #expect(try await office.vacatur("verify", ran[0].lastLine).code == 0)
    }
}
