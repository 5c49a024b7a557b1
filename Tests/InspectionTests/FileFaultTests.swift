import Testing

@testable import Inspection
@testable import Press

/// A paper that is no pleading: a few lines and a table.
struct PlainPaper {
    var title = "Letter"
    var left: Length = 0
    var hasTable = true
    var hasHeading = true

    var manuscript: Manuscript {
        var manuscript = Manuscript()
        manuscript.title = title
        manuscript.paper = .letter
        var format = ParagraphFormat(role: .paragraph, size: .points(11), leading: .points(14))
        format.left = left
        add("Words to the reader, “quoted”, § 11361.8.", format, to: &manuscript)
        if hasTable {
            manuscript.beginTable(TableFormat(role: .table))
            for number in 0...2 {
                manuscript.beginRow(isHeading: number == 0)
                let isHeading = hasHeading && number == 0
                manuscript.beginCell(CellFormat(role: isHeading ? .columnHeading : .cell))
                add("\(number)", ParagraphFormat(role: .none, size: .points(11), leading: .points(14)), to: &manuscript)
                manuscript.endCell()
                manuscript.endRow()
            }
            manuscript.endTable()
        }
        return manuscript
    }

    private func add(_ text: String, _ format: ParagraphFormat, to manuscript: inout Manuscript) {
        manuscript.beginParagraph(format)
        manuscript.add(Array(text.utf8), [])
        manuscript.endParagraph()
    }

    func pdf() throws -> [UInt8] { try Workshop.pdf([manuscript]) }
}

/// Each clause of PDF/A-2b and of tagging that we rely on, broken once in the bytes.
@Suite("Faults of files", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct FileFaultTests {
    static let edits: [(rule: PaperRule, old: String, new: String)] = [
        (.header, "%PDF-1.7", "%PDF-1.4"),
        (.identifier, "/ID[", "/IX["),
        (.title, "/DisplayDocTitle true", "/DisplayDocTitle null"),
        (.language, "/Lang<FEFF0065006E>", "/Lang()"),
        (.passive, "/Lang<FEFF0065006E>", "/Lang(e)/AA<<>>"),
        (.passive, "/Lang<FEFF0065006E>", "/Lang(e)/Names<<>>"),
        (.passive, "/Lang<FEFF0065006E>", "/Lang(e)/AF[]"),
        (.passive, "/Lang<FEFF0065006E>", "/Lang(e)/Perms<<>>"),
        (.passive, "/Parent 3 0 R", "/Annots[]"),
        (.pageSize, "/Parent 3 0 R", "/Rotate 90"),
        (.metadata, "<pdfaid:part>2", "<pdfaid:part>3"),
        (.metadata, "<pdfaid:conformance>B", "<pdfaid:conformance>U"),
        (.metadata, "<pdf:Producer>Vacatur", "<pdf:Producer>Another"),
        (.metadata, "/Producer(Vacatur)", "/Creator(Vacatur)"),
        (.outputIntent, "acsp", "acsq"),
        (.outputIntent, "/S/GTS_PDFA1", "/S/GTS_PDFX1"),
        (.embedding, "/FontFile2", "/FontFile3"),
        (.fontWidths, "/Widths[250 ", "/Widths[350 "),
        (.bookmarks, "/Outlines/First", "/Outlines/Xirst"),
        (.pageLabels, "/PageLabels<</Nums[0", "/PageLabels<</Nums[1"),
        (.tagged, "/Marked true", "/Marked null"),
        (.marks, "/P<</MCID 0>>BDC", ""),
        (.structure, "/P<</MCID 0>>BDC", "/L<</MCID 0>>BDC"),
        (.structure, "/P<</MCID 0>>BDC", "/P<</MCID 9>>BDC"),
        (.structure, "/S/TBody/P", "/S/TBody/Q"),
        (.searchable, "/ToUnicode", "/ToUnikode"),
        (.readable, "]TJ\n", "]TX\n"),
        (.readable, "/Type/Page/Parent", "/Type/Pago/Parent"),
        (.readable, "startxref", "startxxxx"),
        (.readable, "/Type/XRef", "/Type/XReg"),
        (.readable, "/Type/ObjStm", "/Type/ObjStx"),
    ]

    @Test("a paper without fault")
    func sound() throws { #expect(Workshop.findings(try PlainPaper().pdf()) == []) }

    @Test("each clause broken once", arguments: FileFaultTests.edits.indices)
    func edited(_ index: Int) throws {
        let edit = Self.edits[index]
        let bytes = try #require(Workshop.changed(try PlainPaper().pdf(), edit.old, edit.new), "\(edit.old)")
        let findings = Workshop.findings(bytes)
        #expect(Set(findings.map(\.rule)) == [edit.rule], "\(edit.old) to \(edit.new): \(findings)")
    }

    static let stretches: [(rule: PaperRule, start: String, end: String, new: String)] = [
        (.encryption, "/ID[<", ">]", "/ID[<00><00>]/Encrypt 2 0 R"),
        (.passive, "/Dest[", "]", "/A<</S/URI/URI(x)>>"),
        (.pageSize, "/MediaBox[", "]", "/MediaBox[0 0 595 842]"),
    ]

    @Test("each stretch broken once", arguments: FileFaultTests.stretches.indices)
    func stretched(_ index: Int) throws {
        let edit = Self.stretches[index]
        let bytes = try #require(
            Workshop.changed(try PlainPaper().pdf(), from: edit.start, through: edit.end, edit.new), "\(edit.start)")
        let findings = Workshop.findings(bytes)
        #expect(Set(findings.map(\.rule)) == [edit.rule], "\(findings)")
    }

    @Test("no title, text off the page, a table without headings")
    func written() throws {
        #expect(Workshop.rules(try Workshop.pdf([PlainPaper().manuscript], title: " ")) == [.title])
        #expect(Workshop.rules(try PlainPaper(left: -.points(100)).pdf()) == [.offPage])
        #expect(Workshop.rules(try PlainPaper(hasHeading: false).pdf()) == [.tableHeaders])
    }

    @Test("something that may shine through")
    func transparency() throws {
        let bytes = try #require(
            Workshop.changed(try Pleading().pdf(), "/Type/XObject/Subtype/Form", "/Group<<>>/Subtype/Form"))
        #expect(Workshop.rules(bytes) == [.transparency])
    }

    @Test("what is no document", arguments: ["", "%PDF-1.7", "text", "%PDF-1.7\nstartxref\n0\n%%EOF\n"])
    func strange(_ text: String) { #expect(Workshop.rules(Array(text.utf8)).contains(.readable)) }

    @Test("whatever the bytes are, an answer comes", arguments: 0..<8)
    func hostile(_ seed: UInt64) throws {
        let whole = try Workshop.pdf([Pleading().manuscript, PlainPaper().manuscript])
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        // The fonts are most of the file; changes fall on what stands behind them as well.
        for _ in 0..<60 {
            var bytes = whole
            for _ in 0...random(6) {
                let place = random(2) == 0 ? random(bytes.count) : bytes.count - 1 - random(min(bytes.count, 12_000))
                switch random(4) {
                case 0: bytes[place] = UInt8(random(256))
                case 1: bytes[place] = UInt8(0x30 + random(10))
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + random(40)))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: random(bytes.count))
                }
            }
            _ = Workshop.findings(bytes, as: seed % 2 == 0 ? .any : .pleading)
        }
    }
}
