/// A quick hash of a few bytes, for tables and for dealing rows out. Not against an adversary; whoever uses it compares
/// the bytes as well.
enum ByteHash {
    @inline(__always)
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let start = bytes.baseAddress else { return 0 }
        return of(start, bytes.count)
    }

    static func of(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
        var position = 0
        while position &+ 8 <= count {
            state = mix(state, start.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position &+= 8
        }
        var tail: UInt64 = 0
        while position < count {
            tail = tail &<< 8 | UInt64(start.load(fromByteOffset: position, as: UInt8.self))
            position &+= 1
        }
        return mix(state, tail)
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
