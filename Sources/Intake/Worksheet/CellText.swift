package import Cases

/// Compares what comes back in a cell with what was written into it. Spreadsheet programs change values on their own: they
/// turn dates into those of their country, drop zeros at the front of numbers, round long numbers, and lose letters that
/// an old encoding does not have. None of that is an edit.
package enum CellText {
    package static func isSame(_ cell: String, as written: String) -> Bool {
        if cell == written { return true }
        let (cell, written) = (words(cell), words(written))
        return cell == written || isSameNumber(cell, written) || isSameButForLostLetters(cell, written)
    }

    package static func isSame(_ cell: String, as date: CalendarDate?) -> Bool {
        guard let date else { return cell.isEmpty }
        let numbers = cell.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
        // The number by which spreadsheets keep a day: days since 1899-12-30.
        if numbers.count == 1, cell.utf8.allSatisfy(\.isDigit), numbers[0] == date.dayNumber + 25_569 { return true }
        guard numbers.count == 3 else { return cell == date.iso }
        let (year, month, day) = (date.year, date.month, date.day)
        let orders = [[year, month, day], [month, day, year], [day, month, year]]
        let short = [[month, day, year % 100], [day, month, year % 100]]
        return (orders + short).contains(numbers)
    }

    /// The words of a text, without the apostrophe that keeps a spreadsheet from taking it for a formula.
    private static func words(_ text: String) -> String {
        var words = text.split { $0.isWhitespace }.joined(separator: " ")
        if words.first == "'", let next = words.dropFirst().utf8.first, "=+-@".utf8.contains(next) {
            words.removeFirst()
        }
        return words
    }

    /// `0012345` and `12345`; `1.23457E+11` and `123456789012`.
    private static func isSameNumber(_ cell: String, _ written: String) -> Bool {
        guard !written.isEmpty, written.utf8.allSatisfy(\.isDigit) else { return false }
        if cell.utf8.allSatisfy(\.isDigit) {
            return cell.utf8.drop { $0 == UInt8(ascii: "0") }.elementsEqual(
                written.utf8.drop { $0 == UInt8(ascii: "0") })
        }
        guard cell.contains("E+") || cell.contains("e+"), let rounded = Double(cell.replacing(",", with: ".")),
            let exact = Double(written)
        else { return false }
        return abs(rounded - exact) <= exact * 0.000_01
    }

    /// `MU?OZ` and `MUÑOZ`.
    private static func isSameButForLostLetters(_ cell: String, _ written: String) -> Bool {
        let (cell, written) = (cell.unicodeScalars, written.unicodeScalars)
        guard cell.count == written.count else { return false }
        return zip(cell, written).allSatisfy { $0 == $1 || ($0 == "?" && !$1.isASCII) }
    }
}
