internal import Cases

/// What the keys of JSON records mean. Records of one batch have their keys in one order, so each key is first compared
/// with the one that stood in its place in the record before.
struct KeyTable {
    enum Meaning {
        case field(Field, Aliases.Strength)
        /// The array of counts.
        case counts
        case ignored
        case unknown
    }

    private struct Known {
        var bytes: [UInt8]
        var meaning: Meaning
    }

    private let aliases: Aliases
    private var order: [Known] = []
    private var index = 0

    private static let orderLimit = 512

    init(_ aliases: Aliases) { self.aliases = aliases }

    /// Begins with a new record.
    mutating func restart() { index = 0 }

    /// The meaning of the next key of the record, and whether it is the key that stood there before.
    @inline(__always)
    mutating func next(_ key: ValueText) -> (meaning: Meaning, isExpected: Bool) {
        defer { index += 1 }
        if index < order.count, order[index].bytes.count == key.count, isExpected(key) {
            return (order[index].meaning, true)
        }
        return (learn(key), false)
    }

    @inline(__always)
    private func isExpected(_ key: ValueText) -> Bool {
        order[index].bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return true }
            return ByteSearch.areEqual(start, key.start, key.count)
        }
    }

    private mutating func learn(_ key: ValueText) -> Meaning {
        let known = Known(bytes: Array(key.bytes), meaning: meaning(key))
        if index < order.count {
            order[index] = known
        } else if order.count < Self.orderLimit, index == order.count {
            order.append(known)
        }
        return known.meaning
    }

    private func meaning(_ key: ValueText) -> Meaning {
        if key.matches("counts") { return .counts }
        switch aliases.target(of: key.bytes) {
        case .field(let field, let strength): return .field(field, strength)
        case .ignored: return .ignored
        case nil: return .unknown
        }
    }
}
