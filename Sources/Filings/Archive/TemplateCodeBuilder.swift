/// Turns the tokens of literals into the steps of a `TemplateCode`.
struct TemplateCodeBuilder {
    let text: LiteralText
    let literals: HuffmanCode
    let distances: HuffmanCode

    private(set) var words: [UInt64] = []
    private(set) var steps: [TemplateCode.Step] = []
    private(set) var references: [TemplateCode.Reference] = []
    private(set) var repeats: [TemplateCode.Word] = []

    init(text: LiteralText, literals: HuffmanCode, distances: HuffmanCode) {
        self.text = text
        self.literals = literals
        self.distances = distances
    }

    mutating func keep(_ bits: BitString) -> TemplateCode.Stretch {
        defer { words += bits.words }
        return TemplateCode.Stretch(word: Int32(words.count), count: Int32(bits.count))
    }

    mutating func literal(_ number: Int, _ tokens: [LiteralParser.Token]) -> TemplateCode.Literal {
        let firstStep = steps.count
        let range = text.ranges[number]
        var bits = BitString()
        var cost = 0
        for token in tokens {
            switch token {
            case .byte(let byte):
                append(byte, to: &bits)
            case .match(let length, let source, let target) where range.contains(source):
                append(word(ofLength: length), to: &bits)
                append(distance: target - source, to: &bits)
            case .match(let length, let source, let target):
                references.append(reference(length: length, source: source, target: target))
                cost += bits.count + 24
                steps.append(TemplateCode.Step(bits: keep(bits), reference: Int32(references.count - 1)))
                bits = BitString()
            }
        }
        cost += bits.count
        if bits.count > 0 { steps.append(TemplateCode.Step(bits: keep(bits), reference: -1)) }
        let firstRepeat = repeats.count
        addRepeats(of: range.count, ifCheaperThan: cost)
        return TemplateCode.Literal(
            count: range.count,
            firstStep: Int32(firstStep),
            stepCount: Int32(steps.count - firstStep),
            firstRepeat: Int32(firstRepeat),
            repeatCount: Int32(repeats.count - firstRepeat)
        )
    }

    func word(ofLength length: Int) -> TemplateCode.Word {
        let coded = DeflateAlphabet.length(length)
        let count = Int(literals.lengths[coded.symbol])
        return TemplateCode.Word(
            bits: UInt32(literals.words[coded.symbol]) | UInt32(coded.extra) << count,
            count: UInt32(count + coded.extraCount)
        )
    }

    private func append(_ byte: UInt8, to bits: inout BitString) {
        bits.append(UInt64(literals.words[Int(byte)]), Int(literals.lengths[Int(byte)]))
    }

    private func append(_ word: TemplateCode.Word, to bits: inout BitString) {
        bits.append(UInt64(word.bits), Int(word.count))
    }

    private func append(distance: Int, to bits: inout BitString) {
        let coded = DeflateAlphabet.distance(distance)
        bits.append(UInt64(distances.words[coded.symbol]), Int(distances.lengths[coded.symbol]))
        bits.append(coded.extra, coded.extraCount)
    }

    private mutating func reference(length: Int, source: Int, target: Int) -> TemplateCode.Reference {
        var fallback = BitString()
        for byte in text.bytes[target..<target + length] { append(byte, to: &fallback) }
        let word = word(ofLength: length)
        let near = place(source, seenFrom: target)
        // The earliest literal that would do is the likeliest one to be in every document.
        let earliest = text.candidates(for: target, atMost: 1_024).last { $0.length >= length }
        let far = place(earliest?.source ?? source, seenFrom: target)
        return TemplateCode.Reference(
            length: UInt64(word.bits),
            lengthCount: UInt64(word.count),
            near: near.literal,
            nearShift: near.shift,
            far: far.literal,
            farShift: far.shift,
            fallback: keep(fallback)
        )
    }

    /// The literal of a match's source, and how much farther apart target and source are than the starts of their
    /// literals.
    private func place(_ source: Int, seenFrom target: Int) -> (literal: Int32, shift: Int32) {
        let literal = text.owners[source]
        let inSource = source - text.ranges[Int(literal)].lowerBound
        let inTarget = target - text.ranges[Int(text.owners[target])].lowerBound
        return (literal, Int32(inTarget - inSource))
    }

    /// Matches of 258 bytes and a rest of at least 3.
    private mutating func addRepeats(of count: Int, ifCheaperThan cost: Int) {
        var lengths: [Int] = []
        var left = count
        while left > 0 {
            let taken = left > 258 && left < 261 ? 255 : min(left, 258)
            lengths.append(taken)
            left -= taken
        }
        guard count >= 3, cost > lengths.count * 22 else { return }
        repeats += lengths.map(word)
    }
}
