import Foundation
import Testing

/// An administrator changes a sentence.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Walk.isPossible, Walk.comment))
struct TemplateWalk {
    @Test(
        "A sentence is changed, a mistake is found, the page is looked at, published, used by the next batch, and taken back"
    )
    func day() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        let (desk, administrator) = try await DeskServer.begin(office)
        let paralegal = try await desk.user("pat", "Pat Arden", as: "Paralegal", by: administrator)
        try await administrator.follow("Templates")
        try await administrator.judge("templates")
        try await administrator.click("base")
        try await administrator.follow("letter.html.mustache of base/letter")
        try await administrator.judge("template")
        let text = try #require(try await administrator.ask("document.getElementById('text').value").text)
        let installed = try office.scratch.text("Templates/base/letter.html.mustache")
        #expect(text == installed)

        try await put("\(text)<p>{{person.nam}}</p>\n", administrator)
        try await administrator.follow("All templates")
        try await administrator.follow("Check everything")
        try await administrator.see("unknown field")
        try await administrator.judge("templates-wrong")
        try await administrator.accepting { try await administrator.follow("Publish") }
        try await administrator.see("nothing was published")

        try await administrator.follow("base/letter.html.mustache")
        let sentence = "Vacatur walked here."
        let body = try #require(text.range(of: "<p>"))
        try await put(text.replacingCharacters(in: body, with: "<p>\(sentence) "), administrator)
        try await administrator.see("added")
        try await administrator.judge("template-edited")
        try await administrator.follow("Open it alone")
        try await administrator.see(sentence)
        try await administrator.open("\(desk.address)/templates")
        try await administrator.fill("What was changed", "A sentence <b>for</b> the walk")
        try await administrator.accepting { try await administrator.follow("Publish") }
        try await administrator.see("Version 2 is published")
        try await administrator.judge("templates-published")

        #expect(try await letter(of: paralegal, desk).contains(sentence))
        try await administrator.follow("1")
        try await administrator.accepting { try await administrator.follow("Go back to this version") }
        try await administrator.see("Version 3 is published")
        try await administrator.follow("3")
        try await administrator.see("removed")
        try await administrator.judge("templates-version")
    }

    private func put(_ text: String, _ browser: Browser) async throws {
        try await browser.fill("Text", text)
        try await browser.follow("Keep the text")
        try await browser.see("Your text is kept")
    }

    /// Makes packets of the list and reads the first letter.
    private func letter(of browser: Browser, _ desk: DeskServer) async throws -> String {
        try await browser.open("\(desk.address)/uploads")
        try await browser.give(desk.office.scratch.path("list.csv"), to: "File")
        try await browser.follow("Send the file")
        try await browser.fill("As of", "2020-02-13")
        try await browser.follow("Make packets")
        try await browser.see("Rows in packets")
        try await browser.follow("The packets")
        try await browser.follow("City of Long Beach")
        try await browser.follow("Letters")
        try await browser.follow("No. 1")
        let frame = try #require(try await browser.ask("document.querySelector('iframe').src").text)
        return try await browser.ask("fetch('\(frame)').then((answer) => answer.text())").text ?? ""
    }
}
