import Cases
import Histories
import Testing

private typealias File = HistoryFixture

/// What the reference program does with rows, and what the corrected reading does instead. The quirks of the law are tested
/// beside the rules.
@Suite("Rows in two readings")
struct RowQuirkTests {
    private func reasons(_ rows: [String], _ reading: Reading) throws -> [String] {
        try Screener(reading: reading).run([File.file(rows)]).cells("Eligibility Reason")
    }

    @Test("Q9: a further part of a sentence goes to the conviction added last; corrected, to its own count")
    func interleavedSentences() throws {
        // The first count's second row, of 20 years, stands behind the second count, which was convicted 30 years ago.
        let rows = [
            File.row("1", "001002001000", ["STP_EVENT_DATE": "20100101", "SENT_LENGTH": "1", "SENT_TIME_CODE": "Y"]),
            File.row("1", "001002002000", ["STP_EVENT_DATE": "19800101"]),
            File.row("1", "001002001000", ["STP_EVENT_DATE": "20100101", "SENT_LENGTH": "20", "SENT_TIME_CODE": "Y"]),
        ]
        #expect(try reasons(rows, .reference) == ["done", "done"])
        #expect(try reasons(rows, .corrected) == ["serving", "serving"])
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.convictions.map { $0.doubts.contains(.interleavedSentences) } == [true, false])
    }

    @Test("Q10: a row delivered twice counts its sentence twice, and corrected it says so")
    func repeatedRow() throws {
        let row = File.row(
            "1", "001002001000", ["STP_EVENT_DATE": "20160101", "SENT_LENGTH": "3", "SENT_TIME_CODE": "Y"])
        #expect(try reasons([row], .reference) == ["done"])
        #expect(try reasons([row, row], .reference) == ["serving"])
        #expect(try Screener().run([File.file([row, row])]).convictions[0].doubts.contains(.repeatedRow))
    }

    @Test(
        "Q12: years have 366 days and months 30 and a half; a sentence that ends at the moment is over",
        arguments: [
            ("20160701", "4", "Y", "serving"), ("20160628", "4", "Y", "done"), ("20160629", "4", "Y", "serving"),
            ("20200601", "1", "M", "serving"), ("20200630", "1", "D", "done"), ("20200531", "1", "M", "done"),
            ("20190101", "99", "L", "done"),
        ])
    func sentences(date: String, length: String, unit: String, reason: String) throws {
        let row = File.row(
            "1", "001002001000", ["STP_EVENT_DATE": date, "SENT_LENGTH": length, "SENT_TIME_CODE": unit])
        #expect(try reasons([row], .reference) == [reason])
    }

    @Test("Q13: a part of 292 years overflows; corrected it does not end")
    func longSentence() throws {
        let row = File.row("1", "001002001000", ["SENT_LENGTH": "999", "SENT_TIME_CODE": "Y"])
        #expect(try reasons([row], .reference) == ["done"])
        #expect(try reasons([row], .corrected) == ["serving"])
    }

    @Test(
        "Q14: blanks around a value hide it; corrected they do not count",
        arguments: [
            (["SENT_LENGTH": " 90", "SENT_TIME_CODE": "Y"], "done", "serving"),
            (["SENT_LENGTH": "90", "SENT_TIME_CODE": "Y "], "done", "serving"),
            (["CONV_STAT_DESCR": "FELONY   "], "not-a-felony", "done"),
            (["CONV_STAT_DESCR": "  "], "not-a-felony", "done"),
        ] as [([String: String], String, String)])
    func blanks(changes: [String: String], reference: String, corrected: String) throws {
        let row = File.row("1", "001002001000", changes)
        #expect(try reasons([row], .reference) == [reference])
        #expect(try reasons([row], .corrected) == [corrected])
    }

    @Test("Q14: a county or a conviction with blanks around it is seen only by the corrected reading")
    func blanksAroundCounty() throws {
        for changes in [["STP_ORI_CNTY_NAME": "LOS ANGELES  "], ["DISP_DESCR": " CONVICTED"]] {
            let row = File.row("1", "001002001000", changes)
            #expect(try reasons([row], .reference) == [])
            #expect(try reasons([row], .corrected) == ["done"])
        }
        let deceased = [
            File.row("1", "001002001000"),
            File.row("1", "002001001000", ["STP_TYPE_DESCR": "DECEASED  ", "DISP_DESCR": ""]),
        ]
        #expect(try reasons(deceased, .reference) == ["done"])
        #expect(try reasons(deceased, .corrected) == ["deceased"])
    }

    @Test("Q15: NULL and blanks become case numbers; corrected they never do")
    func caseNumbers() throws {
        let rows = [
            File.row("1", "001002001000", ["OFN": "NULL  "]),
            File.row("1", "001002002000", ["OFN": "140192", "DISP_DESCR": "DISMISSED"]),
            File.row("1", "001002003000", ["OFN": "140192 ", "DISP_DESCR": "DISMISSED"]),
            File.row("1", "001001001000", ["OFN": "999", "STP_TYPE_DESCR": "ARREST/DETAINED/CITED", "DISP_DESCR": ""]),
        ]
        let reference = try Screener(reading: .reference).run([File.file(rows)])
        #expect(reference.cell("Case Number") == "NULL  ; 140192; 140192 ")
        let corrected = try Screener().run([File.file(rows)])
        #expect(corrected.cell("Case Number") == "140192")
        #expect(corrected.convictions.map(\.caseNumbers) == [["140192"]])
        let none = try Screener().run([File.file([File.row("1", "001002001000", ["OFN": "NULL"])])])
        #expect(none.convictions[0].doubts.contains(.missingCaseNumber))
    }

    @Test("Q16: rows without SUBJECT_ID are one person to the reference; corrected they are nobody's")
    func withoutSubject() throws {
        let rows = [
            File.row("", "001002001000", ["PRI_DOB": "19500101"]),
            File.row("", "001002001000", ["PRI_DOB": "19990101"]),
            File.row("2", "001002001000"),
        ]
        let reference = try Screener(reading: .reference).run([File.file(rows)])
        #expect(reference.cells("# of convictions on record") == ["2", "2", "1"])
        let corrected = try Screener().run([File.file(rows)])
        #expect(corrected.people.map(\.person.identifier) == ["2"])
        #expect(corrected.problemCodes == ["1 missing-subject", "2 missing-subject"])
    }

    @Test("Q20: the person's first row gives the date of birth; corrected, another date is a doubt")
    func birthDates() throws {
        let rows = [
            File.row("1", "001001001000", ["PRI_DOB": "19500101", "DISP_DESCR": ""]),
            File.row("1", "001002001000", ["PRI_DOB": "19510101"]),
        ]
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.people[0].person.birthDate == CalendarDate(number: 1950_01_01))
        #expect(screened.convictions[0].doubts.contains(.severalBirthDates))
        let missing = try Screener().run([File.file([File.row("1", "001002001000", ["PRI_DOB": "19500000"])])])
        #expect(missing.convictions[0].doubts.contains(.missingBirthDate))
    }

    @Test(
        "A conviction without a real date is undated, and a doubt",
        arguments: ["", "19750000", "20080230", "2008-01-02"])
    func undated(date: String) throws {
        let rows = [File.row("1", "001002001000", ["STP_EVENT_DATE": date])]
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.convictions[0].convictionDate == nil)
        #expect(screened.convictions[0].doubts.contains(.undatedConviction))
        #expect(screened.cell("Date of Conviction") == "01/01/0001")
        #expect(screened.cell("Years Since This Conviction") == "-1.0")
        #expect(screened.problemCodes == ["1 undated-conviction"])
    }

    @Test("A second conviction of the same count is none")
    func sameCount() throws {
        let rows = [
            File.row("1", "001002001000"), File.row("1", "001002001000", ["OFFENSE_DESCR": "187 PC"]),
            File.row("1", "001002002000", ["OFFENSE_DESCR": "SEE COMMENT FOR CHARGE", "COMMENT_TEXT": "11358 HS"]),
        ]
        let screened = try Screener(reading: .reference).run([File.file(rows)])
        #expect(screened.cells("# of convictions on record") == ["2", "2"])
        #expect(screened.cells("Superstrike Code Section(s)") == ["-", "-"])
        #expect(screened.cells("# of HS 11358 convictions") == ["1", "1"])
    }

    @Test(
        "Q17: the last seven years are counted from the as-of date, not from the clock",
        arguments: [("20130701", 0), ("20130702", 1)])
    func recentConvictions(date: String, people: Int) throws {
        let row = File.row("1", "001002001000", ["STP_EVENT_DATE": date])
        #expect(try Screener(reading: .reference).run([File.file([row])]).totals.peopleWithRecentConviction == people)
    }

    @Test("Years are hours by hours, with one decimal")
    func years() throws {
        let rows = [
            File.row("1", "001002001000", ["STP_EVENT_DATE": "20100701"]),
            File.row("1", "002002001000", ["STP_EVENT_DATE": "20210101", "STP_ORI_CNTY_NAME": "NARNIA"]),
        ]
        let screened = try Screener(reading: .reference).run([File.file(rows)])
        #expect(screened.cell("Years Since This Conviction") == "10.0")
        #expect(screened.cell("Years Since Any Conviction") == "-0.5")
    }

    @Test(
        "The section put before the court is the one that the finding is about",
        arguments: [
            ("11359 HS", "11359"), ("11357(B) HS-POSSESS", "11357(b)"), ("11550 HS 11359", "11359"),
            ("66411359 HS", "11359"), ("664/11360(A) HS", "11360(a)"),
        ])
    func section(text: String, cited: String) throws {
        let row = File.row("1", "001002001000", ["OFFENSE_DESCR": text])
        #expect(try Screener().run([File.file([row])]).convictions.map(\.section.cited) == [cited])
    }
}
