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
}
