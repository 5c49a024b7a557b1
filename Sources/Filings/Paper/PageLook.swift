internal import Press

/// How each kind of block stands on paper.
struct PageLook {
    let isPleading: Bool
    /// Of plain papers.
    let size: Length
    let leading: Length
    let width: Length

    init(_ style: PageStyle) {
        isPleading = style.isPleading
        size = isPleading ? .points(12) : style.size
        leading = isPleading ? Pleading.line : style.leading
        width = style.paper.right - style.paper.left
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
        } else if !place.isCell {
            format.after = leading / 2
        }
        if classes.contains(.end) { format.keep.insert(.together) }
        if classes.contains(.date) { format.height = .points(30) }
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
            format.size = element == .h1 ? size * 3 / 2 : size * 23 / 20
            format.leading = format.size * 5 / 4
            if element != .h1 { format.before = size }
            format.after = size / 2
        }
        return format
    }

    func item(_ list: PageList, _ place: PagePlace) -> ParagraphFormat {
        var format = body(list.kind == .unnumbered ? .itemBody : .itemBody)
        format.left = place.left + (list.kind == .unnumbered ? 0 : .points(isPleading ? 36 : 18))
        format.right = place.right
        if list.kind == .unnumbered { format.keep = .together }
        if !isPleading { format.after = leading / 6 }
        return format
    }

    func caption() -> ParagraphFormat {
        var format = body(.caption)
        format.keep = [.withNext, .together]
        if !isPleading { format.before = size / 2 }
        return format
    }

    func cell(_ place: PagePlace, isNumber: Bool) -> ParagraphFormat {
        var format = body(.none)
        if place.isDense { (format.size, format.leading) = (.points(8.5), .points(11)) }
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
            (format.size, format.leading, format.height) = (.points(10), .points(12.5), .points(111.6))
        } else if classes.contains(.to) {
            (format.leading, format.height) = (size * 6 / 5, .points(86.4))
        }
        return format
    }

    func table(_ classes: PageClasses) -> TableFormat {
        var format = TableFormat(role: .table)
        format.ruleBelowHeading = .points(0.75)
        if isPleading {
            format.paddingRight = .points(6)
            if !classes.contains(.ruled) { format.ruleBelowHeading = 0 }
        } else {
            let side: Length = classes.contains(.list) ? .points(4) : .points(6)
            (format.paddingLeft, format.paddingRight) = (side, side)
            (format.paddingAbove, format.paddingBelow) =
                classes.contains(.list) ? (.points(1.5), .points(1.5)) : (.points(2.5), .points(2.5))
            format.ruleBelowRow = .points(0.5)
            format.isWide = !classes.contains(.totals)
        }
        return format
    }

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
