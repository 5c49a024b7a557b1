import Cases
import Testing

@testable import Samples

@Suite("Days of a sample")
struct SampleDayTests {
    @Test("exist in the calendar, one after the other")
    func calendar() throws {
        var day = SampleDay(year: 1940, month: 1, day: 1)
        var before: CalendarDate?
        while day < .last {
            let (year, month, number) = day.parts
            let date = try #require(CalendarDate(year: year, month: month, day: number))
            #expect(date.iso == day.iso)
            if let before { #expect(before < date) }
            #expect(SampleDay(year: year, month: month, day: number) == day)
            before = date
            day.number += 1
        }
        #expect(SampleDay(year: 1970, month: 1, day: 1).number == 0)
    }

    @Test(
        "are court days",
        arguments: [("2016-11-05", "2016-11-07"), ("2016-11-06", "2016-11-07"), ("1961-03-03", "1961-03-03")]
    )
    func courtDays(given: String, expected: String) throws {
        let date = try #require(CalendarDate(iso: given))
        #expect(SampleDay(year: date.year, month: date.month, day: date.day).courtDay.iso == expected)
    }
}
