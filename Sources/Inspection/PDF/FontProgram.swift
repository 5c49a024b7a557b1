/// A TrueType program as a PDF embeds it: which glyph a code shows, and how wide that is (ISO 32000-1, 9.6.6.4).
struct FontProgram {
    private let bytes: UnsafeRawBufferPointer
    private var tables: [(tag: UInt32, range: Range<Int>)] = []
    private var unitsPerEm = 0
    private var metricCount = 0
    private var metrics = 0..<0
    /// The table of codes, and what is added to a code before it is looked up.
    private var map: (format: Int, start: Int, base: Int)?

    /// - Returns: nil if it is no such program.
    init?(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        guard u32(0) == 0x0001_0000 else { return nil }
        for index in 0..<u16(4) {
            let record = 12 + 16 * index
            let (offset, length) = (Int(u32(record + 8)), Int(u32(record + 12)))
            guard record + 16 <= bytes.count, offset <= bytes.count, length <= bytes.count - offset else { return nil }
            tables.append((u32(record), offset..<offset + length))
        }
        guard let head = table("head"), head.count >= 54, let hhea = table("hhea"), hhea.count >= 36,
            let hmtx = table("hmtx"), let cmap = table("cmap"), table("glyf") != nil, table("loca") != nil
        else { return nil }
        unitsPerEm = u16(head.lowerBound + 18)
        metricCount = u16(hhea.lowerBound + 34)
        metrics = hmtx
        guard unitsPerEm > 0, metricCount > 0, hmtx.count >= 4 * metricCount else { return nil }
        for index in 0..<u16(cmap.lowerBound + 2) {
            let record = cmap.lowerBound + 4 + 8 * index
            let start = cmap.lowerBound + Int(u32(record + 4))
            switch (u16(record), u16(record + 2)) {
            case (3, 0): map = (u16(start), start, 0xF000)
            case (1, 0) where map == nil: map = (u16(start), start, 0)
            default: break
            }
        }
    }

    private func u16(_ offset: Int) -> Int {
        guard offset >= 0, offset + 2 <= bytes.count else { return 0 }
        return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }

    private func u32(_ offset: Int) -> UInt32 { UInt32(u16(offset)) << 16 | UInt32(u16(offset + 2)) }

    private func table(_ tag: StaticString) -> Range<Int>? {
        let wanted = tag.asciiBytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return tables.first { $0.tag == wanted }?.range
    }

    /// The glyph of a code; 0 if there is none.
    func glyph(_ code: Int) -> Int {
        guard let map else { return 0 }
        let character = map.base + code
        switch map.format {
        case 0: return code < 256 && map.start + 6 + code < bytes.count ? Int(bytes[map.start + 6 + code]) : 0
        case 4: return segmentGlyph(character, map.start)
        case 6:
            let index = character - u16(map.start + 6)
            return (0..<u16(map.start + 8)).contains(index) ? u16(map.start + 10 + 2 * index) : 0
        default: return 0
        }
    }

    private func segmentGlyph(_ character: Int, _ start: Int) -> Int {
        let count = u16(start + 6) / 2
        let ends = start + 14
        for segment in 0..<count where u16(ends + 2 * segment) >= character {
            let first = u16(ends + 2 * count + 2 + 2 * segment)
            guard first <= character else { return 0 }
            let delta = u16(ends + 4 * count + 2 + 2 * segment)
            let place = ends + 6 * count + 2 + 2 * segment
            let offset = u16(place)
            if offset == 0 { return (character + delta) & 0xFFFF }
            let glyph = u16(place + offset + 2 * (character - first))
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF
        }
        return 0
    }

    /// The width of a glyph in thousandths of the em.
    func width(_ glyph: Int) -> Double {
        let metric = metrics.lowerBound + 4 * min(glyph, metricCount - 1)
        return Double(u16(metric)) * 1_000 / Double(unitsPerEm)
    }
}
