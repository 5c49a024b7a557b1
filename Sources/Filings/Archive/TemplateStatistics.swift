/// How often the symbols of DEFLATE occur in documents of a template: its literals are known, its values are guessed.
struct TemplateStatistics {
    private var literals = [Int](repeating: 0, count: DeflateAlphabet.literalCount)
    private var distances = [Int](repeating: 0, count: DeflateAlphabet.distanceCount)

    /// - Parameter tokens: What the literals are written as.
    init(of tokens: some Sequence<LiteralParser.Token>) {
        var size = 0
        for token in tokens {
            switch token {
            case .byte(let byte):
                literals[Int(byte)] += Self.scale
                size += 1
            case .match(let length, let source, let target):
                literals[DeflateAlphabet.length(length).symbol] += Self.scale
                distances[DeflateAlphabet.distance(target - source).symbol] += Self.scale
                size += 2
            }
        }
        addValues(size: max(size / 6, 64))
        literals[DeflateAlphabet.endOfBlock] += Self.scale
    }

    var codes: (literals: HuffmanCode, distances: HuffmanCode) {
        (HuffmanCode(frequencies: literals, limit: 14), HuffmanCode(frequencies: distances, limit: 15))
    }

    /// Frequencies are counted in parts of one occurrence.
    private static let scale = 256

    /// Adds as much of everything as `size` bytes of names, numbers, dates and places hold, and repeats of such.
    private mutating func addValues(size: Int) {
        let weight = size * Self.scale
        func add(_ characters: String, _ permille: Int, to frequencies: inout [Int]) {
            for byte in characters.utf8 { frequencies[Int(byte)] += weight * permille / 1_000 / characters.utf8.count }
        }
        add("0123456789", 330, to: &literals)
        add("AEIORNSLT", 150, to: &literals)
        add("BCDGHMPUY", 90, to: &literals)
        add("FJKQVWXZ", 25, to: &literals)
        add("aeinorst", 130, to: &literals)
        add("bcdfghlmpuvy", 70, to: &literals)
        add(" ", 80, to: &literals)
        add(",.-/()", 60, to: &literals)
        // Whatever else may come needs a word, of a length that costs the header little.
        for byte in 0x20..<0x7F { literals[byte] += Self.scale }
        for byte in [0x09, 0x0A, 0x0D] { literals[byte] += Self.scale / 4 }
        for byte in 0x80..<0xC0 { literals[byte] += Self.scale / 4 }
        for byte in 0xC2..<0xF5 { literals[byte] += Self.scale / 8 }
        for symbol in 257...276 { literals[symbol] += weight / 300 }
        for symbol in 277...285 { literals[symbol] += weight / 1_200 }
        for symbol in distances.indices { distances[symbol] += weight / (symbol < 8 ? 4_000 : 600) + 1 }
    }
}
