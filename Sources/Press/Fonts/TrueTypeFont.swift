/// A TrueType font (OpenType specification, outlines in `glyf`), read from bytes that nobody vouches for.
struct TrueTypeFont {
    /// Units of the design to the em, 16 to 16,384.
    let unitsPerEm: Int
    let glyphCount: Int
    /// Above and below the baseline, in units.
    let ascent: Int, descent: Int
    /// Left, bottom, right, top of all glyphs, in units.
    let box: [Int]
    /// Degrees times 65,536, counter-clockwise.
    let italicAngle: Int
    let characters: CharacterMap
    let kerning: [KerningPair]
    let glyphs: GlyphTable
    private let metrics: FontTable
    private let metricCount: Int

    /// Reads a whole file.
    init(_ bytes: [UInt8]) throws(FontError) {
        let tables = try TableDirectory(bytes)
        let head = try tables.required("head")
        unitsPerEm = try head.u16(18)
        guard (16...16_384).contains(unitsPerEm) else { throw FontError(.malformed, "head") }
        box = [try head.i16(36), try head.i16(38), try head.i16(40), try head.i16(42)]
        glyphCount = try tables.required("maxp").u16(4)
        guard glyphCount > 0 else { throw FontError(.malformed, "maxp") }
        let header = try tables.required("hhea")
        ascent = try header.i16(4)
        descent = try header.i16(6)
        metricCount = try header.u16(34)
        guard metricCount > 0, metricCount <= glyphCount else { throw FontError(.malformed, "hhea") }
        metrics = try tables.required("hmtx")
        guard metrics.count >= 4 * metricCount + 2 * (glyphCount - metricCount) else {
            throw FontError(.truncated, "hmtx")
        }
        if let post = tables["post"] {
            italicAngle = Int(Int32(truncatingIfNeeded: try post.u32(4)))
        } else {
            italicAngle = 0
        }
        characters = try CharacterMap(try tables.required("cmap"), glyphCount: glyphCount)
        if let kern = tables["kern"] {
            kerning = try KerningPair.read(kern)
        } else if let positioning = tables["GPOS"] {
            kerning = try PairPositioning.read(positioning)
        } else {
            kerning = []
        }
        glyphs = try GlyphTable(
            glyf: try tables.required("glyf"), loca: try tables.required("loca"), glyphCount: glyphCount,
            isLong: try head.u16(50) != 0)
    }

    /// How far the pen moves, in units.
    func advance(_ glyph: Int) throws(FontError) -> Int { try metrics.u16(4 * min(glyph, metricCount - 1)) }

    /// The space at the left of the outline, in units.
    func bearing(_ glyph: Int) throws(FontError) -> Int {
        try metrics.i16(glyph < metricCount ? 4 * glyph + 2 : 4 * metricCount + 2 * (glyph - metricCount))
    }
}

/// The tables of a font file.
struct TableDirectory {
    private var tables: [String: FontTable] = [:]

    init(_ bytes: [UInt8]) throws(FontError) {
        let file = FontTable(name: "sfnt", bytes: bytes[...])
        let version = try file.u32(0)
        guard version == 0x0001_0000 || version == 0x7472_7565 else { throw FontError(.notTrueType, "sfnt") }
        for index in 0..<(try file.u16(4)) {
            let record = 12 + 16 * index
            let name = String(decoding: try file.slice(record, 4), as: UTF8.self)
            let bytes = try FontTable(name: name, bytes: file.bytes)
                .slice(try file.u32(record + 8), try file.u32(record + 12))
            tables[name] = FontTable(name: name, bytes: bytes)
        }
    }

    subscript(_ name: String) -> FontTable? { tables[name] }

    func required(_ name: String) throws(FontError) -> FontTable {
        guard let table = tables[name] else { throw FontError(.missingTable, name) }
        return table
    }
}
