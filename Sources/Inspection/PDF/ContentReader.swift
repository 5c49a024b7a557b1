/// Carries out the content of pages (ISO 32000-1, 8 and 9) as far as Vacatur writes it, and notes where text and rules come
/// to stand. What it does not know is noted as strange: of such a page nothing can be vouched for.
struct ContentReader {
    /// From user space to the page's points.
    private struct Matrix {
        var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

        func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

        /// This one first, then the other.
        func then(_ other: Matrix) -> Matrix {
            Matrix(
                a: a * other.a + b * other.c, b: a * other.b + b * other.d, c: c * other.a + d * other.c,
                d: c * other.b + d * other.d, e: e * other.a + f * other.c + other.e,
                f: e * other.b + f * other.d + other.f)
        }
    }

    private struct State {
        var matrix = Matrix()
        var isBlack = true
    }

    private struct Operand {
        var number = 0.0
        /// Of names, strings, arrays and dictionaries: where they stand.
        var start = 0
        var end = 0
    }

    private static let deepest = 16

    private var state = State()
    private var saved: [State] = []
    private var tags: [ContentTag] = []
    private var text = Matrix()
    private var line = Matrix()
    private var font: Int32 = -1
    private var size = 0.0
    private var operands: [Operand] = []
    private var rectangles: [Stroke] = []
    private var depth = 0

    /// Reads a page's content.
    ///
    /// - Parameters:
    ///   - content: Unpacked.
    ///   - resources: The fonts and forms that it names.
    ///   - page: Gets what is shown.
    mutating func read(_ content: PDFSource, _ resources: PageResources, into page: inout PageText) {
        state = State()
        saved.removeAll(keepingCapacity: true)
        tags.removeAll(keepingCapacity: true)
        depth = 0
        run(content, resources, &page)
        if !saved.isEmpty || !tags.isEmpty { page.isUnbalanced = true }
    }

