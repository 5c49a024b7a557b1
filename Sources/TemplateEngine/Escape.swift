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

    /// What stands for a byte between elements; nil when it stands for itself.
    ///
    /// A carriage return is written as a reference, since XML readers turn a bare one into a line feed; other controls
    /// that XML 1.0 forbids become U+FFFD.
    @inline(__always)
    static func inText(_ byte: UInt8) -> StaticString? {
        switch byte {
        case ampersand: "&amp;"
        case less: "&lt;"
        case greater: "&gt;"
        case 0x0D: "&#13;"
        case 0x09, 0x0A: nil
        case 0..<0x20: "\u{FFFD}"
        default: nil
        }
    }

    /// What stands for a byte in a quoted attribute: blanks other than the plain one would be read as plain ones.
    @inline(__always)
    static func inAttribute(_ byte: UInt8) -> StaticString? {
        switch byte {
        case quote: "&quot;"
        case apostrophe: "&#39;"
        case 0x09: "&#9;"
        case 0x0A: "&#10;"
        default: inText(byte)
        }
    }

    /// What the Mustache specification's test data expects.
    @inline(__always)
    static func asSpecified(_ byte: UInt8) -> StaticString? {
        switch byte {
        case ampersand: "&amp;"
        case less: "&lt;"
        case greater: "&gt;"
        case quote: "&quot;"
        default: nil
        }
    }

    /// Writes `text` with replacements to `out`, which has room for `widest` times the text.
    ///
    /// Gives the end of what was written.
    @inline(__always)
    static func write(
        _ text: UnsafeBufferPointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>,
        _ replacement: (UInt8) -> StaticString?
    ) -> UnsafeMutablePointer<UInt8> {
        guard let source = text.baseAddress else { return out }
        var out = out
        var offset = 0
        while offset < text.count {
            if offset &+ 8 <= text.count {
                let block = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
                if suspects(block) == 0 {
                    UnsafeMutableRawPointer(out).storeBytes(of: block, as: UInt64.self)
                    out += 8
                    offset &+= 8
                    continue
                }
            }
            // Up to the next block, byte by byte.
            let end = min(offset &+ 8, text.count)
            while offset < end {
                if let instead = replacement(source[offset]) {
                    out.update(from: instead.utf8Start, count: instead.utf8CodeUnitCount)
                    out += instead.utf8CodeUnitCount
                } else {
                    out.pointee = source[offset]
                    out += 1
                }
                offset &+= 1
            }
        }
        return out
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
