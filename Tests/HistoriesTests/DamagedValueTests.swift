import Cases
import Histories
import Testing

private typealias File = HistoryFixture

/// Every way in which a value of the state's file goes wrong shows: as a problem of its row, as a doubt about its conviction,
/// or as nothing because the value is understood all the same.
@Suite("Damaged values")
struct DamagedValueTests {
    struct Damage: Sendable, CustomTestStringConvertible {
        let what: String
        let changes: [String: String]
        var problems: [String] = []
        var doubts: HistoryDoubt = []

        var testDescription: String { what }
    }

    @Test(
        "A damaged value is a problem, a doubt, or understood",
        arguments: [
            Damage(what: "none", changes: [:]),
            // Dates
            Damage(
                what: "no date", changes: ["STP_EVENT_DATE": ""], problems: ["1 undated-conviction"],
                doubts: .undatedConviction),
            Damage(
                what: "half a date", changes: ["STP_EVENT_DATE": "19870000"], problems: ["1 undated-conviction"],
                doubts: .undatedConviction),
            Damage(
                what: "no day of the calendar", changes: ["STP_EVENT_DATE": "19870230"],
                problems: ["1 undated-conviction"], doubts: .undatedConviction),
            Damage(
                what: "another form of date", changes: ["STP_EVENT_DATE": "04/09/1987"],
                problems: ["1 undated-conviction"], doubts: .undatedConviction),
            Damage(what: "a date to come", changes: ["STP_EVENT_DATE": "29990104"], doubts: .futureDate),
            Damage(what: "no date of birth", changes: ["PRI_DOB": ""], doubts: .missingBirthDate),
            Damage(what: "half a date of birth", changes: ["PRI_DOB": "19590000"], doubts: .missingBirthDate),
            Damage(what: "a birth to come", changes: ["PRI_DOB": "29590101"], doubts: .futureDate),
            // Numbers of cases
            Damage(what: "no case number", changes: ["OFN": ""], doubts: .missingCaseNumber),
            Damage(what: "a word for none", changes: ["OFN": "NULL  "], doubts: .missingCaseNumber),
            Damage(what: "blanks around a number", changes: ["OFN": " NA01   "]),
            // What the row of a court is not known by gives its case no number.
            Damage(what: "unknown step", changes: ["STP_TYPE_DESCR": "COURT ACTON"], doubts: .missingCaseNumber),
            // Levels
            Damage(what: "unknown level", changes: ["CONV_STAT_DESCR": "WOBBLER"], doubts: .unknownLevel),
            Damage(
                what: "no level, unknown type", changes: ["CONV_STAT_DESCR": "", "OFFENSE_TOC": "?"],
                doubts: .unknownLevel),
            Damage(what: "no level, but a type", changes: ["CONV_STAT_DESCR": ""]),
            Damage(what: "a level, unknown type", changes: ["OFFENSE_TOC": "?"]),
            Damage(what: "blanks around a level", changes: ["CONV_STAT_DESCR": "FELONY    "]),
            // Sentences
            Damage(
                what: "a length in words", changes: ["SENT_LENGTH": "TEN", "SENT_TIME_CODE": "Y"],
                problems: ["1 unreadable-sentence"], doubts: .unreadableSentence),
            Damage(
                what: "a negative length", changes: ["SENT_LENGTH": "-10", "SENT_TIME_CODE": "D"],
                problems: ["1 unreadable-sentence"], doubts: .unreadableSentence),
            Damage(
                what: "unknown unit", changes: ["SENT_LENGTH": "10", "SENT_TIME_CODE": "Q"],
                problems: ["1 unreadable-sentence"], doubts: .unreadableSentence),
            Damage(what: "blanks around a length", changes: ["SENT_LENGTH": " 10", "SENT_TIME_CODE": "D"]),
            // Texts
            Damage(what: "NUL in a name", changes: ["PRI_NAME": "\"A\u{0},B\""], doubts: .damagedText),
            Damage(what: "NUL in a comment, which no document has", changes: ["COMMENT_TEXT": "A\u{0}\u{0}B"]),
            Damage(what: "a long comment", changes: ["COMMENT_TEXT": String(repeating: "CONTINUED ", count: 7_000)]),
            Damage(what: "unknown race", changes: ["RACE_CODE": "?", "RACE_DESCR": "?"]),
            Damage(
                what: "blanks around the rest",
                changes: ["DISP_DESCR": " CONVICTED", "STP_ORI_CNTY_NAME": "LOS ANGELES  "]),
        ])
    func damage(_ damage: Damage) throws {
        let screened = try Screener().run([File.file([File.row("1", "001002001000", damage.changes)])])
        #expect(screened.problemCodes == damage.problems)
        #expect(screened.convictions.map(\.doubts) == [damage.doubts])
    }

    @Test("A header in the middle of a file is a problem and nobody's row")
    func repeatedHeader() throws {
        let rows = [File.row("1", "001002001000"), File.header, File.row("1", "002002001000")]
        let screened = try Screener().run([File.file(rows)])
        #expect(screened.problemCodes == ["2 repeated-header"])
        #expect(screened.totals.people == 1)
        #expect(screened.convictions.map(\.doubts) == [[], []])
    }

    @Test(
        "Rows that are put to no case need no CNT_ORDER; a person with one is judged as the reference judges",
        arguments: [
            (["STP_TYPE_DESCR": "DECEASED", "DISP_DESCR": "", "OFN": ""], "deceased"),
            (["STP_TYPE_DESCR": "REGISTRATION", "DISP_DESCR": "", "OFFENSE_DESCR": "290 PC"], "done"),
            (["STP_TYPE_DESCR": "APPLICANT", "DISP_DESCR": ""], "done"),
        ])
    func noCountOrder(changes: [String: String], reason: String) throws {
        for reading in [Reading.reference, .corrected] {
            let rows = [File.row("1", "001002001000"), File.row("1", "", changes), File.row("1", "12345", changes)]
            let screened = try Screener(reading: reading).run([File.file(rows)])
            #expect(screened.problemCodes == [])
            #expect(screened.cells("Eligibility Reason") == [reason])
            #expect(screened.convictions.map { $0.doubts.contains(.rejectedRow) } == [false])
            #expect(screened.people.map(\.isRegistered) == [changes["OFFENSE_DESCR"] == "290 PC"])
        }
    }
}
