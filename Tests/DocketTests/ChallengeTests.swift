import Cases
import Docket
import GRDB
import Testing

/// How challenged counts are accounted for, and what later batches make of them.
@Suite struct ChallengeTests {
    let folder = Folder()
    let docket: Docket

    init() throws { docket = try Docket(path: folder.docket) }

    // MARK: One batch

    @Test("A case with an approved and a challenged count stands in both lists")
    func bothListsHaveTheCase() throws {
        let batch = try docket.numbered(
            docket.admit("a", [.challenge(row(1, "A1")), .approve(row(2, "A1", count: "2")), .challenge(row(3, "B1"))]))
        #expect(try docket.allExceptions(of: batch).map(\.short) == ["1 challenged", "3 challenged"])
        #expect(try docket.allCases(of: batch).map(\.short) == ["1 A1"])
        let challenges = try docket.allChallenges(of: batch)
        #expect(challenges.map(\.short) == ["1 A1: 1", "2 B1: 3"])
        #expect(challenges[0].challenged.counts[0].reviewer == otherReviewer)
        #expect(challenges[0].decision?.reviewer == reviewer)
        let summary = try #require(try docket.summary(of: batch).jurisdiction(district))
        #expect(summary.rows(.challenged) == 2 && summary.rows(.filed) == 1 && summary.totalRows == 3)
        #expect(summary.challenged == CaseTotal(cases: 2, counts: 2))
    }

    @Test("Challenged cases are numbered by courthouse, then as a clerk looks numbers up, however their rows came")
    func filingOrder() throws {
        let compton = Route(jurisdiction: district, courthouse: "compton")
        let batch = try docket.admit(description("a"), at: 1) { admission in
            for (place, number, route) in [
                (1, "A12345", countyRoute), (2, "A9876", countyRoute), (3, "Z1", compton), (4, "a-12345", compton),
            ] {
                let row = row(place, number, count: "\(place)")
                try admission.challenge(row, route: route, ground: .doesNotMeetCriteria, by: otherReviewer)
            }
            try admission.close(input: 0, rows: 4, format: "csv", encoding: "UTF-8")
        }
        let numbered = try docket.numbered(batch)
        // All counts of a case go where its first one goes, under that one's spelling.
        #expect(try docket.allChallenges(of: numbered).map(\.short) == ["1 Z1: 3", "2 A9876: 2", "3 A12345: 1 4"])
        let summary = try #require(try docket.summary(of: numbered).jurisdiction(district))
        #expect(summary.challenges.map(\.courthouse) == ["compton", "foltz"])
        #expect(summary.challenges.map(\.sequences) == [1..<2, 2..<4])
        #expect(summary.challenges.map(\.counts) == [1, 3])
        #expect(summary.cases == 0 && summary.challengeSequences == 1..<4)
    }

    @Test(
        "Rows of one count that are ruled differently are not both believed",
        arguments: [
            ([Ruled.approve(row(1, "A1")), .challenge(row(2, "A1"))], "2 conflicting-rulings"),
            ([.challenge(row(1, "A1")), .approve(row(2, "A1"))], "2 conflicting-rulings"),
            ([.challenge(row(1, "A1")), .challenge(row(2, "A1"), .unreasonableRisk)], "2 conflicting-rulings"),
            ([.challenge(row(1, "A1")), .challenge(row(2, "A1"))], "2 duplicate-count"),
        ])
    func conflicts(rows: [Ruled], expected: String) throws {
        let batch = try docket.admit("a", rows)
        #expect(try docket.allExceptions(of: batch).map(\.short).last == expected)
        #expect(try docket.summary(of: docket.numbered(batch)).totalRows == 2)
    }

    @Test(
        "Two people on one case: its challenged counts are held like the others, in whatever order they come",
        arguments: [[0, 1, 2, 3], [2, 0, 1, 3], [1, 3, 2, 0], [3, 2, 1, 0]])
    func twoPeople(order: [Int]) throws {
        let rows: [Ruled] = [
            .challenge(row(1, "A1", person("OCHOA"))), .approve(row(2, "A1", person("OCHOA"), count: "2")),
            .approve(row(3, "A1", person("PARK"), count: "3")), .challenge(row(4, "B1", person("PARK"))),
        ]
        let batch = try docket.numbered(docket.admit("a", order.map { rows[$0] }))
        let held = (1...3).map { "\($0) two-people-on-one-case" }
        #expect(try docket.allExceptions(of: batch).map(\.short) == held + ["4 challenged"])
        #expect(try docket.allChallenges(of: batch).map(\.short) == ["1 B1: 4"])
        #expect(try docket.summary(of: batch).rows(.held) == 3)
    }

