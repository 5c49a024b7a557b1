/// Remembers what values were read as, because batches say the same few things in most rows.
///
/// Direct-mapped: a value that falls on another's place replaces it, so memory is fixed whatever the batch holds.
struct ValueCache<Value> {
    private static var places: Int { 64 }
    private static var longest: Int { 64 }

    private var keys = [UInt8](repeating: 0, count: 64 * 64)
    private var counts = [Int](repeating: -1, count: 64)
    private var values: [Value]

    init(empty: Value) { values = [Value](repeating: empty, count: Self.places) }

    /// The value that `read` makes of the bytes; `read` must depend on the bytes alone.
    @inline(__always)
    mutating func value(of text: ValueText, _ read: (ValueText) -> Value) -> Value {
        let count = text.count
        guard count <= Self.longest, count > 0 else { return read(text) }
        let place = Self.place(text)
        if counts[place] == count, isKey(text, at: place) { return values[place] }
        let value = read(text)
        counts[place] = count
        values[place] = value
        keys.withUnsafeMutableBufferPointer { keys in
            for index in 0..<count { keys[place * Self.longest + index] = text[index] }
        }
        return value
    }

    @inline(__always)
    private func isKey(_ text: ValueText, at place: Int) -> Bool {
        keys.withUnsafeBufferPointer { keys in
            guard let start = keys.baseAddress else { return false }
            return ByteSearch.areEqual(start + place * Self.longest, text.start, text.count)
        }
    }

    @inline(__always)
    private static func place(_ text: ValueText) -> Int {
        let count = text.count
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        if count >= 8 {
            let raw = UnsafeRawPointer(text.start)
            hash ^= raw.loadUnaligned(as: UInt64.self)
            hash = hash &* 0xBF58_476D_1CE4_E5B9
            hash ^= raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else {
            for index in 0..<count { hash = hash << 8 ^ UInt64(text[index]) ^ hash >> 56 }
        }
        hash = hash &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: hash >> 58)
    }
}
