/// The fonts and forms that pages name, read once for a file (ISO 32000-1, 7.8.3).
final class PageResources {
    private(set) var fonts: [PDFFont] = []
    private var fontNames: [[UInt8]] = []
    private var forms: [(name: [UInt8], content: PDFSource)] = []
    /// Fonts of a kind that Vacatur does not write.
    private(set) var strangeFonts = 0
    /// Images, which hold no text, and anything else that is no form.
    private(set) var strangeObjects = 0
    private(set) var hasTransparency = false

    private static let most = 4_096

    /// - Parameters:
    ///   - resources: The dictionary.
    ///   - file: The file that they are of.
    ///   - known: Fonts of files before, which are mostly the same.
    init(_ resources: PDFValue?, in file: PDFFile, known: inout KnownFonts) {
        file.resolve(resources?["Font"])?.forEachEntry { name, value in
            guard let font = file.resolve(value), let read = known.font(font, in: file) else {
                strangeFonts += 1
                return strangeFonts < Self.most
            }
            fonts.append(read)
            fontNames.append(Array(name))
            return fonts.count < Self.most
        }
        file.resolve(resources?["XObject"])?.forEachEntry { name, value in
            guard let number = value.reference, let object = file.object(number),
                object.value["Subtype"]?.isName("Form") == true,
                let content = try? file.content(number)
            else {
                strangeObjects += 1
                return strangeObjects < Self.most
            }
            if object.value["Group"] != nil || object.value["Matrix"] != nil { hasTransparency = true }
            forms.append((Array(name), content))
            return forms.count < Self.most
        }
        if let states = file.resolve(resources?["ExtGState"]) {
            states.forEachEntry { _, _ in
                hasTransparency = true
                return false
            }
        }
    }

    /// The place of a font among `fonts`; -1 if the resources do not name it.
    func font(_ name: Slice<UnsafeRawBufferPointer>) -> Int32 {
        Int32(fontNames.firstIndex { $0.elementsEqual(name) } ?? -1)
    }

    func form(_ name: Slice<UnsafeRawBufferPointer>) -> PDFSource? {
        forms.first { $0.name.elementsEqual(name) }?.content
    }

    /// Lends what the codes of a font mean and how wide they are.
    @inline(__always)
    func withCodes<Result>(
        of font: Int, _ body: (UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<Double>) -> Result
    ) -> Result {
        let font = fonts[font]
        return font.characters.withUnsafeBufferPointer { characters in
            font.widths.withUnsafeBufferPointer { body(characters, $0) }
        }
    }
}

/// Fonts that were read before: the files of a run embed the same ones.
struct KnownFonts {
    private var fonts: [PDFFont] = []
    private static let most = 64

    mutating func font(_ value: PDFValue, in file: PDFFile) -> PDFFont? {
        let origin = PDFFont.origin(of: value, in: file)
        if let known = fonts.first(where: { $0.isMade(from: origin) }) { return known }
        guard let font = PDFFont(value, in: file) else { return nil }
        if fonts.count == Self.most { fonts.removeAll() }
        fonts.append(font)
        return font
    }
}
