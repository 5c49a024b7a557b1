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
    /// Looks at 16 bytes at a time. The bytes behind the end are made blanks first, so that they do not count.
    @inline(__always)
    static func marks(padding text: UnsafeMutablePointer<UInt8>, _ length: Int) -> UInt32 {
        let raw = UnsafeMutableRawPointer(text)
        raw.storeBytes(of: SIMD16<UInt8>(repeating: 0x20), toByteOffset: length, as: SIMD16<UInt8>.self)
        var hits = SIMD16<UInt8>.zero
        var offset = 0
        while offset < length {
            hits |= suspects(UnsafeRawPointer(raw).loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self))
            offset &+= 16
        }
        let halves = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        if halves.x | halves.y == 0 { return 0 }
        return marks(of: UnsafeBufferPointer(start: text, count: length))
    }

    /// Nonzero where a byte is `&`, `<`, `>`, a quote or a control: pairs of them differ in one bit, so four
    /// comparisons do.
    @inline(__always)
    private static func suspects(_ block: SIMD16<UInt8>) -> SIMD16<UInt8> {
        let mask =
            ((block | 1) .== 0x27) .| (block .== 0x22) .| ((block | 2) .== 0x3E) .| (block .< 0x20)
        return unsafeBitCast(mask, to: SIMD16<UInt8>.self)
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
        var out = out
        for byte in text {
            if let instead = replacement(byte) {
                out.update(from: instead.utf8Start, count: instead.utf8CodeUnitCount)
                out += instead.utf8CodeUnitCount
            } else {
                out.pointee = byte
                out += 1
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
