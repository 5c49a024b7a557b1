/// The court's time: seconds since 1970, UTC.
package enum CourtTime {
    /// Noon of a day in California's winter, where only the day is known.
    package static func noon(of date: CalendarDate) -> Int64 { Int64(date.dayNumber) * 86_400 + 20 * 3_600 }

    /// Reads what XML has for a time (`xs:dateTime`): `2020-02-18T17:05:04.5-08:00`; without zone it is taken for UTC. Of a
    /// day alone (`xs:date`) it is noon.
    ///
    /// - Returns: nil unless it is a time that exists.
    package static func read(_ text: some StringProtocol) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CalendarDate(iso: String(decoding: bytes[..<10], as: UTF8.self)) else {
            return nil
        }
        guard bytes.count > 10 else { return noon(of: date) }
        guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T"), bytes[13] == colon, bytes[16] == colon,
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit }
            guard !fraction.isEmpty else { return nil }
            rest = rest[fraction.endIndex...]
        }
        guard let offset = offset(rest) else { return nil }
        return Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
    }

    /// The day in UTC; nil for a time that no calendar has.
    package static func day(of time: Int64) -> CalendarDate? {
        let (days, rest) = time.quotientAndRemainder(dividingBy: 86_400)
        return Int(exactly: rest < 0 ? days - 1 : days).flatMap { CalendarDate(dayNumber: $0) }
    }

    private static let colon = UInt8(ascii: ":")

    /// Seconds east of Greenwich: of nothing, of `Z`, and of `-08:00`.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        guard let sign = zone.first else { return 0 }
        if sign == UInt8(ascii: "Z") { return zone.count == 1 ? 0 : nil }
        let start = zone.startIndex
        guard zone.count == 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), zone[start + 3] == colon,
            let hours = number(zone[(start + 1)..<(start + 3)]), let minutes = number(zone[(start + 4)..<(start + 6)]),
            hours <= 14, minutes < 60
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in digits {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}
