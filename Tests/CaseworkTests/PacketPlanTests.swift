import Cases
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
            let letters = total == 0 ? 0 : chance.below(total + 1)
            let county = InventedCounty.county(grouping)
            let summary = InventedCounty.summary(cases: cases, letters: letters)
            let plan = PacketPlan(county.jurisdictions[0], summary, in: county)
            #expect((plan == nil) == (total == 0))
            guard let plan else { continue }
            expectCover(plan.groups.map(\.sequences), 1...total)
            expectCover(plan.groups.flatMap(\.scheduleVolumes), 1...total)
            expectCover(plan.caseVolumes, 1...total)
            if letters > 0 { expectCover(plan.letterVolumes, 1...letters) } else { #expect(plan.letterVolumes == []) }
            #expect(plan.groups.flatMap(\.scheduleVolumes).allSatisfy { $0.count <= PacketPlan.scheduleRows })
            #expect(plan.caseVolumes.allSatisfy { $0.count <= PacketPlan.volumeCases })
            #expect(plan.letterVolumes.allSatisfy { $0.count <= PacketPlan.volumeLetters })
            #expect(Set(plan.groups.map(\.path)).count == plan.groups.count)
            #expect(plan.groups.flatMap(\.courthouses).sorted() == summary.courthouses.map(\.courthouse).sorted())
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

    /// The ranges, one after the other, are the whole without gap or overlap.
    private func expectCover(_ ranges: [Range<Int>], _ whole: ClosedRange<Int>) {
        var next = whole.lowerBound
        for range in ranges {
            #expect(range.lowerBound == next && !range.isEmpty)
            next = range.upperBound
        }
        #expect(next == whole.upperBound + 1)
    }
}
