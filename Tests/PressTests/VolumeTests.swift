import Foundation
import Testing

@testable import Press

/// Files of many documents.
@Suite("Volumes", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct VolumeTests {
    private static func manuscript(_ number: Int) -> Manuscript {
        var manuscript = SettingTests.manuscript((0..<30).map { "line \($0) of paper \(number)" })
        manuscript.title = "Paper \(number)"
        return manuscript
    }

    /// What `work` does to a printer, as a file.
    private static func file(_ work: (PDFPrinter) throws -> Void) throws -> String {
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        printer.begin(title: "Volume", language: "en")
        try work(printer)
        return String(decoding: try printer.finish(), as: Unicode.ASCII.self)
    }

    @Test("a volume that is handed over bit by bit has the bytes of one that is kept", arguments: [1, 2, 7])
    func handingOver(every: Int) throws {
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        func add(_ number: Int) throws { try printer.add(Self.manuscript(number), asPart: number % 2 == 1) }
        printer.begin(title: "Volume", language: "en")
        for number in 0..<20 { try add(number) }
        let kept = try printer.finish()

        var pieces: [[UInt8]] = []
        printer.begin(title: "Volume", language: "en")
        for number in 0..<20 {
            try add(number)
            if number % every == 0 { printer.handOver { pieces.append(Array($0)) } }
        }
        try printer.end()
        printer.handOver { pieces.append(Array($0)) }
        #expect(pieces.count > 20 / every)
        #expect(pieces.allSatisfy { $0.count < kept.count / 2 })
        #expect(pieces.flatMap(\.self) == kept)
    }

    @Test("what was begun and not ended leaves nothing in the next file")
    func abandoning() throws {
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        let fresh = try printer.pdf(of: Self.manuscript(1))
        printer.begin(title: "Given up", language: "en")
        try printer.add(Self.manuscript(2))
        printer.handOver { _ in }
        #expect(try printer.pdf(of: Self.manuscript(1)) == fresh)
    }

    @Test("parts have their bookmarks below the document before them")
    func parts() throws {
        let file = try Self.file { printer in
            for number in 0..<6 { try printer.add(Self.manuscript(number), asPart: number % 3 > 0) }
        }
        // Two documents at the top, each closed with two parts.
        #expect(file.contains("/Type/Outlines/First "))
        #expect(file.components(separatedBy: "/Count -2").count == 3)
    }

    @Test("the back of a sheet is a page of the same size with nothing on it")
    func blankPage() throws {
        let file = try Self.file { printer in
            try printer.add(Self.manuscript(1))
            printer.addBlankPage()
            try printer.add(Self.manuscript(2))
        }
        let pages = file.components(separatedBy: "<</Type/Page/Parent").dropFirst()
            .map { $0.components(separatedBy: "\n")[0] }
        #expect(pages.map { $0.contains("/Contents") } == [true, true, false, true, true])
        #expect(Set(pages.map { $0.components(separatedBy: "/Resources")[0] }).count == 1)
        #expect(file.contains("/Type/Pages/Count 5"))
    }

    @Test("pages are counted without printing them")
    func counting() throws {
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        let manuscript = Self.manuscript(1)
        #expect(try printer.pageCount(of: manuscript) == 2)
        printer.begin(title: "Volume", language: "en")
        #expect(try printer.add(manuscript) == 2)
    }
}

@Suite("Code 128") struct Code128Tests {
    @Test(
        "start, characters, check character and stop",
        arguments: [
            // "A" in set B: 104 + 1 × 33 = 137, check 34.
            ("A", "211214 111323 131123 2331112"),
            // "1234" in set C: 105 + 12 + 2 × 34 = 185, check 82.
            ("1234", "211232 112232 131123 121241 2331112"),
        ])
    func symbols(_ text: String, _ widths: String) throws {
        let code = try #require(Code128(text))
        #expect(code.widths.map(String.init).joined() == widths.split(separator: " ").joined())
    }

    @Test(
        "every character takes 11 modules, the stop 13; digits in pairs take fewer characters",
        arguments: [
            ("BA100001", 1 + 2 + 1 + 3 + 1), ("0LB90006", 1 + 4 + 1 + 2 + 1), ("12345", 1 + 1 + 1 + 2 + 1),
            ("A1234567", 1 + 2 + 1 + 3 + 1),
            ("12AB3456", 1 + 4 + 1 + 2 + 1),
        ])
    func modules(_ text: String, _ characters: Int) throws {
        let code = try #require(Code128(text))
        #expect(code.modules == 11 * characters + 13, "\(code.modules)")
        #expect(code.widths.count == 6 * characters + 7)
    }

    @Test("what is no printable ASCII has no bar code", arguments: ["", "BÁ1", "A\tB"])
    func refusal(_ text: String) { #expect(Code128(text) == nil) }
}
