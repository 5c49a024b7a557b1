import Foundation
import Testing

/// Print jobs, read by programs that others wrote.
@Suite(.timeLimit(.minutes(20))) struct PrintJobTests {
    private static let tools = ["pdftotext", "pdftoppm", "pdfinfo", "qpdf", "mutool", "zbarimg"]
    private static let isPossible = tools.allSatisfy(Program.has)
    private static let missing: Comment = "a reader of PDF or of bar codes is missing; `make packages` installs them"

    /// One page of a job.
    private struct Page {
        let text: String
        /// The case whose separator it is.
        let separator: Int?
    }

    private struct Job {
        let path: String
        let first: Int
        let last: Int
        let cases: Int
        let pages: Int
        let sheets: Int
    }

    @Test(.enabled(if: isPossible, missing))
    func everyPaperOfAPacketIsPrintedOnceAndInOrder() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<31) + Row.misdemeanors(1..<4))
        try office.scratch.edit(
            "Templates/district-attorney/jurisdiction.yaml", "grouping:", "print: { pages: 60 }\ngrouping:")
        let ran = try await office.generate("list.csv", "--print", "jobs")
        #expect(ran.code == 0, "\(ran.err)")
        let packet = "\(ran.lastLine)/district-attorney"
        let jobs = try jobs(office, packet)
        #expect(jobs.count > 3)
        #expect(jobs.map(\.path) == (1...jobs.count).map { String(format: "print-%04d.pdf", $0) })
        var pages: [Page] = []
        for job in jobs {
            let own = try await read("\(packet)/\(job.path)", office)
            #expect(own.count == job.pages && job.pages <= 60 && job.sheets == job.pages, "\(job)")
            #expect(own.compactMap(\.separator) == (job.cases == 0 ? [] : Array(job.first...job.last)), "\(job)")
            pages += own
            for (tool, arguments) in [
                ("qpdf", ["--check"]), ("mutool", ["draw", "-q", "-F", "text", "-o", "/dev/null"]),
            ] {
                let checked = try await Program.tool(
                    tool, arguments + [office.scratch.path("\(packet)/\(job.path)")], in: office.scratch)
                #expect(checked.code == 0, "\(tool): \(checked.err)")
            }
        }
        // Files of cases are about as long as each other, and as few as they can be.
        let lengths = jobs.filter { $0.cases > 0 }.map(\.cases)
        #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 2 && jobs.count <= pages.count / 60 + 2, "\(jobs)")
        // The papers as they lie in the folder, then the cases.
        var expected: [String] = []
        for name in ["cover", "motion", "declaration", "order", "non-challenge", "proof-of-service", "schedule-0001"] {
            expected += try await read("\(packet)/\(name).pdf", office).map(\.text)
        }
        #expect(pages.prefix(expected.count).map(\.text) == expected)
        #expect(pages.compactMap(\.separator) == Array(1...30))
        var current: [Page] = []
        for page in pages.dropFirst(expected.count) + [Page(text: "", separator: 31)] {
            if let next = page.separator, !current.isEmpty {
                try check(current, number: next - 1)
                current = []
            }
            current.append(page)
        }
        let city = try self.jobs(office, "\(ran.lastLine)/long-beach")
        #expect(city.map(\.path) == ["print-0001.pdf"] && city[0].cases == 3)
        let ticket = try office.scratch.text("\(packet)/print-ticket.html")
        let sheets = jobs.reduce(0) { $0 + $1.sheets }
        #expect(
            ticket.contains("<b>\(sheets) sheets</b>") && ticket.contains("cases \(jobs[1].first) to \(jobs[1].last)"))
        #expect(ticket.contains("confidential/schedule-0001.pdf"))
        #expect(office.scratch.exists("\(packet)/print-ticket.pdf"))
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    /// A case is its separator, motion, order and notice, and nothing of any other.
    private func check(_ pages: [Page], number: Int) throws {
        let words = pages.map(\.text).joined(separator: "\n").split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        let caseNumber = "BA\(100_000 + number)"
        for other in 1...30 where other != number { #expect(!text.contains("BA\(100_000 + other)")) }
        #expect(pages[0].text.contains(caseNumber))
        var rest = text[...]
        for title in [
            "NOTICE OF MOTION AND MOTION", "[PROPOSED] ORDER GRANTING", "NOTICE THAT RELIEF IS NOT CHALLENGED",
        ] {
            let found = try #require(rest.range(of: title), "\(title) of case \(number)")
            rest = rest[found.upperBound...]
        }
    }

    @Test(.enabled(if: isPossible, missing))
    func onBothSidesEveryPaperBeginsOnASheetOfItsOwn() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<9))
        try office.scratch.edit(
            "Templates/district-attorney/jurisdiction.yaml", "grouping:",
            "print: { sides: 2, pages: 50, papers: [order, motion] }\ngrouping:")
        let ran = try await office.generate("list.csv", "--print", "jobs")
        #expect(ran.code == 0, "\(ran.err)")
        let packet = "\(ran.lastLine)/district-attorney"
        for job in try jobs(office, packet) {
            let pages = try await read("\(packet)/\(job.path)", office)
            #expect(pages.count == job.pages && job.sheets * 2 == job.pages && job.pages <= 50)
            for (index, page) in pages.enumerated() where page.separator != nil {
                #expect(index.isMultiple(of: 2))
                #expect(pages[index + 1].text.trimmingCharacters(in: .whitespacesAndNewlines) == "")
                #expect(pages[index + 2].text.contains("[PROPOSED] ORDER"))
            }
            #expect(!pages.contains { $0.text.contains("NOTICE THAT RELIEF IS NOT CHALLENGED") })
            for (index, page) in pages.enumerated() where page.text.contains("SUPERIOR COURT OF THE STATE OF") {
                #expect(index.isMultiple(of: 2), "page \(index + 1) of \(job.path)")
            }
        }
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
    }

    @Test(.enabled(if: isPossible, missing))
    func aScannerReadsTheCaseNumberFromASeparator() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<4)
        rows[1].number = "0LB90006"
        rows[2].number = "A-12/34567 (B)"
        try office.write(rows)
        let packet = "\(try await office.generate("list.csv", "--print", "jobs").lastLine)/district-attorney"
        let listed = table(try office.scratch.text("\(packet)/schedule.csv")).compactMap { $0["case_number"] }
        let pages = try await read("\(packet)/print-0001.pdf", office)
        var scanned: [String] = []
        for (index, page) in pages.enumerated() where page.separator != nil {
            let number = String(index + 1)
            _ = try await Program.tool(
                "pdftoppm",
                [
                    "-r", "150", "-png", "-singlefile", "-f", number, "-l", number,
                    office.scratch.path("\(packet)/print-0001.pdf"), office.scratch.path("separator"),
                ], in: office.scratch)
            let found = try await Program.tool(
                "zbarimg", ["-q", office.scratch.path("separator.png")], in: office.scratch)
            scanned.append(found.out.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(scanned == listed.map { "CODE-128:\($0)" })
    }

    @Test func aJobThatWasChangedOrExchangedIsFound() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<12))
        try office.scratch.edit(
            "Templates/district-attorney/jurisdiction.yaml", "grouping:", "print: { pages: 40 }\ngrouping:")
        let folder = try await office.generate("list.csv", "--print", "jobs").lastLine
        let job = "\(folder)/district-attorney/print-0002.pdf"
        let sound = try office.scratch.bytes(job)
        let other = try office.scratch.bytes("\(folder)/district-attorney/print-0003.pdf")
        for bytes in [other, sound.dropLast(), Data()] {
            try office.scratch.write(bytes, to: job)
            let ran = try await office.vacatur("verify", folder)
            #expect(ran.code == 1 && ran.out.contains("district-attorney/print-0002.pdf"), "\(ran.out)")
        }
        try office.scratch.remove(job)
        let gone = try await office.vacatur("verify", folder)
        #expect(gone.code == 1 && gone.out.contains("[missing-file]"), "\(gone.out)")
        try office.scratch.write(sound, to: job)
        #expect(try await office.vacatur("verify", folder).code == 0)
        try office.scratch.write(sound, to: "\(folder)/district-attorney/print-0099.pdf")
        let more = try await office.vacatur("verify", folder)
        #expect(more.code == 1 && more.out.contains("[unlisted-file]"), "\(more.out)")
    }

    @Test func filingsArePrintedAndDraftsAreNotUnlessTold() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        let folders: [(String, [String], jobs: Bool, documents: Bool)] = [
            ("filing", ["--approve-as", Office.reviewer], true, true), ("draft", [], false, true),
            ("printed", ["--print", "jobs"], true, true),
            ("nothing", ["--approve-as", Office.reviewer, "--print", "none"], false, false),
        ]
        for (name, options, jobs, documents) in folders {
            let ran = try await Program.vacatur(
                ["generate", "list.csv", "--as-of", Office.asOf, "-o", name] + options, in: office.scratch)
            #expect(ran.code == 0, "\(ran.err)")
            let packet = "\(ran.lastLine)/district-attorney"
            #expect(office.scratch.exists("\(packet)/print-0001.pdf") == jobs, "\(name)")
            #expect(office.scratch.exists("\(packet)/print-ticket.pdf") == jobs, "\(name)")
            #expect(office.scratch.exists("\(packet)/motion.pdf") == documents, "\(name)")
            #expect(
                try office.scratch.text("\(ran.lastLine)/index.html").contains("district-attorney/print-ticket.html")
                    == jobs)
            let cover = try office.scratch.text("\(packet)/cover.html")
            #expect(cover.contains("print-0001.pdf") == jobs, "\(name)")
        }
    }

    // MARK: - Reading

    private func jobs(_ office: Office, _ packet: String) throws -> [Job] {
        try office.scratch.text("\(packet)/manifest.xml").components(separatedBy: "<job ").dropFirst().map { element in
            let parts = element.components(separatedBy: "\"")
            var values: [String: String] = [:]
            for index in stride(from: 0, to: parts.count - 1, by: 2) {
                let name = parts[index].trimmingCharacters(in: CharacterSet(charactersIn: " ="))
                if values[name] == nil { values[name] = parts[index + 1] }
            }
            func number(_ name: String) -> Int { Int(values[name] ?? "") ?? -1 }
            return Job(
                path: values["path"] ?? "", first: number("first"), last: number("last"), cases: number("cases"),
                pages: number("pages"), sheets: number("sheets"))
        }
    }

    private func read(_ file: String, _ office: Office) async throws -> [Page] {
        let text = try await Program.tool("pdftotext", ["-raw", office.scratch.path(file), "-"], in: office.scratch).out
        return text.components(separatedBy: "\u{0C}").dropLast().map { page in
            var separator: Int?
            if page.contains("This sheet parts the cases"), let start = page.range(of: "Case "),
                let end = page.range(of: " of ", range: start.upperBound..<page.endIndex)
            {
                separator = Int(page[start.upperBound..<end.lowerBound])
            }
            return Page(text: page, separator: separator)
        }
    }
}
