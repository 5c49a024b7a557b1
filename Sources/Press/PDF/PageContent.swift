/// Writes the content of one page: text, part by part, then rules.
struct PageContent: ~Copyable {
    var bytes = Bytes(capacity: 16_384)
    /// Fonts used in the file so far, one bit each.
    private(set) var fonts: UInt64 = 0
    private var strokes = Pool<Stroke>()
    private var font: UInt8 = 0xFD
    private var size: Length = 0
    /// Where the last line of this text object began.
    private var x: Length = 0
    private var y: Length = 0

    init() {}

    /// The bits of `fonts` are a `UInt64`: eight faces of eight parts.
    mutating func forgetFonts() { fonts = 0 }

    mutating func beginPage() {
        bytes.removeAll()
        strokes.removeAll()
    }

    mutating func beginText() {
        bytes.append("BT\n")
        (font, size, x, y) = (0xFD, 0, 0, 0)
    }

    /// Shows a line with its baseline at a point of the page, from its lower left corner.
    mutating func show(_ line: Line, _ galley: borrowing Galley, x lineX: Length, y lineY: Length) {
        guard line.end > line.start else { return }
        bytes.append(points: lineX - x)
        bytes.append(0x20)
        bytes.append(points: lineY - y)
        bytes.append(" Td\n")
        (x, y) = (lineX, lineY)
        var isInArray = false
        var isInString = false
        for index in Int(line.start)..<Int(line.end) {
            let glyph = galley.glyphs[index]
            if glyph.font >= Glyph.line {
                guard glyph.font == Glyph.line else { continue }
                // Its width is in thousandths of this size.
                if size != line.size {
                    if isInArray { bytes.append(isInString ? ")]TJ\n" : "]TJ\n") }
                    (isInArray, isInString) = (false, false)
                    setFont(font == 0xFD ? 0 : font, line.size)
                }
                if isInString { bytes.append(")") }
                if !isInArray { bytes.append("[") }
                (isInArray, isInString) = (true, false)
                bytes.append(number: -Int(glyph.advance))
                continue
            }
            let glyphSize = glyph.style.contains(.small) ? line.size * 5 / 6 : line.size
            if glyph.font != font || glyphSize != size {
                if isInArray { bytes.append(isInString ? ")]TJ\n" : "]TJ\n") }
                (isInArray, isInString) = (false, false)
                setFont(glyph.font, glyphSize)
            }
            bytes.reserve(16)
            if glyph.kern != 0, isInArray {
                if isInString { bytes.put(0x29) }
                bytes.append(number: -Int(glyph.kern))
                isInString = false
            }
            if !isInArray { bytes.append(0x5B) }
            if !isInString { bytes.append(0x28) }
            (isInArray, isInString) = (true, true)
            bytes.reserve(2)
            if glyph.code == 0x28 || glyph.code == 0x29 || glyph.code == 0x5C { bytes.put(0x5C) }
            bytes.put(glyph.code)
        }
        if isInArray { bytes.append(isInString ? ")]TJ\n" : "]TJ\n") }
        if line.isDecorated { decorate(line, galley, lineX, lineY) }
    }

    private mutating func setFont(_ font: UInt8, _ size: Length) {
        self.font = font
        self.size = size
        fonts |= 1 << UInt64(font)
        bytes.append("/F")
        bytes.append(number: Int(font))
        bytes.append(0x20)
        bytes.append(points: size)
        bytes.append(" Tf\n")
    }

    /// Lines to write on, underlines, and boxes around what is marked as missing.
    private mutating func decorate(_ line: Line, _ galley: borrowing Galley, _ lineX: Length, _ lineY: Length) {
        let thin = Length.points(0.75)
        var position = 0
        func x(_ position: Int) -> Length { lineX + Length(truncatingIfNeeded: position * Int(line.size) / 1_000) }
        for index in Int(line.start)..<Int(line.end) {
            let glyph = galley.glyphs[index]
            let start = position
            position += Int(glyph.kern) + Int(glyph.advance)
            let (left, right) = (x(start), x(position))
            if glyph.font == Glyph.line {
                rule(left, lineY - 2_000, right - left, thin)
            } else if glyph.style.contains(.underline) {
                rule(left, lineY - line.size / 8, right - left, line.size / 20)
            }
            if glyph.style.contains(.marked) {
                rule(left, lineY - line.size / 4, right - left, thin)
                rule(left, lineY + line.size * 3 / 4, right - left, thin)
            }
        }
    }

    /// A filled rectangle, drawn at the end of the page; from its lower left corner.
    mutating func rule(_ x: Length, _ y: Length, _ width: Length, _ height: Length) {
        if strokes.count > 0 {
            // What goes on where the last one ended is one rule.
            let last = strokes[strokes.count - 1]
            if last.y == y, last.height == height, last.x + last.width == x {
                strokes[strokes.count - 1].width += width
                return
            }
        }
        strokes.append(Stroke(x: x, y: y, width: width, height: height))
    }

    mutating func endPage() {
        guard strokes.count > 0 else { return }
        bytes.append("/Artifact BMC\n")
        for index in 0..<strokes.count {
            let stroke = strokes[index]
            for length in [stroke.x, stroke.y, stroke.width, stroke.height] {
                bytes.append(points: length)
                bytes.append(0x20)
            }
            bytes.append("re\n")
        }
        bytes.append("f\nEMC\n")
        strokes.removeAll()
    }
}
