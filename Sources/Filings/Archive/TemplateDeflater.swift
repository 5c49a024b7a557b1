private import Glibc
internal import TemplateEngine

/// Compresses the documents of templates (RFC 1951), much faster than a compressor that has to find out each time that
/// the literals repeat. Any inflater reads the result.
///
/// One per thread. Positions count on from document to document, with a wide gap, so that what earlier documents
/// left in the tables is too far away to be used and nothing has to be cleared.
struct TemplateDeflater: ~Copyable {
    private var base = 0
    /// By literal number: where it last stood.
    private var latest: [Int] = []
    /// By hash of a value: where one with that hash last stood, and its length.
    private var values = [Value](repeating: Value(position: never, count: 0), count: 256)

    /// Between the starts of documents: more than a document, a literal and a window together.
    private static let gap = 1 << 34
    /// Farther back than any of them.
    private static let never = -gap

    private struct Value {
        let position: Int
        let count: Int
    }

    /// Bytes that a compressed document may take, and the sink's slack.
    static func bound(_ count: Int, _ code: TemplateCode) -> Int {
        (count * TemplateCode.widestByte + Int(code.header.count)) / 8 + 64
    }

    /// Compresses a document.
    ///
    /// - Parameters:
    ///   - document: What the template rendered.
    ///   - pieces: The trace of the rendering; it covers the whole document.
    ///   - code: Of the template.
    ///   - space: At least `bound` bytes.
    /// - Returns: The size of the raw DEFLATE stream, or nil if the document has a byte that is in no text, or the trace is not
    ///     its trace.
    mutating func deflate(
        _ document: UnsafeRawBufferPointer,
        _ pieces: UnsafeBufferPointer<Output.Piece>,
        _ code: TemplateCode,
        into space: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let start = space.baseAddress, let text = document.baseAddress,
            space.count >= Self.bound(document.count, code)
        else { return nil }
        defer { base += Self.gap }
        if latest.count < code.literals.count {
            latest += repeatElement(Self.never, count: code.literals.count - latest.count)
        }
        var sink = BitSink(start)
        let isText = code.words.withUnsafeBufferPointer { words in
            guard let words = words.baseAddress else { return false }
            return write(text, document.count, pieces, code, words, &sink)
        }
        return isText ? start.distance(to: sink.finish()) : nil
    }

    private mutating func write(
        _ text: UnsafeRawPointer,
        _ count: Int,
        _ pieces: UnsafeBufferPointer<Output.Piece>,
        _ code: TemplateCode,
        _ words: UnsafePointer<UInt64>,
        _ sink: inout BitSink
    ) -> Bool {
        sink.copy(words + Int(code.header.word), Int(code.header.count))
        var isText = true
        var written = 0
        for index in 0..<pieces.count {
            let piece = pieces[index]
            let start = Int(piece.start)
            let end = index + 1 < pieces.count ? Int(pieces[index + 1].start) : count
            guard start == written, end >= start else { return false }
            if piece.literal >= 0 {
                guard code.literals[Int(piece.literal)].count == end - start else { return false }
                write(literal: Int(piece.literal), at: base + start, code, words, &sink)
            } else {
                isText = write(value: start..<end, of: text, code, &sink) && isText
            }
            written = end
        }
        sink.put(UInt64(code.endOfBlock.bits), UInt64(code.endOfBlock.count))
        return isText && written == count
    }

    /// Writes a literal: as a repeat of itself where it stood in the window before, else step by step.
    @inline(__always)
    private mutating func write(
        literal number: Int,
        at position: Int,
        _ code: TemplateCode,
        _ words: UnsafePointer<UInt64>,
        _ sink: inout BitSink
    ) {
        let literal = code.literals[number]
        let distance = position &- latest[number]
        latest[number] = position
        if distance <= DeflateAlphabet.window, literal.repeatCount > 0 {
            for index in literal.firstRepeat..<literal.firstRepeat + literal.repeatCount {
                let length = code.repeats[Int(index)]
                sink.put(UInt64(length.bits), UInt64(length.count))
                put(distance: distance, code, &sink)
            }
            return
        }
        for index in literal.firstStep..<literal.firstStep + literal.stepCount {
            let step = code.steps[Int(index)]
            sink.copy(words + Int(step.bits.word), Int(step.bits.count))
            if step.reference >= 0 {
                write(code.references[Int(step.reference)], at: position, code, words, &sink)
            }
        }
    }

