import Foundation
import Testing

/// Documents printed as PDF, read by programs that others wrote.
@Suite(.timeLimit(.minutes(20))) struct PaperTests {
    private static let tools = ["qpdf", "pdftotext", "pdffonts", "pdfinfo", "mutool", "gs"]
    private static let isPossible = tools.allSatisfy(Program.has)

    static let pleadings = [
        "motion", "declaration", "order", "case-motion", "case-order", "non-challenge", "case-notice",
        "proof-of-service", "challenge", "case-challenge", "withdrawal",
    ]
    static let others = [
        "letter", "cover", "defender-letter", "separator", "print-ticket", "schedule", "schedule-confidential",
    ]

    @Test(
        .enabled(if: isPossible, "a reader of PDF is missing; `make packages` installs them"),
        arguments: pleadings + others)
    func everyDocumentIsAPDFThatOthersRead(_ document: String) async throws {
        let office = try Office()
        for (name, extra) in [("filing", ["--approve-as", Office.reviewer]), ("draft", [])] {
            let html = try await Program.vacatur(
                ["preview", document, "--as-of", Office.asOf, "-o", "page.html"] + extra, in: office.scratch)
            #expect(html.code == 0, "\(html.err)")
            let ran = try await office.vacatur("print", "page.html", "-o", "\(name).pdf")
            try #require(ran.code == 0, "\(ran.err)")
            try await check("\(name).pdf", office)
            try await compare("\(name).pdf", "page.html", document, office)
            let again = try await office.vacatur("print", "page.html", "-o", "again.pdf")
            #expect(again.code == 0)
            #expect(try office.scratch.bytes("again.pdf") == office.scratch.bytes("\(name).pdf"))
        }
    }

    /// Nobody complains; fonts are embedded, searchable, tagged; the page is a letter.
    private func check(_ file: String, _ office: Office) async throws {
        let path = office.scratch.path(file)
        for (tool, arguments) in [
            ("qpdf", ["--check", path]), ("mutool", ["draw", "-q", "-F", "text", "-o", "/dev/null", path]),
            ("gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", path]),
        ] {
            let ran = try await Program.tool(tool, arguments, in: office.scratch)
            #expect(ran.code == 0, "\(tool): \(ran.out)\(ran.err)")
            // Debian's mupdf says of itself that it was built without colour profiles.
            let said = ran.err.replacingOccurrences(of: "warning: ICC support is not available\n", with: "")
            #expect(!said.lowercased().contains("warning") && !said.lowercased().contains("error"), "\(tool): \(said)")
        }
        let fonts = try await Program.tool("pdffonts", [path], in: office.scratch).out.split(separator: "\n").dropFirst(
            2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes yes yes ") }, "\(fonts)")
        let info = try await Program.tool("pdfinfo", [path], in: office.scratch).out
        #expect(info.contains("Tagged:          yes") && info.contains("Encrypted:       no"))
        #expect(info.contains("JavaScript:      no") && info.contains("(letter)"))
        let structure = try await Program.tool("pdfinfo", ["-struct-text", path], in: office.scratch)
        #expect(structure.err.isEmpty, "\(structure.err)")
        #expect(structure.out.contains("Document"))
    }

    /// The text that readers aloud are given is the text of the HTML, word by word.
    private func compare(_ file: String, _ page: String, _ document: String, _ office: Office) async throws {
        let path = office.scratch.path(file)
        let spoken = try await Program.tool("pdfinfo", ["-struct-text", path], in: office.scratch).out
        let lines = spoken.split(separator: "\n").map { $0.drop { $0 == " " } }
        let text = lines.filter { $0.hasPrefix("\"") }.map { $0.dropFirst().dropLast() }.joined()
        let expected = words(try office.scratch.text(page))
        // Capitals of the court's title are the paper's; labels of items are the browser's.
        #expect(letters(text) == letters(expected), "\(document)")
        // And what a person finds who searches.
        let found = try await Program.tool("pdftotext", ["-raw", path, "-"], in: office.scratch).out
        if document.hasPrefix("case-") || document.hasPrefix("schedule") || document == "letter" {
            #expect(found.contains(document == "case-challenge" ? "BA000002" : "BA000001"))
        }
        #expect(found.contains("DRAFT") == (try office.scratch.text(page).contains("DRAFT")))
    }

    /// The text of a page's body, with the labels that browsers add.
    private func words(_ html: String) -> String {
        guard let start = html.range(of: "<main>"), let end = html.range(of: "</main>") else { return "" }
        var text = ""
        var tag: String?
        var (item, facts, point, isMemo) = (0, 0, 0, false)
        var kind = ""
        for character in html[start.upperBound..<end.lowerBound] {
            if character == "<" {
                tag = ""
            } else if character == ">" {
                let name = tag ?? ""
                tag = nil
                if name.hasPrefix("ol") || name.hasPrefix("ul") {
                    kind = name
                    item = name.contains("facts") ? facts : 0
                } else if name == "li" {
                    item += 1
                    if kind.contains("facts") { facts = item }
                    if kind.hasPrefix("ul") {
                        text += "•"
                    } else if kind.contains("type=\"a\"") {
                        text += "\(String(UnicodeScalar(UInt8(96 + item))))."
                    } else if !kind.contains("how") {
                        text += "\(item)."
                    }
                } else if name.hasPrefix("section") {
                    (isMemo, point) = (name.contains("memo"), 0)
                } else if name == "h3", isMemo {
                    point += 1
                    text += "\(String(UnicodeScalar(UInt8(64 + point))))."
                }
            } else if tag != nil {
                tag?.append(character)
            } else {
                text.append(character)
            }
        }
        for (entity, plain) in [
            ("&#160;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] { text = text.replacingOccurrences(of: entity, with: plain) }
        return text
    }

    /// What is left without blanks, which lines and pages change, in small letters.
    private func letters(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }

    @Test(.enabled(if: isPossible, "a reader of PDF is missing; `make packages` installs them"))
    func aMotionReadsInOrder() async throws {
        let office = try Office()
        let html = try await office.vacatur(
            "preview", "case-motion", "--as-of", Office.asOf, "--approve-as", Office.reviewer, "-o", "motion.html")
        #expect(html.code == 0, "\(html.err)")
        let printed = try await office.vacatur("print", "motion.html", "-o", "motion.pdf")
        #expect(printed.code == 0, "\(printed.err)")
        #expect(try office.scratch.bytes("motion.pdf").count <= 40_000)
        // The area of the text: without the numbers at the left and the foot.
        let text = try await Program.tool(
            "pdftotext",
            ["-raw", "-x", "95", "-y", "72", "-W", "480", "-H", "672", office.scratch.path("motion.pdf"), "-"],
            in: office.scratch
        ).out
        let order = [
            "Jackie Lacey", "Telephone", "SUPERIOR COURT", "THE PEOPLE OF THE STATE", "Defendant.", "Case No. BA000001",
            "NOTICE OF MOTION", "PLEASE TAKE NOTICE", "Convicted", "11359", "1. Each conviction", "3. The People",
            "Respectfully submitted",
        ]
        var rest = text[...]
        for phrase in order {
            let found = try #require(rest.range(of: phrase), "\(phrase) is not where it belongs:\n\(text)")
            rest = rest[found.upperBound...]
        }
    }

    @Test func whatIsNoDocumentIsRefusedWithItsPlace() async throws {
        let office = try Office()
        try office.scratch.write(
            "<html><head></head>\n<body><main><canvas></canvas></main></body></html>", to: "page.html")
        let ran = try await office.vacatur("print", "page.html", "-o", "page.pdf")
        #expect(ran.code == 65)
        #expect(ran.err.contains("page.html:2:13:") && ran.err.contains("canvas"), "\(ran.err)")
        #expect(!office.scratch.exists("page.pdf"))
        #expect(try await office.vacatur("print", "nowhere.html").code == 3)
    }
}
