import Cases
import Testing

/// Days by California's clocks.
@Suite struct CaliforniaTimeTests {
    @Test(
        "a time has the day that it is in California, in summer and winter",
        arguments: [
            // 2020-02-19T01:05:00Z is the evening before.
            (1_582_074_300, "2020-02-18"), (1_582_099_199, "2020-02-18"), (1_582_099_200, "2020-02-19"),
            // 2020-07-01T06:59:59Z and a second later.
            (1_593_586_799, "2020-06-30"), (1_593_586_800, "2020-07-01"),
            // The days on which summer time begins and ends: 2020-03-08 and 2020-11-01.
            (1_583_654_399, "2020-03-07"), (1_583_654_400, "2020-03-08"), (1_583_737_199, "2020-03-08"),
            (1_583_737_200, "2020-03-09"), (1_604_213_999, "2020-10-31"), (1_604_214_000, "2020-11-01"),
            (1_604_303_999, "2020-11-01"), (1_604_304_000, "2020-11-02"), (0, "1969-12-31"),
        ] as [(Int64, String)])
    func days(_ time: Int64, _ day: String) {
        #expect(CaliforniaTime.day(of: time)?.iso == day)
    }

    @Test("the last second of a day is in it, and the next one is not")
    func lastSecond() throws {
        for year in [2016, 2020, 2023] {
            let first = try #require(CalendarDate(year: year, month: 1, day: 1)).dayNumber
            for number in first..<first + 366 {
                let day = try #require(CalendarDate(dayNumber: number))
                let end = CaliforniaTime.lastSecond(of: day)
                #expect(CaliforniaTime.day(of: end) == day)
                #expect(CaliforniaTime.day(of: end + 1)?.dayNumber == number + 1)
            }
        }
    }

    @Test("a time that no calendar has is of no day", arguments: [Int64.min, .max])
    func noDay(_ time: Int64) { #expect(CaliforniaTime.day(of: time) == nil) }
}
