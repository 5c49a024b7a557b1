/// Days as California's clocks have them: an order is dated by the day on which its court made it.
///
/// Summer time begins at 2 a.m. on the second Sunday of March and ends at 2 a.m. on the first Sunday of November (15 U.S.C.
/// 260a, as since 2007; Proposition 64 is younger).
package enum CaliforniaTime {
    /// The day of a time in seconds since 1970, UTC; nil for a time that no calendar has.
    package static func day(of time: Int64) -> CalendarDate? {
        let (local, overflow) = time.subtractingReportingOverflow(hoursBehind(at: time) * 3_600)
        return overflow ? nil : utcDay(of: local)
    }

    /// The last second of a day, in seconds since 1970, UTC.
    package static func lastSecond(of day: CalendarDate) -> Int64 {
        let midnight = Int64(day.dayNumber + 1) * 86_400
        return midnight + hoursBehind(at: midnight + 8 * 3_600) * 3_600 - 1
    }

    private static func hoursBehind(at time: Int64) -> Int64 {
        guard let year = utcDay(of: time)?.year, let begin = sunday(2, of: 3, in: year),
            let end = sunday(1, of: 11, in: year)
        else { return 8 }
        // 2 a.m. is 10 o'clock UTC in winter and 9 o'clock in summer.
        return (begin * 86_400 + 10 * 3_600..<end * 86_400 + 9 * 3_600).contains(time) ? 7 : 8
    }

    private static func utcDay(of time: Int64) -> CalendarDate? {
        let (days, rest) = time.quotientAndRemainder(dividingBy: 86_400)
        return CalendarDate(dayNumber: Int(rest < 0 ? days - 1 : days))
    }

    /// The day number of the first, second … Sunday of a month.
    private static func sunday(_ number: Int, of month: Int, in year: Int) -> Int64? {
        guard let first = CalendarDate(year: year, month: month, day: 1)?.dayNumber else { return nil }
        // 1970 began on a Thursday.
        let weekday = ((first + 4) % 7 + 7) % 7
        return Int64(first + (7 - weekday) % 7 + 7 * (number - 1))
    }
}
