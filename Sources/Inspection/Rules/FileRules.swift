/// What holds for every PDF as a whole, one function a rule: that it can be searched, read aloud and kept (PDF/A-2b, as far
/// as files of ours could break it), and does nothing.
enum FileRules {
    static let all: [Rule<PDFDocumentView>] = [
        header, identifier, encryption, title, language, passive, metadata, outputIntent, embedding, fontWidths,
        searchable, transparency, bookmarks, pageLabels, tagged, structure,
    ]

    static func header(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let isRight =
            view.bytes.starts(with: Array("%PDF-1.7\n%".utf8)) && view.bytes.count > 15
            && view.bytes[10..<14].allSatisfy { $0 > 127 }
        if !isRight { findings.add(.header, "the file does not begin as it has to") }
    }

    static func identifier(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let parts = view.file.trailer["ID"]?.elements(atMost: 3) ?? []
        if parts.count != 2 || parts.contains(where: { $0.string?.isEmpty ?? true }) {
            findings.add(.identifier, "the file has no identifier")
        }
    }

    static func encryption(_ view: PDFDocumentView, _ findings: inout FindingList) {
        if view.file.trailer["Encrypt"] != nil { findings.add(.encryption, "the file is encrypted") }
    }

    static func title(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let title = view.information?["Title"]?.text ?? ""
        if title.allSatisfy(\.isWhitespace) { findings.add(.title, "the file has no title") }
        if view.file.resolve(view.catalog["ViewerPreferences"])?["DisplayDocTitle"]?.isTrue != true {
            findings.add(.title, "the file does not ask for its title to be shown")
        }
    }

    static func language(_ view: PDFDocumentView, _ findings: inout FindingList) {
        if view.catalog["Lang"]?.text?.isEmpty ?? true { findings.add(.language, "the file names no language") }
    }

    /// Nothing acts: no entry of catalog, bookmarks and pages but those that Vacatur writes.
    static func passive(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let known: [StaticString] = [
            "Type", "Pages", "Metadata", "StructTreeRoot", "Outlines", "MarkInfo", "Lang", "ViewerPreferences",
            "PageLabels", "OutputIntents", "PageMode", "Version",
        ]
        let named: [StaticString] = ["AcroForm", "OpenAction", "AA", "Names", "AF", "URI", "Dests", "Collection"]
        view.catalog.forEachEntry { key, _ in
            guard !known.contains(where: { key.elementsEqual($0.asciiBytes) }) else { return true }
            let name = named.first { key.elementsEqual($0.asciiBytes) }.map { "\($0)" }
            findings.add(.passive, "the catalog has \(name ?? "an entry that Vacatur does not write")")
            return true
        }
        var left = view.file.objectCount
        if let outlines = view.file.resolve(view.catalog["Outlines"]) {
            walk(outlines, depth: 0, &left, view, &findings)
        }
    }

    private static func walk(
        _ parent: PDFValue, depth: Int, _ left: inout Int, _ view: PDFDocumentView, _ findings: inout FindingList
    ) {
        var next = parent["First"]
        while let item = view.file.resolve(next), left > 0, depth < 8 {
            left -= 1
            if item["A"] != nil || item["AA"] != nil { findings.add(.passive, "a bookmark that acts") }
            walk(item, depth: depth + 1, &left, view, &findings)
            next = item["Next"]
        }
    }

    static func metadata(_ view: PDFDocumentView, _ findings: inout FindingList) {
        if view.metadata("pdfaid:part") != "2" || view.metadata("pdfaid:conformance") != "B" {
            findings.add(.metadata, "the metadata does not say PDF/A-2b")
        }
        let known: [(key: StaticString, element: StaticString)] = [("Title", "dc:title"), ("Producer", "pdf:Producer")]
        view.information?.forEachEntry { key, value in
            guard let pair = known.first(where: { key.elementsEqual($0.key.asciiBytes) }) else {
                findings.add(.metadata, "the information dictionary has an entry that Vacatur does not write")
                return true
            }
            if view.metadata(pair.element) != value.text {
                findings.add(.metadata, "metadata and information dictionary differ in \(pair.key)")
            }
            return true
        }
    }

    static func outputIntent(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let intent = view.file.resolve(view.catalog["OutputIntents"])?.elements(atMost: 1).first
        guard let intent = view.file.resolve(intent), intent["S"]?.isName("GTS_PDFA1") == true,
            let number = intent["DestOutputProfile"]?.reference, view.file.object(number)?.value["N"]?.integer == 3,
            view.file.withContent(number, isProfile) == true
        else { return findings.add(.outputIntent, "the file has no colour profile as output intent") }
    }

    /// A profile of red, green and blue that is as long as it says (ISO 15076-1, 7.2).
    private static func isProfile(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 132 else { return false }
        let size = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
        return size == bytes.count && bytes[8] <= 4 && bytes[16..<20].elementsEqual("RGB ".utf8)
            && bytes[36..<40].elementsEqual("acsp".utf8)
    }

    static func embedding(_ view: PDFDocumentView, _ findings: inout FindingList) {
        for font in view.resources.fonts {
            if !font.isEmbedded {
                findings.add(.embedding, "a font is not embedded")
            } else if !font.hasProgram {
                findings.add(.embedding, "an embedded font cannot be read")
            } else if font.missingGlyphs > 0 {
                findings.add(.embedding, "an embedded font lacks \(font.missingGlyphs) of its letters")
            }
        }
        if view.resources.strangeFonts > 0 {
            findings.add(.embedding, "\(view.resources.strangeFonts) fonts of a kind that Vacatur does not write")
        }
    }

    static func fontWidths(_ view: PDFDocumentView, _ findings: inout FindingList) {
        for font in view.resources.fonts where font.wrongWidths > 0 {
            findings.add(.fontWidths, "\(font.wrongWidths) letters of a font have another width than stated")
        }
    }

    static func searchable(_ view: PDFDocumentView, _ findings: inout FindingList) {
        for font in view.resources.fonts where !font.hasUnicodes {
            findings.add(.searchable, "a font does not tell which characters its codes are")
        }
        if view.resources.strangeObjects > 0 {
            findings.add(.searchable, "\(view.resources.strangeObjects) images or the like, in which no text is found")
        }
    }

    static func transparency(_ view: PDFDocumentView, _ findings: inout FindingList) {
        if view.resources.hasTransparency { findings.add(.transparency, "something may shine through") }
    }

    static func bookmarks(_ view: PDFDocumentView, _ findings: inout FindingList) {
        if view.file.resolve(view.catalog["Outlines"])?["First"] == nil {
            findings.add(.bookmarks, "the file has no bookmarks")
        }
    }

    static func pageLabels(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let labels = view.file.resolve(view.catalog["PageLabels"])
        if view.file.resolve(labels?["Nums"])?.elements(atMost: 1).first?.integer != 0 {
            findings.add(.pageLabels, "the pages have no labels")
        }
    }

    static func tagged(_ view: PDFDocumentView, _ findings: inout FindingList) {
        let isMarked = view.file.resolve(view.catalog["MarkInfo"])?["Marked"]?.isTrue == true
        if !isMarked || view.structure?.documents.isEmpty ?? true {
            findings.add(.tagged, "the file has no structure for readers aloud")
        }
    }

    static func structure(_ view: PDFDocumentView, _ findings: inout FindingList) {
        guard let faults = view.structure?.faults() else { return }
        if faults.tables > 0 { findings.add(.tableHeaders, "\(faults.tables) tables without headings") }
        if faults.parts > 0 { findings.add(.structure, "\(faults.parts) parts of the structure are tied wrongly") }
    }
}
