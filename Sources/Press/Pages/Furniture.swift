/// What stands on every page of a document besides its text: numbers of lines, rules, foot, margins, the mark of a draft.
struct Furniture {
    private let paper: Paper
    private let setter: Setter

    init(_ paper: Paper, _ setter: Setter) {
        self.paper = paper
        self.setter = setter
    }

    /// What is the same on all pages, as the content of a form that each page shows.
    func writeForm(_ content: inout PageContent, _ galley: inout Galley) throws(PressError) {
        content.beginPage()
        if paper.isPleading { try writePleading(&content, &galley) }
        if !paper.draftMark.isEmpty { try writeDraftMark(&content, &galley) }
        content.endPage()
    }

    private func writePleading(_ content: inout PageContent, _ galley: inout Galley) throws(PressError) {
        for x in Pleading.rules { content.rule(x, 0, Pleading.ruleWidth, paper.height) }
        let left = Pleading.rules[1]
        let right = Pleading.rules[2]
        content.rule(left, paper.height - Pleading.footRule, right - left, Pleading.ruleWidth)
        content.beginText()
        for number in 1...Pleading.lines {
            let line = try set(String(number), Pleading.size, [], &galley)
            let y =
                Pleading.top + Length(number - 1) * Pleading.line + Pleading.baseline(Pleading.size, in: Pleading.line)
            content.show(line, galley, x: Pleading.numbers - line.width, y: paper.height - y)
        }
        let room = right - left - 2 * Pleading.ruleWidth
        for (row, line) in try lines(paper.footer, Pleading.footSize, room, &galley).enumerated() {
            content.show(
                line, galley, x: left + (right - left - line.width) / 2,
                y: paper.height - Pleading.footTitle - Length(row) * Pleading.footLeading)
        }
        content.bytes.append("ET\n")
    }

    /// Upwards along the left edge.
    private func writeDraftMark(_ content: inout PageContent, _ galley: inout Galley) throws(PressError) {
        let line = try set(paper.draftMark, .points(11), .bold, &galley)
        content.bytes.append("q 0 1 -1 0 20 ")
        content.bytes.append(points: (paper.height - line.width) / 2)
        content.bytes.append(" cm\n")
        content.beginText()
        content.show(line, galley, x: 0, y: 0)
        content.bytes.append("ET\nQ\n")
    }

    /// What differs from page to page.
    func writeMargins(
        _ content: inout PageContent, _ galley: inout Galley, page: Int, of pages: Int
    ) throws(PressError) {
        if paper.isPleading {
            let line = try set(String(page), Pleading.size, [], &galley)
            let center = (Pleading.rules[1] + Pleading.rules[2]) / 2
            begin(&content)
            content.show(line, galley, x: center - line.width / 2, y: paper.height - Pleading.pageNumber)
            content.bytes.append("ET\nEMC\n")
        }
        if page == 1, !paper.barcode.isEmpty { try writeBarcode(&content, &galley) }
        for box in paper.boxes {
            var text = ""
            for part in box.parts {
                switch part {
                case .text(let some): text += some
                case .page: text += String(page)
                case .pages: text += String(pages)
                }
            }
            let line = try set(text, box.size, box.isBold ? .bold : [], &galley)
            let isTop = box.place == .topLeft || box.place == .topCenter || box.place == .topRight
            let middle = isTop ? paper.top / 2 : paper.bottom + (paper.height - paper.bottom) / 2
            let x: Length =
                switch box.place {
                case .topLeft, .bottomLeft: paper.left
                case .topCenter, .bottomCenter: (paper.left + paper.right - line.width) / 2
                case .topRight, .bottomRight: paper.right - line.width
                }
            begin(&content)
            content.show(line, galley, x: x, y: paper.height - middle - box.size * 27 / 80)
            content.bytes.append("ET\nEMC\n")
        }
    }

    /// A bar code in the upper right corner, above the text, and below it what it says.
    private func writeBarcode(_ content: inout PageContent, _ galley: inout Galley) throws(PressError) {
        guard let code = Code128(paper.barcode) else { throw .barcode }
        let width = Length(code.modules) * Barcode.module
        let quiet = Length(Code128.quietZone) * Barcode.module
        let bottom = Barcode.top + Barcode.height
        guard width + 2 * quiet <= paper.right - paper.left, bottom + Barcode.textLeading < paper.top else {
            throw .barcode
        }
        let left = paper.right - quiet - width
        var x = left
        for (index, modules) in code.widths.enumerated() {
            let width = Length(modules) * Barcode.module
            if index.isMultiple(of: 2) { content.rule(x, paper.height - bottom, width, Barcode.height) }
            x += width
        }
        let line = try set(paper.barcode, Barcode.textSize, [], &galley)
        begin(&content)
        content.show(
            line, galley, x: left + (width - line.width) / 2, y: paper.height - bottom - Barcode.textLeading)
        content.bytes.append("ET\nEMC\n")
    }

    private func begin(_ content: inout PageContent) {
        content.bytes.append("/Artifact<</Type/Pagination>>BDC\n")
        content.beginText()
    }

    private func set(
        _ text: String, _ size: Length, _ style: TextStyle, _ galley: inout Galley
    ) throws(PressError) -> Line {
        try lines(text, size, .max, &galley, style)[0]
    }

    private func lines(
        _ text: String, _ size: Length, _ room: Length, _ galley: inout Galley, _ style: TextStyle = []
    ) throws(PressError) -> [Line] {
        let glyphs = galley.glyphs.count
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { (bytes) throws(PressError) in
            try setter.set(bytes, 0..<bytes.count, style, into: &galley)
        }
        let first = galley.lines.count
        let width = Compositor.thousandths(room, size)
        LineBreaker(firstWidth: width, width: width, size: size).breakLines(glyphs..<galley.glyphs.count, into: &galley)
        return (first..<galley.lines.count).map { galley.lines[$0] }
    }
}
