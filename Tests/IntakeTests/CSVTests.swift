import Cases
import Testing

@testable import Intake

private let other = "A537388,DOE,JANE,11357(a),M,1986-01-31"

@Suite struct CSVTests {
    @Test(arguments: ["\n", "\r\n", "\r"], [",", ";", "\t", "|"])
    func `separators and line ends`(lineEnd: String, separator: String) throws {
        for ending in [lineEnd, ""] {
            let lines = [header, goodRow, "", other].map { $0.replacing(",", with: separator) }
            let reading = try read(lines.joined(separator: lineEnd) + ending)
            #expect(reading.rows.map(\.caseNumber) == ["BA097736", "A537388"])
            #expect(reading.rows.map(\.count.place.row) == [1, 2] && reading.notes.isEmpty)
        }
    }

    @Test func `a spreadsheet's own separator line`() throws {
        #expect(try read("sep=;\r\n" + (header + "\n" + goodRow).replacing(",", with: ";")).rows.count == 1)
    }

    @Test func `columns in any order, under many names, with unknown ones noted once`() throws {
        let text = """
            Colour,Date of Conviction,Case Number,Defendant,Charge Level,Code Section,Eligibility Reason
            red,3/2/1994,BA097736,"OCHOA,MARIA",F,HS 11359,none
            red,3/2/1994,BA097737,"OCHOA,MARIA",F,HS 11359,none
            """
        let reading = try read(text)
        #expect(reading.rows.map(\.caseNumber) == ["BA097736", "BA097737"])
        #expect(reading.notes == [Problem(.unusedColumn, at: RowPlace(file: 0, row: 0), column: "Colour")])
    }

