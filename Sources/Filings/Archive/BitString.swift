/// Bits collected in 64-bit words, first bit lowest: how pieces of a DEFLATE stream are kept until they are copied.
struct BitString: Sendable {
    private(set) var words: [UInt64] = []
    private(set) var count = 0

    /// Appends the lowest `count` bits of `bits`; the rest must be zero.
    mutating func append(_ bits: UInt64, _ count: Int) {
        guard count > 0 else { return }
        let shift = self.count & 63
        if shift == 0 { words.append(0) }
        words[words.count - 1] |= bits << shift
        if shift + count > 64 { words.append(bits >> (64 - shift)) }
        self.count += count
    }

    mutating func append(_ other: BitString) {
        var left = other.count
        for word in other.words {
            append(word, min(left, 64))
            left -= 64
        }
    }
}

/// Writes bits into memory, first bit lowest (RFC 1951, 3.1.1).
///
/// Stores whole words, so up to 16 bytes behind the last one may be overwritten; the caller provides for them.
struct BitSink {
    private var next: UnsafeMutableRawPointer
    private var held: UInt64 = 0
    private var heldCount: UInt64 = 0

    init(_ start: UnsafeMutableRawPointer) { next = start }

    /// Adds bits to the held ones: at most 63 together, of which `flush` leaves at most 7.
    @inline(__always)
    mutating func put(_ bits: UInt64, _ count: UInt64) {
        held |= bits &<< heldCount
        heldCount &+= count
    }

    @inline(__always)
    mutating func flush() {
        next.storeBytes(of: held.littleEndian, as: UInt64.self)
        next += Int(truncatingIfNeeded: heldCount &>> 3)
        held = held &>> (heldCount & ~7)
        heldCount &= 7
    }

    /// Copies a bit string. Nothing but flushed bits may be held before.
    @inline(__always)
    mutating func copy(_ words: UnsafePointer<UInt64>, _ count: Int) {
        let shift = heldCount
        var source = words
        for _ in 0..<(count &>> 6) {
            let word = source.pointee
            next.storeBytes(of: (held | word &<< shift).littleEndian, as: UInt64.self)
            held = (word &>> 1) &>> (63 &- shift)
            next += 8
            source += 1
        }
        let rest = UInt64(truncatingIfNeeded: count & 63)
        guard rest > 0 else { return }
        let word = source.pointee
        if shift &+ rest > 63 {
            next.storeBytes(of: (held | word &<< shift).littleEndian, as: UInt64.self)
            next += 8
            held = (word &>> 1) &>> (63 &- shift)
            heldCount = shift &+ rest &- 64
        } else {
            put(word, rest)
        }
        flush()
    }

    /// Fills the last byte with zero bits.
    /// - Returns: the end of what was written.
    mutating func finish() -> UnsafeMutableRawPointer {
        flush()
        return heldCount > 0 ? next + 1 : next
    }
}
