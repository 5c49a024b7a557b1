/// The order in which a clerk looks for case numbers: letters by the alphabet, runs of digits by their value, so that
/// `A9876` comes before `A12345`.
package enum NaturalOrder {
    /// Bytes whose plain comparison gives that order. Blanks and punctuation do not count, except where nothing else
    /// tells two numbers apart: the whole number follows, after a zero byte.
    package static func key(_ number: String) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(2 * number.utf8.count + 8)
        var digits: [UInt8] = []
        func endDigits() {
            guard !digits.isEmpty else { return }
            let significant = digits.drop { $0 == UInt8(ascii: "0") }
            // Longer runs are larger; the length stands first, between the bytes of digits and of letters.
            key.append(UInt8(ascii: "0") + UInt8(min(significant.count, 15)))
            key += significant
            digits.removeAll(keepingCapacity: true)
        }
        for byte in number.utf8 {
            if byte.isDigit {
                digits.append(byte)
            } else {
                endDigits()
                if byte.isLetter || byte >= 0x80 { key.append(byte.lowercased & 0xDF) }
            }
        }
        endDigits()
        key.append(0)
        key += number.utf8
        return key
    }
}
