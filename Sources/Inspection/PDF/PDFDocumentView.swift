/// A PDF as the rules for whole files look at it.
struct PDFDocumentView {
    let bytes: UnsafeRawBufferPointer
    let file: PDFFile
    let catalog: PDFValue
    let information: PDFValue?
    /// What the file says of itself in XMP, as it stands; empty if it says nothing.
    let metadata: [UInt8]
    let structure: StructureReader?
    /// The objects of the pages, in order.
    let pages: [Int]
    /// Those of the first page, which all pages of a file share.
    let resources: PageResources
    let resourcesNumber: Int?

    private static let mostPages = 1 << 20

    init(_ bytes: UnsafeRawBufferPointer, _ inflation: Inflation, fonts: inout KnownFonts) throws(PDFFlaw) {
        let file = try PDFFile(bytes, inflation)
        guard let catalog = file.resolve(file.trailer["Root"]), catalog["Type"]?.isName("Catalog") == true else {
            throw PDFFlaw("it has no catalog")
        }
        let pages = try Self.pages(of: catalog, in: file)
        let first = pages.first.flatMap { file.object($0)?.value }
        self.bytes = bytes
        self.file = file
        self.catalog = catalog
        self.pages = pages
        information = file.resolve(file.trailer["Info"])
        structure = StructureReader(catalog, in: file)
        metadata = (catalog["Metadata"]?.reference).flatMap { file.withContent($0) { Array($0) } } ?? []
        resourcesNumber = first?["Resources"]?.reference
        resources = PageResources(file.resolve(first?["Resources"]), in: file, known: &fonts)
    }

    /// The tree of pages, laid out flat.
    private static func pages(of catalog: PDFValue, in file: PDFFile) throws(PDFFlaw) -> [Int] {
        guard let root = catalog["Pages"]?.reference else { throw PDFFlaw("it has no pages") }
        var pages: [Int] = []
        var open: [(node: Int, depth: Int)] = [(root, 0)]
        var steps = 0
        while let (node, depth) = open.popLast() {
            steps += 1
            guard let value = file.object(node)?.value, depth < 16, steps <= file.objectCount else {
                throw PDFFlaw("its tree of pages is damaged")
            }
            guard value["Type"]?.isName("Pages") == true else {
                pages.append(node)
                continue
            }
            var kids: [(node: Int, depth: Int)] = []
            file.resolve(value["Kids"])?.forEachElement { kid in
                if let kid = kid.reference { kids.append((kid, depth + 1)) }
                return kids.count < mostPages
            }
            open += kids.reversed()
            guard pages.count + open.count <= mostPages else { throw PDFFlaw("it has too many pages") }
        }
        guard !pages.isEmpty else { throw PDFFlaw("it has no pages") }
        return pages
    }

    /// What stands between the first start and end of an element of the metadata, without the tags in it; nil if there is
    /// no such element.
    func metadata(_ element: StaticString) -> String? {
        guard let start = place(of: Array("<".utf8) + Array(element.asciiBytes) + Array(">".utf8), from: 0),
            let end = place(of: Array("</".utf8) + Array(element.asciiBytes) + Array(">".utf8), from: start.upperBound)
        else { return nil }
        var text: [UInt8] = []
        var isTag = false
        for byte in metadata[start.upperBound..<end.lowerBound] {
            if byte == UInt8(ascii: "<") { isTag = true }
            if !isTag { text.append(byte) }
            if byte == UInt8(ascii: ">") { isTag = false }
        }
        return Markup.plain(text[...])
    }

    private func place(of word: [UInt8], from start: Int) -> Range<Int>? {
        guard metadata.count >= word.count, start <= metadata.count - word.count else { return nil }
        for place in start...metadata.count - word.count
        where metadata[place] == word[0] && metadata[place..<place + word.count].elementsEqual(word) {
            return place..<place + word.count
        }
        return nil
    }
}
