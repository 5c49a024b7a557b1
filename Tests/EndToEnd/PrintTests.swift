import Foundation
import Testing

/// The pages as a browser prints them.
@Suite(.timeLimit(.minutes(20))) struct PrintTests {
    private static let isPossible = Program.has("chromium") && Program.has("pdftotext") && Program.has("pdfinfo")

    @Test(.enabled(if: isPossible, "chromium, pdftotext or pdfinfo is missing; `make packages` installs them"))
    func motionOrderScheduleAndLetterPrintOnLetterPaper() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<40))
        let ran = try await office.generate("list.csv", "--layout", "tree")
        let packet = "\(ran.lastLine)/district-attorney"

        let motion = try await printed("\(packet)/motion.html", office)
        #expect(motion.count >= 4)
        for (index, page) in motion.enumerated() {
            let numbers = Set(page.split(whereSeparator: \.isWhitespace).map(String.init))
            let missing = (1...28).filter { !numbers.contains("\($0)") }
            #expect(missing == [], "numbers of lines on page \(index + 1)")
            #expect(page.contains("NOTICE OF MOTION AND MOTION FOR RELIEF"), "foot of page \(index + 1)")
        }
        #expect(motion[0].contains("SUPERIOR COURT OF THE STATE OF CALIFORNIA"))

        let order = try await printed("\(packet)/order.html", office)
        #expect(order.joined().contains("ORDER"))
        #expect(order.allSatisfy { page in (1...28).allSatisfy { page.contains("\($0)") } })

        let schedule = try await printed("\(packet)/schedule-0001.html", office, size: "792 x 612")
        for row in Row.felonies(1..<40) { #expect(schedule.joined().contains(row.number)) }
        #expect(schedule.count >= 2)

        let letter = try await printed("\(packet)/letters-0001/000001/letter.html", office)
        #expect(letter.joined().contains("BA100001"))
        #expect(!letter.joined().contains("1971"))
    }

    @Test(
        .enabled(if: isPossible, "chromium, pdftotext or pdfinfo is missing; `make packages` installs them"),
        arguments: ["challenge", "case-challenge", "withdrawal"])
    func noticesOfChallengePrintOnPleadingPaper(_ document: String) async throws {
        let office = try Office()
        let ran = try await office.vacatur(
            "preview", document, "--as-of", Office.asOf, "--approve-as", Office.reviewer, "-o", "page.html")
        #expect(ran.code == 0, "\(ran.err)")
        let pages = try await printed("page.html", office)
        #expect(pages.count >= 2)
        for (index, page) in pages.enumerated() {
            let numbers = Set(page.split(whereSeparator: \.isWhitespace).map(String.init))
            #expect((1...28).allSatisfy { numbers.contains("\($0)") }, "numbers of lines on page \(index + 1)")
            #expect(page.contains("CHALLENGE (HEALTH AND SAFETY CODE"), "foot of page \(index + 1)")
        }
        #expect(pages[0].contains("SUPERIOR COURT OF THE STATE OF CALIFORNIA"))
    }

    /// The text of each page.
    private func printed(_ page: String, _ office: Office, size: String = "612 x 792") async throws -> [String] {
        let target = office.scratch.path("printed.pdf")
        let ran = try await Program.tool(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
                "--user-data-dir=\(office.scratch.path("browser"))", "--print-to-pdf=\(target)",
                "file://\(office.scratch.path(page))",
            ], in: office.scratch)
        try #require(office.scratch.exists("printed.pdf"), "\(page): \(ran.err)")
        let info = try await Program.tool("pdfinfo", [target], in: office.scratch)
        #expect(info.out.contains("\(size) pts (letter)"), "\(page): \(info.out)")
        let text = try await Program.tool("pdftotext", ["-layout", target, "-"], in: office.scratch)
        try office.scratch.remove("printed.pdf")
        return text.out.split(separator: "\u{0C}").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
