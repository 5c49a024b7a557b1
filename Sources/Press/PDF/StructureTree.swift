/// The parts of the documents of a file as readers aloud follow them (ISO 32000-1, 14.7), and which marked content of
/// which page belongs to which part.
struct StructureTree: ~Copyable {
    /// A stretch of content of a part: the page's object, the number on the page, the next stretch.
    struct Content: BitwiseCopyable {
        var page: Int32
        var number: Int32
        var next: Int32
    }

    private var contents = Pool<Content>()
    /// Of the page that is being written: the part of each number.
    private var pageNodes = Pool<Int32>()
    /// The array of parts of each page, as an object.
    private var parents: [Int] = []
    private var root = 0
    private var documents: [Int] = []
    /// The object of the first part of the document that is being written.
    private var base = 0

    init() {}

    mutating func begin(_ writer: inout ObjectWriter) -> Int {
        parents.removeAll(keepingCapacity: true)
        documents.removeAll(keepingCapacity: true)
        root = writer.allocate()
        return root
    }

    mutating func beginDocument(_ galley: borrowing Galley, _ writer: inout ObjectWriter) {
        contents.removeAll()
        base = writer.allocate(galley.nodes.count)
        documents.append(base)
    }

    func object(of node: Int32) -> Int { base + Int(node) }

    /// Where the next page's parts stand in the tree.
    var nextPage: Int { parents.count }

    /// Begins a stretch of content of a part.
    ///
    /// - Returns: its number on the page.
    mutating func addContent(of node: Int32, page: Int, _ galley: inout Galley) -> Int {
        let number = pageNodes.count
        pageNodes.append(node)
        let content = Int32(contents.count)
        contents.append(Content(page: Int32(page), number: Int32(number), next: -1))
        let last = galley.nodes[node].lastContent
        if last < 0 { galley.nodes[node].content = content } else { contents[last].next = content }
        galley.nodes[node].lastContent = content
        return number
    }

    mutating func endPage(_ writer: inout ObjectWriter) {
        let number = writer.allocate()
        writer.object.append("[")
        for index in 0..<pageNodes.count {
            writer.object.append(reference: base + Int(pageNodes[index]))
            writer.object.append(0x20)
        }
        writer.object.append("]")
        writer.end(number)
        parents.append(number)
        pageNodes.removeAll()
    }

    mutating func endDocument(_ galley: borrowing Galley, _ writer: inout ObjectWriter) {
        for index in 0..<galley.nodes.count {
            let node = galley.nodes[index]
            writer.object.append("<</S/")
            writer.object.append(Self.name(node.role))
            writer.object.append("/P ")
            writer.object.append(reference: node.parent < 0 ? root : base + Int(node.parent))
            switch node.role {
            case .columnHeading: writer.object.append("/A<</O/Table/Scope/Column>>")
            case .rowHeading: writer.object.append("/A<</O/Table/Scope/Row>>")
            default: break
            }
            if let language = galley.languages[Int32(index)] {
                writer.object.append("/Lang ")
                writer.object.append(textString: language)
            }
            appendKids(node, galley, &writer)
            writer.object.append(">>")
            writer.end(base + index)
        }
    }

    private func appendKids(_ node: Node, _ galley: borrowing Galley, _ writer: inout ObjectWriter) {
        let page: Int32 = node.content < 0 ? 0 : contents[node.content].page
        if page > 0 {
            writer.object.append("/Pg ")
            writer.object.append(reference: Int(page))
        }
        writer.object.append("/K[")
        var content = node.content
        while content >= 0 {
            let entry = contents[content]
            if entry.page == page {
                writer.object.append(number: Int(entry.number))
                writer.object.append(0x20)
            } else {
                writer.object.append("<</Type/MCR/Pg ")
                writer.object.append(reference: Int(entry.page))
                writer.object.append("/MCID ")
                writer.object.append(number: Int(entry.number))
                writer.object.append(">>")
            }
            content = entry.next
        }
        var child = node.firstChild
        while child >= 0 {
            writer.object.append(reference: base + Int(child))
            writer.object.append(0x20)
            child = galley.nodes[child].next
        }
        writer.object.append("]")
    }

    mutating func finish(_ writer: inout ObjectWriter) {
        writer.object.append("<</Type/StructTreeRoot/K[")
        for document in documents {
            writer.object.append(reference: document)
            writer.object.append(0x20)
        }
        writer.object.append("]/ParentTreeNextKey ")
        writer.object.append(number: parents.count)
        writer.object.append("/ParentTree<</Nums[")
        for (page, number) in parents.enumerated() {
            writer.object.append(number: page)
            writer.object.append(0x20)
            writer.object.append(reference: number)
            writer.object.append(0x20)
        }
        writer.object.append("]>>>>")
        writer.end(root)
    }

    /// The standard types (ISO 32000-1, 14.8.4).
    static func name(_ role: Role) -> StaticString {
        switch role {
        case .document: "Document"
        case .section: "Sect"
        case .title: "H1"
        case .heading: "H2"
        case .subheading: "H3"
        case .paragraph: "P"
        case .list: "L"
        case .item: "LI"
        case .label: "Lbl"
        case .itemBody: "LBody"
        case .table: "Table"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .row: "TR"
        case .columnHeading, .rowHeading: "TH"
        case .cell: "TD"
        case .caption: "Caption"
        case .quotation: "BlockQuote"
        case .note: "Note"
        case .none: "Span"
        }
    }
}
