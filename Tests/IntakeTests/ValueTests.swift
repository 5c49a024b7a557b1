import Cases
import Testing

@testable import Intake

@Suite struct ValueTests {
    private func row(_ values: [(String, String)]) throws -> CaseRow? { try read(table(values)).rows.first }

    @Test func `every field arrives`() throws {
        let reading = try read(
            table([
                ("suffix", "JR"), ("middle_name", "ELENA"), ("aka", "OCHOA,M;SMITH, MARY / -"),
                ("birth_date", "1/5/1975"), ("cii_number", "A001"), ("person_id", "P-7"), ("street", "1 Elm St"),
                ("city", "Los Angeles"), ("state", "CA"), ("zip", "90012"), ("deceased", "-"),
                ("jurisdiction", "Los Angeles County"), ("courthouse", "Foltz"), ("count", "2"),
                ("offense", "POSSESS FOR SALE"), ("arrest_date", "19931201"), ("arresting_agency", "LAPD"),
                ("sentence_status", "Completed"), ("determination", "eligible for reduction"),
            ])
        )
        let place = RowPlace(file: 0, row: 1)
        let person = Person(
            identifier: "P-7",
            name: PersonName(last: "OCHOA", first: "MARIA", middle: "ELENA", suffix: "JR"),
            aliases: ["OCHOA,M", "SMITH, MARY"],
            birthDate: CalendarDate(number: 1975_01_05),
            ciiNumber: "A001",
            address: PostalAddress(street: "1 Elm St", city: "Los Angeles", state: "CA", zip: "90012")
        )
        let count = Count(
            place: place,
            number: "2",
            section: CodeSection(number: "11359"),
            offense: "POSSESS FOR SALE",
            level: .felony,
            convictionDate: CalendarDate(number: 1994_03_02)!,
            arrestDate: CalendarDate(number: 1993_12_01),
            arrestingAgency: "LAPD",
            sentence: .completed,
            determination: .reduction
        )
        let expected = CaseRow(
            caseNumber: "BA097736",
            person: person,
            count: count,
            jurisdiction: "Los Angeles County",
            courthouse: "Foltz"
        )
        #expect(reading.rows == [expected])
        #expect(reading.doubts.isEmpty && reading.notes.isEmpty && reading.stopped.isEmpty)
        #expect(reading.summary?.rows == 1 && reading.summary?.format == .csv && reading.summary?.encoding == .utf8)
    }

    @Test(arguments: [
        ("case_number", "", ProblemCode.missingCaseNumber), ("case_number", " NULL ", .missingCaseNumber),
        ("case_number", "#N/A", .missingCaseNumber), ("case_number", "A1;A2", .severalCaseNumbers),
        ("last_name", "", .missingName), ("last_name", "-", .missingName),
        ("section", "", .missingSection), ("section", "N/A", .missingSection),
        ("section", "11361", .unknownSection), ("section", "11357 PC", .unknownSection),
        ("section", "x", .unknownSection),
        ("conviction_date", "", .missingDate), ("conviction_date", "0001-01-01", .missingDate),
        ("conviction_date", "01/01/0001", .missingDate), ("conviction_date", "00000000", .missingDate),
        ("conviction_date", "2008-02-30", .impossibleDate), ("conviction_date", "3/2/94", .impossibleDate),
        ("conviction_date", "1994-3-2", .impossibleDate), ("conviction_date", "yesterday", .impossibleDate),
        ("conviction_date", "199403021", .impossibleDate), ("conviction_date", "1994-03-02x", .impossibleDate),
        ("conviction_date", "2020-02-14", .futureDate),
        ("birth_date", "1975-02-30", .impossibleDate), ("arrest_date", "2021-01-01", .futureDate),
        ("level", "", .unknownLevel), ("level", "wobbler", .unknownLevel), ("level", "felon", .unknownLevel),
        ("sentence_status", "perhaps", .unknownSentence), ("determination", "Yes", .unknownDetermination),
        ("first_name", "MA\u{7}RIA", .controlCharacter), ("street", "1 Elm\u{0}St", .controlCharacter),
        ("first_name", "MA\u{7F}RIA", .controlCharacter), ("first_name", "MA\u{85}RIA", .controlCharacter),
        ("first_name", "MA\u{FFFE}RIA", .controlCharacter), ("first_name", "MA\u{202E}RIA", .controlCharacter),
        ("first_name", "MAR\u{FFFD}A", .badEncoding),
        ("suffix", String(repeating: "X", count: 21), .fieldTooLong),
        ("last_name", String(repeating: "Ñ", count: 501), .fieldTooLong),
    ])
    func `a bad value stops its row, named by code and column`(column: String, value: String, code: ProblemCode) throws
    {
        let reading = try read(table([(column, value)]))
        #expect(reading.rows.isEmpty)
        #expect(reading.stopped == [RowPlace(file: 0, row: 1): reading.stopped.values.first ?? []])
        #expect(reading.codes == [code])
        #expect(reading.stopped.values.first?.first?.column == column)
    }

    @Test func `a row carries all of its problems`() throws {
        let reading = try read(
            table([("case_number", ""), ("level", "?"), ("conviction_date", "x"), ("section", "1")])
        )
        #expect(Set(reading.codes) == [.missingCaseNumber, .unknownLevel, .impossibleDate, .unknownSection])
        #expect(reading.events == 1)
    }

