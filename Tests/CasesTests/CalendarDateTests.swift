import Cases
import Testing

struct CalendarDateTests {
    @Test(arguments: [
        (2008, 2, 30), (2019, 2, 29), (1975, 0, 1), (1975, 13, 1), (1975, 4, 31), (999, 1, 1), (1975, 1, 0),
    ])
    func impossibleDaysDoNotExist(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test func leapYears() {
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2016, month: 2, day: 29)?.iso == "2016-02-29")
    }

    @Test func writesAsPleadingsDo() throws {
        let date = try #require(CalendarDate(iso: "2020-02-13"))
        #expect(date.long == "February 13, 2020")
        #expect(date.longSpanish == "13 de febrero de 2020")
        #expect(CalendarDate(number: date.number) == date)
    }

    @Test(arguments: ["2020-2-13", "2020/02/13", "20200213", "2020-02-13 ", "", "2020-02-3x"])
    func readsOneFormOnly(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("1900-03-01", -25_508),
        ("2020-02-13", 18_305), ("1000-01-01", -354_285), ("9999-12-31", 2_932_896),
    ])
    func daysAreCountedFrom1970(text: String, day: Int) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.dayNumber == day)
        #expect(CalendarDate(dayNumber: day) == date)
        #expect(CalendarDate(dayNumber: day)?.iso == text)
    }

    @Test func daysOfOtherYearsDoNotExist() {
        #expect(CalendarDate(dayNumber: -354_286) == nil)
        #expect(CalendarDate(dayNumber: 2_932_897) == nil)
    }

    @Test func everyDayOfFourHundredYearsHasItsNumber() {
        for day in -140_000..<6_097 { #expect(CalendarDate(dayNumber: day)?.dayNumber == day) }
        #expect(CalendarDate(dayNumber: -354_286) == nil)
        #expect(CalendarDate(dayNumber: 2_932_897) == nil)
    }

    @Test(arguments: [
        ("1970-07-01", 50, "2020-07-01"), ("1968-02-29", 50, "2018-03-01"), ("1968-02-29", 52, "2020-02-29"),
        ("2020-02-29", -10, "2010-03-01"), ("2020-12-31", 0, "2020-12-31"), ("9990-01-01", 10, nil),
        ("1001-01-01", -2, nil),
    ])
    func yearsAreAddedOnTheCalendar(text: String, years: Int, sum: String?) throws {
        #expect(try #require(CalendarDate(iso: text)).adding(years: years)?.iso == sum)
    }
}
