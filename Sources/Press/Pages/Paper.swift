/// What stands in the margin of every page.
package struct MarginBox: Sendable {
    package enum Place: Sendable { case topLeft, topCenter, topRight, bottomLeft, bottomCenter, bottomRight }

    package enum Part: Sendable {
        case text(String)
        case page, pages
    }

    package var place: Place
    package var parts: [Part]
    package var size: Length
    package var isBold: Bool

    package init(place: Place, parts: [Part], size: Length, isBold: Bool) {
        self.place = place
        self.parts = parts
        self.size = size
        self.isBold = isBold
    }
}

/// The page: its size, where the text stands, and what is on every page besides the text.
package struct Paper: Sendable {
    /// Pleading paper: 28 numbered lines, rules, and in the foot the page number, a line and the title of the paper.
    package var isPleading = false
    package var width = Length.points(612)
    package var height = Length.points(792)
    /// The area of the text.
    package var left = Length.points(72)
    package var top = Length.points(72)
    package var right = Length.points(540)
    package var bottom = Length.points(720)
    /// The title in the foot of pleading paper (rule 2.110).
    package var footer = ""
    package var boxes: [MarginBox] = []
    /// Along the left edge of every page; empty unless it is a draft.
    package var draftMark = ""
    /// What a bar code in the upper right corner of the first page says; empty for none. The top margin has to have room
    /// for it, an inch and a quarter.
    package var barcode = ""

    package init() {}

    /// Letter with margins of an inch.
    package static let letter = Paper()

    /// California Rules of Court, rules 2.103 to 2.111: letter; line n stands at 72 + 24(n - 1) to 72 + 24n points from the
    /// top; text at least an inch from the left and half an inch from the right edge.
    package static func pleading(footer: String) -> Paper {
        var paper = Paper()
        paper.isPleading = true
        paper.footer = footer
        paper.left = Pleading.textLeft
        paper.right = Pleading.textRight
        paper.top = Pleading.top
        paper.bottom = Pleading.top + Length(Pleading.lines) * Pleading.line
        return paper
    }
}

/// The measures of pleading paper.
package enum Pleading {
    package static let lines = 28
    package static let line = Length.points(24)
    package static let top = Length.points(72)
    package static let textLeft = Length.points(99)
    package static let textRight = Length.points(570)
    /// The right edge of the line numbers.
    static let numbers = Length.points(82.8)
    /// The double rule at the left and the single one at the right, which the text stays clear of.
    static let rules: [Length] = [.points(90), .points(92.25), .points(575.25)]
    static let ruleWidth = Length.points(0.75)
    static let size = Length.points(12)
    /// In the foot, from the top of the page: the number's baseline, the printed line, the title's first baseline.
    static let pageNumber = Length.points(757)
    static let footRule = Length.points(762)
    static let footTitle = Length.points(773)
    static let footSize = Length.points(10)
    static let footLeading = Length.points(11)

    /// Where text of a size stands in a line of a height: as high above as below.
    static func baseline(_ size: Length, in leading: Length) -> Length { leading / 2 + size * 27 / 80 }
}

/// The measures of the bar code in the top margin: bars of 1/72 inch and more, which any scanner reads from common paper.
enum Barcode {
    static let module = Length.points(1)
    static let top = Length.points(30)
    static let height = Length.points(36)
    static let textSize = Length.points(9)
    /// From the bars to the baseline of the text below.
    static let textLeading = Length.points(10)
}
