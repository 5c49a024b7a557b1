import Cases

/// Writes the columns that the screening adds to a row, as the reference program prints them.
struct Annotation {
    /// The bytes of the columns before `Possible Other P64 Charges`, which pass two fills in from the row itself, and of
    /// those after it; each ends with a comma but the last.
    let before = Page()
    let after = Page()

    private let asOf: CalendarDate

    init(asOf: CalendarDate) { self.asOf = asOf }

    /// Makes the columns of one conviction.
    ///
    /// - Parameters:
    ///   - numbers: of the conviction's case.
    ///   - judgment: one of `person`.
    ///   - person: what the rule set made of the history.
    ///   - history: the history that was judged.
    func make(
        _ numbers: [UnsafeRawBufferPointer], _ judgment: Judgment, of person: PersonJudgment,
        _ history: CriminalHistory
    ) {
        before.removeAll()
        after.removeAll()
        let date = history.convictions[judgment.conviction].date
        joined(numbers)
        number(history.convictions.count, to: before)
        list(person.superstrikes)
        list(person.pc290)
        text(history.isRegistered ? "Yes" : "-")
        text(Self.american(date))
        yearsSince(date)
        yearsSince(person.latestConviction)
        number(person.bySection.reduce(0, +), to: after)
        for count in person.bySection { number(count, to: after) }
        text(history.isDeceased ? "Deceased" : "-")
        text(judgment.determination.rawValue)
        CSVCell.append(judgment.reason, to: after)
    }

    private func joined(_ numbers: [UnsafeRawBufferPointer]) {
        if numbers.count == 1 {
            CSVCell.append(numbers[0], to: before)
        } else {
            let all = Array(numbers.map { Array($0) }.joined(separator: Array("; ".utf8)))
            all.withUnsafeBytes { CSVCell.append($0, to: before) }
        }
        before.append(UInt8(ascii: ","))
    }

    private func list(_ texts: [String]) { text(texts.isEmpty ? "-" : texts.joined(separator: ";")) }

    private func text(_ text: String) {
        CSVCell.append(text, to: after)
        after.append(UInt8(ascii: ","))
    }

    private func number(_ number: Int, to page: Page) {
        if number < 10 {
            page.append(UInt8(48 + number))
        } else {
            page.append(String(number))
        }
        page.append(UInt8(ascii: ","))
    }

    /// Years of 365.25 days, rounded to one decimal; `-1.0` without a date. The reference's clock spans no more than 292.3.
    private func yearsSince(_ date: CalendarDate?) {
        guard let date else { return text("-1.0") }
        let days = asOf.dayNumber - date.dayNumber
        // Tenths of a year are 1461/40 days, which no whole number of days halves: there is nothing to round either way.
        let tenths = min((80 * abs(days) + 1_461) / 2_922, 2_923)
        text("\(days < 0 ? "-" : "")\(tenths / 10).\(tenths % 10)")
    }

    /// Month, day, year; that of an undated conviction is the first day of year 1.
    static func american(_ date: CalendarDate?) -> String {
        guard let date else { return "01/01/0001" }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        return "\(two(date.month))/\(two(date.day))/\(date.year)"
    }
}
