/// One glyph as it was set.
struct Glyph: BitwiseCopyable {
    var code: UInt8
    /// The font of the PDF, or one of `line` and `lineBreak`.
    var font: UInt8
    var style: TextStyle
    var kind: Slot.Kind
    /// Before it, in thousandths of the size: nearer to the glyph before if negative.
    var kern: Int16
    /// In thousandths of the size of the paragraph.
    var advance: UInt16

    /// No glyph but a line to write on.
    static let line: UInt8 = 0xFE
    static let lineBreak: UInt8 = 0xFF
}

/// A line of text: glyphs side by side.
struct Line: BitwiseCopyable {
    var start: Int32
    var end: Int32
    var size: Length
    var width: Length
    /// It has lines to write on, underlines or marks: its emission has to know where.
    var isDecorated: Bool
}

/// A line where it stands in its item.
struct Mark: BitwiseCopyable {
    var line: Int32
    /// From the left edge of the text.
    var x: Length
    /// From the top of the item.
    var baseline: Length
    /// The part of the document that it belongs to.
    var node: Int32
}

/// A filled rectangle in an item; decoration, not content.
struct Stroke: BitwiseCopyable {
    var x: Length
    var y: Length
    var width: Length
    var height: Length
}

/// What a page takes or leaves as a whole: a line, a row of a table, a space.
struct Item: BitwiseCopyable {
    var marks: Int32
    var strokes: Int32
    var height: Length
    /// A page may end before it.
    var mayBreak = true
    /// A space, which the top of a page swallows.
    var isSpace = false
    var startsPage = false
    /// The heading that begins here, as a node; -1 if none.
    var bookmark: Int32 = -1
    /// The table whose row it is; -1 if none.
    var table: Int32 = -1
    var isHeading = false
    /// The first of the footnotes that stand on its page, and how many they are.
    var note: Int32 = 0
    var notes: Int32 = 0
}

/// The rows of a table that stand again at the top of each further page.
struct Head: BitwiseCopyable {
    var start: Int32
    var end: Int32
}

/// A part of the document, for the structure that readers aloud follow.
struct Node: BitwiseCopyable {
    var role: Role
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var next: Int32 = -1
    /// The first of its stretches of content; -1 if none.
    var content: Int32 = -1
    var lastContent: Int32 = -1
}

/// The type of one document, set into lines and rows, before it is made up into pages.
struct Galley: ~Copyable {
    var glyphs = Pool<Glyph>(capacity: 8_192)
    var lines = Pool<Line>()
    var marks = Pool<Mark>()
    var strokes = Pool<Stroke>()
    var items = Pool<Item>()
    var nodes = Pool<Node>()
    /// Of each table.
    var heads = Pool<Head>(capacity: 16)
    /// The text of each heading, by its node.
    var headings: [Int32: String] = [:]
    /// Of parts in another language than the document's, by node.
    var languages: [Int32: String] = [:]
    /// The part of each footnote, in order.
    var notes: [Int32] = []
    /// Where the items of the text end; those of the footnotes follow, one for each.
    var flowEnd = 0
    /// The part that is being filled.
    private(set) var open: Int32 = 0

    mutating func removeAll() {
        glyphs.removeAll()
        lines.removeAll()
        marks.removeAll()
        strokes.removeAll()
        items.removeAll()
        nodes.removeAll()
        heads.removeAll()
        headings.removeAll(keepingCapacity: true)
        languages.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        flowEnd = 0
        nodes.append(Node(role: .document, parent: -1))
        open = 0
    }

    // MARK: - Structure

    /// Adds a part to the one that is open. `.none` adds nothing and gives the open one.
    mutating func addNode(_ role: Role) -> Int32 {
        guard role != .none else { return open }
        let node = Int32(nodes.count)
        nodes.append(Node(role: role, parent: open))
        let last = nodes[open].lastChild
        if last < 0 { nodes[open].firstChild = node } else { nodes[last].next = node }
        nodes[open].lastChild = node
        return node
    }

    /// Opens a new part; gives what has to be handed to `close`.
    mutating func openNode(_ role: Role) -> Int32 {
        let outer = open
        open = addNode(role)
        return outer
    }

    mutating func closeNode(_ outer: Int32) { open = outer }

    /// The items of the footnotes that belong to an item.
    func footnotes(of item: Item) -> Range<Int> {
        flowEnd + Int(item.note)..<flowEnd + Int(item.note + item.notes)
    }

    // MARK: - Items

    /// An item that begins with the marks and strokes added from now on.
    var freshItem: Item { Item(marks: Int32(marks.count), strokes: Int32(strokes.count), height: 0) }

    func marks(of index: Int) -> Range<Int> {
        Int(items[index].marks)..<(index + 1 < items.count ? Int(items[index + 1].marks) : marks.count)
    }

    func strokes(of index: Int) -> Range<Int> {
        Int(items[index].strokes)..<(index + 1 < items.count ? Int(items[index + 1].strokes) : strokes.count)
    }
}