    private mutating func run(_ content: PDFSource, _ resources: PageResources, _ page: inout PageText) {
        let bytes = content.bytes
        var lexer = PDFLexer(bytes, from: 0, to: bytes.count)
        operands.removeAll(keepingCapacity: true)
        while true {
            lexer.skipBlanks()
            guard lexer.position < bytes.count else { return }
            let byte = bytes[lexer.position]
            if byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
                guard let number = lexer.number() else { return page.isStrange = true }
                operands.append(Operand(number: number))
            } else if byte == UInt8(ascii: "[") {
                // Text is shown as it is read; that its operator follows is seen then.
                guard showArray(&lexer, bytes, resources, &page) else { return page.isStrange = true }
            } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "<") {
                guard let range = lexer.value() else { return page.isStrange = true }
                operands.append(Operand(start: range.lowerBound, end: range.upperBound))
            } else {
                let (code, length) = lexer.word()
                guard length > 0 else { return page.isStrange = true }
                if length > 3 || !carryOut(code, bytes, resources, &page) { page.isStrange = true }
                operands.removeAll(keepingCapacity: true)
            }
            if operands.count > 64 { return page.isStrange = true }
        }
    }

    private func number(_ index: Int) -> Double { index < operands.count ? operands[index].number : 0 }

    private func bytes(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard index < operands.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: bytes[operands[index].start..<operands[index].end])
    }

    // MARK: - Operators

    /// - Returns: false for an operator that Vacatur does not write.
    private mutating func carryOut(
        _ code: UInt32, _ bytes: UnsafeRawBufferPointer, _ resources: PageResources, _ page: inout PageText
    ) -> Bool {
        switch code {
        case Self.code("Td"):
            line = Matrix(e: number(0), f: number(1)).then(line)
            text = line
        case Self.code("TJ"): if !operands.isEmpty { page.isStrange = true }
        case Self.code("Tf"):
            font = resources.font(self.bytes(0, bytes).dropFirst())
            size = number(1)
        case Self.code("BT"): (text, line) = (Matrix(), Matrix())
        case Self.code("ET"): break
        case Self.code("Tm"):
            line = Matrix(a: number(0), b: number(1), c: number(2), d: number(3), e: number(4), f: number(5))
            text = line
        case Self.code("BDC"), Self.code("BMC"): beginMark(bytes, &page)
        case Self.code("EMC"): if tags.popLast() == nil { page.isUnbalanced = true }
        case Self.code("re"): addRectangle(page.height)
        case Self.code("f"): fill(&page)
        case Self.code("q"):
            guard saved.count < Self.deepest else { return false }
            saved.append(state)
        case Self.code("Q"):
            guard let last = saved.popLast() else {
                page.isUnbalanced = true
                return true
            }
            state = last
        case Self.code("cm"):
            let matrix = Matrix(a: number(0), b: number(1), c: number(2), d: number(3), e: number(4), f: number(5))
            state.matrix = matrix.then(state.matrix)
        case Self.code("Do"): showForm(self.bytes(0, bytes).dropFirst(), resources, &page)
        case Self.code("g"), Self.code("rg"), Self.code("k"): takeColor(code)
        default: return false
        }
        return true
    }

    private static func code(_ name: StaticString) -> UInt32 {
        name.asciiBytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    /// Black is 0 in grey and red-green-blue, and black ink alone in the colours of print.
    private mutating func takeColor(_ code: UInt32) {
        let isInk = code == Self.code("k")
        state.isBlack =
            isInk ? number(3) == 1 : (0..<operands.count).allSatisfy { number($0) == 0 }
    }

    private mutating func beginMark(_ bytes: UnsafeRawBufferPointer, _ page: inout PageText) {
        let name = self.bytes(0, bytes).dropFirst()
        tags.append(ContentTag(UnsafeRawBufferPointer(rebasing: name)))
        if tags.count > 64 { page.isUnbalanced = true }
        guard operands.count > 1 else { return }
        var lexer = PDFLexer(bytes, from: operands[1].start + 2, to: operands[1].end)
        while let key = lexer.name(), let value = lexer.value() {
            guard bytes[key].elementsEqual("MCID".utf8) else { continue }
            var lexer = PDFLexer(bytes, from: value.lowerBound, to: value.upperBound)
            guard let number = lexer.integer() else { continue }
            let start = page.tagNames.count
            page.tagNames.append(contentsOf: name)
            page.marks.append((number, start..<page.tagNames.count))
        }
    }

    private var tag: ContentTag {
        if tags.isEmpty { return .none }
        return tags.contains(.artifact) ? .artifact : tags[tags.count - 1]
    }

    private mutating func addRectangle(_ height: Double) {
        let (x0, y0) = state.matrix.point(number(0), number(1))
        let (x1, y1) = state.matrix.point(number(0) + number(2), number(1) + number(3))
        rectangles.append(
            Stroke(x: min(x0, x1), y: height - max(y0, y1), width: (x1 - x0).magnitude, height: (y1 - y0).magnitude))
    }

    private mutating func fill(_ page: inout PageText) {
        if tags.isEmpty { page.unmarked += rectangles.count }
        page.strokes.append(contentsOf: rectangles)
        rectangles.removeAll(keepingCapacity: true)
    }

    private mutating func showForm(
        _ name: Slice<UnsafeRawBufferPointer>, _ resources: PageResources, _ page: inout PageText
    ) {
        guard depth < 4, let form = resources.form(name) else { return page.isStrange = true }
        depth += 1
        let kept = (state, text, line, font, size)
        run(form, resources, &page)
        (state, text, line, font, size) = kept
        depth -= 1
    }

    // MARK: - Text

    /// Shows the strings of an array, with the distances between them, and steps over it and its operator.
    ///
    /// - Returns: false if it is something else.
    private mutating func showArray(
        _ lexer: inout PDFLexer, _ bytes: UnsafeRawBufferPointer, _ resources: PageResources, _ page: inout PageText
    ) -> Bool {
        guard font >= 0, lexer.takes("[") else { return false }
        let began = (text: text, first: page.characters.count)
        let isShown = resources.withCodes(of: Int(font)) { characters, widths in
            while true {
                lexer.skipBlanks()
                guard lexer.position < bytes.count else { return false }
                switch bytes[lexer.position] {
                case UInt8(ascii: "("):
                    guard let width = Self.show(&lexer, bytes, characters, widths, &page) else { return false }
                    move(width / 1_000 * size)
                case UInt8(ascii: "]"): return lexer.takes("]TJ") || (lexer.takes("]") && lexer.takes("TJ"))
                default:
                    guard let number = lexer.number() else { return false }
                    move(-number / 1_000 * size)
                }
            }
        }
        end(began, &page)
        return isShown
    }

    private mutating func move(_ distance: Double) {
        text.e += text.a * distance
        text.f += text.b * distance
    }

    /// Takes the codes of a string.
    ///
    /// - Returns: their widths together; nil if it does not end.
    @inline(__always)
    private static func show(
        _ lexer: inout PDFLexer, _ bytes: UnsafeRawBufferPointer, _ characters: UnsafeBufferPointer<UInt16>,
        _ widths: UnsafeBufferPointer<Double>, _ page: inout PageText
    ) -> Double? {
        var sum = 0.0
        var index = lexer.position + 1
        while index < bytes.count {
            var code = bytes[index]
            if code == UInt8(ascii: ")") {
                lexer.move(to: index + 1)
                return sum
            }
            if code == UInt8(ascii: "\\") {
                index += 1
                guard index < bytes.count else { return nil }
                code = bytes[index]
                // Only the three characters that need it are escaped.
                if code != 0x28, code != 0x29, code != 0x5C { page.unknownCodes += 1 }
            }
            let character = characters[Int(code)]
            let width = widths[Int(code)]
            if character == 0 || width <= 0 { page.unknownCodes += 1 }
            page.characters.append(character)
            sum += width
            index += 1
        }
        return nil
    }

    private mutating func end(_ began: (text: Matrix, first: Int), _ page: inout PageText) {
        let count = page.characters.count - began.first
        guard count > 0 else { return }
        let placed = began.text.then(state.matrix)
        let end = text.then(state.matrix)
        if tags.isEmpty { page.unmarked += 1 }
        page.runs.append(
            TextRun(
                x: placed.e, end: end.e, y: page.height - placed.f,
                size: size * (placed.b * placed.b + placed.a * placed.a).squareRoot(),
                font: font, first: Int32(began.first), count: Int32(count), tag: tag,
                isUpright: placed.b == 0 && placed.a > 0, isBlack: state.isBlack))
    }
}