    @Test("A challenged case that a document refuses is held, and claims nothing")
    func holding() throws {
        let batch = try docket.admit("a", [.challenge(row(1, "A1")), .challenge(row(2, "A1", count: "2"))])
        let refused = try docket.allChallenges(of: batch, numbered: false).map {
            ($0.id, Problem(.missingValue, at: $0.challenged.counts[0].count.place, detail: "case.number"))
        }
        let held = try docket.numbered(docket.hold([], challenges: refused, of: batch, at: 3))
        #expect(try docket.allExceptions(of: held).map(\.short) == ["1 missing-value", "2 missing-value"])
        #expect(try docket.allChallenges(of: held).isEmpty)
        #expect(try docket.summary(of: held).rows(.held) == 2)
        let later = try docket.admit("b", [.challenge(row(1, "A1"))])
        #expect(try docket.allExceptions(of: later).map(\.short) == ["1 challenged"])
        #expect(try docket.verifyAudit().isWhole)
    }

    // MARK: Later batches

    @Test("The court is told of a challenge once")
    func notNoticedTwice() throws {
        _ = try docket.finish(docket.numbered(docket.admit("a", [.challenge(row(1, "A1"))])), at: 5)
        let later = try docket.admit("b", [.challenge(row(1, "a 1")), .challenge(row(2, "A1", count: "2"))])
        let exceptions = try docket.allExceptions(of: later)
        #expect(exceptions.map(\.short) == ["1 already-challenged", "2 challenged"])
        #expect(exceptions[0].problem.detail == "folder-a")
        let summary = try docket.summary(of: docket.numbered(later))
        #expect(summary.rows(.alreadyFiled) == 1 && summary.rows(.challenged) == 1)
    }

    @Test("A challenge on another ground is noticed again, and amends the earlier notice")
    func amended() throws {
        try docket.admit("a", [.challenge(row(1, "A1"))])
        let later = try docket.numbered(docket.admit("b", [.challenge(row(1, "A1"), .unreasonableRisk)]))
        let count = try #require(try docket.allChallenges(of: later).first?.challenged.counts.first)
        #expect(count.amends == EarlierNotice(batch: "folder-a", asOf: asOf))
        // The last notice is the one that holds.
        let again = try docket.admit("c", [.challenge(row(1, "A1"), .unreasonableRisk)])
        #expect(try docket.allExceptions(of: again).map(\.short) == ["1 already-challenged"])
    }

