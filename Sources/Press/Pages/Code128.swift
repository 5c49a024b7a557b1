/// A bar code of the symbology Code 128 (ISO/IEC 15417): printable ASCII in set B, long runs of digits in set C, with the
/// check character and the stop.
struct Code128 {
    /// The widths of bars and spaces in modules, by turns, beginning with a bar.
    let widths: [UInt8]

    /// Blank modules that have to stand at either side.
    static let quietZone = 10

    /// Modules from the first bar to the last.
    var modules: Int { widths.reduce(0) { $0 + Int($1) } }

    /// - Returns: nil for a text that is empty or has other characters than the printable ones of ASCII.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        var values = Self.values(bytes)
        // The start counts once, each character behind it by its place.
        let check = values.enumerated().reduce(0) { $0 + max($1.offset, 1) * $1.element } % 103
        values += [check, Self.stop]
        widths = values.flatMap { Self.patterns[$0].map { $0 - 0x30 } }
    }

    private static let toC = 99, toB = 100, startB = 104, startC = 105, stop = 106

    /// The values of the start and of all characters, in as few as the sets allow.
    private static func values(_ bytes: [UInt8]) -> [Int] {
        var values: [Int] = []
        var isC = false
        var index = 0
        while index < bytes.count {
            let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }.count
            if isC, digits >= 2 {
                values.append(Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30))
                index += 2
                continue
            }
            // A change of sets costs a character; pairs of digits save one each. An odd run begins with a digit of set B.
            let isAtEnd = index + digits == bytes.count
            let isWorthIt = digits >= (index == 0 || isAtEnd ? 4 : 6) || (digits == 2 && bytes.count == 2)
            if isWorthIt, digits % 2 == 0 {
                values.append(values.isEmpty ? startC : toC)
                isC = true
                continue
            }
            if values.isEmpty || isC { values.append(values.isEmpty ? startB : toB) }
            isC = false
            values.append(Int(bytes[index]) - 0x20)
            index += 1
        }
        return values
    }

    /// Bars and spaces of the values 0 to 106 (ISO/IEC 15417, table 1).
    private static let patterns: [[UInt8]] = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 \
        123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 \
        232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 \
        313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 \
        111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 \
        111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 \
        114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
        """.split(separator: " ").map { Array($0.utf8) }
}
