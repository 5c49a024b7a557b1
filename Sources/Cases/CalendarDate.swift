/// A day of the proleptic Gregorian calendar, without clock or time zone.
///
/// Only real days exist: `CalendarDate(year: 2008, month: 2, day: 30)` is nil.
package struct CalendarDate: Hashable, Comparable, Sendable {
    /// Year, month and day as one number, `yyyymmdd`; compares as the calendar does.
    package let number: Int32

    package var year: Int { Int(number) / 10_000 }
    package var month: Int { Int(number) / 100 % 100 }
    package var day: Int { Int(number) % 100 }

    /// - Returns: nil unless the day exists and the year has four digits.
    package init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.days(inMonth: month, of: year) else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// The day of a `yyyymmdd` number, as the docket stores it.
    package init?(number: Int32) {
        let value = Int(number)
        self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    /// Reads exactly `yyyy-mm-dd`.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01; negative before it.
    package var dayNumber: Int {
        // Years counted from March, so that a leap day is the last day of its year.
        let fromMarch = month > 2 ? month - 3 : month + 9
        let years = month > 2 ? year : year - 1
        let days = years * 365 + years / 4 - years / 100 + years / 400
        return days + (153 * fromMarch + 2) / 5 + day - 1 - 719_468
    }

    /// The day that many days after 1970-01-01.
    ///
    /// - Returns: nil where the year has not four digits.
    package init?(dayNumber: Int) {
        let days = dayNumber + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: ofYear - (153 * fromMarch + 2) / 5 + 1)
    }

    /// The same day of another year. 29 February becomes 1 March in a year that has none.
    ///
    /// - Returns: nil where the year has not four digits.
    package func adding(years: Int) -> CalendarDate? {
        let sum = year + years
        return CalendarDate(year: sum, month: month, day: day) ?? CalendarDate(year: sum, month: 3, day: 1)
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.number < right.number }

    /// `2020-02-13`.
    package var iso: String {
        let digits = String(number)
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }

    /// `February 13, 2020`, as a pleading writes a date.
    package var long: String { "\(Self.monthNames[month - 1]) \(day), \(year)" }

    /// `13 de febrero de 2020`.
    package var longSpanish: String { "\(day) de \(Self.spanishMonthNames[month - 1]) de \(year)" }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]

    private static let spanishMonthNames = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ]
}
