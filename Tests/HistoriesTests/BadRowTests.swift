import Cases
import Histories
import Intake
import Testing

private typealias File = HistoryFixture

/// Rows and files as they should not be: each is accounted for, and none ends the run.
@Suite("Bad rows and files")
struct BadRowTests {
    private let good = (1...20).map { File.row("1\($0)", "001002001000") }

    @Test(
        "A row that cannot be used is named with its place, and its person is left to a person",
        arguments: [
            ("short", "a,b,15", "short-row"),
            ("long", File.row("15", "002002001000") + ",x", "long-row"),
            (
                "stray quotation mark", File.row("15", "002002001000", ["COMMENT_TEXT": "a 5\" pipe, a 6\" pipe"]),
                "stray-quote"
            ),
            ("unclosed quotation mark", File.row("15", "002002001000", ["COMMENT_TEXT": "\"open"]), "unclosed-quote"),
            (
                "text behind a closed field", File.row("15", "002002001000", ["COMMENT_TEXT": "\"closed\" open"]),
                "stray-quote"
            ),
            ("half a count", File.row("15", "00200"), "bad-count-order"),
        ])
    func badRow(what: String, row: String, code: String) throws {
        var rows = good
        rows.insert(row, at: 3)
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.problemCodes == ["4 \(code)"])
        #expect(screened.problems.rejected == 1)
        #expect(screened.inputs[0].rows == 21)
        #expect(screened.people.count == 20)
        let doubtful = screened.people.filter { $0.convictions[0].doubts.contains(.rejectedRow) }
        #expect(doubtful.map(\.person.identifier) == ["15"])
    }

    @Test("An empty SUBJECT_ID, a very long row and a cut-off end stop only themselves")
    func otherRows() throws {
        let long = "a,b,11," + String(repeating: "x", count: 3 << 20)
        let text = File.file(good + [File.row("", "001002001000"), long]) + "1,2,3"
        let screened = try Screener().run([text])
        #expect(screened.problemCodes == ["21 missing-subject", "22 line-too-long", "23 truncated-file"])
        #expect(screened.people.count == 20)
        #expect(screened.people.filter { $0.convictions[0].doubts.contains(.rejectedRow) }.count == 1)
    }

    @Test("A quoted field may hold line breaks, commas and quotation marks")
    func quoted() throws {
        let rows = [
            File.row("1", "001002001000", ["COMMENT_TEXT": "\"one\r\ntwo, \"\"three\"\"\""]),
            File.row("2", "001002001000"),
        ]
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.problemCodes == [])
        #expect(screened.people.count == 2)
        #expect(screened.cells("COMMENT_TEXT") == ["one\r\ntwo, \"three\"", ""])
    }

    @Test(
        "With and without header, with a byte order mark, CRLF, and an end without line end",
        arguments: ["", "\u{FEFF}"], ["\n", "\r\n"])
    func forms(mark: String, lineEnd: String) throws {
        for header in [true, false] {
            let lines = (header ? [File.header] : []) + good
            let screened = try Screener().run([mark + lines.joined(separator: lineEnd)])
            #expect(screened.problemCodes == [])
            #expect(screened.people.count == 20)
            #expect(screened.sheets[.allRows]?.allSatisfy { $0.count == 112 } == true)
        }
    }

    @Test("Blank lines are no rows, and an extra comma at the end no column")
    func blankLines() throws {
        let screened = try Screener().run([File.header + "\n\n" + good[0] + ",\n\n\n" + good[1] + "\na\n"])
        #expect(screened.inputs[0].rows == 3)
        #expect(screened.problemCodes == ["3 short-row"])
    }

    @Test("A header with other columns is refused, and so is what is no history file")
    func refused() throws {
        let other = File.header.replacing("CNT_ORDER", with: "COUNT")
        #expect(throws: IntakeError.self) { try Screener().run([other + "\n" + good[0]]) }
        #expect(throws: IntakeError.self) { try Screener().run([""]) }
        #expect(throws: IntakeError.self) { try Screener().run([[UInt8](repeating: 0, count: 9_000)]) }
        #expect(throws: IntakeError.self) { try Screener().run([String(repeating: "a;b;c\n", count: 5)]) }
        #expect(try Screener().run([File.header + "\n"]).totals.people == 0)
    }

    @Test("The same file given twice is read once")
    func sameFile() throws {
        let file = File.file(good)
        let screened = try Screener().run([file, file])
        #expect(screened.people.count == 20)
        #expect(screened.inputs.map(\.isRepeated) == [false, true])
        #expect(screened.problemCodes == [" repeated-file"])
        #expect(screened.sheets[.allRows]?.count == 20)
    }

    @Test("Files that overlap: a row that an earlier file has is counted once, and a person's rows come together")
    func overlap() throws {
        let late = File.row("11", "003002001000", ["OFN": "NA099"])
        let screened = try Screener().run([File.file(good), File.file([good[0], late])])
        #expect(screened.people.count == 20)
        let person = try #require(screened.people.first { $0.person.identifier == "11" })
        #expect(person.convictions.map(\.place) == [RowPlace(file: 0, row: 1), RowPlace(file: 1, row: 2)])
        #expect(screened.problemCodes == ["1 repeated-row"])
        // The reference takes each file for itself.
        let reference = try Screener(reading: .reference).run([File.file(good), File.file([good[0], late])])
        #expect(reference.people.count == 21)
        #expect(reference.cells("# of convictions on record").filter { $0 == "2" }.count == 2)
    }

    @Test("Latin-1 and UTF-8 names both survive; control characters reach no document")
    func encodings() throws {
        var bytes = Array(File.file(good).utf8)
        let latin = File.row("77", "001002001000", ["PRI_NAME": "\"MU~OZ,JOSE\""])
        bytes += Array(latin.utf8).map { $0 == UInt8(ascii: "~") ? 0xD1 : $0 } + [10]
        bytes += Array(
            File.file([File.row("78", "001002001000", ["PRI_NAME": "\"MUÑOZ,ANA\u{0}\""])], header: false).utf8)
        let screened = try Screener().run([bytes])
        let names = screened.people.map(\.person.name)
        #expect(names.contains(PersonName(last: "MUÑOZ", first: "JOSE")))
        #expect(names.contains(PersonName(last: "MUÑOZ", first: "ANA")))
        let damaged = screened.people.filter { $0.convictions[0].doubts.contains(.damagedText) }
        #expect(damaged.map(\.person.identifier) == ["78"])
        // The sheet has the bytes as they came.
        #expect(screened.texts[.allRows]?.contains(0xD1) == true)
    }

    @Test("A sheet never calculates what stands in the file")
    func formulas() throws {
        let rows = [
            File.row(
                "1", "001002001000",
                [
                    "PRI_NAME": "\"=HYPERLINK(\"\"x\"\"),A\"", "COMMENT_TEXT": "@SUM(A1)", "HEIGHT": "-12",
                    "WEIGHT": "+1.5",
                    "OFN": "=1+1", "SENT_LENGTH": "-", "CYC_AGE": "-1+cmd",
                ]),
            File.row("2", "001002001000"),
        ]
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.cell("PRI_NAME") == "'=HYPERLINK(\"x\"),A")
        #expect(screened.cell("COMMENT_TEXT") == "'@SUM(A1)")
        #expect(screened.cell("CYC_AGE") == "'-1+cmd")
        #expect(screened.cell("Case Number") == "'=1+1")
        #expect(screened.cell("HEIGHT") == "-12")
        #expect(screened.cell("WEIGHT") == "+1.5")
        #expect(screened.cell("SENT_LENGTH") == "-")
        #expect(screened.sheets[.condensed]?[0][1] == "'=HYPERLINK(\"x\"),A")
    }
}
