/// The parts of the documents of a file, as readers aloud follow them (ISO 32000-1, 14.7): to which document a page belongs,
/// and whether what a page marks is a part of it.
final class StructureReader {
    private let file: PDFFile
    private let root: Int
    /// The parts of each page, by the key that the page names.
    private var parents: [Int: PDFValue] = [:]
    private(set) var documents: [Int] = []

    private static let deepest = 32
    private static let mostPages = 1 << 20

    /// - Returns: nil if the file has no structure.
    init?(_ catalog: PDFValue, in file: PDFFile) {
        guard let reference = catalog["StructTreeRoot"]?.reference, let tree = file.object(reference)?.value else {
            return nil
        }
        self.file = file
        root = reference
        file.resolve(tree["K"])?.forEachElement { value in
            if let number = value.reference { documents.append(number) }
            return documents.count < Self.mostPages
        }
        if let numbers = file.resolve(tree["ParentTree"]) { readNumbers(numbers, depth: 0) }
    }

    private func readNumbers(_ tree: PDFValue, depth: Int) {
        guard depth < 8, parents.count < Self.mostPages else { return }
        var key: Int?
        file.resolve(tree["Nums"])?.forEachElement { value in
            if let number = key {
                parents[number] = value
                key = nil
            } else {
                key = value.integer
            }
            return parents.count < Self.mostPages
        }
        file.resolve(tree["Kids"])?.forEachElement { value in
            if let kid = file.resolve(value) { readNumbers(kid, depth: depth + 1) }
            return parents.count < Self.mostPages
        }
    }

    /// What the structure says of a page.
    struct PageParts {
        /// The object of the document that the page belongs to; 0 if it belongs to none.
        var document = 0
        /// Marked content that belongs to no part, or to one of another kind.
        var strayMarks = 0
    }

    func parts(of page: PDFValue, showing text: PageText) -> PageParts {
        var result = PageParts()
        guard let key = page["StructParents"]?.integer, let array = file.resolve(parents[key]), array.isArray else {
            result.strayMarks = text.marks.count
            return result
        }
        let parts = array.elements(atMost: text.marks.count + 1)
        if let first = parts.first?.reference { result.document = document(of: first) }
        for mark in text.marks {
            let isPart =
                parts.indices.contains(mark.number)
                && file.resolve(parts[mark.number])?["S"].map {
                    $0.bytes.dropFirst().elementsEqual(text.tagNames[mark.tag])
                } == true
            if !isPart { result.strayMarks += 1 }
        }
        return result
    }

    private func document(of part: Int) -> Int {
        var number = part
        for _ in 0..<Self.deepest {
            guard let parent = file.object(number)?.value["P"]?.reference else { return 0 }
            if parent == root { return number }
            number = parent
        }
        return 0
    }

    /// How many tables have no cell that heads a row or a column, and how many parts stand where they cannot.
    func faults() -> (tables: Int, parts: Int) {
        var faults = (tables: 0, parts: 0)
        // Every part is looked at once, however the tree is tied.
        var left = file.objectCount
        for document in documents { _ = walk(document, in: root, depth: 0, &left, &faults) }
        return faults
    }

    /// - Returns: whether the part is or has a heading cell.
    private func walk(
        _ number: Int, in parent: Int, depth: Int, _ left: inout Int, _ faults: inout (tables: Int, parts: Int)
    ) -> Bool {
        left -= 1
        guard left > 0, depth < Self.deepest, let part = file.object(number)?.value else {
            faults.parts += 1
            return false
        }
        var (kind, kids, isTied): (PDFValue?, PDFValue?, Bool) = (nil, nil, false)
        part.forEachEntry { key, value in
            guard key.count == 1 else { return true }
            switch key[0] {
            case UInt8(ascii: "S"): kind = value
            case UInt8(ascii: "K"): kids = value
            case UInt8(ascii: "P"): isTied = value.reference == parent
            default: break
            }
            return true
        }
        guard let kind, isTied else {
            faults.parts += 1
            return false
        }
        if kind.isName("TH") { return true }
        var hasHeading = false
        kids?.forEachElement { kid in
            if let kid = kid.reference, walk(kid, in: number, depth: depth + 1, &left, &faults) { hasHeading = true }
            return left > 0
        }
        if kind.isName("Table"), !hasHeading { faults.tables += 1 }
        return hasHeading
    }
}
