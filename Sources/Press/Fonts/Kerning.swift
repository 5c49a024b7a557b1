/// Two glyphs that stand closer together or farther apart than their widths say.
struct KerningPair {
    let left: UInt16
    let right: UInt16
    /// In units of the design, added to the advance of the left glyph.
    let adjustment: Int16

    /// More pairs than any text font has; a table that promises more is damaged.
    static let most = 1 << 16

    /// Reads `kern`, horizontal subtables of format 0.
    static func read(_ table: FontTable) throws(FontError) -> [KerningPair] {
        guard try table.u16(0) == 0 else { return [] }
        var pairs: [KerningPair] = []
        var offset = 4
        for _ in 0..<(try table.u16(2)) {
            let coverage = try table.u16(offset + 4)
            // Format 0, horizontal, no minimum values, not across the line.
            if coverage & 0xFF07 == 1 {
                let count = try table.u16(offset + 6)
                guard pairs.count + count <= most else { throw FontError(.malformed, "kern") }
                for index in 0..<count {
                    let record = offset + 14 + 6 * index
                    pairs.append(
                        KerningPair(
                            left: UInt16(try table.u16(record)), right: UInt16(try table.u16(record + 2)),
                            adjustment: Int16(try table.i16(record + 4))))
                }
            }
            let length = try table.u16(offset + 2)
            guard length >= 6 else { throw FontError(.malformed, "kern") }
            offset += length
        }
        return pairs
    }
}

/// The pair adjustments of `GPOS` (lookup type 2, format 1) that belong to the feature `kern`, for fonts without `kern`.
enum PairPositioning {
    static func read(_ table: FontTable) throws(FontError) -> [KerningPair] {
        var pairs: [KerningPair] = []
        let features = try table.u16(6)
        let lookups = try table.u16(8)
        for index in 0..<(try table.u16(features)) {
            let record = features + 2 + 6 * index
            guard try table.u32(record) == 0x6B65_726E else { continue }
            let feature = features + (try table.u16(record + 4))
            let count = try table.u16(feature + 2)
            guard count <= 256 else { throw FontError(.malformed, "GPOS") }
            for position in 0..<count {
                let number = try table.u16(feature + 4 + 2 * position)
                guard number < (try table.u16(lookups)) else { throw FontError(.malformed, "GPOS") }
                try read(table, lookup: lookups + (try table.u16(lookups + 2 + 2 * number)), into: &pairs)
            }
            // Scripts share lookups: those of one feature are enough.
            return pairs
        }
        return pairs
    }

    private static func read(_ table: FontTable, lookup: Int, into pairs: inout [KerningPair]) throws(FontError) {
        guard try table.u16(lookup) == 2 else { return }
        let subtables = try table.u16(lookup + 4)
        guard subtables <= 256 else { throw FontError(.malformed, "GPOS") }
        for index in 0..<subtables {
            let subtable = lookup + (try table.u16(lookup + 6 + 2 * index))
            // Format 1, the left glyph's advance changed and nothing else.
            guard try table.u16(subtable) == 1, try table.u16(subtable + 4) == 4, try table.u16(subtable + 6) == 0
            else { continue }
            let lefts = try covered(table, subtable + (try table.u16(subtable + 2)))
            guard try table.u16(subtable + 8) <= lefts.count else { throw FontError(.malformed, "GPOS") }
            for set in 0..<(try table.u16(subtable + 8)) {
                let start = subtable + (try table.u16(subtable + 10 + 2 * set))
                for pair in 0..<(try table.u16(start)) {
                    let record = start + 2 + 4 * pair
                    guard pairs.count < KerningPair.most else { throw FontError(.malformed, "GPOS") }
                    pairs.append(
                        KerningPair(
                            left: lefts[set], right: UInt16(try table.u16(record)),
                            adjustment: Int16(try table.i16(record + 2))))
                }
            }
        }
    }

    private static func covered(_ table: FontTable, _ start: Int) throws(FontError) -> [UInt16] {
        var glyphs: [UInt16] = []
        let count = try table.u16(start + 2)
        switch try table.u16(start) {
        case 1:
            for index in 0..<count { glyphs.append(UInt16(try table.u16(start + 4 + 2 * index))) }
        case 2:
            for index in 0..<count {
                let record = start + 4 + 6 * index
                let first = try table.u16(record)
                let last = try table.u16(record + 2)
                guard first <= last, glyphs.count + last - first < 1 << 16 else { throw FontError(.malformed, "GPOS") }
                for glyph in first...last { glyphs.append(UInt16(glyph)) }
            }
        default: throw FontError(.malformed, "GPOS")
        }
        return glyphs
    }
}
