import Foundation
import Testing

@testable import Press

@Suite("Footnotes", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct FootnoteTests {
    private static let note = ParagraphFormat(role: .note, size: .points(12), leading: .points(12))

    private static func isNote(_ line: String, _ number: Int, _ text: String) -> Bool {
        line.hasPrefix("[\(number)]") && line.hasSuffix(text)
    }

    /// Lines of text, some of them with a footnote.
    private static func manuscript(lines: Int, notes: [Int: String]) -> Manuscript {
        var manuscript = Manuscript()
        manuscript.paper = .pleading(footer: "PAPER")
        for number in 1...lines {
            manuscript.beginParagraph(SettingTests.body)
            manuscript.add(Array("line \(number)".utf8), [])
            if let text = notes[number] {
                manuscript.beginNote(note)
                manuscript.add(Array(text.utf8), [])
                manuscript.endNote()
                manuscript.add(Array(" end".utf8), [])
            }
            manuscript.endParagraph()
        }
        return manuscript
    }

    @Test(
        "a footnote stands at the foot of the page of its line, and the text makes room",
        arguments: [1, 20, 27, 28, 40])
    func page(_ line: Int) throws {
        let pages = Workshop.streams(try Workshop.pdf(Self.manuscript(lines: 60, notes: [line: "THE NOTE"])))
            .dropFirst()
            .map(Workshop.lines)
        let page = try #require(pages.firstIndex { $0.contains { Self.isNote($0.text, 1, "THE NOTE") } })
        let own = try #require(pages[page].first { $0.text == "line \(line)[1] end" })
        let foot = try #require(pages[page].first { Self.isNote($0.text, 1, "THE NOTE") })
        #expect(pages.count { $0.contains { $0.text.contains("THE NOTE") } } == 1)
        // Its baseline is in the last twelve points above the foot of the text, below every line.
        #expect(foot.y > 48 && foot.y < 60)
        #expect(pages[page].filter { $0.text.hasPrefix("line") }.allSatisfy { $0.y >= foot.y + 12 } && own.y > foot.y)
        #expect(pages[page].count { $0.text.hasPrefix("line") } == 27)
        // No line is lost.
        let texts = pages.flatMap { $0.filter { $0.text.hasPrefix("line") }.map(\.text) }
        #expect(texts.count == 60)
    }

    @Test("footnotes are numbered through and tagged as notes; a short rule is above them")
    func look() throws {
        let pdf = try Workshop.pdf(Self.manuscript(lines: 40, notes: [2: "FIRST", 4: "SECOND", 33: "THIRD"]))
        let streams = Workshop.streams(pdf).dropFirst().map(\.self)
        let notes = Workshop.lines(streams[0]).dropLast().suffix(2).map(\.text)
        #expect(Self.isNote(notes[0], 1, "FIRST") && Self.isNote(notes[1], 2, "SECOND"))
        #expect(Workshop.lines(streams[1]).contains { Self.isNote($0.text, 3, "THIRD") })
        let rules = streams.map { stream in stream.components(separatedBy: "\n").filter { $0.hasSuffix("144 0.75 re") }
        }
        #expect(rules.map(\.count) == [1, 1])
        let file = String(decoding: pdf, as: Unicode.ASCII.self)
        #expect(file.components(separatedBy: "/S/Note").count == 4)
    }
}
