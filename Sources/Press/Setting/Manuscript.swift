/// A document before it is set: what it says and how each part of it stands, without lines or pages.
///
/// Filled from front to back, set by a `PDFDocument`, emptied and filled again. Holds text as UTF-8; runs of blanks are
/// one blank, as in HTML.
package struct Manuscript: Sendable {
    struct Span: BitwiseCopyable {
        enum Kind: UInt8 { case text, line, lineBreak, note }

        var kind: Kind
        var style: TextStyle
        /// Bytes of `text`; of a line to write on, its width; of a footnote, its position among them.
        var start: Int32
        var end: Int32
    }

    /// Between the number of a footnote and its text: a blank at which no line ends.
    static let noteBlank: [UInt8] = [0xC2, 0xA0]

    /// A footnote; it has the number that follows from its position.
    struct Note {
        var spans: [Span] = []
        var format: ParagraphFormat
    }

    struct Block: BitwiseCopyable {
        enum Kind: UInt8 {
            case paragraph, open, close, space, page
            case table, row, cell, endCell, endRow, endTable
        }

        var kind: Kind
        /// Of a group.
        var role = Role.none
        /// A row of headings; a row that sums up.
        var isHeading = false, isSum = false
        /// No page ends before it.
        var keepsWithPrevious = false
        /// Spans of the text, and before them those of a label.
        var label: Int32 = 0
        var start: Int32 = 0
        var end: Int32 = 0
        /// Of a space.
        var height: Length = 0
        /// Position in the list of formats of its kind; of a part, that of its language, -1 if it is the document's.
        var format: Int32 = 0
    }

    package var title = ""
    /// A language tag such as `en` (BCP 47).
    package var language = "en"
    package var paper = Paper()

    private(set) var text: [UInt8] = []
    private(set) var spans: [Span] = []
    private(set) var blocks: [Block] = []
    private(set) var paragraphs: [ParagraphFormat] = []
    private(set) var tables: [TableFormat] = []
    private(set) var cells: [CellFormat] = []
    private(set) var notes: [Note] = []
    private(set) var languages: [String] = []
    private var isInNote = false
    /// Spans from here on belong to the text that is being added.
    private var firstOwnSpan = 0
    /// Whether a blank would be one too many.
    private var isAfterBlank = true

    package init() {}

    /// Empties it; the paper stays.
    package mutating func removeAll() {
        title = ""
        text.removeAll(keepingCapacity: true)
        spans.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        paragraphs.removeAll(keepingCapacity: true)
        tables.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        notes.removeAll()
        languages.removeAll()
        isInNote = false
    }

    /// The text of spans, for a bookmark.
    func text(of range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for span in spans[range] {
            switch span.kind {
            case .text: bytes += text[Int(span.start)..<Int(span.end)]
            case .line, .lineBreak: bytes.append(0x20)
            case .note: break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: - Groups

    /// Begins a part that has parts; `language` is its own if it is not the document's.
    package mutating func open(_ role: Role, language: String? = nil) {
        var block = Block(kind: .open, role: role, format: -1)
        if let language, language != self.language {
            block.format = Int32(languages.count)
            languages.append(language)
        }
        blocks.append(block)
    }

    package mutating func close() { blocks.append(Block(kind: .close)) }

    /// Leaves room; none at the top of a page.
    package mutating func space(_ height: Length, keepsWithPrevious: Bool = false) {
        var block = Block(kind: .space)
        block.height = height
        block.keepsWithPrevious = keepsWithPrevious
        blocks.append(block)
    }

    /// What follows begins on a new page.
    package mutating func newPage() { blocks.append(Block(kind: .page)) }

    // MARK: - Text

    /// Begins a paragraph; `add`, `addLine` and `addBreak` fill it.
    ///
    /// - Parameters:
    ///   - format: how it stands.
    ///   - label: what stands before it, right-aligned to its left edge: the number of an item.
    package mutating func beginParagraph(_ format: ParagraphFormat, label: String = "") {
        var block = Block(kind: .paragraph, role: format.role)
        block.format = Int32(paragraphs.count)
        paragraphs.append(format)
        block.label = Int32(spans.count)
        firstOwnSpan = spans.count
        isAfterBlank = true
        if !label.isEmpty { add(Array(label.utf8), []) }
        block.start = Int32(spans.count)
        firstOwnSpan = spans.count
        isAfterBlank = true
        blocks.append(block)
    }

    package mutating func endParagraph() { blocks[blocks.count - 1].end = Int32(spans.count) }

    /// Adds text.
    package mutating func add(_ bytes: [UInt8], _ style: TextStyle) { add(bytes[...], style) }

    package mutating func add(_ bytes: ArraySlice<UInt8>, _ style: TextStyle) {
        let start = Int32(text.count)
        text.reserveCapacity(text.count + bytes.count)
        for byte in bytes {
            if byte <= 0x20 {
                if !isAfterBlank { text.append(0x20) }
                isAfterBlank = true
            } else {
                text.append(byte)
                isAfterBlank = false
            }
        }
        let end = Int32(text.count)
        guard end > start else { return }
        if isInNote {
            notes[notes.count - 1].spans.append(Span(kind: .text, style: style, start: start, end: end))
        } else if let last = spans.indices.last, last >= firstOwnSpan, spans[last].kind == .text,
            spans[last].style == style
        {
            spans[last].end = end
        } else {
            spans.append(Span(kind: .text, style: style, start: start, end: end))
        }
    }

    /// Adds a line to write on.
    package mutating func addLine(_ width: Length, _ style: TextStyle) {
        spans.append(Span(kind: .line, style: style, start: width, end: 0))
        isAfterBlank = false
    }

    /// Goes on in a new line.
    package mutating func addBreak() {
        spans.append(Span(kind: .lineBreak, style: [], start: 0, end: 0))
        isAfterBlank = true
    }

    /// Begins a footnote of the paragraph, which `add` fills. It stands at the foot of the page of the line that it is
    /// begun in; only text of a flow can have one, not that of a table.
    package mutating func beginNote(_ format: ParagraphFormat) {
        spans.append(Span(kind: .note, style: [], start: Int32(notes.count), end: 0))
        notes.append(Note(format: format))
        isInNote = true
        isAfterBlank = true
    }

    package mutating func endNote() {
        isInNote = false
        isAfterBlank = false
    }

    // MARK: - Tables

    package mutating func beginTable(_ format: TableFormat) {
        blocks.append(Block(kind: .table, role: format.role, format: Int32(tables.count)))
        tables.append(format)
    }

    package mutating func beginRow(isHeading: Bool = false, isSum: Bool = false, keepsWithPrevious: Bool = false) {
        blocks.append(
            Block(kind: .row, isHeading: isHeading, isSum: isSum, keepsWithPrevious: keepsWithPrevious || isSum))
    }

    package mutating func beginCell(_ format: CellFormat) {
        blocks.append(Block(kind: .cell, role: format.role, format: Int32(cells.count)))
        cells.append(format)
    }

    package mutating func endCell() { blocks.append(Block(kind: .endCell)) }

    package mutating func endRow() { blocks.append(Block(kind: .endRow)) }

    package mutating func endTable() { blocks.append(Block(kind: .endTable)) }
}
