/// How a stretch of content is marked (ISO 32000-1, 14.6 to 14.8).
enum ContentTag: UInt8 {
    /// Neither tagged nor an artifact.
    case none
    case artifact
    case paragraph, title, heading, cell, caption, quotation, note, item, other

    init(_ name: UnsafeRawBufferPointer) {
        self = Self.names.first { name.elementsEqual($0.name.asciiBytes) }?.tag ?? .other
    }

    private static let names: [(name: StaticString, tag: ContentTag)] = [
        ("Artifact", .artifact), ("P", .paragraph), ("H1", .title), ("H2", .heading), ("H3", .heading), ("TD", .cell),
        ("TH", .cell), ("Caption", .caption), ("BlockQuote", .quotation), ("Note", .note), ("LI", .item),
        ("LBody", .item), ("Lbl", .item),
    ]

    /// What may stand single-spaced and beside the numbers: quotations and footnotes (rule 2.108(3)), and tables, which are
    /// laid out by rows; the heading of one that goes on is an artifact.
    var maySingleSpace: Bool {
        switch self {
        case .quotation, .note, .cell, .caption, .artifact: true
        default: false
        }
    }
}

/// Text that was shown by one operator: where it stands, in points from the upper left corner of the page.
struct TextRun: BitwiseCopyable {
    var x: Double
    var end: Double
    /// The baseline.
    var y: Double
    var size: Double
    /// Of the page's fonts.
    var font: Int32
    /// Its characters among the page's.
    var first: Int32
    var count: Int32
    var tag: ContentTag
    /// Whether it reads from left to right; a draft's mark does not.
    var isUpright: Bool
    var isBlack: Bool
}

/// A filled rectangle, from the upper left corner.
struct Stroke: BitwiseCopyable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var end: Double { x + width }
    var bottom: Double { y + height }
}

/// What one page shows, and in which order. Used again for page after page.
struct PageText {
    var width = 0.0
    var height = 0.0
    var runs: [TextRun] = []
    var strokes: [Stroke] = []
    /// UTF-16.
    var characters: [UInt16] = []
    /// Numbers of marked content in the page's own stream, each with the place of its tag.
    var marks: [(number: Int, tag: Range<Int>)] = []
    /// Names of the tags of `marks`.
    var tagNames: [UInt8] = []
    /// Shown without a mark: runs and strokes.
    var unmarked = 0
    /// Codes whose characters the fonts do not tell, and codes without a glyph.
    var unknownCodes = 0
    /// Whether there is something in the content that Vacatur does not write.
    var isStrange = false
    /// Marked content or saved states that were not closed.
    var isUnbalanced = false

    mutating func begin(width: Double, height: Double) {
        (self.width, self.height) = (width, height)
        runs.removeAll(keepingCapacity: true)
        strokes.removeAll(keepingCapacity: true)
        characters.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        tagNames.removeAll(keepingCapacity: true)
        (unmarked, unknownCodes, isStrange, isUnbalanced) = (0, 0, false, false)
    }

    func characters(of run: TextRun) -> ArraySlice<UInt16> { characters[Int(run.first)..<Int(run.first + run.count)] }

    /// The number that the run is, if it has nothing but one to four digits.
    func number(of run: TextRun) -> Int? {
        guard (1...4).contains(run.count) else { return nil }
        var number = 0
        for unit in characters(of: run) {
            guard unit &- 0x30 < 10 else { return nil }
            number = 10 * number + Int(unit - 0x30)
        }
        return number
    }

    func isBlank(_ run: TextRun) -> Bool { characters(of: run).allSatisfy { $0 == 0x20 || $0 == 0xA0 } }

    /// Whether the words stand in a run.
    func contains(_ words: StaticString, in run: TextRun) -> Bool { rest(after: words, in: run) != nil }

    /// What stands behind words in a run; nil where they are not in it.
    func rest(after words: StaticString, in run: TextRun) -> ArraySlice<UInt16>? {
        let characters = characters(of: run)
        let words = words.asciiBytes
        guard characters.count >= words.count else { return nil }
        for start in characters.startIndex...(characters.endIndex - words.count) {
            var isIt = true
            for offset in 0..<words.count where isIt {
                let unit = characters[start + offset]
                // A blank that does not break is a blank.
                isIt = (unit == 0xA0 ? 0x20 : unit) == UInt16(words[offset])
            }
            if isIt { return characters[(start + words.count)...] }
        }
        return nil
    }
}
