/// The fonts of a PDF, cut and compressed once and copied into each file that uses them. One per thread.
struct FontShelf {
    private struct Embedded {
        let name: String
        let program: [UInt8]
        let programLength: Int
        let unicodes: [UInt8]
        let widths: String
        let descriptor: String
        let first: Int
        let last: Int
    }

    private let typefaces: Typefaces
    private let compression: Compression
    private var embedded: [Embedded?]

    init(_ typefaces: Typefaces, _ compression: Compression) {
        self.typefaces = typefaces
        self.compression = compression
        embedded = [Embedded?](repeating: nil, count: typefaces.fontCount)
    }

    /// Writes a font's four objects.
    ///
    /// - Returns: the number of the font.
    mutating func write(_ font: Int, to writer: inout ObjectWriter) throws(FontError) -> Int {
        let made: Embedded
        if let ready = embedded[font] { made = ready } else { made = try make(font) }
        embedded[font] = made
        let number = writer.allocate(4)
        writer.object.append("/Length1 ")
        writer.object.append(number: made.programLength)
        writer.stream(number + 3, ready: made.program, isCompressed: true)
        writer.stream(number + 2, ready: made.unicodes, isCompressed: true)
        writer.object.append("<</Type/FontDescriptor/FontName/")
        writer.object.append(made.name)
        writer.object.append(made.descriptor)
        writer.object.append("/FontFile2 ")
        writer.object.append(reference: number + 3)
        writer.object.append(">>")
        writer.end(number + 1)
        writer.object.append("<</Type/Font/Subtype/TrueType/BaseFont/")
        writer.object.append(made.name)
        writer.object.append("/FirstChar ")
        writer.object.append(number: made.first)
        writer.object.append("/LastChar ")
        writer.object.append(number: made.last)
        writer.object.append("/Widths[")
        writer.object.append(made.widths)
        writer.object.append("]/FontDescriptor ")
        writer.object.append(reference: number + 1)
        writer.object.append("/ToUnicode ")
        writer.object.append(reference: number + 2)
        writer.object.append(">>")
        writer.end(number)
        return number
    }

    private func make(_ font: Int) throws(FontError) -> Embedded {
        let face = typefaces.faces[font / Repertoire.parts]
        let part = font % Repertoire.parts
        let codes = face.parts[part]
        let program = try FontSubset(codes: codes.map { ($0.code, $0.glyph) }).bytes(of: face.font, face.file)
        let first = Int(codes.first?.code ?? 0x20)
        let last = Int(codes.last?.code ?? 0x20)
        var widths = [Int](repeating: 0, count: last - first + 1)
        for entry in codes {
            widths[Int(entry.code) - first] = Typeface.thousandths(
                try face.font.advance(entry.glyph), of: face.font.unitsPerEm)
        }
        // Six letters and a plus mark a part of a font (ISO 32000-1, 9.6.4).
        let letters = "ABCDEFGH".map(String.init)
        let tag = "VACAT" + letters[part]
        return Embedded(
            name: "\(tag)+\(face.name)", program: compression.bytes(program), programLength: program.count,
            unicodes: compression.bytes(Array(Self.unicodes(codes).utf8)),
            widths: widths.map(String.init).joined(separator: " "), descriptor: descriptor(face), first: first,
            last: last)
    }

    private func descriptor(_ face: Typeface) -> String {
        let em = face.font.unitsPerEm
        func scaled(_ units: Int) -> Int { Typeface.thousandths(units, of: em) }
        let isMono = face.name.contains("Mono")
        let isItalic = face.font.italicAngle != 0
        let isBold = face.name.contains("Bold")
        // Symbolic, and by face: fixed pitch, serif, italic (ISO 32000-1, table 123).
        let flags = 4 + (isMono ? 1 : face.name.contains("Serif") ? 2 : 0) + (isItalic ? 64 : 0)
        let box = face.font.box.map { String(scaled($0)) }.joined(separator: " ")
        return "/Flags \(flags)/FontBBox[\(box)]/ItalicAngle \(face.font.italicAngle / 65_536)"
            + "/Ascent \(scaled(face.font.ascent))/Descent \(scaled(face.font.descent))/CapHeight 662"
            + "/StemV \(isBold ? 140 : 84)"
    }

    /// The characters of the codes, so that text can be searched and copied.
    private static func unicodes(_ codes: [(code: UInt8, character: UInt16, glyph: Int)]) -> String {
        func hex(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: digits - text.count) + text
        }
        var ranges: [(first: Int, last: Int, character: Int)] = []
        for entry in codes {
            let (code, character) = (Int(entry.code), Int(entry.character))
            if let last = ranges.last, last.last + 1 == code, last.character + code - last.first == character,
                last.character >> 8 == character >> 8
            {
                ranges[ranges.count - 1].last = code
            } else {
                ranges.append((code, code, character))
            }
        }
        var text = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <00><FF>
            endcodespacerange

            """
        for start in stride(from: 0, to: ranges.count, by: 100) {
            let some = ranges[start..<min(start + 100, ranges.count)]
            text += "\(some.count) beginbfrange\n"
            for range in some {
                text += "<\(hex(range.first, 2))><\(hex(range.last, 2))><\(hex(range.character, 4))>\n"
            }
            text += "endbfrange\n"
        }
        return text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }
}
