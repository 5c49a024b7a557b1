/// A font of a PDF: what its codes mean, how wide they are, and what is wrong with it.
final class PDFFont {
    /// Without the six letters and the plus that mark a part of a font.
    let name: [UInt8]
    /// By code: a UTF-16 unit; 0 if the font does not tell.
    private(set) var characters = [UInt16](repeating: 0, count: 256)
    /// By code: thousandths of the size.
    private(set) var widths = [Double](repeating: 0, count: 256)
    let isEmbedded: Bool
    private(set) var hasUnicodes = false
    /// How many codes have another width than in the font's program, or no glyph there.
    private(set) var wrongWidths = 0
    private(set) var missingGlyphs = 0
    /// Whether the program was readable.
    private(set) var hasProgram = false

    /// What the font was read from, to know it again in the next file.
    private let origin: [UInt8]

    /// - Returns: nil if it is no font of the kind that Vacatur writes.
    init?(_ font: PDFValue, in file: PDFFile) {
        guard font["Subtype"]?.isName("TrueType") == true, let base = font["BaseFont"]?.name else { return nil }
        let isPart = base.count > 7 && base[6] == UInt8(ascii: "+")
        name = isPart ? Array(base.dropFirst(7)) : base
        let descriptor = file.resolve(font["FontDescriptor"])
        let program = descriptor?["FontFile2"]?.reference
        isEmbedded = program != nil
        origin = Self.origin(of: font, in: file)
        readWidths(font, file)
        if let number = font["ToUnicode"]?.reference { file.withContent(number, readUnicodes) }
        if let program { file.withContent(program, compare) }
    }

    /// Everything that a font is read from, as it stands in the file.
    static func origin(of font: PDFValue, in file: PDFFile) -> [UInt8] {
        var origin: [UInt8] = []
        func add(stream value: PDFValue?) {
            guard let number = value?.reference, let object = file.object(number), let bytes = file.packed(object)
            else {
                return
            }
            origin += bytes
        }
        font.forEachEntry { key, value in
            if key.elementsEqual("FontDescriptor".utf8) {
                add(stream: file.resolve(value)?["FontFile2"])
            } else if key.elementsEqual("ToUnicode".utf8) {
                add(stream: value)
            } else {
                origin += value.bytes
            }
            return true
        }
        return origin
    }

    /// Whether it is equivalent to Courier, Times New Roman or Arial (rule 2.105), has nothing but boxes to tick, or only
    /// helps out with letters that none of those has, as names in Vietnamese need.
    var isPermitted: Bool {
        if Self.permitted.contains(where: { name.starts(with: $0) }) { return true }
        return name.starts(with: "DejaVuSerif".utf8) && characters.allSatisfy { $0 == 0 || $0 > 0x7E }
    }

    private static let permitted = [
        "LiberationSerif", "LiberationMono", "LiberationSans", "Times", "Courier", "Arial", "Helvetica", "VacaturSigns",
    ].map { Array($0.utf8) }

    func isMade(from bytes: [UInt8]) -> Bool { origin == bytes }

    private func readWidths(_ font: PDFValue, _ file: PDFFile) {
        guard let first = font["FirstChar"]?.integer, (0..<256).contains(first) else { return }
        var code = first
        file.resolve(font["Widths"])?.forEachElement { value in
            guard code < 256 else { return false }
            widths[code] = value.number ?? 0
            code += 1
            return true
        }
    }

    /// Reads `beginbfchar` and `beginbfrange` (ISO 32000-1, 9.10.3).
    private func readUnicodes(_ bytes: UnsafeRawBufferPointer) {
        var lexer = PDFLexer(bytes, from: 0, to: bytes.count)
        var isRange: Bool?
        var values: [Int] = []
        while let range = lexer.value() {
            let word = UnsafeRawBufferPointer(rebasing: bytes[range])
            if word.elementsEqual("beginbfrange".utf8) { (isRange, values) = (true, []) }
            if word.elementsEqual("beginbfchar".utf8) { (isRange, values) = (false, []) }
            if word.elementsEqual("endbfrange".utf8) || word.elementsEqual("endbfchar".utf8) { isRange = nil }
            guard let isRange, word.first == UInt8(ascii: "<") else { continue }
            values.append(
                word.reduce(0) { sum, byte in PDFLexer.hexDigit(byte).map { sum << 4 & 0xFFFF | Int($0) } ?? sum })
            guard values.count == (isRange ? 3 : 2) else { continue }
            let last = min(isRange ? values[1] : values[0], 255)
            let character = values[values.count - 1]
            for code in stride(from: values[0], through: last, by: 1) {
                characters[code] = UInt16(truncatingIfNeeded: character + code - values[0])
            }
            values = []
            hasUnicodes = true
        }
    }

    private func compare(_ bytes: UnsafeRawBufferPointer) {
        guard let program = FontProgram(bytes) else { return }
        hasProgram = true
        for code in 0..<256 where widths[code] > 0 || characters[code] != 0 {
            let glyph = program.glyph(code)
            if glyph == 0 {
                missingGlyphs += 1
            } else if (program.width(glyph) - widths[code]).magnitude > 1 {
                wrongWidths += 1
            }
        }
    }
}
