import Foundation
import Testing

/// The PDFs of a packet, as `vacatur generate` writes them.
@Suite(.timeLimit(.minutes(20))) struct PacketPaperTests {
    private static let isPossible = ["pdftotext", "pdfinfo", "qpdf"].allSatisfy(Program.has)

    @Test(.enabled(if: isPossible, "a reader of PDF is missing; `make packages` installs them"))
    func everyDocumentOfAPacketHasItsPDF() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<5) + Row.misdemeanors(1..<3))
        let ran = try await office.generate("list.csv", "--print", "documents")
        #expect(ran.code == 0, "\(ran.err)")
        for packet in ["district-attorney", "long-beach"] {
            let files = office.scratch.files(in: "\(ran.lastLine)/\(packet)")
            let pages = files.filter { $0.hasSuffix(".html") }
            #expect(
                Set(files.filter { $0.hasSuffix(".pdf") && !$0.hasPrefix("mailing/") })
                    == Set(pages.map { $0.dropLast(4) + "pdf" }))
            #expect(pages.contains { $0.hasSuffix("confidential/schedule-0001.html") })
            let manifest = try office.scratch.text("\(ran.lastLine)/\(packet)/manifest.xml")
            let cover = try office.scratch.text("\(ran.lastLine)/\(packet)/cover.html")
            for name in ["motion", "declaration", "order", "non-challenge", "proof-of-service", "schedule-0001"] {
                #expect(manifest.contains("path=\"\(name).pdf\"") && cover.contains("<td>\(name).pdf</td>"), "\(name)")
            }
            #expect(manifest.contains("path=\"cover.pdf\""))
            let motion = office.scratch.path("\(ran.lastLine)/\(packet)/motion.pdf")
            #expect(try await Program.tool("qpdf", ["--check", motion], in: office.scratch).code == 0)
            let schedule = office.scratch.path("\(ran.lastLine)/\(packet)/schedule-0001.pdf")
            let text = try await Program.tool("pdftotext", [schedule, "-"], in: office.scratch).out
            #expect(text.contains(packet == "long-beach" ? "NA100001" : "BA100001"))
        }
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
        let again = try await office.generate("list.csv", "--print", "documents", to: "again")
        #expect(
            differences(try office.scratch.tree(ran.lastLine), try office.scratch.tree(again.lastLine)) == [])
    }

    @Test(
        .enabled(if: isPossible, "a reader of PDF is missing; `make packages` installs them"),
        arguments: ["tree", "zip"])
    func casesHavePDFsWhereTheOfficeFilesElectronically(_ layout: String) async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3) + Row.misdemeanors(1..<3))
        try office.scratch.edit("Templates/long-beach/jurisdiction.yaml", "grouping:", "delivery: efile\ngrouping:")
        let ran = try await office.generate("list.csv", "--print", "documents", "--layout", layout)
        #expect(ran.code == 0, "\(ran.err)")
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
        for packet in ["long-beach", "district-attorney"] where layout == "zip" {
            let archive = office.scratch.path("\(ran.lastLine)/\(packet)/cases-0001.zip")
            _ = try await Program.tool(
                "unzip", ["-q", archive, "-d", office.scratch.path("\(ran.lastLine)/\(packet)/cases-0001")],
                in: office.scratch)
        }
        #expect(
            office.scratch.names(in: "\(ran.lastLine)/long-beach/cases-0001/000001-NA100001")
                == ["motion.html", "motion.pdf", "notice.html", "notice.pdf", "order.html", "order.pdf"])
        #expect(
            office.scratch.names(in: "\(ran.lastLine)/district-attorney/cases-0001/000001-BA100001")
                == ["motion.html", "notice.html", "order.html"])
        for name in ["motion", "order", "notice"] {
            let path = "\(ran.lastLine)/long-beach/cases-0001/000001-NA100001/\(name).pdf"
            #expect(try office.scratch.bytes(path).count <= 40_000)
            let text = try await Program.tool("pdftotext", [office.scratch.path(path), "-"], in: office.scratch).out
            #expect(text.contains("NA100001"))
        }
        #expect(!office.scratch.files(in: ran.lastLine).contains { $0.hasSuffix("letter.pdf") })
    }

    @Test func aChangedPDFIsFound() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        let folder = try await office.generate("list.csv", "--print", "documents").lastLine
        var bytes = try office.scratch.bytes("\(folder)/long-beach/motion.pdf")
        bytes[bytes.startIndex + bytes.count / 2] ^= 1
        try office.scratch.write(bytes, to: "\(folder)/long-beach/motion.pdf")
        let ran = try await office.vacatur("verify", folder)
        #expect(ran.code == 1 && ran.out.contains("long-beach/motion.pdf"), "\(ran.out)")
    }

    @Test func aCaseThatNoFontCanPrintIsHeldAndTheOthersGo() async throws {
        let office = try Office()
        var rows = Row.felonies(1..<5)
        rows[1].first = "\u{5F20}\u{4F1F}"
        rows[2].first = "ŁUKASZ ÑANDÚ Ελένη"
        try office.write(rows)
        for (approved, scope) in [(true, "jobs"), (false, "documents")] {
            let ran = try await office.generate("list.csv", "--print", scope, approved: approved, to: scope)
            #expect(ran.code == 2, "\(ran.err)")
            let left = table(try office.scratch.text("\(ran.lastLine)/exceptions.csv"))
            #expect(left.map { $0["code"] } == ["unprintable-character"])
            #expect(left.first?["detail"]?.contains("U+5F20") == true, "\(left)")
            let listed = table(try office.scratch.text("\(ran.lastLine)/district-attorney/schedule.csv"))
            #expect(listed.map { $0["case_number"] } == ["BA100001", "BA100003", "BA100004"])
        }
        // What is not printed needs no font.
        let unprinted = try await office.generate("list.csv", "--print", "none", to: "unprinted")
        #expect(unprinted.code == 0, "\(unprinted.err)")
    }
}