    @Test func `the result file of a screening`() throws {
        let text = """
            SUBJECT_ID,CII_NUMBER,PRI_NAME,PRI_DOB,STP_EVENT_DATE,STP_ORI_DESCR,OFN,OFFENSE_DESCR,CONV_STAT_DESCR,\
            Case Number,Date of Conviction,Deceased,Eligibility Determination,Eligibility Reason,END_OF_REC,
            77,A01,"OCHOA,MARIA",19750105,19940302,CASC LOS ANGELES,x,11357(B) HS-POSSESS MARIJUANA,MISDEMEANOR,\
            8CJ00651,03/02/1994,-,Eligible for Dismissal,Misdemeanor,#
            """
        let reading = try read(text)
        let row = try #require(reading.rows.first)
        #expect(
            row.caseNumber == "8CJ00651" && row.count.section.cited == "11357(b)" && row.count.level == .misdemeanor
        )
        #expect(row.count.offense == "11357(B) HS-POSSESS MARIJUANA" && row.courthouse == "CASC LOS ANGELES")
        #expect(row.count.determination == .dismissal && row.person.ciiNumber == "A01" && reading.notes.isEmpty)
    }

    @Test func `an alias file`() throws {
        let contents = "\u{FEFF}# ours\r\nCourt Nr = case_number\r\n\r\nNotes = ignore\n Größe = level \n"
        let aliases = try Aliases(contents: contents, file: "/secret/aliases.txt")
        let text =
            "Court Nr,Notes,Größe,last_name,section,conviction_date,case_number\nA1,x,F,DOE,11357,1990-01-01,zzz\n"
        let reading = try read(text, aliases: aliases)
        #expect(reading.rows.first?.caseNumber == "A1" && reading.notes.isEmpty)
        for (line, text) in [(1, "nonsense"), (2, "a = name\nb = nme"), (3, "\n#\n = name"), (2, "a=name\nA =level")] {
            #expect {
                try Aliases(contents: text, file: "aliases.txt")
            } throws: { error in
                (error as? IntakeError)?.line == line && (error as? IntakeError)?.code == .badAliases
            }
        }
        #expect {
            try Aliases(contents: "a = jurisdicton", file: "aliases.txt")
        } throws: {
            "\($0)".contains("`jurisdiction`")
        }
    }

    @Test func `quoted fields`() throws {
        let text =
            header
            + ",street\r\n\"BA1\",\"O\"\"NEIL, \"\"X\"\"\", \"MARIA\" ,\"11359\",F,\"1994-03-02\",\"1 Elm\r\nApt 4\"\r\n"
        let row = try #require(try read(text).rows.first)
        #expect(row.person.name.last == "O\"NEIL, \"X\"" && row.person.name.first == "MARIA")
        #expect(row.person.address?.street == "1 Elm  Apt 4")
    }

    @Test(arguments: [
        ("BA1,DOE,JANE", ProblemCode.shortRow), ("BA1,DOE,JANE,11357,F,1990-01-01,more", .longRow),
        ("BA1,DO\"E,JANE,11357,F,1990-01-01", .strayQuote), ("BA1,\"DOE\"X,JANE,11357,F,1990-01-01", .strayQuote),
        ("BA1,\"DOE,JANE,11357,F,1990-01-01", .unclosedQuote),
    ])
    func `a damaged row stops itself alone`(bad: String, code: ProblemCode) throws {
        let reading = try read([header, goodRow, bad, other, goodRow].joined(separator: "\n") + "\n")
        #expect(reading.rows.map(\.count.place.row) == [1, 3, 4])
        #expect(reading.codes == [code] && reading.places == [2])
    }

    @Test func `an unclosed quote before quoted rows`() throws {
        let quoted = "\"A1\",\"DOE\",\"JANE\",\"11357\",\"F\",\"1990-01-01\""
        let bad = "\"A2\",\"DOE,\"JANE\",\"11357\",\"F\",\"1990-01-01\""
        let open = "\"A2\",\"DOE\",\"JANE\",\"11357\",\"F\",\"1990-01-01"
        #expect(try read([header, bad, quoted, quoted].joined(separator: "\n")).rows.map(\.count.place.row) == [2, 3])
        let reading = try read([header, open, quoted, quoted].joined(separator: "\n"))
        #expect(reading.rows.map(\.count.place.row) == [2, 3] && reading.codes == [.unclosedQuote])
    }

    @Test(arguments: ["BA1,DOE,JANE,113", "BA1,DOE,JANE,11357,F,\"1990-0"])
    func `a file that was cut off`(last: String) throws {
        let reading = try read([header, goodRow, last].joined(separator: "\n"))
        #expect(reading.rows.count == 1 && reading.codes == [.truncated] && reading.places == [2])
    }

    @Test func `a row that is too long is passed over`() throws {
        let long = "BA1," + String(repeating: "x", count: 100_000)
        for bad in [long, "BA1,\"" + long] {
            let reading = try read([header, goodRow, bad, other].joined(separator: "\n"))
            #expect(reading.rows.map(\.count.place.row) == [1, 3] && reading.places == [2])
            #expect(reading.codes == [.lineTooLong] || reading.codes == [.unclosedQuote])
        }
        #expect(try read([header, goodRow, long].joined(separator: "\n")).codes == [.lineTooLong])
    }

    @Test func `a line of a hundred megabytes is passed over piece by piece`() throws {
        let start = Array((header + "\n" + goodRow + "\nBA1,").utf8)
        let end = Array(("\n" + other + "\n").utf8)
        let total = start.count + (100 << 20) + end.count
        var offset = 0
        let feed = ByteFeed(
            source: { buffer in
                var count = 0
                if offset < start.count {
                    count = min(buffer.count, start.count - offset)
                    buffer.copyBytes(from: start[offset..<(offset + count)])
                } else if offset < start.count + (100 << 20) {
                    count = min(buffer.count, start.count + (100 << 20) - offset)
                    _ = buffer[..<count].initializeMemory(as: UInt8.self, repeating: 120)
                } else {
                    let from = offset - start.count - (100 << 20)
                    count = min(buffer.count, end.count - from)
                    buffer.copyBytes(from: end[from..<(from + count)])
                }
                offset += count
                return count
            },
            seek: { _ in false }
        )
        var reading = Reading()
        let reader = BatchReader(asOf: asOf, chunk: 1 << 16, rowLimit: 1 << 17)
        let summary = try reader.read(feed, "big", 0, nil) { reading.add($0) }
        #expect(reading.rows.count == 2 && reading.codes == [.lineTooLong] && summary.bytes == total)
    }

    @Test(arguments: [
        ("", IntakeError.Code.empty), ("  \n ", .empty), ("a,b,c\n1,2,3", .unreadableHeader),
        (goodRow, .unreadableHeader),
        ("case_number,name\nA1,DOE", .missingColumn), (header + ",Last Name\n", .duplicateColumn),
        (header + ",dob,Date of Birth\n", .duplicateColumn), ("case_number,\"name\n", .unreadableHeader),
        ("PK\u{3}\u{4}xxxxxxxx", .notText), ("%PDF-1.4", .notText), ("[{}]", .unknownFormat),
    ])
    func `files that cannot be used`(text: String, code: IntakeError.Code) {
        #expect(errorCode(Array(text.utf8)) == code)
    }

    @Test func `a missing column is named, and so is what was found; data is not`() {
        do {
            _ = try read("Case Number,Surname,Shoe\nA1,DOE,9\n")
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains("section (or offense)") && "\(error)".contains("`Shoe`"))
        }
        do {
            _ = try read(goodRow + "\n" + goodRow)
            Issue.record("no error")
        } catch {
            #expect(!"\(error)".contains("OCHOA"))
        }
    }

    @Test func `a header with nothing below it`() throws {
        #expect(try read(header).events == 0)
        #expect(try read(header + "\r\n\r\n").events == 0)
    }

    @Test func `a file that is not there`() {
        #expect {
            try BatchReader(asOf: asOf).read(path: "/nonexistent/DOE/file.csv", fileIndex: 0) { _ in }
        } throws: {
            ($0 as? IntakeError)?.code == .unreadable && ($0 as? IntakeError)?.file == "file.csv"
        }
    }

    @Test func `what the receiver throws comes out`() {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try BatchReader(asOf: asOf).read(bytes: Array("\(header)\n\(goodRow)".utf8), name: "x", fileIndex: 0) { _ in
                throw Stop()
            }
        }
    }
}

