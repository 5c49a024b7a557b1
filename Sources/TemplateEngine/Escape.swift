/// How a value is written at its position.
enum Escape {
    private static let ampersand = UInt8(ascii: "&")
    private static let less = UInt8(ascii: "<")
    private static let greater = UInt8(ascii: ">")
    private static let quote = UInt8(ascii: "\"")
    private static let apostrophe = UInt8(ascii: "'")

    /// The most bytes that one byte of a value can become (`"` is written `&quot;`).
    static let widest = 6

    /// The marks (see `Cell`) of a text of which at least `Values.slack` bytes behind the end may be overwritten.
    ///
    /// Looks at eight bytes at a time. The bytes behind the end are made blanks first, so that they do not count.
    @inline(__always)
    static func marks(padding text: UnsafeMutablePointer<UInt8>, _ length: Int) -> UInt32 {
        let raw = UnsafeMutableRawPointer(text)
        raw.storeBytes(of: repeated(0x20), toByteOffset: length, as: UInt64.self)
        var hits: UInt64 = 0
        var offset = 0
        while offset < length {
            hits |= suspects(UnsafeRawPointer(raw).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        return hits == 0 ? 0 : marks(of: UnsafeBufferPointer(start: text, count: length))
    }

    /// Nonzero if one of eight bytes is `&`, `<`, `>`, a quote or a control.
    ///
    /// Subtracting one borrows from the top bit of a byte only if the byte is zero, so a byte is compared by what is
    /// left of it after an exclusive or. `&` and `'`, and `<` and `>`, differ in one bit and are compared as pairs.
    /// Whole words and no vectors: comparing vectors byte by byte came out fifteen times slower.
    @inline(__always)
    private static func suspects(_ block: UInt64) -> UInt64 {
        let one = repeated(0x01)
        let ampersandOrApostrophe = (block | one) ^ repeated(0x27)
        let quote = block ^ repeated(0x22)
        let lessOrGreater = (block | repeated(0x02)) ^ repeated(0x3E)
        let borrows =
            ((ampersandOrApostrophe &- one) & ~ampersandOrApostrophe)
            | ((quote &- one) & ~quote)
            | ((lessOrGreater &- one) & ~lessOrGreater)
            | ((block &- repeated(0x20)) & ~block)
        return borrows & repeated(0x80)
    }

    @inline(__always)
    private static func repeated(_ byte: UInt64) -> UInt64 {
        byte &* 0x0101_0101_0101_0101
    }

    /// The marks of a text, byte by byte.
    static func marks(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var marks: UInt32 = 0
        for byte in text {
            switch byte {
            case ampersand, less, greater: marks |= Cell.isSpecial
            case quote, apostrophe, 0x09, 0x0A: marks |= Cell.isSpecialInAttribute
            case 0..<0x20: marks |= Cell.isSpecial
            default: break
            }
        }
        return marks
    }

    /// The bytes, first one lowest, that stand for one byte of a value.
    struct Replacement {
        let word: UInt64
        let count: Int
    }

    /// What stands for a byte between elements; nil when it stands for itself.
    ///
    /// A carriage return is written as a reference, since XML readers turn a bare one into a line feed; other controls
    /// that XML 1.0 forbids become U+FFFD.
    @inline(__always)
    static func inText(_ byte: UInt8) -> Replacement? {
        switch byte {
        case ampersand: Replacement(word: 0x3B_706D_6126, count: 5)  // &amp;
        case less: Replacement(word: 0x3B74_6C26, count: 4)  // &lt;
        case greater: Replacement(word: 0x3B74_6726, count: 4)  // &gt;
        case 0x0D: Replacement(word: 0x3B_3331_2326, count: 5)  // &#13;
        case 0x09, 0x0A: nil
        case 0..<0x20: Replacement(word: 0xBD_BFEF, count: 3)  // U+FFFD
        default: nil
        }
    }

    /// What stands for a byte in a quoted attribute: blanks other than the plain one would be read as plain ones.
    @inline(__always)
    static func inAttribute(_ byte: UInt8) -> Replacement? {
        switch byte {
        case quote: Replacement(word: 0x3B74_6F75_7126, count: 6)  // &quot;
        case apostrophe: Replacement(word: 0x3B_3933_2326, count: 5)  // &#39;
        case 0x09: Replacement(word: 0x3B39_2326, count: 4)  // &#9;
        case 0x0A: Replacement(word: 0x3B_3031_2326, count: 5)  // &#10;
        default: inText(byte)
        }
    }

    /// What the Mustache specification's test data expects.
    @inline(__always)
    static func asSpecified(_ byte: UInt8) -> Replacement? {
        switch byte {
        case ampersand, less, greater: inText(byte)
        case quote: inAttribute(byte)
        default: nil
        }
    }

    /// Writes `text` with replacements to `out`, which has room for `widest` times the text and eight bytes more.
    ///
    /// Gives the end of what was written.
    @inline(__always)
    static func write(
        _ text: UnsafeBufferPointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>,
        _ replacement: (UInt8) -> Replacement?
    ) -> UnsafeMutablePointer<UInt8> {
        guard let source = text.baseAddress else { return out }
        var out = UnsafeMutableRawPointer(out)
        var offset = 0
        while offset < text.count {
            let left = text.count &- offset
            let block = block(source + offset, left)
            let hits = suspects(block)
            // All eight bytes are written; those from the first suspect on are written again.
            out.storeBytes(of: block, as: UInt64.self)
            let clean = min(hits.trailingZeroBitCount &>> 3, left)
            out += clean
            offset &+= clean
            guard clean < 8, clean < left else { continue }
            let instead = replacement(source[offset]) ?? Replacement(word: UInt64(source[offset]), count: 1)
            out.storeBytes(of: instead.word, as: UInt64.self)
            out += instead.count
            offset &+= 1
        }
        return out.assumingMemoryBound(to: UInt8.self)
    }

    /// The next eight bytes; blanks behind the end.
    @inline(__always)
    private static func block(_ source: UnsafePointer<UInt8>, _ left: Int) -> UInt64 {
        if left >= 8 { return UnsafeRawPointer(source).loadUnaligned(as: UInt64.self) }
        var block = repeated(0x20)
        for index in 0..<left {
            let shift = UInt64(truncatingIfNeeded: index &* 8)
            block = block & ~(0xFF &<< shift) | UInt64(source[index]) &<< shift
        }
        return block
    }
}

/// Escaping for rooms that write small XML without a template.
package enum Escaper {
    /// Writes text for a place between elements.
    package static func appendText(_ bytes: UnsafeRawBufferPointer, to output: inout Output) {
        output.reserve(bytes.count * Escape.widest)
        let end = bytes.withMemoryRebound(to: UInt8.self) { text in
            Escape.write(text, to: output.base + output.count, Escape.inText)
        }
        output.count = end - output.base
    }

    /// Writes text for a place between the quotes of an attribute.
    package static func appendAttribute(_ bytes: UnsafeRawBufferPointer, to output: inout Output) {
        output.reserve(bytes.count * Escape.widest)
        let end = bytes.withMemoryRebound(to: UInt8.self) { text in
            Escape.write(text, to: output.base + output.count, Escape.inAttribute)
        }
        output.count = end - output.base
    }
}
