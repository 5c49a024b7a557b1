/// A prefix code as DEFLATE writes it (RFC 1951, 3.2.1 and 3.2.2): the lengths alone decide the code words.
struct HuffmanCode: Sendable {
    /// Bits of each symbol's code word; 0 for a symbol that cannot be written.
    let lengths: [UInt8]
    /// The code words, first bit lowest, as they go into the bit stream.
    let words: [UInt16]

    /// The best code for these frequencies in which no word is longer than `limit` bits. At least two frequencies are
    /// above zero; a symbol of frequency zero gets no word.
    init(frequencies: [Int], limit: Int) {
        self.init(lengths: Self.lengths(for: frequencies, limit: limit))
    }

    init(lengths: [UInt8]) {
        self.lengths = lengths
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [UInt16](repeating: 0, count: 16)
        for length in 1..<16 { next[length] = (next[length - 1] &+ UInt16(length > 1 ? counts[length - 1] : 0)) << 1 }
        words = lengths.map { length in
            guard length > 0 else { return 0 }
            defer { next[Int(length)] &+= 1 }
            return Self.reversed(next[Int(length)], bits: length)
        }
    }

    /// Package-merge (Larmore and Hirschberg, 1990). Every level merges the leaves with the pairs of the level below;
    /// only whether an item was a leaf has to be remembered, since leaves are always taken lightest first.
    private static func lengths(for frequencies: [Int], limit: Int) -> [UInt8] {
        let symbols = frequencies.indices.filter { frequencies[$0] > 0 }
            .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
        precondition(symbols.count >= 2 && symbols.count <= 1 << limit)
        let leaves = symbols.map { frequencies[$0] }
        var levels: [[Bool]] = []
        var packages: [Int] = []
        for _ in 0..<limit {
            let (weights, areLeaves) = merge(leaves, packages)
            levels.append(areLeaves)
            packages = stride(from: 0, to: weights.count - 1, by: 2).map { weights[$0] + weights[$0 + 1] }
        }
        var lengths = [UInt8](repeating: 0, count: frequencies.count)
        var taken = 2 * symbols.count - 2
        for areLeaves in levels.reversed() {
            let count = areLeaves.prefix(taken).count { $0 }
            for symbol in symbols.prefix(count) { lengths[symbol] += 1 }
            taken = 2 * (taken - count)
        }
        return lengths
    }

    private static func merge(_ leaves: [Int], _ packages: [Int]) -> (weights: [Int], areLeaves: [Bool]) {
        var weights: [Int] = []
        var areLeaves: [Bool] = []
        var leaf = 0
        var package = 0
        while leaf < leaves.count || package < packages.count {
            let isLeaf = package == packages.count || (leaf < leaves.count && leaves[leaf] <= packages[package])
            weights.append(isLeaf ? leaves[leaf] : packages[package])
            areLeaves.append(isLeaf)
            if isLeaf { leaf += 1 } else { package += 1 }
        }
        return (weights, areLeaves)
    }

    private static func reversed(_ word: UInt16, bits: UInt8) -> UInt16 {
        var result: UInt16 = 0
        for bit in 0..<bits where word >> bit & 1 == 1 { result |= 1 << (bits - 1 - bit) }
        return result
    }
}
