package import Press

/// Reads HTML documents of ours as descriptions of pages: the same text that a browser shows, for paper.
///
/// Kept for many documents: what their styles say is remembered.
package struct PageReader {
    private var styles: [(css: [UInt8], style: PageStyle)] = []
    private var scratch = Manuscript()

    package init() {}

    /// Reads a document as the templates render it.
    package mutating func manuscript(of html: [UInt8]) throws(PaperError) -> Manuscript {
        scratch.removeAll()
        var page = PageBody(try PageScanner(html), scratch)
        scratch = Manuscript()
        let css = try page.readHead()
        page.take(style(css))
        try page.readBody()
        return page.manuscript
    }

    /// Gives the memory of a description back for the next document.
    package mutating func reuse(_ manuscript: consuming Manuscript) { scratch = manuscript }

    private mutating func style(_ css: [UInt8]) -> PageStyle {
        if let known = styles.first(where: { $0.css == css }) { return known.style }
        var style = PageStyle()
        style.read(String(decoding: css, as: UTF8.self))
        // A run has a few kinds of documents; a folder of strangers' may have any number.
        if styles.count == 64 { styles.removeAll() }
        styles.append((css, style))
        return style
    }
}

/// One document on its way from elements to blocks.
struct PageBody {
    var scanner: PageScanner
    var manuscript: Manuscript
    var style = PageStyle()
    var look = PageLook(PageStyle())
    /// Of `facts`, and of lettered headings.
    private var facts = 0
    private var points = 0
    private var isLettering = false
    /// Whether the text that is being read may have footnotes: that of tables, headings and footnotes may not.
    private var takesNotes = false

    init(_ scanner: PageScanner, _ manuscript: Manuscript) {
        self.scanner = scanner
        self.manuscript = manuscript
    }

    mutating func take(_ style: PageStyle) {
        self.style = style
        look = PageLook(style)
        manuscript.paper = style.paper
    }

    /// - Returns: the style sheets, one after the other.
    mutating func readHead() throws(PaperError) -> [UInt8] {
        guard case .start(.html)? = try scanner.next() else { throw scanner.error(.malformed("not an HTML document")) }
        manuscript.language = scanner.language ?? "en"
        var css: [UInt8] = []
        var title: [UInt8] = []
        var inside: PageElement?
        while let event = try scanner.next() {
            switch event {
            case .start(let element):
                switch element {
                case .head, .meta: break
                case .title, .style: inside = element
                default: throw scanner.error(.misplaced(element.rawValue))
                }
            case .end(let element):
                if element == .head {
                    manuscript.title = String(decoding: title, as: UTF8.self)
                    return css
                }
                inside = nil
            case .text, .entity:
                if inside == .style { css += scanner.text }
                if inside == .title { title += scanner.text }
            }
        }
        throw scanner.error(.malformed("not an HTML document"))
    }

    mutating func readBody() throws(PaperError) {
        guard try skipBlanks() == .body else { throw scanner.error(.malformed("not an HTML document")) }
        try readFlow(PagePlace())
        while try scanner.next() != nil {}
    }

    /// - Returns: the element that begins next; nil if one ends instead.
    mutating func skipBlanks() throws(PaperError) -> PageElement? {
        while let event = try scanner.next() {
            switch event {
            case .start(let element): return element
            case .end: return nil
            case .text, .entity: try refuseText()
            }
        }
        return nil
    }

    private func refuseText() throws(PaperError) {
        guard scanner.text.allSatisfy({ $0 <= 0x20 }) else {
            throw scanner.error(.malformed("text stands outside of a paragraph"))
        }
    }

    // MARK: - Blocks

    private mutating func readFlow(_ place: PagePlace) throws(PaperError) {
        while let element = try skipBlanks() { try readBlock(element, place) }
    }

    private mutating func readBlock(_ element: PageElement, _ place: PagePlace) throws(PaperError) {
        let classes = scanner.classes
        if classes.contains(.attached) { manuscript.newPage() }
        switch element {
        case .main: try readFlow(place)
        case .section: try readSection(classes, place)
        case .div: try readDivision(classes, place)
        case .p:
            if classes.contains(.draft) { return manuscript.paper.draftMark = try readMarginText() }
            if classes.contains(.barcode) { return manuscript.paper.barcode = try readMarginText() }
            takesNotes = !place.isCell
            try readText(look.paragraph(place, classes), place.style)
            takesNotes = false
        case .blockquote:
            var inner = place
            (inner.left, inner.right) = (place.left + .points(36), place.right + .points(36))
            inner.indents = false
            inner.isQuotation = true
            manuscript.open(.quotation)
            try readFlow(inner)
            manuscript.close()
        case .h1, .h2, .h3:
            var style = place.style
            style.insert(.bold)
            manuscript.beginParagraph(look.heading(element, place))
            if element == .h3, isLettering {
                points += 1
                manuscript.add(Array("\(PageList.letter(points).uppercased()). ".utf8), style)
            }
            try readInline(style)
            manuscript.endParagraph()
        case .ol, .ul: try readList(element, classes, place)
        case .address: try readText(look.address(classes), [])
        case .table: try readTable(classes, place)
        default: throw scanner.error(.misplaced(element.rawValue))
        }
    }

