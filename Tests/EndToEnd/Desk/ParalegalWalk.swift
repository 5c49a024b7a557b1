import Foundation
import Testing

/// A paralegal's day in a browser, from a list to a printed packet.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Walk.isPossible, Walk.comment))
struct ParalegalWalk {
    @Test("A list is brought in, its problems are read, a deputy approves the draft, and the packet is printed")
    func day() async throws {
        let office = try Office()
        var rows = Row.misdemeanors(1..<6) + Row.felonies(1..<4)
        rows[1].last = "O'<script>alert(1)</script>"
        rows[2].date = "2009-13-45"
        try office.write(rows)
        let (desk, administrator) = try await DeskServer.begin(office)
        let paralegal = try await desk.user("pat", "Pat Arden", as: "Paralegal", by: administrator)
        try await paralegal.judge("paralegal-account")
        try await paralegal.follow("Home")
        try await paralegal.judge("paralegal-home")

        try await paralegal.follow("Files")
        try await paralegal.judge("files-none")
        try await paralegal.give(office.scratch.path("list.csv"), to: "File")
        try await paralegal.follow("Send the file")
        try await paralegal.see("It is a list of eligible cases")
        try await paralegal.judge("file")
        try await paralegal.fill("As of", "2020-02-13")
        try await paralegal.follow("Make packets")
        try await paralegal.see("Rows in packets")
        try await paralegal.judge("job")
        try await paralegal.follow("The packets")
        try await paralegal.judge("batch-draft")
        try await paralegal.follow("All problems of rows")
        try await paralegal.see("2009-13-45", isThere: false)
        try await paralegal.judge("problems")
        let draft = try await paralegal.path().components(separatedBy: "/")[2]

        let deputy = try await desk.user(
            "dana", "Dana Whitfield", as: "Reviewing deputy", barNumber: "123456", by: administrator)
        try await deputy.open("\(desk.address)/batches/\(draft)")
        try await deputy.judge("batch-approve")
        try await deputy.accepting { try await deputy.follow("Approve every eligible case") }
        try await deputy.see("Rows in packets")

        try await paralegal.follow("Packets")
        try await paralegal.see("For filing")
        try await paralegal.judge("batches")
        try await paralegal.follow("2020-02-13")
        try await paralegal.judge("batch")
        try await paralegal.follow("City of Long Beach")
        try await paralegal.judge("packet")
        try await paralegal.follow("Cases")
        try await paralegal.judge("cases")
        try await paralegal.fill("Number of the case", "NA100002")
        try await paralegal.follow("Find")
        try await paralegal.see("Case NA100002")
        try await paralegal.judge("case")
        #expect(try await paralegal.title().contains("NA100002"))
        try await print(paralegal, desk)
    }

    /// Opens the print job and counts its pages with another reader of PDF.
    private func print(_ browser: Browser, _ desk: DeskServer) async throws {
        try await browser.follow("The whole list")
        try await browser.follow("Back to the packet")
        let address = try #require(
            try await browser.ask("thing('print-0001.pdf')?.href ?? thing('To print')?.href").text)
        let bytes = try #require(
            try await browser.ask(
                """
                fetch("\(address)").then((answer) => answer.arrayBuffer())
                    .then((bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("")))
                """
            ).text)
        try desk.office.scratch.write(try #require(Data(base64Encoded: bytes)), to: "print.pdf")
        let read = try await Program.tool(
            "pdftotext", [desk.office.scratch.path("print.pdf"), "-"], in: desk.office.scratch)
        #expect(read.code == 0)
        #expect(read.out.contains("NA100002") && !read.out.contains("DRAFT"))
    }
}
