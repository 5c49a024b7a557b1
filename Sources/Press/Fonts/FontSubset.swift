/// A font with only the glyphs that a document needs, as PDF embeds it: symbolic, with one `cmap` of codes
/// (ISO 32000-1, 9.6.6.4; ISO 19005-2, 6.2.11.6), without instructions.
struct FontSubset {
    /// Codes in rising order, each with its glyph in the whole font.
    let codes: [(code: UInt8, glyph: Int)]

    /// Parts of parts of parts: no font goes deeper than a few steps.
    private static let deepestComposite = 8

    func bytes(of font: TrueTypeFont, _ file: [UInt8]) throws(FontError) -> [UInt8] {
        let order = try glyphOrder(font)
        var numbers: [Int: Int] = [:]
        for (number, glyph) in order.enumerated() where numbers[glyph] == nil { numbers[glyph] = number }
        var outlines: [UInt8] = []
        var offsets: [Int] = []
        var metrics: [UInt8] = []
        for glyph in order {
            offsets.append(outlines.count)
            outlines += try font.glyphs.stripped(glyph, numbers)
            while outlines.count % 4 != 0 { outlines.append(0) }
            metrics.append(u16: try font.advance(glyph))
            metrics.append(u16: try font.bearing(glyph))
        }
        offsets.append(outlines.count)
        let isLong = outlines.count >= 1 << 17
        var loca: [UInt8] = []
        for offset in offsets { isLong ? loca.append(u32: offset) : loca.append(u16: offset / 2) }

        let tables = try TableDirectory(file)
        var head = Array(try tables.required("head").slice(0, 54))
        head.set(u16: isLong ? 1 : 0, at: 50)
        var header = Array(try tables.required("hhea").slice(0, 36))
        header.set(u16: order.count, at: 34)
        var profile = Array(try tables.required("maxp").slice(0, 32))
        profile.set(u16: order.count, at: 4)
        // Twilight points, storage, functions, instructions, stack: of the instructions that are gone.
        for field in stride(from: 16, to: 28, by: 2) { profile.set(u16: 0, at: field) }
        return FontFile.bytes([
            "head": head, "hhea": header, "maxp": profile, "hmtx": metrics, "loca": loca, "glyf": outlines,
            "cmap": characterMap(),
        ])
    }

    /// Glyph 0, one for each code, then the parts of composite ones.
    private func glyphOrder(_ font: TrueTypeFont) throws(FontError) -> [Int] {
        var order = [0] + codes.map(\.glyph)
        var known = Set(order)
        var level = order
        for _ in 0..<Self.deepestComposite {
            var parts: [Int] = []
            for glyph in level {
                for part in try font.glyphs.components(glyph) where known.insert(part).inserted { parts.append(part) }
            }
            if parts.isEmpty { return order }
            order += parts
            level = parts
        }
        throw FontError(.malformed, "glyf")
    }

    /// One table for platform 3, encoding 0: the glyphs stand in the order of their codes, so each run of codes is one
    /// segment of format 4.
    private func characterMap() -> [UInt8] {
        var segments: [(first: Int, last: Int, delta: Int)] = []
        for (index, entry) in codes.enumerated() {
            let code = 0xF000 + Int(entry.code)
            if let last = segments.last, last.last + 1 == code {
                segments[segments.count - 1].last = code
            } else {
                segments.append((code, code, (index + 1 - code) & 0xFFFF))
            }
        }
        segments.append((0xFFFF, 0xFFFF, 1))
        var power = 1
        var exponent = 0
        while power * 2 <= segments.count { (power, exponent) = (power * 2, exponent + 1) }
        var map: [UInt8] = []
        for value in [0, 1, 3, 0, 0, 12, 4, 16 + 8 * segments.count, 0, 2 * segments.count, 2 * power, exponent] {
            map.append(u16: value)
        }
        map.append(u16: 2 * (segments.count - power))
        for segment in segments { map.append(u16: segment.last) }
        map.append(u16: 0)
        for segment in segments { map.append(u16: segment.first) }
        for segment in segments { map.append(u16: segment.delta) }
        for _ in segments { map.append(u16: 0) }
        return map
    }
}
