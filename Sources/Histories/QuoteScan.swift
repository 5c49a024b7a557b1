import CScan

/// Follows quotation marks through a file, 64 bytes at a step: which commas and line ends separate, and where the rules
/// of CSV are broken (RFC 4180: a quotation mark opens a field, closes it, or is doubled).
struct QuoteScan {
    /// What stands where among the 64 bytes, one bit for each, from the lowest.
    struct Step {
        /// Commas and line feeds outside of quotation marks.
        var separators: UInt64
        /// The line feeds among them: ends of rows.
        var rowEnds: UInt64
        /// A quotation mark inside an unquoted field, or text behind a closed one. Nothing from there on can be relied on.
        var faults: UInt64
        /// First bytes of fields that a spreadsheet would take for a formula.
        var formulas: UInt64
    }

    /// All bits set while the next byte is inside quotation marks.
    private(set) var inside: UInt64 = 0
    // Whether the byte before separated, opened, closed, or was a carriage return behind a closed field.
    private var separated: UInt64 = 1
    private var opened: UInt64 = 0
    private var closed: UInt64 = 0
    private var returned: UInt64 = 0

    /// Starts where a row starts.
    init() {}

    @inline(__always)
    mutating func step(_ bytes: UnsafePointer<UInt8>, _ findingFormulas: Bool) -> Step {
        let marks = vacatur_marks64(bytes)
        let isInside = Self.prefixXor(marks.quotes) ^ inside
        inside = 0 &- (isInside &>> 63)
        let opens = marks.quotes & isInside
        let closes = marks.quotes & ~isInside
        let separators = (marks.commas | marks.breaks) & ~isInside
        let starts = separators &<< 1 | separated
        let behindClosed = closes &<< 1 | closed
        let returns = behindClosed & marks.returns
        let mustBreak = returns &<< 1 | returned
        let faults =
            opens & ~(starts | behindClosed) | behindClosed & ~(separators | opens | returns)
            | mustBreak & ~marks.breaks
        let formulas = findingFormulas ? marks.formulas & (starts | opens &<< 1 | opened) : 0
        separated = separators &>> 63
        opened = opens &>> 63
        closed = closes &>> 63
        returned = returns &>> 63
        return Step(
            separators: separators, rowEnds: marks.breaks & separators, faults: faults, formulas: formulas)
    }

    /// Bit n is the parity of the bits up to n.
    @inline(__always)
    private static func prefixXor(_ bits: UInt64) -> UInt64 {
        var bits = bits
        bits ^= bits &<< 1
        bits ^= bits &<< 2
        bits ^= bits &<< 4
        bits ^= bits &<< 8
        bits ^= bits &<< 16
        bits ^= bits &<< 32
        return bits
    }
}
