import Foundation
import Testing

/// A clerk's day in a browser.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Walk.isPossible, Walk.comment))
struct ClerkWalk {
    @Test("A clerk finds a case, ticks what the court did, and brings in a schedule that was ticked in a spreadsheet")
    func day() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<8))
        let filed = try await office.generate("list.csv")
        try #require(filed.code == 0, "\(filed.err)")
        let (desk, administrator) = try await DeskServer.begin(office)
        let clerk = try await desk.user("cleo", "Cleo Dunn", as: "Court clerk", by: administrator)
        try await clerk.follow("Home")
        try await clerk.follow("Outcomes")
        try await clerk.judge("outcomes")
        try await clerk.follow("2020-02-13")
        try await clerk.see("7 of 7 pending")
        try await clerk.judge("outcomes-batch")
        try await clerk.follow("City of Long Beach")
        try await clerk.judge("outcomes-cases")
        try await clerk.fill("Number of the case", "na100002")
        try await clerk.follow("Find")
        try await clerk.choose("Struck", in: "Outcome of NA100002")
        try await clerk.fill("Register or filing number of NA100002", "R-17")
        try await clerk.fill("Day of the court's act", "2020-05-01")
        try await clerk.follow("Record the outcomes")
        try await clerk.see("1 recorded")
        try await clerk.see("Struck from the schedule, 2020-05-01, R-17")
        try await clerk.judge("outcomes-ticked")
        try await clerk.follow("Record the outcomes")
        try await clerk.see("Choose an outcome for a case first")

        let schedule = try office.scratch.text("\(filed.lastLine)/long-beach/schedule.csv")
        try office.scratch.write(ticked(schedule), to: "ticked.csv")
        try await clerk.follow("All jurisdictions")
        try await clerk.give(office.scratch.path("ticked.csv"), to: "Schedule")
        try await clerk.follow("Record it")
        try await clerk.see("4 recorded")
        try await clerk.see("1 row could not be taken")
        try await clerk.judge("outcomes-schedule")
        try await clerk.see("2 of 7 pending")
        try await clerk.open("\(desk.address)/reviews")
        try await clerk.see("Your role does not allow this")
    }

    /// Four rows of the schedule granted, and one with an outcome that there is not.
    private func ticked(_ schedule: String) -> String {
        var lines = schedule.components(separatedBy: "\r\n")
        lines[0] += ",outcome,date"
        for (row, word) in [(1, "granted"), (3, "granted"), (4, "granted"), (5, "granted"), (6, "perhaps")] {
            lines[row] += ",\(word),2020-05-02"
        }
        for row in [2, 7] { lines[row] += ",," }
        return lines.joined(separator: "\r\n")
    }
}
