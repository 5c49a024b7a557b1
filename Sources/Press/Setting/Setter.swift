/// Why a document cannot be set. Holds no text of the document but one character's number.
package enum PressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No font has this character; a box in its place would go unseen.
    case missingCharacter(UInt32)
    case font(FontError)
    /// The text of a bar code has characters that it cannot hold, or is too long, or the margin has no room for it.
    case barcode

    package var description: String {
        switch self {
        case .missingCharacter(let character):
            "no font has the character U+\(String(character, radix: 16, uppercase: true))"
        case .font(let error): error.description
        case .barcode: "the bar code cannot be drawn: it takes printable ASCII, and room in the top margin"
        }
    }
}

/// Turns text into glyphs: characters to codes of fonts, widths, pairs.
struct Setter {
    let typefaces: Typefaces

    init(_ typefaces: Typefaces) { self.typefaces = typefaces }

    /// Sets spans of a manuscript at the end of the galley's glyphs.
    func set(
        _ manuscript: borrowing Manuscript, _ spans: Range<Int>, size: Length, into galley: inout Galley
    ) throws(PressError) {
        for index in spans { try set(manuscript.spans[index], of: manuscript, size: size, into: &galley) }
    }

    /// Sets one span.
    func set(
        _ span: Manuscript.Span, of manuscript: borrowing Manuscript, size: Length, into galley: inout Galley
    ) throws(PressError) {
        switch span.kind {
        case .text:
            try manuscript.text.withUnsafeBufferPointer { (text) throws(PressError) in
                try set(text, Int(span.start)..<Int(span.end), span.style, into: &galley)
            }
        case .line:
            let width = UInt16(clamping: Int(span.start) * 1_000 / Int(size))
            galley.glyphs.append(
                Glyph(code: 0, font: Glyph.line, style: span.style, kind: .letter, kern: 0, advance: width))
        case .lineBreak:
            galley.glyphs.append(
                Glyph(code: 0, font: Glyph.lineBreak, style: [], kind: .blank, kern: 0, advance: 0))
        case .note:
            try set(noteNumber: Int(span.start) + 1, into: &galley)
            // Tells which line the note belongs to; takes no room and shows nothing.
            galley.glyphs.append(
                Glyph(code: 0, font: Glyph.lineBreak, style: [], kind: .letter, kern: 0, advance: 0))
        }
    }

    /// Sets the number of a footnote. It stands in brackets and on the line, because small raised digits would be type of
    /// less than 12 points (rule 2.104).
    func set(noteNumber number: Int, into galley: inout Galley) throws(PressError) {
        let mark = Array("[\(number)]".utf8)
        try mark.withUnsafeBufferPointer { (mark) throws(PressError) in
            try set(mark, 0..<mark.count, [], into: &galley)
        }
    }

    /// Sets UTF-8 text of one style.
    func set(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ style: TextStyle, into galley: inout Galley
    ) throws(PressError) {
        let face = typefaces.faces[style.face]
        let isPlain = style.isDisjoint(with: [.upper, .small, .smallCaps])
        var left: UInt8 = 0
        var position = range.lowerBound
        while position < range.upperBound {
            var character = UInt32(text[position])
            position &+= 1
            if character >= 0x80 {
                let more = character >= 0xF0 ? 3 : character >= 0xE0 ? 2 : 1
                character &= 0x3F >> UInt32(more)
                for _ in 0..<more where position < range.upperBound {
                    character = character << 6 | UInt32(text[position] & 0x3F)
                    position &+= 1
                }
            }
            guard isPlain else {
                try setCapital(character, style, face, &left, into: &galley)
                continue
            }
            let slot = try slot(character, style)
            if slot.kind == .chance {
                left = 0
                galley.glyphs.append(
                    Glyph(code: 0, font: Glyph.lineBreak, style: style, kind: .chance, kern: 0, advance: 0))
                continue
            }
            let kern = left == 0 || slot.right == 0 ? 0 : face.pair(left, slot.right)
            galley.glyphs.append(
                Glyph(
                    code: slot.code, font: slot.font, style: style, kind: slot.kind,
                    kern: Int16(truncatingIfNeeded: kern), advance: slot.advance))
            left = slot.kind == .blank ? 0 : slot.left
        }
    }

    @inline(__always)
    private func slot(_ character: UInt32, _ style: TextStyle) throws(PressError) -> Slot {
        let slot = typefaces.slot(character, style.face)
        guard slot.kind != .missing else { throw .missingCharacter(character) }
        return slot
    }

    /// Text in capitals or smaller than what is around it.
    private func setCapital(
        _ character: UInt32, _ style: TextStyle, _ face: Typeface, _ left: inout UInt8, into galley: inout Galley
    ) throws(PressError) {
        var style = style
        var capitals: [UInt32] = [character]
        if style.contains(.upper) || style.contains(.smallCaps), let scalar = Unicode.Scalar(character) {
            capitals = scalar.properties.uppercaseMapping.unicodeScalars.map(\.value)
            if style.contains(.smallCaps), capitals != [character] { style.insert(.small) }
        }
        for capital in capitals {
            let slot = try slot(capital, style)
            guard slot.kind != .chance else { continue }
            let kern = left == 0 || slot.right == 0 ? 0 : face.pair(left, slot.right)
            var advance = slot.advance
            if style.contains(.small) { advance = (advance * 5 + 3) / 6 }
            galley.glyphs.append(
                Glyph(
                    code: slot.code, font: slot.font, style: style, kind: slot.kind,
                    kern: style.contains(.small) ? 0 : Int16(truncatingIfNeeded: kern), advance: advance))
            left = slot.kind == .blank || style.contains(.small) ? 0 : slot.left
        }
    }
}
