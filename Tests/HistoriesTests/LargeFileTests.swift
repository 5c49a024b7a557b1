import Cases
import Histories
import Intake
import Testing

private typealias File = HistoryFixture

/// Files of several blocks: memory that does not suffice, rows anywhere, and the same bytes every time.
@Suite("Many rows")
struct LargeFileTests {
    /// Rows of 4,000 people, three each, dealt out over the file as a seed says.
    private func rows(seed: UInt64) -> [String] {
        var rows: [(UInt64, String)] = []
        var state = seed
        for person in 0..<2_600 {
            for cycle in 1...3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let changes = [
                    "STP_EVENT_DATE": "20\(10 + cycle)0\(1 + person % 9)11", "OFN": "BA\(100_000 + 3 * person + cycle)",
                ]
                rows.append((state >> 20, File.row("\(person)", "00\(cycle)002001000", changes)))
            }
        }
        return rows.sorted { $0.0 < $1.0 }.map(\.1)
    }

    @Test("A person's rows come together wherever they stand, also when most of them go to the disk")
    func scattered() throws {
        let file = File.file(rows(seed: 7))
        let roomy = try Screener().run([file])
        let cramped = try Screener(memory: 600_000).run([file])
        #expect(roomy.people.count == 2_600)
        #expect(roomy.people.allSatisfy { $0.convictions.count == 3 })
        #expect(roomy.people == cramped.people)
        #expect(roomy.texts == cramped.texts)
        #expect(roomy.sheets[.convictions]?.count == 7_800)
    }

    @Test("Where nothing can be put aside, the run says so")
    func noTemporaryFile() throws {
        let error = #expect(throws: IntakeError.self) {
            try Screener(memory: 600_000, temporary: "/nowhere").run([File.file(rows(seed: 7))])
        }
        #expect(error?.code == .noTemporaryFile)
    }

    @Test("Every row comes out where it was, with its own columns beside it")
    func order() throws {
        let rows = rows(seed: 3)
        let screened = try Screener().run([File.file(rows)])
        let all = try #require(screened.sheets[.allRows])
        let number = try #require(File.columns.firstIndex(of: "OFN"))
        #expect(all.count == rows.count)
        for (row, line) in zip(all, rows) {
            let expected = line.split(separator: ",", omittingEmptySubsequences: false)
            // The name in front holds a comma.
            guard row[number] == String(expected[number + 1]), row[95] == row[number] else {
                Issue.record("a row stands in another's place")
                return
            }
        }
    }

    @Test("A damaged row anywhere in a large file takes nothing else with it", arguments: [0, 5_000, 7_799])
    func damage(place: Int) throws {
        var rows = rows(seed: 11)
        rows.insert("x,\"y" + rows[0], at: place)
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.problems.rejected == 1)
        #expect(screened.people.count == 2_600)
        #expect(screened.problemCodes.first?.hasPrefix("\(place + 1) ") == true)
    }

    @Test("Where two rule sets differ, the row is listed with both findings")
    func differences() throws {
        let rows = [
            File.row("1", "001002001000", ["SENT_LENGTH": "999", "SENT_TIME_CODE": "Y"]), File.row("2", "001002001000"),
            File.row("3", "001002001000", ["STP_ORI_CNTY_NAME": "LOS ANGELES "]),
        ]
        let screened = try Screener(reading: .reference, other: .corrected).run([File.file(rows)])
        let found = screened.sheets[.differences] ?? []
        #expect(found.map { $0[1] } == ["1", "3"])
        #expect(found.map { [$0[5], $0[9]] } == [["done", "serving"], ["", "done"]])
    }
}
