/// SplitMix64: a generator of numbers whose sequence depends on the seed alone, on every machine.
struct SeededGenerator: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` - 1; `limit` is at least 1.
    mutating func below(_ limit: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(limit)).high) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True once in `1 / share` draws.
    mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < share }

    /// One of the elements, each as likely as the next; the array is not empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Elements that are drawn in given proportions.
struct Weighted<Element: Sendable>: Sendable {
    private let elements: [Element]
    private let upTo: [Int]
    private let total: Int

    /// - Parameter choices: at least one, with weights above zero.
    init(_ choices: [(Element, weight: Int)]) {
        elements = choices.map(\.0)
        var sum = 0
        upTo = choices.map {
            sum += $0.weight
            return sum
        }
        total = sum
    }

    func draw(_ random: inout SeededGenerator) -> Element {
        let number = random.below(total)
        for (index, limit) in upTo.enumerated() where number < limit { return elements[index] }
        return elements[elements.count - 1]
    }
}
