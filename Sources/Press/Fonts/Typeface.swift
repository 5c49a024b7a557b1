/// What setting text needs to know of one character in one face.
struct Slot {
    /// How lines may break at it.
    enum Kind: UInt8 {
        case letter, digit, blank
        /// A line may end behind it.
        case hyphen
        /// A line may end before and behind it.
        case dash
        /// A line may end behind it if a letter follows.
        case slash
        /// Not printed; a line may end at it.
        case chance
        case missing
    }

    var kind = Kind.missing
    /// Its byte in the PDF's font.
    var code: UInt8 = 0
    /// The font of the PDF: face and part.
    var font: UInt8 = 0
    /// Rows and columns of the table of pairs; 0 has none.
    var left: UInt8 = 0
    var right: UInt8 = 0
    /// In thousandths of the size.
    var advance: UInt16 = 0
}

/// One face, ready for setting text: advances and pairs in thousandths of the size, looked up by character.
final class Typeface: @unchecked Sendable {  // Sendable: its memory is never written again
    let name: String
    let font: TrueTypeFont
    let file: [UInt8]
    /// The characters and codes of each part.
    let parts: [[(code: UInt8, character: UInt16, glyph: Int)]]
    /// Where a page of 256 characters begins in `slots`; page 0 is of missing ones.
    private let pages: UnsafeMutablePointer<Int32>
    private let slots: UnsafeMutablePointer<Slot>
    private let pairs: UnsafeMutablePointer<Int16>
    private static let columns = 256

    /// Reads a face.
    ///
    /// - Parameters:
    ///   - name: its PostScript name.
    ///   - file: its TrueType file.
    ///   - index: its position among the faces, which its fonts carry.
    ///   - other: a face that this one helps out, without pairs: with the Latin letters that it lacks.
    /// - Throws: where the file is none of a TrueType font.
    init(name: String, file: [UInt8], index: Int, besides other: Typeface? = nil) throws(FontError) {
        self.name = name
        self.file = file
        font = try TrueTypeFont(file)
        var entries = font.characters.entries
        if let other {
            entries.removeAll { !Repertoire.isLatin($0.character) || other.slot(UInt32($0.character)).kind != .missing }
        }
        let places = Repertoire.places(of: entries.map(\.character))
        let kerning = PairClasses(other == nil ? font.kerning : [])

        var parts = [[(code: UInt8, character: UInt16, glyph: Int)]](repeating: [], count: Repertoire.parts)
        var pages = [Int32](repeating: 0, count: 256)
        var slots = [Slot](repeating: Slot(), count: 256)
        for (entry, place) in zip(entries, places) {
            guard let place else { continue }
            let page = Int(entry.character >> 8)
            if pages[page] == 0 {
                pages[page] = Int32(slots.count)
                slots += [Slot](repeating: Slot(), count: 256)
            }
            parts[place.part].append((place.code, entry.character, Int(entry.glyph)))
            slots[Int(pages[page]) + Int(entry.character & 0xFF)] = Slot(
                kind: Self.kind(entry.character), code: place.code, font: UInt8(index * Repertoire.parts + place.part),
                // Blanks have no pairs, so that a line is as wide with one at its end as without.
                left: entry.character == 0x20 ? 0 : kerning.left[entry.glyph] ?? 0,
                right: entry.character == 0x20 ? 0 : kerning.right[entry.glyph] ?? 0,
                advance: UInt16(clamping: Self.thousandths(try font.advance(Int(entry.glyph)), of: font.unitsPerEm)))
        }
        self.parts = parts.map { $0.sorted { $0.code < $1.code } }
        self.pages = .allocate(capacity: 256)
        self.pages.initialize(from: pages, count: 256)
        self.slots = .allocate(capacity: slots.count)
        self.slots.initialize(from: slots, count: slots.count)
        let em = font.unitsPerEm
        let table = kerning.table(columns: Self.columns) { Self.thousandths($0, of: em) }
        self.pairs = .allocate(capacity: table.count)
        self.pairs.initialize(from: table, count: table.count)
    }

    deinit {
        pages.deallocate()
        slots.deallocate()
        pairs.deallocate()
    }

    /// Rounded to the nearest, as widths in the PDF are.
    static func thousandths(_ units: Int, of em: Int) -> Int {
        (abs(units) * 1_000 + em / 2) / em * units.signum()
    }

    @inline(__always)
    func slot(_ character: UInt32) -> Slot {
        character > 0xFFFF
            ? Slot() : slots[Int(pages[Int(character >> 8)]) + Int(character & 0xFF)]
    }

    /// What is added between two characters, in thousandths of the size.
    @inline(__always)
    func pair(_ left: UInt8, _ right: UInt8) -> Int32 { Int32(pairs[Int(left) * Self.columns + Int(right)]) }

    private static func kind(_ character: UInt16) -> Slot.Kind {
        switch character {
        case 0x20: .blank
        case 0x30...0x39: .digit
        case 0x2D, 0x2010, 0x2013: .hyphen
        case 0x2014: .dash
        case 0x2F: .slash
        case 0xAD, 0x200B: .chance
        default: .letter
        }
    }
}

/// The glyphs of a font by what stands at their sides, so that the table of pairs stays small enough for the cache.
private struct PairClasses {
    private(set) var left: [UInt16: UInt8] = [:]
    private(set) var right: [UInt16: UInt8] = [:]
    private let pairs: [KerningPair]

    /// Beyond 255 glyphs at one side the rest goes without pairs: none of the fonts in use has so many.
    init(_ pairs: [KerningPair]) {
        self.pairs = pairs
        for pair in pairs {
            if left[pair.left] == nil, left.count < 255 { left[pair.left] = UInt8(left.count + 1) }
            if right[pair.right] == nil, right.count < 255 { right[pair.right] = UInt8(right.count + 1) }
        }
    }

    func table(columns: Int, _ scaled: (Int) -> Int) -> [Int16] {
        var table = [Int16](repeating: 0, count: columns * (left.count + 1))
        for pair in pairs {
            guard let row = left[pair.left], let column = right[pair.right] else { continue }
            table[Int(row) * columns + Int(column)] = Int16(clamping: scaled(Int(pair.adjustment)))
        }
        return table
    }
}
