/// Counts, over a whole file, what speaks for and against UTF-8, and looks for words while it is at it.
struct EncodingScan {
    /// Characters of more than one byte that are well-formed UTF-8.
    private(set) var wideCharacters = 0
    /// Bytes that belong to no well-formed character.
    private(set) var strayBytes = 0
    /// Whether one of the words was seen.
    private(set) var hasSeenWord = false

    private let words: [[UInt8]]
    private var rest: [UInt8] = []
    private var tail: [UInt8] = []

    /// - Parameter words: looked for as they are, byte by byte.
    init(words: [[UInt8]] = []) { self.words = words }

    /// A file with stray bytes is still UTF-8 when wide characters outnumber them: then only some rows are damaged.
    var isUTF8: Bool { strayBytes == 0 || wideCharacters > strayBytes }

    /// Looks through a whole source and starts it again.
    ///
    /// - Parameters:
    ///   - feed: stands at its first byte.
    ///   - encoding: how its bytes are to be read; words are looked for in UTF-8.
    ///   - chunk: how many bytes are read at once.
    ///   - words: looked for as they are.
    /// - Returns: nil when the source can be read only once.
    static func scan(_ feed: ByteFeed, _ encoding: BatchEncoding, chunk: Int, words: [[UInt8]] = []) -> EncodingScan? {
        guard feed.rewind() else { return nil }
        var scan = EncodingScan(words: words)
        var transcoder = encoding == .utf8 ? nil : Transcoder(encoding)
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        let room = transcoder == nil ? 0 : Transcoder.growth * chunk + 8
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
        defer {
            piece.deallocate()
            text.deallocate()
        }
        while true {
            let count = feed.read(into: piece)
            if count == 0 { break }
            let bytes = UnsafeRawBufferPointer(rebasing: piece[..<count])
            if let length = transcoder?.convert(bytes, to: text) {
                scan.add(UnsafeRawBufferPointer(start: text, count: length))
            } else {
                scan.add(bytes)
            }
        }
        scan.finish()
        return feed.rewind() ? scan : nil
    }

    mutating func add(_ piece: UnsafeRawBufferPointer) {
        search(piece)
        var offset = 0
        // A character that the last piece cut off is finished here, byte by byte.
        while !rest.isEmpty, offset < piece.count {
            rest.append(piece[offset])
            offset += 1
            let length = rest.withUnsafeBytes { UTF8Character.length(at: $0, 0) }
            if length == UTF8Character.incomplete { continue }
            if length > 0 { wideCharacters += 1 } else { strayBytes += rest.count }
            rest.removeAll(keepingCapacity: true)
        }
        count(piece, from: offset)
    }

    mutating func finish() {
        strayBytes += rest.count
        rest = []
    }

    private mutating func count(_ piece: UnsafeRawBufferPointer, from start: Int) {
        var offset = start
        while offset < piece.count {
            if piece[offset] < 0x80 {
                offset = Self.endOfASCII(piece, offset)
                continue
            }
            let length = UTF8Character.length(at: piece, offset)
            if length > 0 {
                wideCharacters += 1
                offset += length
            } else if length == UTF8Character.incomplete {
                rest = Array(piece[offset...])
                return
            } else {
                strayBytes += 1
                offset += 1
            }
        }
    }

    private static func endOfASCII(_ piece: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var offset = start
        while offset + 32 <= piece.count {
            let bits = piece.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            let high = (bits[0] | bits[1] | bits[2] | bits[3]) & 0x8080_8080_8080_8080
            if high != 0 { break }
            offset += 32
        }
        while offset < piece.count, piece[offset] < 0x80 { offset += 1 }
        return offset
    }

    private mutating func search(_ piece: UnsafeRawBufferPointer) {
        guard !words.isEmpty, !hasSeenWord else { return }
        let longest = words.map(\.count).max() ?? 1
        let seam = tail + piece.prefix(longest - 1)
        hasSeenWord =
            words.contains { word in seam.withUnsafeBytes { ByteSearch.contains(word, in: $0) } }
            || words.contains { ByteSearch.contains($0, in: piece) }
        tail = Array((tail + piece.suffix(longest - 1)).suffix(longest - 1))
    }
}

/// One character of UTF-8.
enum UTF8Character {
    static let incomplete = -1

    /// The length of the well-formed character of two to four bytes at `offset`; 0 when there is none, `incomplete`
    /// when the bytes end inside of what could become one.
    @inline(__always)
    static func length(at bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
        let first = bytes[offset]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lowest) = (3, 0xA0)
        case 0xED: (length, highest) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, lowest) = (4, 0x90)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, highest) = (4, 0x8F)
        default: return 0
        }
        guard offset + 1 < bytes.count else { return incomplete }
        guard bytes[offset + 1] >= lowest, bytes[offset + 1] <= highest else { return 0 }
        for position in 2..<max(2, length) {
            guard offset + position < bytes.count else { return incomplete }
            guard bytes[offset + position] & 0xC0 == 0x80 else { return 0 }
        }
        return length
    }
}
