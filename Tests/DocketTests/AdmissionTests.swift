import Cases
import Docket
import Testing

/// How rows become cases, and where rows end that do not.
@Suite struct AdmissionTests {
    let folder = Folder()
    let docket: Docket

    init() throws { docket = try Docket(path: folder.docket) }

    @Test func joinsRowsByLettersAndDigitsOfTheNumber() throws {
        let rows = [
            row(1, "BA-097736 ", count: "1"), row(2, "ba097736", count: "2"), row(3, "BA097737"),
            row(4, "BA 097736", count: "3"),
        ]
        let batch = try docket.numbered(docket.admit("a", rows))
        let cases = try docket.allCases(of: batch)
        #expect(cases.map(\.short) == ["1 BA-097736 ", "2 BA097737"])
        #expect(cases[0].standing.eligible.counts.map(\.count.number) == ["1", "2", "3"])
        #expect(cases[0].standing.eligible.counts.map(\.count.place.row) == [1, 2, 4])
    }

    @Test func keepsJurisdictionsApart() throws {
        let batch = try docket.admit(description("a"), at: 1) { admission in
            try admission.add(row(1, "BA1"))
            try admission.add(row(2, "BA1", count: "2"), Route(jurisdiction: "long-beach", courthouse: "long-beach"))
            try admission.close(input: 0, rows: 2, format: "csv", encoding: "UTF-8")
        }
        let numbered = try docket.numbered(batch)
        #expect(try docket.allCases(of: numbered).count == 1)
        #expect(try docket.allCases(of: numbered, in: "long-beach").count == 1)
        #expect(try docket.allCases(of: numbered, in: "nowhere").isEmpty)
    }

    @Test func stopsTheSameCountTheSecondTime() throws {
        let rows = [row(1, "A1"), row(2, "B1"), row(3, "A1"), row(4, "A1", count: "2")]
        let batch = try docket.admit("a", rows)
        #expect(try docket.allExceptions(of: batch).map(\.short) == ["3 duplicate-count"])
    }

    @Test(arguments: [[0, 1, 2, 3], [0, 3, 1, 2], [3, 2, 1, 0], [1, 3, 0, 2]])
    func holdsEveryRowOfACaseOfTwoPeople(order: [Int]) throws {
        let rows = [
            row(1, "A1", person("OCHOA")), row(2, "A1", person("OCHOA"), count: "2"),
            row(3, "A1", person("PARK"), count: "3"), row(4, "B1", person("PARK")),
        ]
        let batch = try docket.numbered(docket.admit("a", order.map { rows[$0] }))
        let expected = ["1 two-people-on-one-case", "2 two-people-on-one-case", "3 two-people-on-one-case"]
        #expect(try docket.allExceptions(of: batch).map(\.short) == expected)
        #expect(try docket.allCases(of: batch).map(\.short) == ["1 B1"])
        #expect(try docket.summary(of: batch).rows(.held) == 3)
    }

    @Test func tellsPeopleApartByWhatAnyRowSays() throws {
        // The second row gives the identifier, the third another one.
        let rows = [
            row(1, "A1", person("OCHOA")), row(2, "A1", person("OCHOA", id: "7"), count: "2"),
            row(3, "A1", person("OCHOA", id: "8"), count: "3"),
        ]
        #expect(try docket.allExceptions(of: docket.admit("a", rows)).count == 3)
    }

    @Test func completesAPersonFromLaterRows() throws {
        var later = person("OCHOA", id: "7", born: "1970-01-02", dead: true)
        later.aliases = ["ANA REYES"]
        later.address = PostalAddress(street: "1 Main St", city: "Pasadena", state: "CA", zip: "91101")
        let rows = [row(1, "A1"), row(2, "B1"), row(3, "A1", later, count: "2")]
        let batch = try docket.numbered(docket.admit("a", rows))
        #expect(try docket.allCases(of: batch)[0].standing.eligible.person == later)
    }

