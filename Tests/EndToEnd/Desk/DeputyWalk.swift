import Foundation
import Testing

/// A reviewing deputy's day in a browser, and a city office's beside it.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Walk.isPossible, Walk.comment))
struct DeputyWalk {
    @Test(
        "A history is screened, the deputy decides by keys, one by one and many at once, and files; a city sees its own"
    )
    func day() async throws {
        let office = try Office()
        let sample = try await office.vacatur(
            "sample", "--format", "doj", "--rows", "600", "--seed", "5", "-o", "history.csv")
        try #require(sample.code == 0, "\(sample.err)")
        let (desk, administrator) = try await DeskServer.begin(office)
        let deputy = try await desk.user(
            "dana", "Dana Whitfield", as: "Reviewing deputy", barNumber: "123456", by: administrator)
        try await deputy.open("\(desk.address)/uploads")
        try await deputy.give(office.scratch.path("history.csv"), to: "File")
        try await deputy.follow("Send the file")
        try await deputy.fill("Screen as of", "2020-02-13")
        try await deputy.follow("Screen the file")
        try await deputy.see("The screening")
        try await deputy.judge("screening-job")

        try await deputy.follow("Review")
        try await deputy.judge("reviews")
        try await deputy.follow("2020-02-13")
        try await deputy.see("to review")
        try await deputy.judge("review")
        try await deputy.follow("Review one by one")
        try await deputy.judge("conviction")
        let first = try await deputy.path()
        try await deputy.click("Work by single keys")
        try await deputy.press("a", leads: true)
        try await deputy.see("Undo the last decision")
        #expect(try await deputy.path() != first)
        try await deputy.judge("conviction-decided")
        try await deputy.press("u", leads: true)
        try await deputy.see("Taken back")
        try await deputy.press("c")
        try await deputy.judge("conviction-challenge")
        try await deputy.follow("Challenge relief")
        try await deputy.press("h", leads: true)
        // A letter that is typed into a field decides nothing.
        try await deputy.fill("Note", "a note")
        try await deputy.press("a")
        try await deputy.see("Your decision")
        #expect(try await deputy.ask("document.getElementById('note').value").text == "a notea")

        try await deputy.follow("List")
        try await deputy.choose("To review", in: "State")
        try await deputy.fill("Finding", "Eligible for Dismissal")
        try await deputy.follow("Show")
        try await deputy.judge("convictions")
        try await deputy.follow("Look at it first")
        try await deputy.judge("convictions-confirm")
        try await deputy.follow("Approve all")
        try await deputy.see("decided")
        try await deputy.judge("convictions-decided")
        try await deputy.follow("The review")
        try await deputy.accepting { try await deputy.follow("Decide by policy") }
        try await deputy.see("By policy")
        try await deputy.judge("review-policy")

        try await deputy.follow("Screenings")
        try await deputy.follow("2020-02-13")
        try await deputy.judge("screening")
        try await deputy.click("For filing")
        try await deputy.follow("Make packets")
        try await deputy.see("Rows in packets")
        try await deputy.follow("The packets")
        try await deputy.see("For filing")
        try await city(desk, by: administrator)
    }

    private func city(_ desk: DeskServer, by administrator: Browser) async throws {
        let city = try await desk.user(
            "bea", "Bea Cole", as: "City office", barNumber: "222222", office: "City of Long Beach", by: administrator)
        try await city.follow("Review")
        try await city.follow("2020-02-13")
        try await city.judge("city-review")
        try await city.see("County of Los Angeles", isThere: false)
        try await city.see("Decide by policy", isThere: false)
        try await city.follow("All convictions")
        try await city.judge("city-convictions")
        try await city.see("County of Los Angeles", isThere: false)
        let screening = try await city.path().components(separatedBy: "/")[2]
        let own = Set(
            try await city.ask("Array.from(document.querySelectorAll('tbody a'), (one) => one.pathname)").items
                .compactMap(\.text))
        for person in 1...12 {
            let path = "/reviews/\(screening)/convictions/\(person).0"
            try await city.open(desk.address + path)
            #expect(try await city.text().contains("Your decision") == own.contains(path), "\(path)")
        }
    }
}
