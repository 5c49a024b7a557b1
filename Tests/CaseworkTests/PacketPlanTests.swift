import Cases
import Digests
import Filings
import Testing

@testable import Casework
@testable import Docket

/// However many cases there are, and wherever: each is in one group, one volume of documents, one volume of Exhibit A.
struct PacketPlanTests {
    @Test(arguments: Grouping.allCases) func everySequenceIsCoveredOnce(_ grouping: Grouping) throws {
        var chance = Chance(7)
        for _ in 0..<300 {
            // Often near the edges of volumes.
            let cases = (0..<6).map { _ in
                switch chance.below(4) {
                case 0: 0
                case 1: chance.below(5)
                case 2: [1_999, 2_000, 2_001, 2_499, 2_500, 2_501, 4_000, 5_000][chance.below(8)]
                default: chance.below(9_000)
                }
            }
            let total = cases.reduce(0, +)
            let challenged = (0..<6).map { _ in [0, 0, 1, 7, 2_500, 2_501, 5_100][chance.below(7)] }
            let challenges = challenged.reduce(0, +)
            let letters = total == 0 ? 0 : chance.below(total + 1)
            let county = InventedCounty.county(grouping)
            let summary = InventedCounty.summary(cases: cases, letters: letters, challenged: challenged)
            let plan = PacketPlan(county.jurisdictions[0], summary, in: county)
            #expect((plan == nil) == (total + challenges == 0))
            guard let plan else { continue }
            expectCover(plan.groups.map(\.sequences), 1..<total + 1)
            expectCover(plan.groups.flatMap(\.scheduleVolumes), 1..<total + 1)
            expectCover(plan.caseVolumes, 1..<total + 1)
            expectCover(plan.groups.map(\.challenges), 1..<challenges + 1)
            expectCover(plan.groups.flatMap(\.challengeVolumes), 1..<challenges + 1)
            expectCover(plan.defenderLetterVolumes, 1..<challenges + 1)
            expectCover(plan.challengeVolumes, 1..<(grouping == .perCase ? challenges + 1 : 1))
            expectCover(plan.letterVolumes, 1..<letters + 1)
            expectPrinted(plan, total, challenges)
            #expect(plan.groups.flatMap(\.challengeVolumes).allSatisfy { $0.count <= PacketPlan.scheduleRows })
            #expect(plan.groups.flatMap(\.scheduleVolumes).allSatisfy { $0.count <= PacketPlan.scheduleRows })
            #expect(plan.caseVolumes.allSatisfy { $0.count <= PacketPlan.volumeCases })
            #expect(plan.letterVolumes.allSatisfy { $0.count <= PacketPlan.volumeLetters })
            #expect(Set(plan.groups.map(\.path)).count == plan.groups.count)
            let courthouses = Set((summary.courthouses + summary.challenges).map(\.courthouse))
            #expect(plan.groups.flatMap(\.courthouses).sorted() == courthouses.sorted())
            for group in plan.groups {
                #expect(group.documents.contains(.motion) == (grouping != .perCase && !group.sequences.isEmpty))
                #expect(group.documents.contains(.proofOfService) == (grouping != .perCase || challenges > 0))
            }
        }
    }

    /// Every case is printed once and in order, and every group's papers before its first case.
    private func expectPrinted(_ plan: PacketPlan, _ cases: Int, _ challenges: Int) {
        let files = plan.groups.flatMap { group in
            (group.documents.map(\.fileName) + ["order.pdf", "defender-letter.html"]).map {
                FileEntry(path: group.path + $0, size: 1, digest: SHA256().finish())
            }
        }
        let parts = PrintJobs.parts(of: plan, files)
        expectCover(parts.map(\.cases).filter { !$0.isEmpty }, 1..<cases + 1)
        expectCover(parts.map(\.challenges).filter { !$0.isEmpty }, 1..<(plan.isPerCase ? challenges + 1 : 1))
        #expect(
            parts.flatMap(\.papers) == ["cover.html"]
                + plan.groups.flatMap { group in group.documents.map { group.path + $0.fileName } })
        for part in parts where !part.cases.isEmpty {
            let group = plan.groups.first { $0.sequences.contains(part.cases.lowerBound) }
            #expect(group?.sequences.contains(part.cases.upperBound - 1) == true)
            guard part.cases.lowerBound == group?.sequences.lowerBound, let group else { continue }
            #expect(group.documents.allSatisfy { part.papers.contains(group.path + $0.fileName) })
        }
    }

    @Test func oneMotionForAllUnlessThePackSaysOtherwise() throws {
        let summary = InventedCounty.summary(cases: [3, 0, 2], letters: 4)
        func plan(_ grouping: Grouping) throws -> PacketPlan {
            let county = InventedCounty.county(grouping)
            return try #require(PacketPlan(county.jurisdictions[0], summary, in: county))
        }
        let whole = try plan(.jurisdiction)
        #expect(whole.groups.map(\.path) == [""])
        #expect(whole.firstMotion == "motion.html" && whole.firstSchedule == "schedule-0001.html")
        let divided = try plan(.courthouse)
        #expect(divided.groups.map(\.path) == ["house-1/", "house-3/"])
        #expect(divided.groups.map(\.sequences) == [1..<4, 4..<6])
        #expect(divided.firstMotion == "house-1/motion.html")
        let single = try plan(.perCase)
        #expect(single.groups.map(\.documents) == [[]])
        #expect(single.firstMotion == "" && single.firstSchedule == "schedule-0001.html")
    }

    @Test func whatIsChallengedHasANoticeAndNoMotion() throws {
        let summary = InventedCounty.summary(cases: [0, 3], letters: 3, challenged: [2, 0, 1])
        func plan(_ grouping: Grouping) throws -> PacketPlan {
            let county = InventedCounty.county(grouping)
            return try #require(PacketPlan(county.jurisdictions[0], summary, in: county))
        }
        let divided = try plan(.courthouse)
        #expect(divided.groups.map(\.path) == ["house-1/", "house-2/", "house-3/"])
        #expect(divided.groups.map { $0.documents.contains(.motion) } == [false, true, false])
        #expect(divided.groups.map(\.challenges) == [1..<3, 1..<1, 3..<4])
        #expect(divided.firstMotion == "house-2/motion.html" && divided.firstSchedule == "house-2/schedule-0001.html")
        #expect(divided.firstChallenge == "house-1/challenge.html")
        #expect(try plan(.jurisdiction).firstChallenge == "challenge.html")
        #expect(try plan(.perCase).firstChallenge == "" && plan(.perCase).challengeVolumes == [1..<4])
    }

    /// The ranges that have anything, one after the other, are the whole without gap or overlap.
    private func expectCover(_ ranges: [Range<Int>], _ whole: Range<Int>) {
        var next = whole.lowerBound
        for range in ranges where !range.isEmpty {
            #expect(range.lowerBound == next)
            next = range.upperBound
        }
        #expect(next == whole.upperBound)
    }
}
