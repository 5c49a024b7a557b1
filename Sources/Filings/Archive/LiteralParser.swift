/// The literals of a template one after the other, and where each three bytes stood before.
struct LiteralText {
    let bytes: [UInt8]
    /// By literal number: its stretch of `bytes`.
    let ranges: [Range<Int>]
    /// By position: the literal that it belongs to.
    let owners: [Int32]
    /// By position: the closest one before it with the same three bytes in one literal; -1 where there is none.
    private let previous: [Int32]

    init(_ literals: [Range<Int>], of pool: [UInt8]) {
        var bytes: [UInt8] = []
        var ranges: [Range<Int>] = []
        var owners: [Int32] = []
        for (number, literal) in literals.enumerated() {
            ranges.append(bytes.count..<bytes.count + literal.count)
            bytes += pool[literal]
            owners += repeatElement(Int32(number), count: literal.count)
        }
        var previous = [Int32](repeating: -1, count: bytes.count)
        var latest: [UInt32: Int32] = [:]
        for range in ranges where range.count >= 3 {
            for position in range.lowerBound...range.upperBound - 3 {
                let key = UInt32(bytes[position]) << 16 | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2])
                previous[position] = latest.updateValue(Int32(position), forKey: key) ?? -1
            }
        }
        self.bytes = bytes
        self.ranges = ranges
        self.owners = owners
        self.previous = previous
    }

    /// Earlier positions at which a match for `position` starts, closest first, with the match's length. Neither end of
    /// a match leaves its literal, because what stands beside a literal differs from document to document.
    func candidates(for position: Int, atMost limit: Int) -> [(source: Int, length: Int)] {
        var found: [(source: Int, length: Int)] = []
        var source = Int(previous[position])
        let end = ranges[Int(owners[position])].upperBound
        while source >= 0, found.count < limit {
            let room = min(258, end - position, ranges[Int(owners[source])].upperBound - source)
            var length = 3
            while length < room, bytes[source + length] == bytes[position + length] { length += 1 }
            found.append((source, length))
            source = Int(previous[source])
        }
        return found
    }
}

/// What a symbol costs in bits, extra bits included.
struct DeflateCosts {
    var bytes = [Int](repeating: 6, count: 256)
    /// By match length, 0 to 258.
    var lengths = [Int](repeating: 8, count: 259)
    /// By distance symbol.
    var distances = (0..<DeflateAlphabet.distanceCount).map { 5 + max(0, $0 / 2 - 1) }

    init() {}

    init(literals: HuffmanCode, distances: HuffmanCode) {
        bytes = literals.lengths.prefix(256).map { $0 == 0 ? 64 : Int($0) }
        for length in DeflateAlphabet.matchLengths {
            let coded = DeflateAlphabet.length(length)
            lengths[length] = Int(literals.lengths[coded.symbol]) + coded.extraCount
        }
        self.distances = distances.lengths.enumerated().map { Int($1) + max(0, $0 / 2 - 1) }
    }
}

/// Finds the cheapest way to write a literal as bytes and matches (RFC 1951, 3.2.3), by looking at all of them.
struct LiteralParser {
    enum Token: Equatable {
        case byte(UInt8)
        /// `source` and `target` are positions in the text.
        case match(length: Int, source: Int, target: Int)
    }

    let text: LiteralText
    let costs: DeflateCosts

    /// A match in another literal has to be looked up in each document, and may be missing there.
    private static let penalty = 2
    /// Farther than this in the template, a match is often out of the window of a document.
    private static let reach = 24_576

    private struct Way {
        var cost = Int.max
        var length = 1
        var source = -1
    }

    func parse(_ literal: Int) -> [Token] {
        let range = text.ranges[literal]
        var ways = [Way](repeating: Way(), count: range.count + 1)
        ways[0].cost = 0
        for position in range {
            relax(&ways, range, position)
        }
        var tokens: [Token] = []
        var end = range.count
        while end > 0 {
            let way = ways[end]
            let target = range.lowerBound + end - way.length
            tokens.append(
                way.source < 0
                    ? .byte(text.bytes[target]) : .match(length: way.length, source: way.source, target: target)
            )
            end -= way.length
        }
        return tokens.reversed()
    }

    private func relax(_ ways: inout [Way], _ range: Range<Int>, _ position: Int) {
        let index = position - range.lowerBound
        let cost = ways[index].cost
        let single = cost + costs.bytes[Int(text.bytes[position])]
        if single < ways[index + 1].cost { ways[index + 1] = Way(cost: single) }
        var longestHere = 2
        var longestElsewhere = 3
        for (source, length) in text.candidates(for: position, atMost: 64) {
            let isHere = range.contains(source)
            let longest = isHere ? longestHere : longestElsewhere
            guard length > longest, position - source <= Self.reach else { continue }
            if isHere { longestHere = length } else { longestElsewhere = length }
            let distance = DeflateAlphabet.distance(position - source)
            let base = cost + costs.distances[distance.symbol] + (isHere ? 0 : Self.penalty)
            for taken in longest + 1...length where base + costs.lengths[taken] < ways[index + taken].cost {
                ways[index + taken] = Way(cost: base + costs.lengths[taken], length: taken, source: source)
            }
        }
    }
}