    @Test("A challenged count that is approved later is filed, and its challenge is withdrawn")
    func withdrawn() throws {
        _ = try docket.finish(
            docket.numbered(docket.admit("a", [.challenge(row(1, "A1")), .challenge(row(2, "A1", count: "2"))])), at: 5)
        let later = try docket.numbered(docket.admit("b", [.approve(row(7, "A1")), .approve(row(8, "C1"))]))
        let cases = try docket.allCases(of: later)
        #expect(cases.map(\.short) == ["1 A1", "2 C1"])
        let notice = EarlierNotice(batch: "folder-a", asOf: asOf)
        #expect(cases[0].withdrawn == [WithdrawnChallenge(place: RowPlace(file: 0, row: 7), notice: notice)])
        #expect(cases[1].withdrawn.isEmpty)
        #expect(try docket.summary(of: later).jurisdiction(district)?.withdrawals == 1)
        var warnings: [Problem] = []
        try docket.warnings(of: later) { warnings.append($0) }
        #expect(warnings.map(\.code) == [.challengeWithdrawn] && warnings[0].detail == "folder-a")

        let last = try docket.admit(
            "c",
            [
                .challenge(row(1, "A1")), .approve(row(2, "A1")), .challenge(row(3, "A1", count: "2")),
            ])
        #expect(
            try docket.allExceptions(of: last).map(\.short) == [
                "1 challenged-after-filing", "2 already-filed", "3 already-challenged",
            ])
    }

    @Test("A withdrawal goes with its case when that is held")
    func withdrawalOfAHeldCase() throws {
        try docket.admit("a", [.challenge(row(1, "A1", person("OCHOA")))])
        let rows: [Ruled] = [
            .approve(row(1, "A1", person("OCHOA"))), .approve(row(2, "B1")), .approve(row(3, "A1", person("PARK"))),
        ]
        let later = try docket.numbered(docket.admit("b", rows))
        #expect(try docket.allCases(of: later).map(\.short) == ["1 B1"])
        #expect(try docket.summary(of: later).jurisdiction(district)?.withdrawals == 0)
    }

    @Test("A case that was challenged for somebody else is held")
    func challengedForSomebodyElse() throws {
        try docket.admit("a", [.challenge(row(1, "A1", person("OCHOA")))])
        let later = try docket.admit("b", [.approve(row(1, "A1", person("PARK"))), .challenge(row(2, "A1"))])
        let expected = ["1 two-people-on-one-case", "2 two-people-on-one-case"]
        #expect(try docket.allExceptions(of: later).map(\.short) == expected)
    }

    @Test("Drafts tell nobody of a challenge, and discarded batches told nobody")
    func draftsAndDiscardedBatches() throws {
        let draft = try docket.admit("draft", [.challenge(row(1, "A1"))], mode: .draft)
        #expect(try docket.allChallenges(of: draft, numbered: false).map(\.decision) == [nil])
        let first = try docket.admit("a", [.challenge(row(1, "A1"))])
        let id = try docket.allChallenges(of: first, numbered: false).map(\.id)
        try docket.discard(first, at: 5)
        let again = try docket.admit("a", [.challenge(row(1, "A1"))])
        #expect(try docket.allExceptions(of: again).map(\.short) == ["1 challenged"])
        #expect(try docket.allChallenges(of: again, numbered: false).map(\.id) != id)
        #expect(try docket.verifyAudit().isWhole)
    }

    @Test("The same rulings made again are one filing; other rulings on the same file are another one")
    func versions() throws {
        func admit(_ identity: String, source: String, _ ruled: Ruled) throws -> Batch {
            var described = description(identity, list: "doj")
            described = BatchDescription(
                identity: identity, folder: described.folder, asOf: asOf, mode: .filing, reviewer: reviewer,
                selection: "", templates: "", program: "", source: source, inputs: described.inputs)
            return try docket.admit(described, at: 1) { admission in
                try admission.add(ruled)
                try admission.close(input: 0, rows: 1, format: "doj", encoding: "")
            }
        }
        _ = try admit("a", source: "rulings 1", .challenge(row(1, "A1")))
        let again = try admit("b", source: "rulings 1", .challenge(row(1, "A1")))
        #expect(try docket.allExceptions(of: again).map(\.short) == ["1 challenged"])
        #expect(try docket.versions(of: again) == ["folder-a"])
        let other = try admit("c", source: "rulings 2", .challenge(row(1, "A1")))
        #expect(try docket.allExceptions(of: other).map(\.short) == ["1 already-challenged"])
        #expect(try docket.versions(of: other).isEmpty)
        #expect(other.description.source == "rulings 2")
    }

    // MARK: The audit chain

    @Test(
        "The audit chain says who challenged, and finds a challenge that was changed or removed",
        arguments: [
            ("UPDATE challenged_count SET ground = 'unreasonable-risk'", AuditReport.Break.Reason.caseChanged),
            ("UPDATE challenged_count SET number = 'A9'", .caseChanged),
            ("DELETE FROM challenged_count", .caseMissing),
        ])
    func audit(sql: String, reason: AuditReport.Break.Reason) throws {
        try docket.admit("a", [.challenge(row(1, "A1"))])
        #expect(try docket.verifyAudit() == AuditReport(entries: 2, broken: nil))
        try docket.close()
        let queue = try DatabaseQueue(path: folder.docket)
        let entry = try queue.read { try Row.fetchOne($0, sql: "SELECT action, actor, detail FROM audit WHERE id = 2") }
        #expect(entry?["action"] == "count-challenged" && entry?["actor"] == "Dana Whitfield, SBN 123456")
        #expect(entry?["detail"] == "does-not-meet-11361.8, ruled by Ira Castellan, SBN 654321")
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let report = try Docket(path: folder.docket).verifyAudit()
        #expect(report.broken == AuditReport.Break(entry: 2, reason: reason))
    }

    @Test("A challenged count that vanished is missed")
    func vanished() throws {
        let batch = try docket.admit("a", [.challenge(row(1, "A1")), .challenge(row(2, "B1"))])
        try DatabaseQueue(path: folder.docket).write {
            try $0.execute(sql: "DELETE FROM challenged_count WHERE number = 'B1'")
        }
        #expect(throws: DocketError(.damaged, "1 of 2 challenged counts")) { try docket.numbered(batch) }
    }
}
