internal import Press

/// How each kind of block stands on paper.
struct PageLook {
    let isPleading: Bool
    /// Of plain papers.
    let size: Length
    let leading: Length
    let width: Length
    /// Type of 11 points and more is a letter's, which has to stay on its page.
    private let isLetter: Bool
    private let pageTop: Length
    private let pageLeft: Length

    init(_ style: PageStyle) {
        isPleading = style.isPleading
        isLetter = !isPleading && style.size >= .points(11)
        size = isPleading ? .points(12) : style.size
        leading = isPleading ? Pleading.line : style.leading
        width = style.paper.right - style.paper.left
        (pageTop, pageLeft) = (style.paper.top, style.paper.left)
    }

    private func body(_ role: Role) -> ParagraphFormat { ParagraphFormat(role: role, size: size, leading: leading) }

    func paragraph(_ place: PagePlace, _ classes: PageClasses) -> ParagraphFormat {
        var format = body(.paragraph)
        format.left = place.left
        format.right = place.right
        format.keep = place.keep
        if classes.contains(.indented) { format.left += .points(36) }
        if place.isCentered { format.alignment = .center }
        if isPleading {
            if place.indents { format.firstIndent = .points(36) }
            if place.isQuotation { singleSpace(&format) }
        } else if !place.isCell {
            format.after = isLetter ? .points(5) : .points(6)
        }
        if classes.contains(.large) { (format.size, format.leading) = (.points(36), .points(44)) }
        if classes.contains(.end) { format.keep.insert(.together) }
        if classes.contains(.date) { (format.height, format.after) = (EnvelopeWindow.top - EnvelopeWindow.date, 0) }
        return format
    }

    /// Quotations and footnotes may be single-spaced (rule 2.108), and the lists that are attached to a paper; what follows
    /// stands on a number again.
    private func singleSpace(_ format: inout ParagraphFormat) {
        format.isHalfLines = true
        format.leading = Pleading.line / 2
    }

    func note() -> ParagraphFormat {
        var format = body(.note)
        if isPleading { format.leading = Pleading.line / 2 }
        return format
    }

    func heading(_ element: PageElement, _ place: PagePlace) -> ParagraphFormat {
        var format = body(element == .h1 ? .title : element == .h2 ? .heading : .subheading)
        format.left = place.left
        format.right = place.right
        format.keep = [.withNext, .together]
        if isPleading {
            if element == .h2 { format.alignment = .center }
        } else {
            if isLetter {
                if element == .h1 { format.size = .points(13) }
                (format.before, format.after) = element == .h1 ? (0, .points(5)) : (.points(6), .points(2))
            } else {
                format.size = element == .h1 ? .points(15) : .points(11.5)
                (format.before, format.after) = (element == .h1 ? 0 : .points(12), .points(5))
            }
            format.leading = format.size * 5 / 4
        }
        return format
    }

    func item(_ list: PageList, _ place: PagePlace) -> ParagraphFormat {
        var format = body(list.kind == .unnumbered ? .item : .itemBody)
        format.left = place.left + (list.kind == .unnumbered ? 0 : .points(isPleading ? 36 : 18))
        format.right = place.right
        if list.kind == .unnumbered { format.keep = .together }
        return format
    }

    func caption() -> ParagraphFormat {
        var format = body(.caption)
        format.keep = [.withNext, .together]
        if !isPleading { (format.before, format.after) = (.points(3), .points(2)) }
        return format
    }

    func cell(_ place: PagePlace, isNumber: Bool) -> ParagraphFormat {
        var format = body(.none)
        if place.isDense {
            if isPleading { singleSpace(&format) } else { (format.size, format.leading) = (.points(8.5), .points(11)) }
        }
        if isLetter { (format.size, format.leading) = (.points(11), .points(13.5)) }
        if isNumber { format.alignment = .right }
        return format
    }

    func address(_ classes: PageClasses) -> ParagraphFormat {
        var format = body(.paragraph)
        if isPleading {
            // Seven lines at the left; the right half is the clerk's (rule 2.111(1), (2)).
            format.isHalfLines = true
            format.leading = Pleading.line / 2
            format.height = 7 * Pleading.line
            format.right = width - .points(205.2)
            return format
        }
        format.keep = .together
        if classes.contains(.from) {
            (format.size, format.leading, format.height) = (.points(10), .points(12.5), EnvelopeWindow.date - pageTop)
        } else if classes.contains(.to) {
            (format.leading, format.height) = (size * 6 / 5, EnvelopeWindow.fold - EnvelopeWindow.top)
            format.left = EnvelopeWindow.left - pageLeft
        }
        return format
    }

    func table(_ classes: PageClasses) -> TableFormat {
        var format = TableFormat(role: .table)
        format.ruleBelowHeading = .points(0.75)
        if isPleading {
            format.paddingRight = .points(6)
            format.rowUnit = Pleading.line
            if !classes.contains(.ruled) { format.ruleBelowHeading = 0 }
        } else {
            let side: Length = classes.contains(.list) ? .points(4) : .points(6)
            (format.paddingLeft, format.paddingRight) = (side, side)
            let above: Length = isLetter ? .points(2) : classes.contains(.list) ? .points(1.5) : .points(2.5)
            (format.paddingAbove, format.paddingBelow) = (above, above)
            format.ruleBelowRow = .points(0.5)
            format.isWide = !classes.contains(.totals)
        }
        return format
    }

    /// Room below a table and below a list.
    var gap: Length { isPleading ? 0 : isLetter ? .points(5) : .points(8) }

    /// Two boxes side by side.
    func boxes(_ classes: PageClasses) -> TableFormat {
        var format = TableFormat(role: .none)
        format.isEven = true
        format.paddingRight = .points(9)
        if classes.contains(.caption) { format.boxRule = .points(0.75) }
        return format
    }
}

/// Where a block stands.
struct PagePlace {
    var left: Length = 0
    var right: Length = 0
    var keep: ParagraphFormat.Keep = []
    /// First lines are moved in.
    var indents = true
    var isCentered = false
    var isQuotation = false
    var isCell = false
    /// In the schedule, whose type is small.
    var isDense = false
    var style: TextStyle = []
}

/// A list and how far it has come.
struct PageList {
    enum Kind { case numbered, lettered, bulleted, unnumbered }

    var kind: Kind
    var next: Int

    var label: String {
        switch kind {
        case .numbered: "\(next)."
        case .lettered: Self.letter(next) + "."
        case .bulleted: "•"
        case .unnumbered: ""
        }
    }

    /// a, b … z, aa, ab …
    static func letter(_ number: Int) -> String {
        var rest = number
        var letters = ""
        while rest > 0 {
            rest -= 1
            letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
            rest /= 26
        }
        return letters
    }
}
