import Cases
import Testing

@testable import Intake

@Suite struct WorksheetReaderTests {
    /// What reading a worksheet brought forth: rows as `column=value` of what is not empty.
    private struct Reading: Equatable {
        var rows: [Int: String] = [:]
        var problems: [String] = []
        var count = 0
    }

    private func read(_ bytes: [UInt8], chunk: Int = 1 << 12) throws -> Reading {
        var reading = Reading()
        let reader = WorksheetReader(chunk: chunk, rowLimit: 1 << 12)
        reading.count = try reader.read(ByteFeed(bytes: bytes), "sheet.csv", 0) { event in
            switch event {
            case .row(let row):
                let cells = WorksheetColumn.allCases.filter { !(row[$0] ?? "").isEmpty }
                reading.rows[row.place.row] = cells.map { "\($0.title)=\(row[$0] ?? "")" }.joined(separator: " ")
            case .stopped(let place, let problems):
                reading.problems += problems.map { "\(place.row) \($0.code.rawValue) \($0.column)" }
            case .note(let problem): reading.problems.append("\(problem.code.rawValue) \(problem.column)")
            }
        }
        return reading
    }

    private func read(_ text: String) throws -> Reading { try read(Array(text.utf8)) }

    @Test(
        "separators, line ends and encodings of spreadsheet programs",
        arguments: [",", ";", "\t"], ["\n", "\r\n"])
    func dialects(separator: String, lineEnd: String) throws {
        let lines = ["key,person,decision", "R-1,\"NUÑEZ, ANA\",approve", "R-2,DOE,"]
        let text = lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).joined(separator: separator)
        }.joined(separator: lineEnd).replacing("NUÑEZ\(separator) ANA", with: "NUÑEZ, ANA")
        let expected = [1: "key=R-1 person=NUÑEZ, ANA decision=approve", 2: "key=R-2 person=DOE"]
        #expect(try read(text).rows == expected)
        #expect(try read("\u{FEFF}" + text + lineEnd).rows == expected)
        #expect(try read("sep=\(separator)\(lineEnd)" + text).rows == expected)
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try read(utf16).rows == expected)
        let windows = text.unicodeScalars.map { UInt8($0.value) }
        #expect(try read(windows).rows == expected)
        #expect(try read(windows).problems == ["encoding-assumed "])
    }

    @Test("columns in another order, left out, added and renamed")
    func columns() throws {
        let reading = try read(
            "Refer To,My Marks,DECISION,key,SBN,\nlong-beach,7,refer,R-1,123456,\n,,,R-2,,\n")
        #expect(reading.rows == [1: "key=R-1 decision=refer refer_to=long-beach bar_number=123456", 2: "key=R-2"])
        #expect(reading.problems == ["unused-column My Marks"])
        #expect(reading.count == 2)
    }

    @Test("a column that is not there differs from an empty cell")
    func missingColumn() throws {
        var rows: [WorksheetRow] = []
        let bytes = Array("key,person,decision\nR-1,,hold\nR-2\n".utf8)
        _ = try WorksheetReader().read(ByteFeed(bytes: bytes), "sheet.csv", 3) { event in
            if case .row(let row) = event { rows.append(row) }
        }
        #expect(rows.map { $0[.person] } == ["", ""])
        #expect(rows.map { $0[.court] } == [nil, nil])
        #expect(rows.map(\.place) == [RowPlace(file: 3, row: 1), RowPlace(file: 3, row: 2)])
        #expect(rows.map(\.isDecided) == [true, false])
    }

    @Test("bad rows stop alone, and rows are numbered as the spreadsheet shows them")
    func badRows() throws {
        let text = """
            key,decision,note
            R-1,approve,a "b" c
            R-2,approve,x,y
            ,,
            R-3,approve,\u{1}
            R-4,approve,ok,,,

            R-5,hold,"never
            closed
            """
        let reading = try read(text)
        #expect(reading.rows == [5: "key=R-4 decision=approve note=ok", 7: "key=closed"])
        #expect(
            reading.problems == [
                "1 stray-quote ", "2 long-row ", "4 control-character note", "6 unclosed-quote ",
            ])
        #expect(reading.count == 6)
    }

    @Test(
        "what is no worksheet",
        arguments: [
            ("", IntakeError.Code.empty), ("PK\u{3}\u{4}abcdef", .notText), ("key,person\nR-1,DOE\n", .missingColumn),
            ("decision,person\nhold,DOE\n", .missingColumn), ("key,decision,Decision\n", .duplicateColumn),
            ("key,\"decision\n", .unreadableHeader),
        ])
    func unusable(text: String, code: IntakeError.Code) {
        #expect {
            try read(text)
        } throws: {
            ($0 as? IntakeError)?.code == code
        }
    }

    @Test("pieces of any size give the same rows")
    func pieces() throws {
        let row = "R-1,\"several\r\nlines, and \"\"marks\"\"\",approve,\"NUÑEZ, ANA\"\r\n"
        let bytes = Array(("key,note,decision,person\r\n" + String(repeating: row, count: 40)).utf8)
        let whole = try read(bytes, chunk: 1 << 14)
        #expect(whole.rows.count == 40)
        #expect(whole.rows[7] == "key=R-1 person=NUÑEZ, ANA decision=approve note=several  lines, and \"marks\"")
        for chunk in [16, 61, 256] { #expect(try read(bytes, chunk: chunk) == whole) }
    }

    @Test("marks for nothing are nothing, in what is filled in")
    func missingMarks() throws {
        var row = WorksheetRow(place: RowPlace(file: 0, row: 1))
        for (cell, expected) in [("-", ""), ("N/A", ""), ("#N/A", ""), ("", ""), ("hold", "hold"), ("Ñ", "Ñ")] {
            row[.decision] = cell
            #expect(row.entry(.decision) == expected)
            #expect(row.isDecided == !expected.isEmpty)
        }
        #expect(row.entry(.note) == "")
        row[.decision] = ""
        row[.reviewer] = "Dana Whitfield"
        #expect(!row.isDecided)
    }
}
