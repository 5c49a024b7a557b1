/// How the characters of a font are shared out over the fonts of a PDF, which have at most 224 codes each.
///
/// Part 0 has ASCII and what prose in English needs besides; nearly every document needs no other. Part 1 has the rest
/// of Western European languages, the others what else the font has, in the order of characters. A document embeds the
/// parts that it uses, so the parts can be cut and compressed once, before there is a document.
enum Repertoire {
    struct Place {
        let part: Int
        let code: UInt8
    }

    /// Parts that one face can have; characters beyond the last are taken as missing.
    static let parts = 8

    private static let prose: [UInt16] = [
        0xA0, 0xA7, 0xB6, 0xB7, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2192,
        0x2610,
    ]
    private static let western: [UInt16] = [
        0x0152, 0x0153, 0x0160, 0x0161, 0x0178, 0x017D, 0x017E, 0x201A, 0x201E, 0x2020, 0x2021, 0x2030, 0x2039, 0x203A,
        0x20AC, 0x2122,
    ]
    /// Codes of what is not ASCII: no byte that a string in PDF would have to escape.
    private static let firstFree = 0x80

    /// Whether a character is in a block of Latin letters, of which `1E00` has those of Vietnamese.
    static func isLatin(_ character: UInt16) -> Bool {
        (0xA0..<0x250).contains(character) || (0x1E00..<0x1F00).contains(character)
    }

    /// The places of characters, in the order given.
    static func places(of characters: [UInt16]) -> [Place?] {
        var next = [Int](repeating: firstFree, count: parts)
        var beyond = 2
        return characters.map { character in
            if (0x20...0x7E).contains(character) { return Place(part: 0, code: UInt8(character)) }
            // Control characters are not text.
            if character < 0xA0 { return nil }
            var part = beyond
            if prose.contains(character) {
                part = 0
            } else if character <= 0xFF || western.contains(character) {
                part = 1
            } else if beyond < parts, next[beyond] > 0xFF {
                beyond += 1
                part = beyond
            }
            guard part < parts, next[part] <= 0xFF else { return nil }
            next[part] += 1
            return Place(part: part, code: UInt8(next[part] - 1))
        }
    }
}
