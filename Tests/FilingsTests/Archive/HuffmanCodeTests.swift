import Testing

@testable import Filings

@Suite struct HuffmanCodeTests {
    /// The example of RFC 1951, 3.2.2.
    @Test func canonicalWords() {
        let code = HuffmanCode(lengths: [3, 3, 3, 3, 3, 2, 4, 4])
        let words = zip(code.words, code.lengths).map { word, length in
            (0..<length).map { word >> $0 & 1 == 1 ? "1" : "0" }.joined()
        }
        #expect(words == ["010", "011", "100", "101", "110", "00", "1110", "1111"])
    }

    @Test func optimalWithoutLimit() {
        let code = HuffmanCode(frequencies: [1, 1, 2, 4, 8, 0], limit: 15)
        #expect(code.lengths == [4, 4, 3, 2, 1, 0])
    }

    @Test func limitHolds() {
        var random = SplitMix(seed: 1)
        for _ in 0..<200 {
            let limit = 7 + random.below(9)
            let count = 2 + random.below(min(1 << limit, 300) - 2)
            let frequencies = (0..<count).map { _ in 1 << random.below(40) }
            let code = HuffmanCode(frequencies: frequencies, limit: limit)
            #expect(code.lengths.allSatisfy { $0 > 0 && $0 <= limit })
            // A complete code: nothing wasted, nothing ambiguous (Kraft).
            #expect(code.lengths.reduce(0) { $0 + 1 << (limit - Int($1)) } == 1 << limit)
        }
    }
}
