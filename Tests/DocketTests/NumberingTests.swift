import Cases
import Docket
import Testing

/// Filing order, letters and totals.
@Suite struct NumberingTests {
    let folder = Folder()
    let docket: Docket

    init() throws { docket = try Docket(path: folder.docket) }

    @Test func ordersByCourthouseThenByNumberAsAClerkLooksItUp() throws {
        let routes = [
            ("A12345", "van-nuys"), ("A9876", "van-nuys"), ("B1", "compton"), ("A0009876", "van-nuys"),
            ("TA2", "compton"),
            ("TA10", "compton"), ("A-9877", "van-nuys"),
        ]
        let batch = try docket.admit(description("a"), at: 1) { admission in
            for (index, (number, courthouse)) in routes.enumerated() {
                try admission.add(row(index + 1, number), Route(jurisdiction: district, courthouse: courthouse))
            }
            try admission.close(input: 0, rows: routes.count, format: "csv", encoding: "UTF-8")
        }
        let numbered = try docket.numbered(batch)
        let expected = ["1 B1", "2 TA2", "3 TA10", "4 A0009876", "5 A9876", "6 A-9877", "7 A12345"]
        #expect(try docket.allCases(of: numbered).map(\.short) == expected)
        let summary = try #require(try docket.summary(of: numbered).jurisdiction(district))
        #expect(summary.courthouses.map(\.courthouse) == ["compton", "van-nuys"])
        #expect(summary.courthouses.map(\.sequences) == [1..<4, 4..<8])
        #expect(summary.courthouses.map(\.cases) == [3, 4])
        var part: [String] = []
        try docket.cases(of: numbered, in: district, sequences: 3..<5) { part.append($0.short) }
        #expect(part == ["3 TA10", "4 A0009876"])
    }

    @Test func isDoneOnce() throws {
        let batch = try docket.numbered(docket.admit("a", [row(1, "A1")]))
        #expect(batch.stage == .numbered)
        #expect(try docket.numbered(batch) == batch)
        #expect(try docket.verifyAudit().entries == 3)
    }

    @Test func readersWaitForNumbers() throws {
        let batch = try docket.admit("a", [row(1, "A1")])
        #expect(throws: DocketError(.wrongStage, "read")) { try docket.allCases(of: batch) }
        #expect(throws: DocketError(.wrongStage, "read")) { try docket.summary(of: batch) }
        #expect(throws: DocketError(.wrongStage, "read")) { try docket.finish(batch, at: 1) }
    }

    @Test func aPersonGetsOneLetter() throws {
        let rows = [
            row(1, "A9", person("OCHOA", id: "1")), row(2, "A8", person("PARK", born: "1970-01-01")),
            row(3, "A7", person("PARK", born: "1970-01-01")), row(4, "A6", person("PARK", born: "1970-01-02")),
            row(5, "A5", person("OCHOA-REYES", id: "1")), row(6, "A4", person("PARK")), row(7, "A3", person("PARK")),
            row(8, "A2", person("DEAD", id: "2")), row(9, "A1", person("DEAD", id: "2", dead: true)),
            row(10, "A0", person("GONE", dead: true)),
        ]
        let batch = try docket.numbered(docket.admit("a", rows))
        let letters = try docket.allLetters(of: batch)
        #expect(letters.map(\.number) == [1, 2, 3, 4, 5])
        let numbers = letters.map { $0.cases.map(\.standing.eligible.number) }
        #expect(numbers == [["A3"], ["A4"], ["A5", "A9"], ["A6"], ["A7", "A8"]])
        #expect(letters[2].cases.map(\.sequence) == [6, 10])
        let summary = try #require(try docket.summary(of: batch).jurisdiction(district))
        #expect(summary.people == 7)
        #expect(summary.letters == 5)
        #expect(summary.letterNumbers == 1..<6)
        var some: [Int] = []
        try docket.letters(of: batch, in: district, numbers: 3..<5) { some.append($0.number) }
        #expect(some == [3, 4])
    }

    @Test func lettersStartOverInEveryJurisdiction() throws {
        let batch = try docket.admit(description("a"), at: 1) { admission in
            for index in 1...6 {
                let route = Route(jurisdiction: index % 2 == 0 ? "torrance" : district, courthouse: "foltz")
                try admission.add(row(index, "A\(index)", person("OCHOA", id: "\(index / 3)")), route)
            }
            try admission.close(input: 0, rows: 6, format: "csv", encoding: "UTF-8")
        }
        let numbered = try docket.numbered(batch)
        let county = try docket.allLetters(of: numbered).map { $0.cases.map(\.standing.eligible.number) }
        let city = try docket.allLetters(of: numbered, in: "torrance").map { $0.cases.map(\.standing.eligible.number) }
        #expect(county == [["A1"], ["A3", "A5"]])
        #expect(city == [["A2"], ["A4"], ["A6"]])
    }

    @Test func aPersonMayHave300Cases() throws {
        let rows = (1...300).map { row($0, "A\($0)", person("OCHOA", id: "1")) }
        let batch = try docket.numbered(docket.admit("a", rows))
        let letters = try docket.allLetters(of: batch)
        #expect(letters.count == 1)
        #expect(letters[0].cases.map(\.sequence) == Array(1...300))
    }

    @Test func holdingTakesNumbersBackAndLeavesNoGap() throws {
        let rows = [row(1, "A1"), row(2, "A2"), row(3, "A2", count: "2"), row(4, "A3")]
        var batch = try docket.numbered(docket.admit("a", rows))
        let second = try docket.allCases(of: batch)[1].id
        let problem = Problem(.missingValue, at: RowPlace(file: 0, row: 0), column: "offense", detail: "case.offense")
        batch = try docket.hold([(second, problem), (second, problem)], of: batch, at: 7)
        #expect(batch.stage == .read)
        batch = try docket.numbered(batch)
        #expect(try docket.allCases(of: batch).map(\.short) == ["1 A1", "2 A3"])
        let exceptions = try docket.allExceptions(of: batch)
        #expect(exceptions.map(\.short) == ["2 missing-value", "3 missing-value"])
        #expect(exceptions.allSatisfy { $0.problem.column == "offense" && $0.caseNumber == "A2" })
        #expect(try docket.summary(of: batch).rows(.held) == 2)
        #expect(try docket.verifyAudit().isWhole)
        batch = try docket.finish(batch, at: 8)
        #expect(batch.stage == .packed)
        #expect(throws: DocketError(.wrongStage, "packed")) { try docket.hold([(second, problem)], of: batch, at: 9) }
        #expect(throws: DocketError(.wrongStage, "packed")) { try docket.discard(batch, at: 9) }
    }

    @Test func readsTheAdmittedInTheirOrder() throws {
        let batch = try docket.admit("a", [row(1, "B1"), row(2, "A1"), row(3, "B1", count: "2")], mode: .draft)
        var numbers: [String] = []
        try docket.admitted(batch) { _, standing in
            guard case .undecided(let eligible) = standing else { Issue.record("a draft is decided by nobody"); return }
            numbers.append(eligible.number)
        }
        #expect(numbers == ["B1", "A1"])
    }

    @Test func approvesByTheReviewerAtTheTimeOfAdmission() throws {
        let batch = try docket.numbered(docket.admit("a", [row(1, "A1")]))
        let standing = try docket.allCases(of: batch)[0].standing
        guard case .approved(let approved) = standing else { Issue.record("not approved"); return }
        #expect(approved.decision == Decision(reviewer: reviewer, time: 1_581_552_000))
        #expect(approved.eligible.route == countyRoute)
    }
}
