/// A length in thousandths of a point (1/72,000 of an inch). Whole numbers, so that the same text breaks and stands the
/// same on every machine.
package typealias Length = Int32

extension Length {
    /// A length in points.
    package static func points(_ points: Double) -> Length { Length((points * 1_000).rounded()) }
}

/// How a stretch of text looks.
package struct TextStyle: OptionSet, Hashable, Sendable, BitwiseCopyable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = TextStyle(rawValue: 1)
    package static let italic = TextStyle(rawValue: 2)
    /// Courier's widths; neither bold nor italic.
    package static let mono = TextStyle(rawValue: 4)
    package static let underline = TextStyle(rawValue: 8)
    /// In capitals.
    package static let upper = TextStyle(rawValue: 16)
    /// Five sixths of the size.
    package static let small = TextStyle(rawValue: 32)
    /// Small letters as capitals of five sixths of the size.
    package static let smallCaps = TextStyle(rawValue: 64)
    /// Marked as missing: a ground of yellow.
    package static let marked = TextStyle(rawValue: 128)

    /// Position among the faces.
    var face: Int { contains(.mono) ? Typefaces.Face.mono : Int(rawValue & 3) }
}

/// What a part of a document is, for readers that speak it (ISO 32000-1, 14.8.4).
package enum Role: UInt8, Sendable, BitwiseCopyable {
    case document, section, title, heading, subheading, paragraph, list, item, label, itemBody
    case table, tableHead, tableBody, row, columnHeading, rowHeading, cell, caption, quotation, note
    /// Not a part of its own: what stands in it belongs to what is around it.
    case none
}

/// How a paragraph stands and what it keeps to.
package struct ParagraphFormat: Sendable, BitwiseCopyable {
    package enum Alignment: UInt8, Sendable, BitwiseCopyable { case left, center, right }

    package struct Keep: OptionSet, Sendable, BitwiseCopyable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// No page ends between this and what follows.
        package static let withNext = Keep(rawValue: 1)
        package static let withPrevious = Keep(rawValue: 2)
        /// No page ends inside.
        package static let together = Keep(rawValue: 4)
    }

    package var role: Role
    package var size: Length
    /// From one baseline to the next.
    package var leading: Length
    package var alignment = Alignment.left
    package var firstIndent: Length = 0
    package var left: Length = 0
    package var right: Length = 0
    /// Left out at the top of a page.
    package var before: Length = 0
    package var after: Length = 0
    package var keep: Keep = []
    /// Lines that have to stand together at the foot and at the head of a page.
    package var widows: UInt8 = 2
    /// The least height of the whole.
    package var height: Length = 0
    /// Lines are rows of half a line of pleading paper; the whole takes whole lines.
    package var isHalfLines = false

    package init(role: Role, size: Length, leading: Length) {
        self.role = role
        self.size = size
        self.leading = leading
    }
}

/// A table, or boxes side by side.
package struct TableFormat: Sendable, BitwiseCopyable {
    /// `.table`, or `.none` for boxes that only stand side by side.
    package var role: Role
    /// Room at the sides of each cell.
    package var paddingLeft: Length = 0
    package var paddingRight: Length = 0
    /// Room above and below the text of each row.
    package var paddingAbove: Length = 0
    package var paddingBelow: Length = 0
    package var left: Length = 0
    /// A line below the heading, above a sum; and below every row.
    package var ruleBelowHeading: Length = 0
    package var ruleBelowRow: Length = 0
    /// The height of every row, whatever is in it; 0 leaves it to the text.
    package var rowHeight: Length = 0
    /// Rows are as high as a multiple of this; 0 for as high as their text. Keeps what follows on the lines of the paper.
    package var rowUnit: Length = 0
    /// Whether it takes the whole width.
    package var isWide = true
    /// All columns of the same width, whatever is in them.
    package var isEven = false
    /// Lines at the right of and below the first of the boxes.
    package var boxRule: Length = 0

    package init(role: Role) { self.role = role }
}

/// One cell of a row.
package struct CellFormat: Sendable, BitwiseCopyable {
    package var role: Role
    /// Columns that it covers.
    package var span: Int32 = 1
    /// Its text is not broken.
    package var isUnbroken = false

    package init(role: Role) { self.role = role }
}
