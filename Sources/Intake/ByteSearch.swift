private import Cases
internal import Glibc

/// The C library's searches, which are the fastest at hand.
enum ByteSearch {
    /// Whether `word` stands anywhere in `bytes`. Looks for its rarest letter first.
    static func contains(_ word: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, !word.isEmpty, bytes.count >= word.count else { return false }
        let pivot = word.indices.max { rarity(word[$0]) < rarity(word[$1]) } ?? 0
        // Where the pivot may stand, so that the whole word lies inside.
        var position = pivot
        let end = bytes.count - (word.count - pivot) + 1
        while position < end, let found = memchr(start + position, Int32(word[pivot]), end - position) {
            let place = found - UnsafeMutableRawPointer(mutating: start)
            if memcmp(start + place - pivot, word, word.count) == 0 { return true }
            position = place + 1
        }
        return false
    }

    /// Letters of English text, from the most frequent.
    private static func rarity(_ byte: UInt8) -> Int {
        Array("etaoinsrhldcumfpgwybvkxjqz".utf8).firstIndex(of: byte.lowercased) ?? 26
    }

    /// The first place of a byte in `start..<end`, as a pointer; nil when it is not there.
    @inline(__always)
    static func first(
        _ byte: UInt8,
        from start: UnsafeMutablePointer<UInt8>,
        to end: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8>? {
        guard start < end, let found = memchr(start, Int32(byte), end - start) else { return nil }
        return found.assumingMemoryBound(to: UInt8.self)
    }

    @inline(__always)
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        memcmp(left, right, count) == 0
    }
}
