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
                for item in rows {
                    guard let ground = item.ground else {
                        try admission.add(item.row, item.route)
                        continue
                    }
                    try admission.challenge(item.row, route: item.route, ground: ground, by: otherReviewer)
                }
                try admission.close(input: 0, rows: rows.count, format: "csv", encoding: "UTF-8")
            }
            let numbered = try docket.numbered(batch)
            let expected = model(rows, filed)
            try check(challengesOf: numbered, docket, expected.cases)
            let summary = try docket.summary(of: numbered)
            #expect(summary.totalRows == 400)
            #expect(summary.counts == expected.cases.values.reduce(0) { $0 + $1.counts.count })
            #expect(summary.cases == expected.cases.count { !$0.value.counts.isEmpty })
            #expect(summary.jurisdictions.reduce(0) { $0 + $1.withdrawals } == expected.withdrawals)
            #expect(try docket.allExceptions(of: numbered).map(\.short) == expected.exceptions)
            for jurisdiction in summary.jurisdictions {
                let cases = try docket.allCases(of: numbered, in: jurisdiction.jurisdiction)
                #expect(cases.map(\.sequence) == Array(1..<jurisdiction.cases + 1))
                try check(cases, jurisdiction, expected.cases)
            }
            guard mode == .filing else { continue }
            filed.merge(expected.cases) {
                Model(owner: $0.owner, counts: $0.counts + $1.counts, challenges: $0.challenges + $1.challenges)
            }
        }
        #expect(try docket.verifyAudit().isWhole)
        try docket.close()
    }

    private struct Item {
        let row: CaseRow
        let route: Route
        /// nil for a row that is approved.
        let ground: ChallengeGround?
    }

    private func randomRow(_ place: Int, _ chance: inout Chance) -> Item {
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
        let ground = chance.below(3) > 0 ? nil : chance.pick(ChallengeGround.allCases)
        return Item(row: row, route: route, ground: ground)
    }

    private struct Model {
        var owner: String?
        var isHeld = false
        var counts: [Count] = []
        /// In the order in which they were made.
        var challenges: [(count: Count, ground: ChallengeGround)] = []
        var withdrawals = 0

        func files(_ count: Count) -> Bool { counts.contains { $0.isSame(as: count) } }

        func challenge(of count: Count) -> ChallengeGround? { challenges.last { $0.count.isSame(as: count) }?.ground }
    }

    /// What should come of the rows: counts and challenges by case, and exceptions in order.
    private func model(
        _ rows: [Item],
        _ filed: [String: Model]
    ) -> (cases: [String: Model], exceptions: [String], withdrawals: Int) {
        var cases: [String: Model] = [:]
        var exceptions: [(place: Int, code: ProblemCode)] = []
        for item in rows {
            let (row, before) = (item.row, filed[key(item.row, item.route)])
            let place = row.count.place.row
            let owner = row.person.identifier
            var model = cases[key(row, item.route)] ?? Model(owner: before?.owner)
            if model.isHeld || model.owner ?? owner != owner {
                let challenged = model.challenges.map(\.count.place.row)
                exceptions.removeAll { $0.code == .challenged && challenged.contains($0.place) }
                exceptions += (model.counts.map(\.place.row) + challenged + [place]).map { ($0, .twoPeople) }
                model = Model(owner: model.owner, isHeld: true)
            } else if let code = reasonToStop(item, model, before) {
                exceptions.append((place, code))
            } else {
                model.owner = owner
                if let ground = item.ground {
                    model.challenges.append((row.count, ground))
                    exceptions.append((place, .challenged))
                } else {
                    model.counts.append(row.count)
                    if before?.challenge(of: row.count) != nil { model.withdrawals += 1 }
                }
            }
            cases[key(row, item.route)] = model
        }
        let lines = exceptions.sorted { $0.place < $1.place }.map { "\($0.place) \($0.code.rawValue)" }
        let left = cases.filter { !$0.value.counts.isEmpty || !$0.value.challenges.isEmpty }
        return (left, lines, left.values.reduce(0) { $0 + $1.withdrawals })
    }

    private func reasonToStop(_ item: Item, _ model: Model, _ before: Model?) -> ProblemCode? {
        let count = item.row.count
        let isFiled = before?.files(count) == true
        guard let ground = item.ground else {
            if isFiled { return .alreadyFiled }
            if model.files(count) { return .duplicateCount }
            return model.challenge(of: count) == nil ? nil : .conflictingRulings
        }
        if isFiled { return .challengedAfterFiling }
        if model.files(count) { return .conflictingRulings }
        if let own = model.challenge(of: count) { return own == ground ? .duplicateCount : .conflictingRulings }
        return before?.challenge(of: count) == ground ? .alreadyChallenged : nil
    }

    private func check(challengesOf batch: Batch, _ docket: Docket, _ expected: [String: Model]) throws {
        var found = 0
        for jurisdiction in try docket.summary(of: batch).jurisdictions {
            let all = try docket.allChallenges(of: batch, in: jurisdiction.jurisdiction)
            #expect(all.map(\.sequence) == Array(jurisdiction.challengeSequences))
            for item in all {
                let number = item.challenged.number.uppercased().filter { $0.isLetter || $0.isNumber }
                let model = expected["\(jurisdiction.jurisdiction)/\(number)"]
                #expect(item.challenged.counts.map(\.count) == model?.challenges.map(\.count))
                #expect(item.challenged.counts.map(\.ground) == model?.challenges.map(\.ground))
            }
            for tally in jurisdiction.challenges {
                let own = all[tally.sequences.lowerBound - 1..<tally.sequences.upperBound - 1]
                #expect(own.allSatisfy { $0.challenged.route.courthouse == tally.courthouse })
                #expect(own.reduce(0) { $0 + $1.challenged.counts.count } == tally.counts)
            }
            found += all.count
        }
        #expect(found == expected.values.count { !$0.challenges.isEmpty })
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
