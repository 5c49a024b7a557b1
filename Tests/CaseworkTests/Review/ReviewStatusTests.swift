import Cases
import Docket
import Testing

@testable import Casework

@Suite struct ReviewStatusTests {
    @Test("every conviction stands in one place, and the statute's days are counted")
    func adds() throws {
        let office = try ReviewOffice()
        let people = [
            (
                screened(
                    1, conviction(1, "A1"), conviction(2, "A2", count: 2, found: .handReview),
                    conviction(3, "A3", count: 3, found: .notEligible), conviction(4, "A4", count: 4)),
                Array(repeating: "district-attorney", count: 4)
            ),
            (
                screened(
                    2, conviction(5, "B1", level: .misdemeanor, found: .cityReview),
                    conviction(6, "B2", count: 2, level: .misdemeanor, found: .cityReview),
                    conviction(7, "B3", count: 3, level: .misdemeanor, found: .cityReview)),
                ["long-beach", "", "nowhere"]
            ),
        ]
        let first = try office.screen(people)
        try office.rule([4: .approve(nil)], on: first)
        var later = people
        later[0].0.convictions[3].determination = .reduction
        let screening = try office.screen(later, identity: "999")
        try office.rule(
            [1: .challenge(.doesNotMeetCriteria), 2: .hold, 5: .refer("district-attorney")], on: screening)
        try office.rule([2: .approve(.redesignate)], on: screening, by: ReviewOffice.prosecutor)
        let status = try ReviewStatus(
            screening: "latest", docket: office.docketPath, templates: "\(office.path)/Templates")
        let lines = status.lines.map { line in
            "\(line.jurisdiction): \(line.toReview) \(line.received) \(line.approved) \(line.challenged) \(line.held) "
                + "\(line.conflicts) \(line.changed) \(line.notEligible) = \(line.convictions)"
        }
        #expect(lines == ["district-attorney: 0 1 0 1 0 1 1 1 = 5", ": 2 0 0 0 0 0 0 0 = 2"])
        #expect(status.lines.reduce(0) { $0 + $1.convictions } == 7)
        #expect(status.dates.map { $0.days(from: date("2020-06-30")) } == [1, 974, 1096])
        let json = try status.json(on: date("2020-07-03"))
        #expect(json.contains("\"days\" : -2") && json.contains("\"referredHere\" : 1"))
    }
}
