/// Which glyph stands for which character: `cmap`, formats 4 and 12, characters of the basic plane.
struct CharacterMap {
    struct Entry {
        let character: UInt16
        let glyph: UInt16
    }

    /// In the order of characters, each once; glyph 0 (missing) left out.
    private(set) var entries: [Entry] = []

    init(_ table: FontTable, glyphCount: Int) throws(FontError) {
        var chosen: (rank: Int, offset: Int)?
        for index in 0..<(try table.u16(2)) {
            let record = 4 + 8 * index
            let rank: Int =
                switch (try table.u16(record), try table.u16(record + 2)) {
                case (3, 10): 4
                case (0, 4), (0, 6): 3
                case (3, 1): 2
                case (0, _): 1
                default: 0
                }
            if rank > chosen?.rank ?? 0 { chosen = (rank, try table.u32(record + 4)) }
        }
        guard let chosen else { throw FontError(.malformed, "cmap") }
        switch try table.u16(chosen.offset) {
        case 4: try readSegments(table, chosen.offset, glyphCount)
        case 12: try readGroups(table, chosen.offset, glyphCount)
        default: throw FontError(.malformed, "cmap")
        }
    }

    private mutating func add(_ character: Int, _ glyph: Int, _ glyphCount: Int) throws(FontError) {
        guard glyph != 0 else { return }
        guard glyph < glyphCount else { throw FontError(.malformed, "cmap") }
        entries.append(Entry(character: UInt16(character), glyph: UInt16(glyph)))
    }

    /// Segments have to follow each other, so that there are at most 65,536 characters to look at.
    private mutating func readSegments(_ table: FontTable, _ start: Int, _ glyphCount: Int) throws(FontError) {
        let segments = try table.u16(start + 6) / 2
        let ends = start + 14
        let starts = ends + 2 * segments + 2
        let deltas = starts + 2 * segments
        let offsets = deltas + 2 * segments
        var next = 0
        for segment in 0..<segments {
            let first = try table.u16(starts + 2 * segment)
            let last = try table.u16(ends + 2 * segment)
            guard first >= next, last >= first else { throw FontError(.malformed, "cmap") }
            next = last + 1
            let delta = try table.u16(deltas + 2 * segment)
            let place = offsets + 2 * segment
            let offset = try table.u16(place)
            for character in first...last where character != 0xFFFF {
                var glyph = character
                if offset != 0 {
                    glyph = try table.u16(place + offset + 2 * (character - first))
                    if glyph == 0 { continue }
                }
                try add(character, (glyph + delta) & 0xFFFF, glyphCount)
            }
        }
    }

    private mutating func readGroups(_ table: FontTable, _ start: Int, _ glyphCount: Int) throws(FontError) {
        var next = 0
        for group in 0..<(try table.u32(start + 12)) {
            let record = start + 16 + 12 * group
            let first = try table.u32(record)
            let last = try table.u32(record + 4)
            guard first >= next, last >= first else { throw FontError(.malformed, "cmap") }
            next = last + 1
            guard first < 0xFFFF else { return }
            let glyph = try table.u32(record + 8)
            for character in first...min(last, 0xFFFE) {
                try add(character, glyph + character - first, glyphCount)
            }
        }
    }
}
