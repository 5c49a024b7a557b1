/// The symbols of DEFLATE (RFC 1951, 3.2.5).
enum DeflateAlphabet {
    static let endOfBlock = 256
    /// Bytes, end of block and lengths.
    static let literalCount = 286
    static let distanceCount = 30
    static let window = 32_768
    static let matchLengths = 3...258

    /// A symbol and the bits that follow its code word.
    struct Coded {
        let symbol: Int
        let extra: UInt64
        let extraCount: Int
    }

    static func length(_ length: Int) -> Coded {
        if length == 258 { return Coded(symbol: 285, extra: 0, extraCount: 0) }
        let value = length - 3
        if value < 8 { return Coded(symbol: 257 + value, extra: 0, extraCount: 0) }
        let extraCount = value.bitWidth - 1 - value.leadingZeroBitCount - 2
        let symbol = 257 + 4 * extraCount + value >> extraCount
        return Coded(symbol: symbol, extra: UInt64(value & ((1 << extraCount) - 1)), extraCount: extraCount)
    }

    @inline(__always)
    static func distance(_ distance: Int) -> Coded {
        let value = distance &- 1
        if value < 2 { return Coded(symbol: value, extra: 0, extraCount: 0) }
        let extraCount = 62 &- value.leadingZeroBitCount
        let symbol = 2 &* extraCount &+ value &>> extraCount
        return Coded(
            symbol: symbol,
            extra: UInt64(truncatingIfNeeded: value & (1 &<< extraCount &- 1)),
            extraCount: extraCount
        )
    }
}
