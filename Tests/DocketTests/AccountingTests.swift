import Cases
import Docket
import Testing

/// The docket against a plain model of its rules, on random batches.
@Suite struct AccountingTests {
    @Test(arguments: 1...12) func everyRowEndsOnce(seed: Int) throws {
        let folder = Folder()
        let docket = try Docket(path: folder.docket)
        var chance = Chance(UInt64(seed))
        var filed: [String: Model] = [:]
        for batchNumber in 0..<3 {
            let rows = (1...400).map { randomRow($0, &chance) }
            let mode: BatchMode = batchNumber == 1 ? .draft : .filing
            let batch = try docket.admit(description("\(batchNumber)", mode), at: 1) { admission in
                for (row, route) in rows { try admission.add(row, route) }
                try admission.close(input: 0, rows: rows.count, format: "csv", encoding: "UTF-8")
            }
            let numbered = try docket.numbered(batch)
            let expected = model(rows, filed)
            let summary = try docket.summary(of: numbered)
            #expect(summary.totalRows == 400)
            #expect(summary.counts == expected.cases.values.reduce(0) { $0 + $1.counts.count })
            #expect(summary.cases == expected.cases.count)
            #expect(try docket.allExceptions(of: numbered).map(\.short) == expected.exceptions)
            for jurisdiction in summary.jurisdictions {
                let cases = try docket.allCases(of: numbered, in: jurisdiction.jurisdiction)
                #expect(cases.map(\.sequence) == Array(1..<jurisdiction.cases + 1))
                try check(cases, jurisdiction, expected.cases)
            }
            guard mode == .filing else { continue }
            filed.merge(expected.cases) { Model(owner: $0.owner, counts: $0.counts + $1.counts) }
        }
        #expect(try docket.verifyAudit().isWhole)
        try docket.close()
    }

    private func randomRow(_ place: Int, _ chance: inout Chance) -> (CaseRow, Route) {
        let route = Route(
            jurisdiction: chance.pick([district, "torrance"]),
            courthouse: chance.pick(["foltz", "compton", "airport"])
        )
        let number = chance.below(120)
        let spelling = chance.pick(["BA", "ba-", "BA "])
        // Now and then somebody else's name stands on a case.
        let owner = chance.below(60) == 0 ? number + 1 : number
        let date = chance.pick(["1987-03-04", "1999-12-31", "2004-02-29"])
        let row = row(
            place,
            "\(spelling)\(number)",
            person("PERSON-\(owner)", id: "\(owner)"),
            count: "\(chance.below(4))",
            section: chance.pick(["11357(a)", "11358", "11359"]),
            date: date,
            determination: chance.pick([.dismissal, .reduction])
        )
        return (row, route)
    }

    private struct Model {
        var owner: String?
        var isHeld = false
        var counts: [Count] = []
    }

    /// What should come of the rows: counts by case, and exceptions in order.
    private func model(
        _ rows: [(CaseRow, Route)],
        _ filed: [String: Model]
    ) -> (cases: [String: Model], exceptions: [String]) {
        var cases: [String: Model] = [:]
        var exceptions: [(place: Int, code: ProblemCode)] = []
        for (row, route) in rows {
            let key = key(row, route)
            let place = row.count.place.row
            let owner = row.person.identifier
            var model = cases[key] ?? Model(owner: filed[key]?.owner)
            if model.isHeld || model.owner ?? owner != owner {
                exceptions += (model.counts.map(\.place.row) + [place]).map { ($0, .twoPeople) }
                model.counts = []
                model.isHeld = true
            } else if filed[key]?.counts.contains(where: { $0.isSame(as: row.count) }) == true {
                exceptions.append((place, .alreadyFiled))
            } else if model.counts.contains(where: { $0.isSame(as: row.count) }) {
                exceptions.append((place, .duplicateCount))
            } else {
                model.counts.append(row.count)
                model.owner = owner
            }
            cases[key] = model
        }
        let lines = exceptions.sorted { $0.place < $1.place }.map { "\($0.place) \($0.code.rawValue)" }
        return (cases.filter { !$0.value.counts.isEmpty }, lines)
    }

    private func key(_ row: CaseRow, _ route: Route) -> String {
        route.jurisdiction + "/" + row.caseNumber.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    private func check(_ cases: [NumberedCase], _ summary: JurisdictionSummary, _ expected: [String: Model]) throws {
        let counts = cases.flatMap(\.standing.eligible.counts)
        #expect(counts.count == summary.counts)
        for relief in Relief.allCases {
            let tally = summary.reliefs.first { $0.key == relief }
            #expect(tally?.counts ?? 0 == counts.count { $0.relief == relief })
            #expect(tally?.cases ?? 0 == cases.count { $0.standing.eligible.reliefs.contains(relief) })
        }
        for tally in summary.sections {
            #expect(tally.counts == counts.count { $0.count.section.cited == tally.key })
        }
        for tally in summary.decades {
            #expect(tally.counts == counts.count { $0.count.convictionDate.year / 10 * 10 == tally.key })
        }
        for tally in summary.courthouses {
            let own = cases[tally.sequences.lowerBound - 1..<tally.sequences.upperBound - 1]
            #expect(own.allSatisfy { $0.standing.eligible.route.courthouse == tally.courthouse })
            #expect(own.reduce(0) { $0 + $1.standing.eligible.counts.count } == tally.counts)
        }
        #expect(summary.levels.reduce(0) { $0 + $1.counts } == counts.count)
        #expect(summary.earliest == counts.map(\.count.convictionDate).min())
        #expect(summary.latest == counts.map(\.count.convictionDate).max())
        for numbered in cases {
            let eligible = numbered.standing.eligible
            let number = eligible.number.uppercased().filter { $0.isLetter || $0.isNumber }
            #expect(eligible.counts.map(\.count) == expected["\(eligible.route.jurisdiction)/\(number)"]?.counts)
        }
    }
}
