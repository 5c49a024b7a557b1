import Cases

/// Reads a date of the state's file: exactly eight digits, year, month, day.
enum DayText {
    /// - Returns: `yyyymmdd`; 0 unless the text is a day of the calendar.
    @inline(__always)
    static func number(_ field: Field) -> Int32 {
        guard field.count == 8 else { return 0 }
        let word = UnsafeRawPointer(field.start).loadUnaligned(as: UInt64.self)
        let digits = UInt64(littleEndian: word) ^ 0x3030_3030_3030_3030
        guard (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080 == 0 else { return 0 }
        // Eight digits become four pairs, then two fours, then one number.
        let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
        let number = Int32(truncatingIfNeeded: (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
        return CalendarDate(number: number) == nil ? 0 : number
    }
}

/// Reads a part of a sentence.
enum SentenceText {
    struct Part {
        var length: Int64 = 0
        /// nil where nothing can be added.
        var unit: SentenceUnit?
        /// Whether the text is either empty or understood; `L` and words are not.
        var isReadable = true
    }

    static func part(_ length: Field, _ unit: Field) -> Part {
        guard !length.isEmpty || !unit.isEmpty else { return Part() }
        guard let number = number(length) else { return Part(isReadable: length.isEmpty && unit.isEmpty) }
        guard let unit = self.unit(unit) else { return Part(length: number, isReadable: number == 0) }
        return Part(length: number, unit: unit, isReadable: number >= 0)
    }

    /// An optional sign and digits, and nothing else; nil where that is more than 64 bits hold.
    private static func number(_ field: Field) -> Int64? {
        var index = 0
        let isNegative = field.count > 0 && field.start[0] == UInt8(ascii: "-")
        if isNegative || field.count > 0 && field.start[0] == UInt8(ascii: "+") { index = 1 }
        guard index < field.count else { return nil }
        var value: Int64 = 0
        while index < field.count {
            guard field.start[index].isDigit else { return nil }
            let digit = Int64(field.start[index] - 48)
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, above) = product.subtractingReportingOverflow(digit)
            guard !over, !above else { return nil }
            value = sum
            index += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    private static func unit(_ field: Field) -> SentenceUnit? {
        guard field.count == 1 else { return nil }
        switch field.start[0] {
        case UInt8(ascii: "D"): return .day
        case UInt8(ascii: "M"): return .month
        case UInt8(ascii: "Y"): return .year
        default: return nil
        }
    }
}

/// Tells what may be a court's case number from what stands in its place.
enum CaseNumberText {
    /// Whether a value has a digit and is not a word for nothing. Blanks are already taken off.
    static func canBeOne(_ field: Field) -> Bool {
        for index in 0..<field.count where field.start[index].isDigit { return true }
        return false
    }
}
