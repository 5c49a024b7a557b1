/// The start of a DEFLATE block with codes of its own (RFC 1951, 3.2.7).
enum BlockHeader {
    /// - Parameters: The codes of literals and lengths, and of distances, with all their symbols.
    static func bits(literals: HuffmanCode, distances: HuffmanCode) -> BitString {
        let runs = runs(in: literals.lengths + distances.lengths)
        var frequencies = [Int](repeating: 0, count: 19)
        for run in runs { frequencies[run.symbol] += 1 }
        // A code needs two symbols.
        for symbol in [0, 18] where frequencies[symbol] == 0 { frequencies[symbol] = 1 }
        let code = HuffmanCode(frequencies: frequencies, limit: 7)
        let sent = (order.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1

        var bits = BitString()
        bits.append(1, 1)  // The last block of its stream,
        bits.append(2, 2)  // with dynamic codes.
        bits.append(UInt64(literals.lengths.count - 257), 5)
        bits.append(UInt64(distances.lengths.count - 1), 5)
        bits.append(UInt64(sent - 4), 4)
        for symbol in order.prefix(sent) { bits.append(UInt64(code.lengths[symbol]), 3) }
        for run in runs {
            bits.append(UInt64(code.words[run.symbol]), Int(code.lengths[run.symbol]))
            bits.append(UInt64(run.extra), run.extraCount)
        }
        return bits
    }

    /// The order in which the lengths of the code for code lengths are sent.
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private struct Run {
        let symbol: Int
        var extra = 0
        var extraCount = 0
    }

    private static func runs(in lengths: [UInt8]) -> [Run] {
        var runs: [Run] = []
        var index = 0
        while index < lengths.count {
            let length = lengths[index]
            var left = lengths[index...].prefix { $0 == length }.count
            index += left
            if length == 0 {
                while left >= 11 {
                    let taken = min(left, 138)
                    runs.append(Run(symbol: 18, extra: taken - 11, extraCount: 7))
                    left -= taken
                }
                if left >= 3 {
                    runs.append(Run(symbol: 17, extra: left - 3, extraCount: 3))
                    left = 0
                }
            } else {
                runs.append(Run(symbol: Int(length)))
                left -= 1
                while left >= 3 {
                    let taken = min(left, 6)
                    runs.append(Run(symbol: 16, extra: taken - 3, extraCount: 2))
                    left -= taken
                }
            }
            for _ in 0..<left { runs.append(Run(symbol: Int(length))) }
        }
        return runs
    }
}