    @Test func filesNothingTwiceAcrossBatches() throws {
        try docket.admit("a", [row(1, "A1"), row(2, "A1", count: "2"), row(3, "B1")])
        let second = [row(1, "a-1"), row(2, "A1", count: "3"), row(3, "C1"), row(4, "B1"), row(5, "A1", count: "2")]
        let batch = try docket.numbered(docket.admit("b", second))
        let exceptions = try docket.allExceptions(of: batch)
        #expect(exceptions.map(\.short) == ["1 already-filed", "4 already-filed", "5 already-filed"])
        let unfinished = "folder-a, which was not finished: run that batch again"
        #expect(exceptions.map(\.problem.detail) == [unfinished, unfinished, unfinished])
        let cases = try docket.allCases(of: batch)
        #expect(cases.map(\.short) == ["1 A1", "2 C1"])
        #expect(cases[0].standing.eligible.counts.map(\.count.number) == ["3"])
        #expect(try docket.summary(of: batch).rows(.alreadyFiled) == 3)
    }

    @Test func namesTheFolderOfAFinishedFiling() throws {
        _ = try docket.finish(docket.numbered(docket.admit("a", [row(1, "A1")])), at: 5)
        let exceptions = try docket.allExceptions(of: docket.admit("b", [row(1, "A1")]))
        #expect(exceptions.map(\.problem.detail) == ["folder-a"])
    }

    /// The same list as of the same day is one filing, however often it is made: with a template corrected, say.
    @Test func theSameListMadeAgainIsFiledWhole() throws {
        let admit = { [docket] (identity: String, list: String) in
            try docket.admit(description(identity, list: list), at: 1) { admission in
                let row = row(1, "A1")
                try admission.add(row, route: countyRoute, count: required(EligibleCount(row.count)))
                try admission.close(input: 0, rows: 1, format: "csv", encoding: "UTF-8")
            }
        }
        let first = try admit("a", "one")
        let again = try admit("b", "one")
        #expect(try docket.allExceptions(of: again).isEmpty)
        #expect(try docket.versions(of: first).isEmpty)
        #expect(try docket.versions(of: again) == ["folder-a"])
        #expect(try docket.allExceptions(of: admit("c", "two")).map(\.short) == ["1 already-filed"])
    }

    @Test func holdsACaseThatWasFiledForSomebodyElse() throws {
        try docket.admit("a", [row(1, "A1", person("OCHOA"))])
        let rows = [row(1, "A1", person("PARK"), count: "2"), row(2, "B1"), row(3, "A1", person("OCHOA"), count: "3")]
        let batch = try docket.admit("b", rows)
        let expected = ["1 two-people-on-one-case", "3 two-people-on-one-case"]
        #expect(try docket.allExceptions(of: batch).map(\.short) == expected)
    }

    @Test func draftsClaimNothingButSeeClaims() throws {
        try docket.admit("draft", [row(1, "A1")], mode: .draft)
        let filing = try docket.admit("filing", [row(1, "A1")])
        #expect(try docket.allExceptions(of: filing).isEmpty)
        let later = try docket.admit("later", [row(1, "A1")], mode: .draft)
        #expect(try docket.allExceptions(of: later).map(\.short) == ["1 already-filed"])
    }

    @Test func heldCasesClaimNothing() throws {
        try docket.admit("a", [row(1, "A1", person("OCHOA")), row(2, "A1", person("PARK"), count: "2")])
        let batch = try docket.admit("b", [row(1, "A1")])
        #expect(try docket.allExceptions(of: batch).isEmpty)
    }

    @Test func aDiscardedBatchClaimsNothingAndCanComeAgain() throws {
        let first = try docket.admit("a", [row(1, "A1")])
        try docket.discard(first, at: 5)
        #expect(try docket.batch("a") == nil)
        let again = try docket.admit("a", [row(1, "A1")])
        #expect(again.id != first.id)
        #expect(try docket.allExceptions(of: again).isEmpty)
        #expect(throws: DocketError(.unknownBatch)) { try docket.discard(first, at: 6) }
        #expect(try docket.verifyAudit().isWhole)
    }

    @Test func admitsTheSameIdentityOnce() throws {
        let first = try docket.admit("a", [row(1, "A1")])
        let second = try docket.admit(description("a"), at: 9) { _ in
            Issue.record("read again")
        }
        #expect(first == second)
    }

