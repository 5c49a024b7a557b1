/// The outlines of a font: `glyf`, found by `loca`.
struct GlyphTable {
    private let glyf: FontTable
    /// Where each outline begins; one more than there are glyphs.
    private let offsets: [Int]

    /// Bits of a composite glyph's components.
    private enum Flag {
        static let wordArguments = 0x0001, scale = 0x0008, more = 0x0020, twoScales = 0x0040, matrix = 0x0080
        static let instructions = 0x0100
    }

    init(glyf: FontTable, loca: FontTable, glyphCount: Int, isLong: Bool) throws(FontError) {
        self.glyf = glyf
        var offsets: [Int] = []
        offsets.reserveCapacity(glyphCount + 1)
        for glyph in 0...glyphCount {
            let offset = isLong ? try loca.u32(4 * glyph) : 2 * (try loca.u16(2 * glyph))
            guard offset >= offsets.last ?? 0, offset <= glyf.count else { throw FontError(.malformed, "loca") }
            offsets.append(offset)
        }
        self.offsets = offsets
    }

    /// The bytes of one outline; empty for a blank.
    private func outline(_ glyph: Int) throws(FontError) -> FontTable {
        guard glyph >= 0, glyph + 1 < offsets.count else { throw FontError(.malformed, "glyf") }
        return FontTable(
            name: "glyf", bytes: try glyf.slice(offsets[glyph], offsets[glyph + 1] - offsets[glyph]))
    }

    /// The glyphs of which a composite one is made; none for others.
    func components(_ glyph: Int) throws(FontError) -> [Int] {
        let outline = try outline(glyph)
        guard outline.count > 0, try outline.i16(0) < 0 else { return [] }
        var components: [Int] = []
        try eachComponent(outline) { components.append($1) }
        return components
    }

    /// One outline without the instructions that fit it to a coarse grid of pixels; `renumbered` has the new number of each
    /// component.
    func stripped(_ glyph: Int, _ renumbered: [Int: Int]) throws(FontError) -> [UInt8] {
        let outline = try outline(glyph)
        guard outline.count > 0 else { return [] }
        let contours = try outline.i16(0)
        if contours < 0 { return try strippedComposite(outline, renumbered) }
        let instructions = 10 + 2 * contours
        let points = instructions + 2 + (try outline.u16(instructions))
        var result = Array(try outline.slice(0, instructions))
        result.append(u16: 0)
        result += try outline.slice(points, outline.count - points)
        return result
    }

    private func strippedComposite(_ outline: FontTable, _ renumbered: [Int: Int]) throws(FontError) -> [UInt8] {
        var end = 10
        var places: [(offset: Int, flags: Int, glyph: Int)] = []
        end = try eachComponent(outline) { offset, glyph, flags in places.append((offset, flags, glyph)) }
        var result = Array(try outline.slice(0, end))
        for place in places {
            guard let number = renumbered[place.glyph] else { throw FontError(.malformed, "glyf") }
            result.set(u16: place.flags & ~Flag.instructions, at: place.offset)
            result.set(u16: number, at: place.offset + 2)
        }
        return result
    }

    /// - Returns: where the components end.
    @discardableResult
    private func eachComponent(
        _ outline: FontTable, _ body: (_ offset: Int, _ glyph: Int, _ flags: Int) -> Void
    ) throws(FontError) -> Int {
        var offset = 10
        while true {
            let flags = try outline.u16(offset)
            body(offset, try outline.u16(offset + 2), flags)
            offset += flags & Flag.wordArguments != 0 ? 8 : 6
            if flags & Flag.scale != 0 {
                offset += 2
            } else if flags & Flag.twoScales != 0 {
                offset += 4
            } else if flags & Flag.matrix != 0 {
                offset += 8
            }
            if flags & Flag.more == 0 { break }
        }
        guard offset <= outline.count else { throw FontError(.truncated, "glyf") }
        return offset
    }

    private func eachComponent(_ outline: FontTable, _ body: (Int, Int) -> Void) throws(FontError) {
        try eachComponent(outline) { offset, glyph, _ in body(offset, glyph) }
    }
}