    @inline(__always)
    private func write(
        _ reference: TemplateCode.Reference,
        at position: Int,
        _ code: TemplateCode,
        _ words: UnsafePointer<UInt64>,
        _ sink: inout BitSink
    ) {
        var distance = position &- latest[Int(reference.near)] &+ Int(reference.nearShift)
        if distance > DeflateAlphabet.window {
            distance = position &- latest[Int(reference.far)] &+ Int(reference.farShift)
        }
        if distance <= DeflateAlphabet.window {
            sink.put(reference.length, reference.lengthCount)
            put(distance: distance, code, &sink)
        } else {
            sink.copy(words + Int(reference.fallback.word), Int(reference.fallback.count))
        }
    }

    /// Writes a value: as a repeat of the same value before, else byte by byte.
    /// - Returns: false if one of its bytes cannot be written.
    @inline(__always)
    private mutating func write(
        value range: Range<Int>,
        of text: UnsafeRawPointer,
        _ code: TemplateCode,
        _ sink: inout BitSink
    ) -> Bool {
        if range.count >= Self.shortestRepeat, range.count <= DeflateAlphabet.matchLengths.upperBound {
            let source = exchange(range, of: text)
            if source >= 0, range.lowerBound - source <= DeflateAlphabet.window {
                let length = code.lengths[range.count]
                sink.put(UInt64(length.bits), UInt64(length.count))
                put(distance: range.lowerBound - source, code, &sink)
                return true
            }
        }
        return code.bytes.withUnsafeBufferPointer { write(range, of: text, $0, &sink) }
    }

    /// A shorter value costs as much as the match.
    private static let shortestRepeat = 5

    /// Remembers where a value stands.
    /// - Returns: Where the same value stood before in this document; negative if it is not known.
    @inline(__always)
    private mutating func exchange(_ range: Range<Int>, of text: UnsafeRawPointer) -> Int {
        let value = text + range.lowerBound
        let head = UInt64(value.loadUnaligned(as: UInt32.self))
        let tail = UInt64((value + range.count - 4).loadUnaligned(as: UInt32.self))
        let mixed = (head << 32 | tail) &* 0x9E37_79B9_7F4A_7C15
        let slot = Int((mixed ^ UInt64(range.count) &<< 56) &>> 56)
        let known = values[slot]
        values[slot] = Value(position: base + range.lowerBound, count: range.count)
        guard known.position >= base, known.count == range.count,
            memcmp(text + (known.position - base), value, range.count) == 0
        else { return -1 }
        return known.position - base
    }

    /// Four bytes fit between two flushes, none being wider than 14 bits.
    @inline(__always)
    private func write(
        _ range: Range<Int>,
        of text: UnsafeRawPointer,
        _ words: UnsafeBufferPointer<UInt32>,
        _ sink: inout BitSink
    ) -> Bool {
        var isText = true
        @inline(__always)
        func put(_ byte: UInt8) {
            let word = words[Int(byte)]
            isText = isText && word > 0
            sink.put(UInt64(word &>> 8), UInt64(word & 0xFF))
        }
        var next = text + range.lowerBound
        let end = text + range.upperBound
        while next + 4 <= end {
            let four = UInt32(littleEndian: next.loadUnaligned(as: UInt32.self))
            put(UInt8(truncatingIfNeeded: four))
            put(UInt8(truncatingIfNeeded: four &>> 8))
            put(UInt8(truncatingIfNeeded: four &>> 16))
            put(UInt8(truncatingIfNeeded: four &>> 24))
            sink.flush()
            next += 4
        }
        while next < end {
            put(next.load(as: UInt8.self))
            next += 1
        }
        sink.flush()
        return isText
    }

    /// Writes the second half of a match.
    @inline(__always)
    private func put(distance: Int, _ code: TemplateCode, _ sink: inout BitSink) {
        let coded = DeflateAlphabet.distance(distance)
        let word = code.distances[coded.symbol]
        sink.put(UInt64(word.bits) | coded.extra &<< UInt64(word.count), UInt64(word.count) &+ UInt64(coded.extraCount))
        sink.flush()
    }
}
