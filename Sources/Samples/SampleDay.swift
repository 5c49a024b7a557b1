import Cases

/// Days counted from January 1, 1970 (negative before), for dates that lie some days apart.
struct SampleDay: Comparable, Sendable {
    var number: Int

    init(number: Int) { self.number = number }

    /// The day of a date of the Gregorian calendar: years begin in March here, so that the leap day comes last.
    init(year: Int, month: Int, day: Int) {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (left: SampleDay, right: SampleDay) -> Bool { left.number < right.number }

    /// The last working day before Proposition 64 was in force.
    static let last = SampleDay(year: 2016, month: 11, day: 8)

    /// The day itself, or the Monday after where no court sits.
    var courtDay: SampleDay {
        // January 1, 1970 was a Thursday.
        let weekday = (number + 3) % 7
        let fromMonday = weekday < 0 ? weekday + 7 : weekday
        return SampleDay(number: fromMonday < 5 ? number : number + 7 - fromMonday)
    }

    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// `1987-04-09`
    var iso: String {
        let (year, month, day) = parts
        return Digits.text(year, width: 4) + "-" + Digits.text(month, width: 2) + "-" + Digits.text(day, width: 2)
    }
}

/// Numbers in decimal, filled up with zeros.
enum Digits {
    /// The number with at least `width` digits; a larger number keeps all of its own.
    static func text(_ number: Int, width: Int) -> String {
        let plain = String(number)
        let missing = width - plain.utf8.count
        return missing > 0 ? String(repeating: "0", count: missing) + plain : plain
    }
}