    @Test func refusesToFileWithoutAReviewer() throws {
        var nobody = description("a", .draft)
        nobody = BatchDescription(
            identity: "a",
            folder: nobody.folder,
            asOf: asOf,
            mode: .filing,
            reviewer: nil,
            selection: "",
            templates: "",
            program: "",
            inputs: nobody.inputs
        )
        #expect(throws: DocketError(.noReviewer)) { try docket.admit(nobody, at: 1) { _ in } }
    }

    @Test func refusesRowsThatAreNotAccountedFor() throws {
        #expect(throws: DocketError.self) {
            try docket.admit(description("a"), at: 1) { admission in
                try admission.add(row(1, "A1"))
                try admission.close(input: 0, rows: 2, format: "csv", encoding: "UTF-8")
            }
        }
        // A file that was never closed.
        #expect(throws: DocketError.self) { try docket.admit(description("a"), at: 1) { try $0.add(row(1, "A1")) } }
        #expect(throws: DocketError.self) {
            try docket.admit(description("a"), at: 1) { try $0.add(row(1, "A1", file: 1)) }
        }
        #expect(try docket.batch("a") == nil)
    }

    @Test func aFailedAdmissionLeavesNoTrace() throws {
        struct Interruption: Error {}
        try docket.admit("before", [row(1, "Z1")])
        #expect(throws: Interruption.self) {
            try docket.admit(description("a"), at: 1) { admission in
                for index in 1...500 { try admission.add(row(index, "A\(index)")) }
                throw Interruption()
            }
        }
        #expect(try docket.batches().map(\.description.identity) == ["before"])
        #expect(try docket.verifyAudit() == AuditReport(entries: 2, broken: nil))
        let batch = try docket.admit("a", [row(1, "A1")])
        #expect(try docket.allExceptions(of: batch).isEmpty)
    }

    @Test func aCaseMayHave500Counts() throws {
        var rows = (1...500).map { row($0, "A1", count: "\($0)") }
        rows += (501...600).flatMap { [row($0, "B\($0)"), row($0, "A1", count: "\($0)")] }
        let batch = try docket.numbered(docket.admit("a", rows))
        let cases = try docket.allCases(of: batch)
        #expect(cases.count == 101)
        #expect(cases[0].standing.eligible.counts.map(\.count.number) == (1...600).map(String.init))
    }

    @Test func listsStoppedRowsInOrderWithAllTheirProblems() throws {
        let batch = try docket.admit(description("a", files: 2), at: 1) { admission in
            let late = RowPlace(file: 1, row: 7)
            try admission.stop(
                at: late,
                caseNumber: "X",
                [Problem(.missingDate, at: late, column: "Date"), Problem(.missingName, at: late, column: "Name")]
            )
            let early = RowPlace(file: 0, row: 9)
            try admission.stop(at: early, jurisdiction: district, [Problem(.cityReview, at: early)])
            try admission.warn(Problem(.formerSection, at: late))
            try admission.warn(Problem(.unusedColumn, at: early, column: "Colour"))
            try admission.close(input: 0, rows: 1, format: "csv", encoding: "UTF-8")
            try admission.close(input: 1, rows: 1, format: "xml", encoding: "UTF-8")
        }
        let exceptions = try docket.allExceptions(of: batch)
        #expect(exceptions.map(\.short) == ["9 city-review", "7 missing-date", "7 missing-name"])
        #expect(exceptions.map(\.isDeciding) == [true, true, false])
        #expect(exceptions.map(\.jurisdiction) == [district, "", ""])
        #expect(exceptions.map(\.caseNumber) == ["", "X", "X"])
        var warnings: [Problem] = []
        try docket.warnings(of: batch) { warnings.append($0) }
        #expect(warnings.map(\.code) == [.unusedColumn, .formerSection])
        #expect(batch.description.inputs.map(\.format) == ["csv", "xml"])
        #expect(batch.rows == 2)
        let summary = try docket.summary(of: docket.numbered(batch))
        #expect(summary.jurisdictions.map(\.jurisdiction) == ["", district])
        #expect(summary.jurisdictions[0].rows(.rejected) == 1)
        #expect(summary.jurisdictions[1].rows(.referred) == 1)
        #expect(summary.warnings.map(\.code) == [.formerSection, .unusedColumn])
    }
}
