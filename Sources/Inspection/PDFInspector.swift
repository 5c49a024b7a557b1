/// Holds a PDF against the rules, page by page: memory does not grow with pages.
struct PDFInspector {
    private let inflation: Inflation
    private var fonts = KnownFonts()
    private var reader = ContentReader()
    private var text = PageText()

    init(_ inflation: Inflation) { self.inflation = inflation }

    /// What the pages of one document have told so far.
    private struct Document {
        var object = 0
        var pages = 0
        var isPleading = false
        var firstPage = 1
        var isReported = false
    }

    mutating func inspect(_ bytes: UnsafeRawBufferPointer, as paper: Inspector.Paper) -> Inspection {
        var findings = FindingList()
        let view: PDFDocumentView
        do throws(PDFFlaw) {
            view = try PDFDocumentView(bytes, inflation, fonts: &fonts)
        } catch {
            findings.add(.readable, error.message)
            return Inspection(findings: findings.all, pages: 0)
        }
        for rule in FileRules.all { rule(view, &findings) }
        var document = Document()
        for (index, number) in view.pages.enumerated() {
            inspect(page: index + 1, number, view, &document, paper, &findings)
        }
        return Inspection(findings: findings.all, pages: view.pages.count)
    }

    /// What stands behind a label, such as `Case No.`, on the first page, each once and in the order of the page. What is left
    /// of the line counts; the next piece of text where nothing is left. Blanks between words are one.
    ///
    /// - Returns: nil where there is no first page that can be read.
    mutating func values(labelled label: StaticString, onFirstPageOf bytes: UnsafeRawBufferPointer) -> [String]? {
        guard let view = try? PDFDocumentView(bytes, inflation, fonts: &fonts),
            let page = view.pages.first.flatMap({ view.file.object($0)?.value }),
            let content = page["Contents"]?.reference, let source = try? view.file.content(content)
        else { return nil }
        text.begin(width: 0, height: 0)
        reader.read(source, view.resources, into: &text)
        var values: [String] = []
        for (place, run) in text.runs.enumerated() {
            guard let rest = text.rest(after: label, in: run) else { continue }
            var words = Self.words(rest)
            if words.isEmpty, place + 1 < text.runs.count {
                words = Self.words(text.characters(of: text.runs[place + 1]))
            }
            let value = words.joined(separator: " ")
            if !value.isEmpty, !values.contains(value) { values.append(value) }
        }
        return values
    }

    private static func words(_ characters: ArraySlice<UInt16>) -> [Substring] {
        String(decoding: characters, as: UTF16.self).split { $0.isWhitespace || $0 == "\u{A0}" }
    }

    private mutating func inspect(
        page: Int, _ number: Int, _ view: PDFDocumentView, _ document: inout Document, _ paper: Inspector.Paper,
        _ findings: inout FindingList
    ) {
        guard let value = view.file.object(number)?.value, value["Type"]?.isName("Page") == true else {
            return findings.add(.readable, page: page, "the page is missing")
        }
        checkEntries(of: value, page, view, &findings)
        let box = view.file.resolve(value["MediaBox"])?.elements(atMost: 5).compactMap(\.number) ?? []
        guard box.count == 4, box[0] == 0, box[1] == 0 else {
            return findings.add(.pageSize, page: page, "the page has no size")
        }
        text.begin(width: box[2], height: box[3])
        // The back of a sheet, which belongs to no document.
        if value["Contents"] == nil { return checkSize(page, isPleading: false, &findings) }
        guard value["Resources"]?.reference == view.resourcesNumber, let content = value["Contents"]?.reference,
            let source = try? view.file.content(content)
        else { return findings.add(.readable, page: page, "the page's content cannot be read") }
        reader.read(source, view.resources, into: &text)
        checkParts(of: value, page, view, &document, &findings)
        let shown = PageView(text, view.resources.fonts, page: page, pageOfDocument: document.pages)
        for rule in PageRules.all { rule(shown, &findings) }
        let isPleading = paper == .pleading || shown.looksLikePleading
        if document.pages == 1 { document.isPleading = isPleading }
        if isPleading, !document.isPleading, !document.isReported {
            document.isReported = true
            findings.add(
                .lineNumbers, page: document.firstPage, "not on pleading paper, as later pages of the document are")
        }
        checkSize(page, isPleading: isPleading || document.isPleading, &findings)
        guard isPleading || document.isPleading else { return }
        for rule in PleadingRules.all { rule(shown, &findings) }
        if shown.isFirst { for rule in FirstPageRules.all { rule(shown, &findings) } }
    }

    /// Which document the page belongs to, and whether what it marks does.
    private func checkParts(
        of page: PDFValue, _ number: Int, _ view: PDFDocumentView, _ document: inout Document,
        _ findings: inout FindingList
    ) {
        var object = document.object
        if let structure = view.structure {
            let parts = structure.parts(of: page, showing: text)
            if parts.strayMarks > 0 {
                findings.add(.structure, page: number, "\(parts.strayMarks) marked texts that belong to no such part")
            }
            if parts.document > 0 { object = parts.document }
        }
        if object != document.object || document.pages == 0 {
            document = Document(object: object, firstPage: number)
        }
        document.pages += 1
    }

    private func checkSize(_ page: Int, isPleading: Bool, _ findings: inout FindingList) {
        let isUpright = (text.width - 612).magnitude < 0.5 && (text.height - 792).magnitude < 0.5
        let isAcross = (text.width - 792).magnitude < 0.5 && (text.height - 612).magnitude < 0.5
        if !isUpright && (isPleading || !isAcross) {
            findings.add(.pageSize, page: page, "the page is \(points(text.width)) by \(points(text.height))")
        }
    }

    private func checkEntries(
        of value: PDFValue, _ page: Int, _ view: PDFDocumentView, _ findings: inout FindingList
    ) {
        let known: [StaticString] = [
            "Type", "Parent", "MediaBox", "Resources", "StructParents", "Contents", "Tabs",
        ]
        value.forEachEntry { key, _ in
            if known.contains(where: { key.elementsEqual($0.asciiBytes) }) { return true }
            if key.elementsEqual("Annots".utf8) {
                findings.add(.passive, page: page, "the page has links, fields or notes")
            } else if key.elementsEqual("Group".utf8) {
                findings.add(.transparency, page: page, "something may shine through")
            } else if ["Rotate", "CropBox", "UserUnit"].contains(where: { key.elementsEqual($0.utf8) }) {
                findings.add(.pageSize, page: page, "the page is turned, cut or scaled")
            } else {
                findings.add(.passive, page: page, "the page has an entry that Vacatur does not write")
            }
            return true
        }
    }
}
