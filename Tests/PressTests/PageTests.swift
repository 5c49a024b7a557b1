import Foundation
import Testing

@testable import Press

/// Measures taken from the bytes of the page.
@Suite("Pleading paper", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct PageTests {
    private static func streams() throws -> [String] {
        Workshop.streams(
            try Workshop.pdf(SettingTests.manuscript((1...30).map { "text \($0) of (the) paper \\ (a)" })))
    }

    @Test("28 numbers, 24 points apart, left of the rules (rule 2.108)")
    func numbers() throws {
        let form = Workshop.lines(try Self.streams()[0])
        let numbers = form.filter { Int($0.text) != nil }
        #expect(numbers.map(\.text) == (1...28).map(String.init))
        for (index, number) in numbers.enumerated() {
            #expect(abs(792 - 72 - 24 * Double(index) - 16.05 - number.y) < 0.01)
            #expect(number.x < 83 - 6 && number.x > 54)
        }
    }

    @Test("text stands on the numbers, an inch from the left edge (rules 2.107, 2.108)")
    func text() throws {
        let streams = try Self.streams()
        let numbers = Workshop.lines(streams[0]).filter { Int($0.text) != nil }
        let lines = Workshop.lines(streams[1]).filter { $0.y > 48 }
        #expect(lines.count == 28)
        for (line, number) in zip(lines, numbers) {
            #expect(abs(line.y - number.y) < 0.01)
            #expect(line.x == 99)
        }
        #expect(lines[0].text == "text 1 of (the) paper \\ (a)")
    }

    @Test("page number above, title below a printed line in the foot, of at least 10 points (rules 2.109, 2.110)")
    func foot() throws {
        let streams = try Self.streams()
        let title = try #require(Workshop.lines(streams[0]).first { $0.text == "PAPER" })
        #expect(title.y > 12 && title.y < 30)
        #expect(streams[0].contains("/F0 10 Tf"))
        for (index, stream) in streams.dropFirst().enumerated() {
            let number = try #require(Workshop.lines(stream).last)
            #expect(number.text == "\(index + 1)" && number.y > title.y && number.y < 48)
        }
        let rules = streams[0].components(separatedBy: "\n").filter { $0.hasSuffix(" re") }
        let across = rules.compactMap { Double($0.components(separatedBy: " ")[1]) }.filter { $0 > 0 }
        #expect(across.count == 1 && across.allSatisfy { $0 > title.y && $0 < 40 })
    }

    @Test("the same manuscript gives the same bytes, and another printer too")
    func determinism() throws {
        let manuscript = SettingTests.manuscript(["The same text, “quoted”, § 11361.8."])
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        let first = try printer.pdf(of: manuscript)
        let other = try printer.pdf(of: SettingTests.manuscript(["Another text."]))
        #expect(try printer.pdf(of: manuscript) == first)
        #expect(try Workshop.pdf(manuscript) == first)
        #expect(other != first)
    }

    @Test("a volume holds its fonts once")
    func volume() throws {
        let printer = PDFPrinter(try Workshop.typefaces(), Workshop.stored)
        let manuscript = SettingTests.manuscript(["A paper of a few words."])
        let single = try printer.pdf(of: manuscript).count
        printer.begin(title: "Volume", language: "en")
        for _ in 0..<50 { #expect(try printer.add(manuscript) == 1) }
        let volume = try printer.finish()
        #expect(volume.count < single + 50 * 2_000)
    }

    @Test("styles: underline and lines to write on are drawn, small capitals are capitals")
    func styles() throws {
        var manuscript = Manuscript()
        manuscript.beginParagraph(SettingTests.body)
        manuscript.add(Array("Under".utf8), .underline)
        manuscript.add(Array(" Small".utf8), .smallCaps)
        manuscript.addLine(.points(100), [])
        manuscript.endParagraph()
        let stream = try #require(Workshop.streams(try Workshop.pdf(manuscript)).last)
        #expect(Workshop.lines(stream)[0].text == "Under SMALL")
        #expect(stream.contains("/F0 10 Tf"))
        let rules = stream.components(separatedBy: "\n").filter { $0.hasSuffix(" re") }
            .compactMap { Double($0.components(separatedBy: " ")[2]) }
        #expect(rules.count == 2 && abs((rules.last ?? 0) - 100) < 0.1)
    }

    @Test("a part in another language says so; one in the document's does not")
    func language() throws {
        var manuscript = Manuscript()
        for language in ["en", "es"] {
            manuscript.open(.section, language: language)
            SettingTests.add("texto", to: &manuscript)
            manuscript.close()
        }
        let file = String(decoding: try Workshop.pdf(manuscript), as: Unicode.ASCII.self)
        #expect(file.components(separatedBy: "/Sect").count == 3)
        #expect(file.components(separatedBy: "/Lang").count == 3 && file.contains("/Lang <FEFF00650073>"))
    }

    @Test("rows of a fixed height stand on their grid, whatever is in them")
    func rowHeight() throws {
        var manuscript = Manuscript()
        var format = TableFormat(role: .none)
        format.rowHeight = .points(72)
        manuscript.beginTable(format)
        for text in ["a", String(repeating: "b ", count: 150), "c"] {
            manuscript.beginRow()
            manuscript.beginCell(CellFormat(role: .none))
            SettingTests.add(text, to: &manuscript)
            manuscript.endCell()
            manuscript.endRow()
        }
        manuscript.endTable()
        let lines = Workshop.lines(try #require(Workshop.streams(try Workshop.pdf(manuscript)).last))
        let first = try #require(lines.first { $0.text == "a" })
        let last = try #require(lines.first { $0.text == "c" })
        #expect(abs(first.y - last.y - 144) < 0.01)
    }
}