@Suite struct EncodingTests {
    private let text = header + "\nBA1,NÚÑEZ,ZOË 👩‍⚖️,11359,F,1994-03-02\n"

    private func utf16(_ text: String, little: Bool) -> [UInt8] {
        text.utf16.flatMap { little ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test(arguments: [1, 2, 3, 5, 1 << 14])
    func `UTF-8 and UTF-16, with and without a mark`(chunk: Int) throws {
        let expected = try read(text)
        #expect(expected.rows.first?.person.name.first == "ZOË 👩‍⚖️")
        for bytes in [
            [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + utf16(text, little: true),
            [0xFE, 0xFF] + utf16(text, little: false), utf16(text, little: true), utf16(text, little: false),
        ] {
            let reading = try read(bytes, chunk: chunk, piece: chunk)
            #expect(reading.log == expected.log)
        }
    }

    @Test func `Windows-1252, and which doubt it leaves`() throws {
        let bytes =
            Array((header + "\nBA1,N").utf8) + [0xDA, 0xD1] + Array("EZ,Z".utf8) + [0x80, 0x9C]
            + Array(",11359,F,1994-03-02\nBA2,X,".utf8) + [0x81] + Array(",11359,F,1994-03-02\n".utf8)
        let reading = try read(bytes)
        #expect(reading.rows.first?.person.name == PersonName(last: "NÚÑEZ", first: "Z€œ"))
        #expect(reading.notes.map(\.code) == [.encodingAssumed] && reading.summary?.encoding == .windows1252)
        #expect(reading.codes == [.controlCharacter] && reading.places == [2])
    }

    @Test func `a damaged row in a UTF-8 file`() throws {
        let good = "BA1,NÚÑEZ,ZOË,11359,F,1994-03-02\n"
        let bytes =
            Array((header + "\n" + good + "BA2,N").utf8) + [0xDA] + Array("X,Y,11359,F,1994-03-02\n".utf8)
            + Array(good.utf8)
        let reading = try read(bytes)
        #expect(reading.rows.count == 2 && reading.codes == [.badEncoding] && reading.notes.isEmpty)
    }

    @Test func `a lone surrogate, and half a character at the end`() throws {
        var bytes = [0xFF, 0xFE] + utf16(header + "\nBA1,N", little: true) + [0x00, 0xD8]
        bytes += utf16("X,Y,11359,F,1994-03-02\n", little: true)
        #expect(try read(bytes).codes == [.controlCharacter])
        #expect(try read(bytes + [0x41]).places == [1, 2])
    }

    @Test func `NUL bytes are no UTF-16`() throws {
        let reading = try read(table([("first_name", "MA\0RIA")]))
        #expect(reading.codes == [.controlCharacter])
        #expect(errorCode([UInt8](repeating: 0, count: 100)) == .notText)
    }
}
