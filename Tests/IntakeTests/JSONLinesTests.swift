import Cases
import Testing

@testable import Intake

private let count = #""section":"11359","level":"felony","conviction_date":"1994-03-02""#
private let good = #"{"case_number":"BA1","last_name":"OCHOA","first_name":"MARIA",\#(count)}"#

@Suite struct JSONLinesTests {
    @Test func `a case with counts, and one without groups`() throws {
        let text = """
            {"case_number":"BA1","counts":[{"count":1,\(count)},{ "count" : "2" , \(count) }],"name":"OCHOA,MARIA"}

            \(good)
            """
        let reading = try read(text)
        #expect(reading.rows.map(\.count.number) == ["1", "2", ""])
        #expect(reading.rows.map(\.count.place.row) == [1, 1, 2])
        #expect(reading.rows.allSatisfy { $0.person.name == PersonName(last: "OCHOA", first: "MARIA") })
        #expect(reading.summary?.format == .jsonLines && reading.summary?.rows == 3)
    }

    @Test func `numbers, booleans, null, arrays and escapes`() throws {
        let text = #"""
            {"case_number":97736,"last_name":"\u00d1\u0041\uD83D\uDE00 \"X\\\/","first_name":null,"deceased":true,\#
            "aka":["A;B","C/D",null],"birth_date":19750105,"section":11530.5,"level":"F","conviction_date":"1960-01-02"}
            """#
        let row = try #require(try read(text).rows.first)
        #expect(row.caseNumber == "97736" && row.person.name.last == "ÑA😀 \"X\\/" && row.person.isDeceased)
        #expect(row.person.aliases == ["A;B", "C/D"] && row.count.section.number == "11530.5")
        #expect(row.person.birthDate?.number == 1975_01_05 && row.person.name.first.isEmpty)
    }

    @Test func `the fields of the case stand in for those of its counts`() throws {
        let text =
            #"{"case_number":"A","name":"X,Y","level":"F","counts":[{"section":"11357","#
            + #""conviction_date":"1990-01-01"},{"level":"M","section":"11358","conviction_date":"1990-01-01"}]}"#
        #expect(try read(text).rows.map(\.count.level) == [.felony, .misdemeanor])
    }

    @Test func `keys under other names, and unknown ones noted once`() throws {
        let text =
            #"{"Case Number":"A","Defendant":"X,Y","DOB":"x","Statute":"11357","Level":"M","#
            + #""Date of Conviction":"1/1/1990","shoe":{"size":[9,{"a":1e5}]},"OFN":"weaker"}"#
        let reading = try read(text + "\n" + text)
        #expect(reading.notes == [Problem(.unusedColumn, at: RowPlace(file: 0, row: 0), column: "shoe")])
        #expect(reading.stopped.values.allSatisfy { $0.map(\.column) == ["DOB"] } && reading.stoppedCount == 2)
        let good = try read(text.replacing(#""DOB":"x""#, with: #""DOB":"1/1/1970""#))
        #expect(good.rows.first?.caseNumber == "A")
    }

    @Test(arguments: [
        #"{"case_number":"A""#, #"{"case_number":"A","case_number":"B"}"#, #"{"Case No":"A","case num":"B"}"#,
        #"{"case_number":["A"]}"#, #"{"case_number":{}}"#, #"{"case_number":tru}"#, #"{"case_number":TRUE}"#,
        #"{"case_number":01}"#, #"{"case_number":1e5}"#, #"{"case_number":-}"#, #"{"case_number":"\x"}"#,
        #"{"case_number":"\u12G4"}"#, #"{case_number:"A"}"#, #"{"case_number":"A",}"#, #"{"case_number" "A"}"#,
        #"{} {}"#, "[1]", "7", "nonsense", "{\"a\":\"\u{1}\"}", "{\"a\":\"\u{1}\\n\"}", #"{"counts":{}}"#,
        #"{"counts":[1]}"#, #"{"counts":[{}],"counts":[]}"#, #"{"counts":[],"counts":[]}"#,
        #"{"a":1.}"#.replacing("a", with: "zip"),
    ])
    func `what is not JSON of that shape stops itself alone`(bad: String) throws {
        let reading = try read([good, bad, good].joined(separator: "\n") + "\n")
        #expect(reading.rows.map(\.count.place.row) == [1, 3], "\(bad)")
        #expect(reading.codes == [.badJSON] && reading.places == [2])
    }

    @Test func `deep nesting in what is not used`() throws {
        let deep = String(repeating: "[", count: 50_000)
        let reading = try read(good + "\n{\"x\":\(deep)}\n" + good)
        #expect(reading.rows.count == 2 && reading.codes == [.badJSON])
    }

    @Test func `an empty record says what it lacks`() throws {
        for text in ["{}", #"{"counts":[]}"#] {
            let reading = try read(good + "\n" + text)
            let lacks: Set<ProblemCode> = [
                .missingCaseNumber, .missingName, .missingSection, .unknownLevel, .missingDate,
            ]
            #expect(Set(reading.codes) == lacks && reading.stoppedCount == 1)
        }
    }

    @Test func `a file that was cut off, and a line that is too long`() throws {
        let cut = try read(good + "\n" + good.prefix(60))
        #expect(cut.rows.count == 1 && cut.codes == [.truncated])
        let long = #"{"case_number":""# + String(repeating: "x", count: 100_000) + "\"}"
        let reading = try read([good, long, good].joined(separator: "\n"))
        #expect(reading.rows.map(\.count.place.row) == [1, 3] && reading.codes == [.lineTooLong])
    }

    @Test func `control characters by escape, and lone surrogates`() throws {
        for escape in [#"\u0007"#, #"\b"#, #"\uD800"#, #"\uDC00x"#, #"\uD800\u0041"#, #"\uFFFF"#] {
            let reading = try read(good.replacing("MARIA", with: "MA\(escape)RIA"))
            #expect(reading.codes == [.controlCharacter], "\(escape)")
        }
        #expect(try read(good.replacing("MARIA", with: #"MA\n\tRIA"#)).rows.first?.person.name.first == "MA  RIA")
    }

    @Test func `bad bytes in one line`() throws {
        let bytes = Array(good.replacing("MARIA", with: "ÑÑÑ").utf8)
        var bad = Array(good.utf8)
        bad[Array(good.utf8).firstIndex(of: UInt8(ascii: "M"))!] = 0xFF
        let reading = try read(bytes + [10] + bad + [10] + bytes)
        #expect(reading.rows.map(\.count.place.row) == [1, 3] && reading.codes == [.badEncoding])
    }

    @Test func `whether a batch has determinations is a matter of the whole batch`() throws {
        #expect(try read(good).rows.map(\.count.determination) == [.dismissal])
        let judged = String(good.dropLast()) + #","determination":"Not eligible"}"#
        #expect(try read(good + "\n" + judged).rows.map(\.count.determination) == [.missing, .notEligible])
    }
}
