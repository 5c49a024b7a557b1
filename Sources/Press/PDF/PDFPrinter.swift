/// Sets manuscripts and writes them as PDF: one document in a file, or many in one volume.
///
/// One per thread, kept for a whole run: fonts are cut and compressed at their first use, and memory is used again. The
/// same manuscripts give the same bytes.
package final class PDFPrinter {
    private let setter: Setter
    private var shelf: FontShelf
    private var writer: ObjectWriter
    private var galley = Galley()
    private var paginator = Paginator()
    private var content = PageContent()
    private var structure = StructureTree()
    private var outline = Outline()
    private var pages: [Int] = []
    private var title = ""
    private var language = ""
    /// Of the document that was added last.
    private var lastPaper = Paper()
    private var numbers = Numbers()

    /// Objects that everything points at.
    private struct Numbers {
        var catalog = 0, information = 0, pages = 0, resources = 0, metadata = 0, profile = 0, structure = 0
    }

    private let profile: [UInt8]

    package init(_ typefaces: Typefaces, _ compression: Compression) {
        setter = Setter(typefaces)
        shelf = FontShelf(typefaces, compression)
        writer = ObjectWriter(compression)
        profile = compression.bytes(ColorProfile.bytes())
    }

    /// One document as a file.
    package func pdf(of manuscript: Manuscript) throws(PressError) -> [UInt8] {
        begin(title: manuscript.title, language: manuscript.language)
        try add(manuscript)
        return try finish()
    }

    // MARK: - Volumes

    /// Begins a file of several documents.
    package func begin(title: String, language: String) {
        (self.title, self.language) = (title, language)
        writer.begin()
        pages.removeAll(keepingCapacity: true)
        content.forgetFonts()
        forms.removeAll(keepingCapacity: true)
        numbers.catalog = writer.allocate()
        numbers.information = writer.allocate()
        numbers.pages = writer.allocate()
        numbers.resources = writer.allocate()
        numbers.metadata = writer.allocate()
        numbers.profile = writer.allocate()
        numbers.structure = structure.begin(&writer)
        outline.begin(&writer)
    }

    /// Forms of furniture by what they show.
    private var forms: [(key: String, number: Int)] = []

    /// How many pages a document takes.
    package func pageCount(of manuscript: Manuscript) throws(PressError) -> Int {
        try makeUp(manuscript)
        return paginator.pageCount
    }

    private func makeUp(_ manuscript: Manuscript) throws(PressError) {
        let paper = manuscript.paper
        galley.removeAll()
        var compositor = Compositor(setter, width: paper.right - paper.left)
        try compositor.set(manuscript, into: &galley)
        paginator.makeUp(galley, height: paper.bottom - paper.top)
    }

    /// Adds a document, on pages of its own. The bookmark of a part stands below that of the last document that is none.
    ///
    /// - Returns: how many pages it takes. A volume to which a document could not be added is void.
    @discardableResult
    package func add(_ manuscript: Manuscript, asPart isPart: Bool = false) throws(PressError) -> Int {
        let paper = manuscript.paper
        lastPaper = paper
        try makeUp(manuscript)
        structure.beginDocument(galley, &writer)
        outline.beginDocument(manuscript.title, isPart: isPart)
        let furniture = Furniture(paper, setter)
        let form = try form(of: paper, furniture)
        for page in 0..<paginator.pageCount {
            let number = writer.allocate(2)
            content.beginPage()
            if form > 0 {
                content.bytes.append("/Artifact<</Type/Pagination>>BDC\n/X")
                content.bytes.append(number: form)
                content.bytes.append(" Do\nEMC\n")
            }
            if page == 0 { outline.place(documentAt: number, paper.height) }
            show(page, number, paper)
            try furniture.writeMargins(&content, &galley, page: page + 1, of: paginator.pageCount)
            content.endPage()
            writer.stream(number + 1, content.bytes)
            writePage(number, paper)
        }
        structure.endDocument(galley, &writer)
        return paginator.pageCount
    }

    private func form(of paper: Paper, _ furniture: Furniture) throws(PressError) -> Int {
        guard paper.isPleading || !paper.draftMark.isEmpty else { return 0 }
        let key = "\(paper.isPleading)\u{0}\(paper.footer)\u{0}\(paper.draftMark)\u{0}\(paper.width) \(paper.height)"
        if let known = forms.first(where: { $0.key == key }) { return known.number }
        try furniture.writeForm(&content, &galley)
        let number = writer.allocate()
        writer.object.append("/Type/XObject/Subtype/Form/BBox[0 0 ")
        writer.object.append(points: paper.width)
        writer.object.append(0x20)
        writer.object.append(points: paper.height)
        writer.object.append("]/Resources ")
        writer.object.append(reference: numbers.resources)
        writer.stream(number, content.bytes)
        forms.append((key, number))
        return number
    }

    /// The text of a page, part by part.
    private func show(_ page: Int, _ number: Int, _ paper: Paper) {
        var open: Int32 = -2
        var notes: [Int] = []
        for index in paginator.placements(of: page) {
            let placement = paginator.placements[index]
            let item = galley.items[placement.item]
            let top = paper.height - paper.top - placement.y + placement.from
            let isWhole = placement.from == 0 && placement.to == item.height
            if item.bookmark >= 0, !placement.isRepeated {
                outline.add(galley, item.bookmark, page: number, top: top)
            }
            if item.notes > 0, placement.from == 0 { notes += galley.footnotes(of: item) }
            for index in galley.marks(of: Int(placement.item)) {
                let mark = galley.marks[index]
                guard isWhole || (mark.baseline > placement.from && mark.baseline <= placement.to) else { continue }
                show(mark, placement.isRepeated ? -1 : mark.node, &open, number, x: paper.left, y: top)
            }
            for index in galley.strokes(of: Int(placement.item)) {
                let stroke = galley.strokes[index]
                let end = stroke.y + stroke.height
                guard end > placement.from, stroke.y < placement.to else { continue }
                let from = max(stroke.y, placement.from)
                let to = min(end, placement.to)
                content.rule(paper.left + stroke.x, top - to, stroke.width, to - from)
            }
        }
        if !notes.isEmpty { show(footnotes: notes, &open, number, paper) }
        if open != -2 { content.bytes.append("ET\nEMC\n") }
    }

    private func show(_ mark: Mark, _ node: Int32, _ open: inout Int32, _ page: Int, x: Length, y: Length) {
        if node != open {
            if open != -2 { content.bytes.append("ET\nEMC\n") }
            beginPart(node, page)
            open = node
        }
        content.show(galley.lines[mark.line], galley, x: x + mark.x, y: y - mark.baseline)
    }

    /// The footnotes of a page, the last of them at the foot of the text.
    private func show(footnotes: [Int], _ open: inout Int32, _ page: Int, _ paper: Paper) {
        var top = paper.height - paper.bottom
        for index in footnotes { top += galley.items[index].height }
        content.rule(paper.left, top + Footnotes.ruleAbove, Footnotes.ruleWidth, Footnotes.ruleThickness)
        for index in footnotes {
            for mark in galley.marks(of: index) {
                show(galley.marks[mark], galley.marks[mark].node, &open, page, x: paper.left, y: top)
            }
            top -= galley.items[index].height
        }
    }

    private func beginPart(_ node: Int32, _ page: Int) {
        if node < 0 {
            content.bytes.append("/Artifact<</Type/Pagination>>BDC\n")
        } else {
            content.bytes.append("/")
            content.bytes.append(StructureTree.name(galley.nodes[node].role))
            content.bytes.append("<</MCID ")
            content.bytes.append(number: structure.addContent(of: node, page: page, &galley))
            content.bytes.append(">>BDC\n")
        }
        content.beginText()
    }

    private func beginPage(_ number: Int, _ paper: Paper) {
        writer.object.append("<</Type/Page/Parent ")
        writer.object.append(reference: numbers.pages)
        writer.object.append("/MediaBox[0 0 ")
        writer.object.append(points: paper.width)
        writer.object.append(0x20)
        writer.object.append(points: paper.height)
        writer.object.append("]/Resources ")
        writer.object.append(reference: numbers.resources)
    }

    private func writePage(_ number: Int, _ paper: Paper) {
        beginPage(number, paper)
        writer.object.append("/StructParents ")
        writer.object.append(number: structure.nextPage)
        writer.object.append("/Contents ")
        writer.object.append(reference: number + 1)
        writer.object.append(">>")
        writer.end(number)
        structure.endPage(&writer)
        pages.append(number)
    }

    /// Adds a page with nothing on it, of the size of the page before: the back of a sheet.
    package func addBlankPage() {
        let number = writer.allocate()
        beginPage(number, lastPaper)
        writer.object.append(">>")
        writer.end(number)
        pages.append(number)
    }

    /// Gives away the bytes of the file that are ready, and forgets them: a long volume needs no more memory than a short
    /// one. After `end` these are the last.
    package func handOver<Failure>(
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try writer.handOver(take)
    }

    /// Ends a file of which nothing was handed over.
    package func finish() throws(PressError) -> [UInt8] {
        try end()
        return Array(writer.file.raw)
    }

    /// Writes what every file ends with.
    package func end() throws(PressError) {
        structure.finish(&writer)
        outline.finish(&writer)
        try writeResources()
        writer.object.append("<</Type/Pages/Count ")
        writer.object.append(number: pages.count)
        writer.object.append("/Kids[")
        for page in pages {
            writer.object.append(reference: page)
            writer.object.append(0x20)
        }
        writer.object.append("]>>")
        writer.end(numbers.pages)
        writer.object.append("/Type/Metadata/Subtype/XML")
        writer.stream(
            numbers.metadata, ready: Array(Metadata.packet(title: title, language: language).utf8), isCompressed: false)
        writer.object.append("/N 3")
        writer.stream(numbers.profile, ready: profile, isCompressed: true)
        writer.object.append("<</Title ")
        writer.object.append(textString: title)
        writer.object.append("/Producer(")
        writer.object.append(Metadata.producer)
        writer.object.append(")>>")
        writer.end(numbers.information)
        writeCatalog()
        writer.finish(catalog: numbers.catalog, information: numbers.information)
    }

    private func writeCatalog() {
        writer.object.append("<</Type/Catalog/Pages ")
        writer.object.append(reference: numbers.pages)
        writer.object.append("/Metadata ")
        writer.object.append(reference: numbers.metadata)
        writer.object.append("/StructTreeRoot ")
        writer.object.append(reference: numbers.structure)
        writer.object.append("/Outlines ")
        writer.object.append(reference: outline.number)
        writer.object.append("/MarkInfo<</Marked true>>/Lang")
        writer.object.append(textString: language)
        writer.object.append("/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>")
        writer.object.append("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)")
        writer.object.append("/Info(sRGB)/DestOutputProfile ")
        writer.object.append(reference: numbers.profile)
        writer.object.append(">>]>>")
        writer.end(numbers.catalog)
    }

    private func write(_ font: Int) throws(PressError) -> Int {
        do {
            return try shelf.write(font, to: &writer)
        } catch {
            throw .font(error)
        }
    }

    private func writeResources() throws(PressError) {
        var fonts: [(font: Int, number: Int)] = []
        for font in 0..<64 where content.fonts & (1 << UInt64(font)) != 0 {
            fonts.append((font, try write(font)))
        }
        writer.object.append("<</Font<<")
        for font in fonts {
            writer.object.append("/F")
            writer.object.append(number: font.font)
            writer.object.append(0x20)
            writer.object.append(reference: font.number)
        }
        writer.object.append(">>/XObject<<")
        for form in forms {
            writer.object.append("/X")
            writer.object.append(number: form.number)
            writer.object.append(0x20)
            writer.object.append(reference: form.number)
        }
        writer.object.append(">>>>")
        writer.end(numbers.resources)
    }
}
