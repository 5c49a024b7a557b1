import Testing

@testable import Press

@Suite("Fonts", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct FontTests {
    @Test(
        "advances and pairs are Times New Roman's",
        arguments: [
            ("A", 722), ("M", 889), ("i", 278), ("§", 500), ("—", 1_000), ("Ñ", 722), ("0", 500), (" ", 250),
        ])
    func advances(_ character: String, _ width: Int) throws {
        let scalar = try #require(character.unicodeScalars.first)
        #expect(try Workshop.typefaces().faces[0].slot(scalar.value).advance == UInt16(width))
    }

    @Test("A and V stand closer together than their widths")
    func kerning() throws {
        let face = try Workshop.typefaces().faces[0]
        let (a, v, h) = (face.slot(0x41), face.slot(0x56), face.slot(0x48))
        #expect(face.pair(a.left, v.right) < -50)
        #expect(face.pair(h.left, h.right) == 0)
        #expect(try !PairPositioning.read(try #require(try TableDirectory(face.file)["GPOS"])).isEmpty)
    }

    @Test("a subset holds what its codes need, parts of accented letters too", arguments: [0, 1, 2])
    func subset(_ part: Int) throws {
        for face in try Workshop.typefaces().faces.prefix(5) {
            let codes = face.parts[part].map { ($0.code, $0.glyph) }
            try #require(!codes.isEmpty)
            let bytes = try FontSubset(codes: codes).bytes(of: face.font, face.file)
            let tables = try TableDirectory(bytes)
            let count = try tables.required("maxp").u16(4)
            #expect(count > codes.count && count < face.font.glyphCount)
            let glyphs = try GlyphTable(
                glyf: try tables.required("glyf"), loca: try tables.required("loca"), glyphCount: count,
                isLong: try tables.required("head").u16(50) != 0)
            for glyph in 0..<count {
                for component in try glyphs.components(glyph) { #expect(component < count) }
            }
            // The sum of all words is a constant (OpenType, `head`).
            var sum: UInt32 = 0
            for start in stride(from: 0, to: bytes.count, by: 4) {
                let word = (0..<4).reduce(UInt32(0)) {
                    $0 << 8 | (start + $1 < bytes.count ? UInt32(bytes[start + $1]) : 0)
                }
                sum = sum &+ word
            }
            #expect(sum == 0xB1B0_AFBA)
            #expect(bytes.count < face.file.count / 5)
        }
    }

    @Test("every character of the font has a place, or is beyond the last part")
    func repertoire() throws {
        let face = try Workshop.typefaces().faces[0]
        let placed = face.parts.reduce(0) { $0 + $1.count }
        #expect(placed >= face.font.characters.entries.count - 2)
        for part in face.parts {
            #expect(Set(part.map(\.code)).count == part.count)
        }
    }

    @Test("Latin letters that the text's own font lacks come from another, in every style", arguments: 0..<5)
    func rareLetters(_ face: Int) throws {
        let typefaces = try Workshop.typefaces()
        for character in "ẶỒỨƠƯạếủỳỹđĐ".unicodeScalars {
            #expect(typefaces.slot(character.value, face).kind == .letter, "\(character)")
        }
        #expect(typefaces.missingCharacter(in: "NGUYỄN THỊ ÁNH") == nil)
        // What the text's own font has stays with it.
        #expect(typefaces.slot(0x41, face).font == typefaces.faces[face].slot(0x41).font)
        #expect(typefaces.faces[Typefaces.Face.more].slot(0x41).kind == .missing)
    }

    @Test("damaged fonts are refused or read, and never end the program", arguments: 0..<4)
    func damage(_ seed: Int) throws {
        var random = SplitMix64(UInt64(seed) &+ 7)
        let whole = try #require(Workshop.files["liberation/LiberationSerif-Regular"])
        var refused = 0
        for round in 0..<60 {
            var bytes = whole
            // In the directory, in the short tables, or anywhere.
            let reach = round % 3 == 0 ? 340 : round % 3 == 1 ? 12_000 : bytes.count
            for _ in 0...random.below(6) { bytes[random.below(reach)] = UInt8(truncatingIfNeeded: random.next()) }
            if round % 7 == 0 { bytes.removeLast(random.below(bytes.count)) }
            if !Self.isUsable(bytes) { refused += 1 }
        }
        #expect(refused > 0)
    }

    private static func isUsable(_ bytes: [UInt8]) -> Bool {
        guard let face = try? Typeface(name: "damaged", file: bytes, index: 0) else { return false }
        return face.parts.prefix(2).allSatisfy { part in
            (try? FontSubset(codes: part.map { ($0.code, $0.glyph) }).bytes(of: face.font, face.file)) != nil
        }
    }

    @Test("a font that is not there is named")
    func missing() {
        #expect(throws: FontError(.unreadable, "liberation/LiberationSerif-Regular.ttf")) {
            _ = try Typefaces { _ in nil }
        }
    }
}