    private mutating func readSection(_ classes: PageClasses, _ place: PagePlace) throws(PaperError) {
        if !classes.isDisjoint(with: [.memo, .spanish]) { manuscript.newPage() }
        let outer = isLettering
        if classes.contains(.memo) { (isLettering, points) = (true, 0) }
        manuscript.open(.section, language: scanner.language)
        try readFlow(place)
        manuscript.close()
        isLettering = outer
    }

    private mutating func readDivision(_ classes: PageClasses, _ place: PagePlace) throws(PaperError) {
        var inner = place
        if classes.contains(.court) {
            inner.isCentered = true
            inner.indents = false
            inner.style = [.bold, .upper]
            // On line 8 in any case (rule 2.111(3)): if the title of the case is too high for the page, that one goes on.
            inner.keep = [.withNext, .withPrevious]
            try readFlow(inner)
            manuscript.space(Pleading.line)
        } else if classes.contains(.caption) {
            try readBoxes(classes, place)
        } else if classes.contains(.sign) {
            inner.left += look.width * 45 / 100
            inner.indents = false
            manuscript.space(look.isPleading ? Pleading.line : look.leading, keepsWithPrevious: true)
            inner.keep = [.together, .withPrevious]
            try readFlow(inner)
        } else {
            if classes.contains(.head) { try readHeadOfExhibit(classes, place) } else { try readFlow(place) }
        }
    }

    /// The head of an exhibit: boxes if divisions stand in it, else a flow.
    private mutating func readHeadOfExhibit(_ classes: PageClasses, _ place: PagePlace) throws(PaperError) {
        guard let first = try skipBlanks() else { return }
        if first == .div {
            try readBoxes(classes, place, isBegun: true)
        } else {
            try readBlock(first, place)
            try readFlow(place)
        }
    }

    private mutating func readBoxes(
        _ classes: PageClasses, _ place: PagePlace, isBegun: Bool = false
    ) throws(PaperError) {
        manuscript.beginTable(look.boxes(classes))
        manuscript.beginRow()
        var inner = place
        inner.indents = false
        inner.isCell = look.isPleading
        var isFirst = true
        while true {
            if !(isBegun && isFirst) {
                guard let element = try skipBlanks() else { break }
                guard element == .div else { throw scanner.error(.misplaced(element.rawValue)) }
            }
            manuscript.beginCell(CellFormat(role: .none))
            inner.left = isFirst ? 0 : .points(12)
            try readFlow(inner)
            manuscript.endCell()
            isFirst = false
        }
        manuscript.endRow()
        manuscript.endTable()
    }

    private mutating func readList(
        _ element: PageElement, _ classes: PageClasses, _ place: PagePlace
    ) throws(PaperError) {
        var list = PageList(
            kind: element == .ul
                ? .bulleted
                : classes.contains(.how)
                    ? .unnumbered
                    : scanner.isLettered
                        ? .lettered : .numbered,
            next: classes.contains(.facts) ? facts + 1 : scanner.number ?? 1)
        manuscript.open(.list)
        while let item = try skipBlanks() {
            guard item == .li else { throw scanner.error(.misplaced(item.rawValue)) }
            manuscript.beginParagraph(look.item(list, place), label: list.label)
            takesNotes = true
            try readInline(place.style)
            takesNotes = false
            manuscript.endParagraph()
            list.next += 1
        }
        manuscript.close()
        manuscript.space(look.gap)
        if classes.contains(.facts) { facts = list.next - 1 }
    }

    /// Reads what stands in the margin in place of the text.
    private mutating func readMarginText() throws(PaperError) -> String {
        var text: [UInt8] = []
        while let event = try scanner.next() {
            switch event {
            case .text, .entity: text += scanner.text
            case .start(let element): throw scanner.error(.misplaced(element.rawValue))
            case .end: return String(decoding: text, as: UTF8.self)
            }
        }
        throw scanner.error(.malformed("a text does not end"))
    }

    // MARK: - Text

    /// Reads a paragraph up to the end of its element.
    mutating func readText(_ format: ParagraphFormat, _ style: TextStyle) throws(PaperError) {
        manuscript.beginParagraph(format)
        try readInline(style)
        manuscript.endParagraph()
    }

    private mutating func readInline(_ style: TextStyle) throws(PaperError) {
        while let event = try scanner.next() {
            switch event {
            case .text, .entity: manuscript.add(scanner.text, style)
            case .end: return
            case .start(let element):
                var inner = style
                let classes = scanner.classes
                switch element {
                case .br: manuscript.addBreak()
                case .b, .strong: inner.insert(.bold)
                case .i, .em: inner.insert(.italic)
                case .u: inner.insert(.underline)
                case .mark: inner.insert(.marked)
                case .span where classes.contains(.note):
                    try readNote()
                    continue
                case .span:
                    if classes.contains(.blank) {
                        manuscript.addLine(.points(classes.contains(.long) ? 324 : 172.8), style)
                    }
                    if classes.contains(.hex) { inner.insert(.mono) }
                    if classes.contains(.small) { inner.insert(.small) }
                    // Small capitals would be type of less than 12 points (rule 2.104).
                    if classes.contains(.smallCaps) { inner.insert(look.isPleading ? .upper : .smallCaps) }
                default: throw scanner.error(.misplaced(element.rawValue))
                }
                try readInline(inner)
            }
        }
    }

    private mutating func readNote() throws(PaperError) {
        guard takesNotes else { throw scanner.error(.misplaced("span class=\"note\"")) }
        takesNotes = false
        manuscript.beginNote(look.note())
        try readInline([])
        manuscript.endNote()
        takesNotes = true
    }
}
