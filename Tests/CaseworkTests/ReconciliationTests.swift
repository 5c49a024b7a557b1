import Cases
import Digests
import Testing

@testable import Casework
@testable import Docket
@testable import Filings

/// Any two counts that disagree stop the run.
struct ReconciliationTests {
    /// Three independent accounts of the same packet: the docket's, the lists', the volumes'.
    private struct Accounts {
        var summary: JurisdictionSummary
        var figures = Figures()
        var contents = PacketContents()
        var courthouses = InventedCounty.courthouses
        var challenges = ChallengeSummary()

        init() throws {
            summary = InventedCounty.summary(cases: [2, 1], letters: 2)
            for (house, determination) in [(1, Determination.dismissal), (1, .reduction), (2, .dismissal)] {
                figures.add(try Self.eligible("house-\(house)", determination))
            }
            summary.counts = 3
            summary.people = 2
            summary.reliefs = [
                Tally(key: .dismissAndSeal, cases: 2, counts: 2), Tally(key: .redesignate, cases: 1, counts: 1),
            ]
            summary.levels = [Tally(key: .felony, cases: 3, counts: 3)]
            summary.outcomes = [.filed: 3, .rejected: 1, .challenged: 2]
            summary.challenges = [CourthouseTally(courthouse: "house-1", cases: 1, counts: 2, sequences: 1..<2)]
            summary.withdrawals = 1
            challenges = ChallengeSummary(figures: try Self.challenged(), withdrawals: 1)
            contents.add(.volume(Self.volume(.cases, items: 3)))
            contents.add(.volume(Self.volume(.letters, items: 2)))
        }

        static func eligible(_ courthouse: String, _ determination: Determination) throws -> EligibleCase {
            let count = Count(
                place: RowPlace(file: 0, row: 1), number: "1", section: try #require(CodeSection("11358")),
                level: .felony, convictionDate: try #require(CalendarDate(iso: "1998-05-06")), sentence: .completed,
                determination: determination)
            return EligibleCase(
                number: "BA100001", person: Person(identifier: "", name: PersonName(last: "INVENTED", first: "A")),
                route: Route(jurisdiction: "invented", courthouse: courthouse),
                count: try #require(EligibleCount(count)))
        }

        /// One case with two counts.
        static func challenged() throws -> ChallengeFigures {
            let count = try eligible("house-1", .dismissal).counts[0].count
            let challenged = ChallengedCount(
                count: count, ground: .doesNotMeetCriteria, reviewer: Reviewer(name: "R", barNumber: "1234"))
            var figures = ChallengeFigures()
            figures.add(
                try #require(
                    ChallengedCase(
                        number: "BA100002", person: Person(name: PersonName(last: "INVENTED")),
                        route: Route(jurisdiction: "invented", courthouse: "house-1"), counts: [challenged, challenged])
                ))
            return figures
        }

        static func volume(_ kind: Volume.Kind, items: Int) -> Volume {
            let file = FileEntry(path: "\(kind.rawValue)-0001.zip", size: 1, digest: SHA256().finish())
            return Volume(kind: kind, file: file, first: 1, last: items, items: items, documents: items, bytes: 1)
        }

        func check() throws(CaseworkError) {
            let totals = Totals(summary, figures, letters: contents.letters, courthouses: courthouses)
            try Reconciliation.check(totals, against: summary, figures: figures, contents: contents)
            try Reconciliation.check(totals, against: summary, challenges: challenges)
        }
    }

    @Test func accountsThatAgreePass() throws { try Accounts().check() }

    @Test(arguments: Array(disagreements.keys).sorted()) func anyDisagreementFails(_ what: String) throws {
        var accounts = try Accounts()
        let disagree = try #require(Self.disagreements[what])
        try disagree(&accounts)
        let error = #expect(throws: CaseworkError.self) { try accounts.check() }
        #expect(error?.code == .reconciliation)
        #expect(error?.message.contains("nothing was published") == true)
    }

    private static let disagreements: [String: @Sendable (inout Accounts) throws -> Void] = [
        "a case too many on the docket": { $0.summary.cases += 1 },
        "a count too few on the docket": { $0.summary.counts -= 1 },
        "a case listed twice": { $0.figures.add(try Accounts.eligible("house-1", .dismissal)) },
        "a case that no volume has": {
            $0.contents = PacketContents()
            $0.contents.add(.volume(Accounts.volume(.cases, items: 2)))
            $0.contents.add(.volume(Accounts.volume(.letters, items: 2)))
        },
        "a volume written twice": { $0.contents.add(.volume(Accounts.volume(.cases, items: 3))) },
        "a letter too many": { $0.contents.add(.volume(Accounts.volume(.letters, items: 1))) },
        "a letter too few on the docket": { $0.summary.letters -= 1 },
        "rows filed that are no counts": { $0.summary.outcomes[.filed] = 4 },
        "rows challenged that no list has": { $0.summary.outcomes[.challenged] = 3 },
        "a challenged case too many on the docket": {
            $0.summary.challenges = [CourthouseTally(courthouse: "house-1", cases: 2, counts: 2, sequences: 1..<3)]
        },
        "a challenged count too few in the list": { $0.challenges.figures = ChallengeFigures() },
        "a challenged case listed twice": { $0.challenges.figures.add(try Accounts.challenged()) },
        "a withdrawal that no notice has": { $0.challenges.withdrawals = 0 },
        "another relief": {
            $0.summary.reliefs = [Tally(key: .dismissAndSeal, cases: 3, counts: 3)]
        },
        "a relief that the docket does not know": { $0.summary.reliefs.removeLast() },
        "a relief that no list has": { $0.summary.reliefs.append(Tally(key: .recall, cases: 1, counts: 1)) },
        "another level": { $0.summary.levels = [Tally(key: .misdemeanor, cases: 3, counts: 3)] },
        "another courthouse": {
            $0.summary.courthouses[1] = CourthouseTally(courthouse: "house-3", cases: 1, counts: 1, sequences: 3..<4)
        },
        "a courthouse that the docket does not know": { $0.summary.courthouses.removeLast() },
        "other counts at a courthouse": {
            $0.summary.courthouses[1] = CourthouseTally(courthouse: "house-2", cases: 1, counts: 2, sequences: 3..<4)
        },
        "a courthouse that the county no longer has": { $0.courthouses.removeFirst() },
    ]

    @Test func rowsInAreRowsOut() throws {
        try Reconciliation.check(rowsIn: 7, rowsOut: 7)
        #expect(throws: CaseworkError.self) { try Reconciliation.check(rowsIn: 7, rowsOut: 6) }
        #expect(throws: CaseworkError.self) { try Reconciliation.check(rowsIn: 7, rowsOut: 8) }
    }

    @Test func theBatchIsTheSumOfItsPackets() throws {
        let accounts = try Accounts()
        let part = Totals(
            accounts.summary, accounts.figures, letters: accounts.contents.letters, courthouses: accounts.courthouses)
        let sum = Totals(sumOf: [part, part, part], courthouses: accounts.courthouses)
        #expect(sum.rows == 18 && sum[.challenged] == 6)
        #expect(sum.cases == 9 && sum.counts == 9 && sum.letters == 6)
        #expect(sum[.filed] == 9 && sum[.rejected] == 3 && sum[.held] == 0)
        #expect(sum.reliefs.map(\.counts) == part.reliefs.map { $0.counts * 3 })
        #expect(sum.courthouses.map(\.cases) == part.courthouses.map { $0.cases * 3 })
    }
}
