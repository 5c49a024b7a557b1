import Foundation
import Testing

/// Batches of unusual size.
@Suite(.timeLimit(.minutes(20))) struct SizeTests {
    @Test func oneCaseWithFiveHundredCounts() async throws {
        let office = try Office()
        let rows = (1...500).map { number in
            var row = Row.felonies(1..<2)[0]
            row.count = number
            return row
        }
        try office.write(rows)
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 0, "\(ran.err)")
        let packet = "\(ran.lastLine)/district-attorney"
        let listed = table(try office.scratch.text("\(packet)/schedule.csv"))
        #expect(listed.count == 500)
        #expect(Set(listed.compactMap { $0["case_number"] }) == ["BA100001"])
        #expect(try office.scratch.text("\(packet)/motion.html").contains("500 counts"))
        let motion = try office.scratch.text("\(packet)/cases-0001/000001-BA100001/motion.html")
        #expect(
            motion.components(separatedBy: "11357(a)").count > 500
                || motion.components(separatedBy: "11357").count > 500)
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test func onePersonWithThreeHundredCases() async throws {
        let office = try Office()
        let rows = Row.felonies(1..<301).map { row in
            var row = row
            (row.first, row.person) = ("PAT", "P-1")
            return row
        }
        try office.write(rows)
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 0, "\(ran.err)")
        let letters = office.scratch.files(in: "\(ran.lastLine)/district-attorney/letters-0001")
        #expect(letters.filter { $0.hasSuffix("letter.html") }.count == 1)
        let letter = try office.scratch.text("\(ran.lastLine)/district-attorney/letters-0001/000001/letter.html")
        #expect(rows.filter { !letter.contains($0.number) }.isEmpty)
        #expect(try totals(ofManifest: office.scratch.text("\(ran.lastLine)/manifest.xml"))["people"] == 1)
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test func aListWithoutRows() async throws {
        let office = try Office()
        try office.write([])
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 0, "\(ran.code): \(ran.err)")
        #expect(office.scratch.names(in: ran.lastLine).contains("index.html"))
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test func aListInWhichNothingCanBeFiled() async throws {
        let office = try Office()
        let rows = Row.felonies(1..<5).map { row in
            var row = row
            row.section = "459"
            return row
        }
        try office.write(rows)
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 2, "\(ran.err)")
        #expect(table(try office.scratch.text("\(ran.lastLine)/exceptions.csv")).count == 4)
        #expect(!office.scratch.exists("\(ran.lastLine)/district-attorney"))
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test func aVeryLongName() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<3)
        rows[0].last = String(repeating: "ABCDEFGH ", count: 44) + "LAST"
        try office.write(rows)
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 0, "\(ran.err)")
        let motion = try office.scratch.text(
            "\(ran.lastLine)/district-attorney/cases-0001/000001-BA100001/motion.html")
        #expect(motion.uppercased().contains(rows[0].last))
        #expect(office.scratch.files(in: "out").allSatisfy { !$0.contains("ABCDEFGH") })
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test func onlyOneCity() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4) + Row.misdemeanors(1..<3))
        let city = try await office.generate("list.csv", "--jurisdiction", "long-beach")
        #expect(city.code == 2, "\(city.err)")
        #expect(office.scratch.names(in: city.lastLine).contains("long-beach"))
        #expect(!office.scratch.names(in: city.lastLine).contains("district-attorney"))
        let left = table(try office.scratch.text("\(city.lastLine)/exceptions.csv"))
        #expect(left.map { $0["code"] } == ["not-selected", "not-selected", "not-selected"])
        #expect(try await office.vacatur("verify", city.lastLine).code == 0)
        // What was left out is not claimed.
        let county = try await office.generate("list.csv", "--jurisdiction", "district-attorney")
        #expect(table(try office.scratch.text("\(county.lastLine)/district-attorney/schedule.csv")).count == 3)
    }

    @Test func onePersonInTwoPackets() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<2) + Row.misdemeanors(1..<2)
        for index in rows.indices { (rows[index].first, rows[index].person) = ("PAT", "P-1") }
        rows[1].last = rows[0].last
        try office.write(rows)
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 0, "\(ran.err)")
        for packet in ["district-attorney", "long-beach"] {
            #expect(office.scratch.exists("\(ran.lastLine)/\(packet)/letters-0001/000001/letter.html"))
        }
    }
}
