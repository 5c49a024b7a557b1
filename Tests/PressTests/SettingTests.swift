import Testing

@testable import Press

@Suite("Lines and pages", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct SettingTests {
    static let body = ParagraphFormat(role: .paragraph, size: .points(12), leading: .points(24))

    static func manuscript(_ paragraphs: [String], _ format: ParagraphFormat = body) -> Manuscript {
        var manuscript = Manuscript()
        manuscript.paper = .pleading(footer: "PAPER")
        for text in paragraphs { add(text, format, to: &manuscript) }
        return manuscript
    }

    static func add(_ text: String, _ format: ParagraphFormat = body, to manuscript: inout Manuscript) {
        manuscript.beginParagraph(format)
        manuscript.add(Array(text.utf8), [])
        manuscript.endParagraph()
    }

    /// The texts of the pages' lines, without foot and numbers.
    static func pages(_ manuscript: Manuscript) throws -> [[String]] {
        Workshop.streams(try Workshop.pdf(manuscript)).dropFirst().map { stream in
            Workshop.lines(stream).filter { $0.y > 48 }.map(\.text)
        }
    }

    @Test("random text: no line is too wide, no letter is lost", arguments: 0..<6)
    func lines(_ seed: Int) throws {
        var random = SplitMix64(UInt64(seed) &+ 31)
        let setter = Setter(try Workshop.typefaces())
        let letters = Array("aeiorstnlmWV.,-—/§éñ0123456789“”()")
        for _ in 0..<60 {
            let text = (0..<random.below(80)).map { _ in
                String(
                    (0...random.below(random.below(9) == 0 ? 120 : 9)).map { _ in letters[random.below(letters.count)] }
                )
            }.joined(separator: " ")
            var galley = Galley()
            galley.removeAll()
            try Workshop.set(text, setter, into: &galley)
            let width = 2_000 + random.below(38_000)
            LineBreaker(firstWidth: width / 2, width: width, size: .points(12))
                .breakLines(0..<galley.glyphs.count, into: &galley)
            var shown: [Int] = []
            for number in 0..<galley.lines.count {
                let line = galley.lines[number]
                let range = Int(line.start)..<Int(line.end)
                var sum = 0
                for index in range { sum += Int(galley.glyphs[index].kern) + Int(galley.glyphs[index].advance) }
                #expect(Int(line.width) == sum * 12)
                #expect(sum <= (number == 0 ? width / 2 : width) || range.count == 1, "\(text)")
                shown += range
            }
            let kept = Set(shown)
            #expect(kept.count == shown.count && shown == shown.sorted())
            for index in 0..<galley.glyphs.count where galley.glyphs[index].kind != .blank {
                #expect(kept.contains(index), "a glyph is in no line: \(text)")
            }
        }
    }

    @Test(
        "where lines end",
        arguments: [
            ("aaa bbb", 3_000, ["aaa", "bbb"]), ("well-known fact", 5_500, ["well-known", "fact"]),
            ("well-known", 3_000, ["well-", "known"]), ("11140–11144", 4_000, ["11140–11", "144"]),
            ("and/or", 2_500, ["and/", "or"]), ("§\u{A0}11361.8 x", 4_100, ["§\u{A0}11361.8", "x"]), ("", 4_000, [""]),
        ])
    func ends(_ text: String, _ width: Int, _ expected: [String]) throws {
        let setter = Setter(try Workshop.typefaces())
        var galley = Galley()
        galley.removeAll()
        try Workshop.set(text, setter, into: &galley)
        LineBreaker(firstWidth: width, width: width, size: 1_000).breakLines(0..<galley.glyphs.count, into: &galley)
        let scalars = Array(text.unicodeScalars)
        var lines: [String] = []
        for number in 0..<galley.lines.count {
            let line = galley.lines[number]
            lines.append(String(String.UnicodeScalarView(scalars[Int(line.start)..<Int(line.end)])))
        }
        #expect(lines == expected)
    }

    @Test("a character that no font has is named, never a blank box", arguments: [0x4E2D, 0x1F600, 0x0E01] as [UInt32])
    func missing(_ character: UInt32) throws {
        let text = String(Character(try #require(Unicode.Scalar(character))))
        #expect(throws: PressError.missingCharacter(character)) {
            try Workshop.pdf(Self.manuscript(["Name \(text)"]))
        }
    }

    @Test("28 lines a page; the next begins a page")
    func grid() throws {
        let pages = try Self.pages(Self.manuscript((1...60).map { "line \($0)" }))
        #expect(pages.map(\.count) == [28, 28, 4])
        #expect(pages[1].first == "line 29")
    }

    @Test("a heading goes with two lines of what follows", arguments: [25, 26, 27])
    func heading(_ before: Int) throws {
        var manuscript = Self.manuscript((1...before).map { "line \($0)" })
        var heading = ParagraphFormat(role: .heading, size: .points(12), leading: .points(24))
        heading.keep = .withNext
        Self.add("HEADING", heading, to: &manuscript)
        Self.add(String(repeating: "many words of a paragraph ", count: 12), to: &manuscript)
        let pages = try Self.pages(manuscript)
        let page = try #require(pages.firstIndex { $0.contains("HEADING") })
        #expect(page == (before == 25 ? 0 : 1))
        let place = try #require(pages[page].firstIndex(of: "HEADING"))
        #expect(pages[page].count - place >= 3)
    }

    @Test("no single line of a paragraph stands alone on a page", arguments: 20...28)
    func widows(_ before: Int) throws {
        var manuscript = Self.manuscript((1...before).map { "line \($0)" })
        Self.add(String(repeating: "word ", count: 85), to: &manuscript)
        let parts = try Self.pages(manuscript).map { $0.count { $0.hasPrefix("word") } }.filter { $0 > 0 }
        #expect(parts.reduce(0, +) == 5)
        #expect(parts.allSatisfy { $0 >= 2 })
    }

    @Test("a signature takes the end of the text with it", arguments: 20...28)
    func signature(_ before: Int) throws {
        var manuscript = Self.manuscript((1..<before).map { "line \($0)" } + [String(repeating: "end ", count: 70)])
        manuscript.space(.points(24), keepsWithPrevious: true)
        var signed = Self.body
        signed.keep = [.together, .withPrevious]
        for row in ["Dated:", "By", "Name"] { Self.add(row, signed, to: &manuscript) }
        let pages = try Self.pages(manuscript)
        let page = try #require(pages.first { $0.contains("Dated:") })
        #expect(page.contains("Name"))
        #expect(page.contains { $0.hasPrefix("end") })
    }

    @Test("a long table repeats its heading, and breaks between rows")
    func table() throws {
        var manuscript = Self.manuscript(["before"])
        manuscript.beginTable(TableFormat(role: .table))
        for number in 0...70 {
            manuscript.beginRow(isHeading: number == 0)
            for text in number == 0 ? ["No.", "What"] : ["\(number)", "row"] {
                manuscript.beginCell(CellFormat(role: number == 0 ? .columnHeading : .cell))
                Self.add(text, ParagraphFormat(role: .none, size: .points(12), leading: .points(24)), to: &manuscript)
                manuscript.endCell()
            }
            manuscript.endRow()
        }
        manuscript.endTable()
        let pages = try Self.pages(manuscript)
        #expect(pages.count == 3)
        #expect(pages.allSatisfy { $0.contains("No.") })
        #expect((1...70).allSatisfy { number in pages.count { $0.contains("\(number)") } == 1 })
    }

    @Test("rows of single-spaced lines take whole lines of the paper", arguments: [(1, 1), (2, 2), (3, 2), (4, 3)])
    func singleSpacedRows(lines: Int, height: Int) throws {
        var manuscript = Self.manuscript([])
        var format = TableFormat(role: .table)
        format.rowUnit = .points(24)
        manuscript.beginTable(format)
        var cell = ParagraphFormat(role: .none, size: .points(12), leading: .points(12))
        cell.isHalfLines = true
        for _ in 0..<30 {
            manuscript.beginRow()
            manuscript.beginCell(CellFormat(role: .cell))
            for line in 1...lines { Self.add("line \(line)", cell, to: &manuscript) }
            manuscript.endCell()
            manuscript.endRow()
        }
        manuscript.endTable()
        #expect(try Self.pages(manuscript).map(\.count).first == min(30, 28 / height) * lines)
    }

    @Test("a column is no wider than its longest part of a word, so that a date beside it stays whole")
    func narrowColumns() throws {
        var manuscript = Self.manuscript([])
        manuscript.beginTable(TableFormat(role: .table))
        manuscript.beginRow()
        let name = Array(repeating: "FIGUEROA-BAÑUELOS", count: 4).joined(separator: "-")
        for text in [name, String(repeating: "word ", count: 30), "1974-06-03"] {
            manuscript.beginCell(CellFormat(role: .cell))
            Self.add(text, ParagraphFormat(role: .none, size: .points(12), leading: .points(24)), to: &manuscript)
            manuscript.endCell()
        }
        manuscript.endRow()
        manuscript.endTable()
        let lines = try Self.pages(manuscript).flatMap(\.self)
        #expect(lines.contains("1974-06-03"))
        #expect(!lines.contains(name))
    }

    @Test("a row that is kept to what stands above it, and too high for the rest of the page, begins there and goes on")
    func keptRow() throws {
        var manuscript = Self.manuscript([])
        var kept = Self.body
        kept.keep = [.withNext, .withPrevious]
        Self.add("attorney", kept, to: &manuscript)
        Self.add("title", kept, to: &manuscript)
        manuscript.beginTable(TableFormat(role: .none))
        manuscript.beginRow()
        manuscript.beginCell(CellFormat(role: .none))
        for number in 1...27 { Self.add("part \(number)", to: &manuscript) }
        manuscript.endCell()
        manuscript.endRow()
        manuscript.endTable()
        let pages = try Self.pages(manuscript)
        #expect(pages == [["attorney", "title"] + (1...26).map { "part \($0)" }, ["part 27"]])
    }

    @Test("a row higher than a page is shown whole, over pages")
    func highRow() throws {
        var manuscript = Self.manuscript([])
        manuscript.beginTable(TableFormat(role: .table))
        manuscript.beginRow()
        manuscript.beginCell(CellFormat(role: .cell))
        for number in 1...80 { Self.add("part \(number)", to: &manuscript) }
        manuscript.endCell()
        manuscript.endRow()
        manuscript.endTable()
        let pages = try Self.pages(manuscript)
        #expect(pages.map(\.count) == [28, 28, 24])
        #expect(pages.flatMap(\.self) == (1...80).map { "part \($0)" })
    }
}