    @Test func `long names are accepted`() throws {
        let name = String(repeating: "Ñ", count: 400)
        #expect(try row([("last_name", name)])?.person.name.last == name)
        #expect(try row([("last_name", ""), ("name", "\(name), \(name) \(name)")])?.person.name.middle == name)
    }

    @Test(arguments: [
        ("1994-03-02", 1994_03_02), ("19940302", 1994_03_02), ("03/02/1994", 1994_03_02), ("3/2/1994", 1994_03_02),
        ("1994-03-02T00:00:00", 1994_03_02), ("3/2/1994 0:00", 1994_03_02), ("2008-02-29", 2008_02_29),
        ("3/2/1994 12:00:00 AM", 1994_03_02),
    ])
    func `dates are read in every documented form`(text: String, number: Int) throws {
        #expect(try row([("conviction_date", text)])?.count.convictionDate.number == Int32(number))
    }

    @Test(arguments: [
        ("OCHOA,MARIA ELENA JR", "OCHOA|MARIA|ELENA|JR"), ("OCHOA JR.,MARIA", "OCHOA|MARIA||JR"),
        ("DE LA CRUZ, JUAN", "DE LA CRUZ|JUAN||"), ("Maria Elena Ochoa III", "Ochoa|Maria|Elena|III"),
        ("OCHOA,MARIA, IV", "OCHOA|MARIA||IV"), ("OCHOA", "OCHOA|||"),
        ("O'NEIL-SMITH/JONES,ÑANDÚ", "O'NEIL-SMITH/JONES|ÑANDÚ||"),
        ("OCHOA,JR", "OCHOA|JR||"), ("OCHOA,", "OCHOA|||"), ("OCHOA,MARIA V", "OCHOA|MARIA|V|"),
    ])
    func `whole names are taken apart`(text: String, parts: String) throws {
        let name = try #require(try row([("last_name", ""), ("name", text)])?.person.name)
        #expect([name.last, name.first, name.middle, name.suffix].joined(separator: "|") == parts)
    }

    @Test func `NULL is a surname beside a first name, and nothing alone`() throws {
        #expect(try row([("last_name", "NULL")])?.person.name.last == "NULL")
        #expect(try read(table([("last_name", "NULL"), ("first_name", "NULL")])).codes == [.missingName])
        #expect(try read(table([("last_name", ""), ("name", "NULL")])).codes == [.missingName])
        #expect(try read(table([("last_name", ""), ("name", ",MARIA")])).codes == [.missingName])
    }

    @Test(arguments: [
        ("F", OffenseLevel.felony), ("FELONY", .felony), ("m", .misdemeanor), ("Misdemeanor", .misdemeanor),
        ("I", .infraction),
        ("infraction", .infraction),
    ])
    func `levels`(text: String, level: OffenseLevel) throws {
        #expect(try row([("level", text)])?.count.level == level)
    }

    @Test func `determinations, and a batch without them`() throws {
        for determination in Determination.allCases {
            #expect(
                try row([("determination", determination.rawValue.uppercased())])?.count.determination == determination
            )
        }
        #expect(try row([])?.count.determination == .dismissal)
    }

    @Test func `marks of death`() throws {
        for text in ["Deceased", "yes", "TRUE", "1", "2001-05-06", "x"] {
            #expect(try row([("deceased", text)])?.person.isDeceased == true)
        }
        for text in ["-", "", "no", "FALSE", "0", "N/A", "01/01/0001"] {
            #expect(try row([("deceased", text)])?.person.isDeceased == false)
        }
        let odd = try read(table([("deceased", "perhaps")]))
        #expect(odd.rows.first?.person.isDeceased == true && odd.doubts.map(\.code) == [.unknownDeceased])
    }

    @Test func `doubts do not stop a row`() throws {
        let former = try read(table([("section", "HS 11530.5")]))
        #expect(former.rows.first?.count.section.number == "11530.5" && former.doubts.map(\.code) == [.formerSection])
        let recent = try read(table([("conviction_date", "2010-02-14"), ("sentence_status", "")]))
        #expect(recent.rows.first?.count.sentence == .unknown)
        #expect(recent.doubts.map(\.code) == [.sentenceAssumedCompleted])
        #expect(try read(table([("conviction_date", "2010-02-13")])).doubts.isEmpty)
        #expect(try read(table([("conviction_date", "2015-02-13"), ("sentence_status", "serving")])).doubts.isEmpty)
    }

    @Test func `blanks at the ends go, line breaks inside become blanks`() throws {
        let text = table([("street", "\u{A0} 1 Elm St\r\nApt\t4 \n"), ("first_name", "  MARIA\u{A0}")])
        let row = try #require(try read(text).rows.first)
        #expect(row.person.address?.street == "1 Elm St  Apt 4" && row.person.name.first == "MARIA")
    }

    @Test func `problems hold no value`() throws {
        let secret = "QUINTANILLA"
        for field in Field.allCases {
            let reading = try read(table([(field.name, secret + "\u{1}" + secret)]))
            #expect(!reading.log.contains { $0.contains(secret) }, "\(field)")
        }
    }
}
