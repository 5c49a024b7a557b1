/// Offenses that often go with those of Proposition 64. They decide nothing; the statistics count them.
enum RelatedOffense {
    /// Numbers of sections and the code behind them.
    private static let sections: [(number: StaticString, code: StaticString)] = [
        ("647(f)", "PC"), ("602", "PC"), ("466", "PC"), ("148.9", "PC"), ("148", "PC"), ("11364", "HS"),
        ("11550", "HS"), ("4140", "BP"), ("4149", "BP"), ("4060", "BP"), ("40508", "VC"),
    ]

    /// The piece of a text that names such an offense; nil where none does.
    ///
    /// Correctly read, the number has to stand alone, may have subdivisions, and section 647(f) may be written in
    /// capitals, as the file does; the name is then that of the section, `11364 HS`.
    static func name(in text: OffenseText, as reading: Reading) -> String? {
        for start in 0..<text.count where text[start].isDigit {
            switch reading {
            case .reference:
                if let end = end(in: text, from: start) { return text.slice(start..<end).string }
            case .corrected:
                if text.isStartOfNumber(start), let name = section(in: text, from: start) { return name }
            }
        }
        return nil
    }

    private static func end(in text: OffenseText, from start: Int) -> Int? {
        for (number, code) in sections where text.has(number, at: start) {
            var end = start + number.utf8CodeUnitCount
            while end < text.count, [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(text[end]) { end += 1 }
            if text.has(code, at: end) { return end + code.utf8CodeUnitCount }
        }
        return endOfFailureToAppear(in: text, from: start)
    }

    /// `1320`, one character that is neither digit nor point, then anything without a point up to the last `PC`.
    private static func endOfFailureToAppear(in text: OffenseText, from start: Int) -> Int? {
        let next = start + 4
        guard text.has("1320", at: start), next < text.count, !text[next].isDigit, text[next] != UInt8(ascii: ".")
        else { return nil }
        var last: Int?
        var index = next + 1
        while index < text.count, text[index] != UInt8(ascii: ".") {
            if text.has("PC", at: index) { last = index + 2 }
            index += 1
        }
        return last
    }

    private static func section(in text: OffenseText, from start: Int) -> String? {
        for (number, code) in sections + [("647(F)", "PC"), ("1320", "PC")] where text.has(number, at: start) {
            let end = start + number.utf8CodeUnitCount
            guard text.isEndOfNumber(end) else { continue }
            if text.has(code, at: text.endOfBlanks(from: text.endOfSubdivisions(from: end))) {
                return "\(number) \(code)".uppercased()
            }
        }
        return nil
    }
}
