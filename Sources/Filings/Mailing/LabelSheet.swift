package import Cases
package import Press

/// Sheets of address labels, Avery 5160: thirty on a letter page, three across and ten down, each 2 5/8 by 1 inch.
///
/// As Avery's template for 5160 has it: half an inch from the top, 3/16 of an inch from the left, an eighth of an inch
/// between columns and nothing between rows; so columns stand 2 3/4 inches apart and rows one inch.
package enum LabelSheet {
    package static let columns = 3
    package static let rows = 10
    package static let labels = columns * rows

    static let top = Length.points(36)
    static let left = Length.points(13.5)
    static let columnPitch = Length.points(198)
    static let rowPitch = Length.points(72)
    /// Between columns.
    static let gutter = Length.points(9)
    /// From the edge of a label to its text; cutters and printers are not exact.
    static let inset = Length.points(9)
    static let insetAbove = Length.points(13.5)

    /// Labels in the order of the addresses, row by row.
    package static func manuscript(_ addresses: [MailingAddress], title: String) -> Manuscript {
        var manuscript = Manuscript()
        manuscript.title = title
        manuscript.paper.top = top
        manuscript.paper.left = left
        manuscript.paper.right = left + Length(columns) * columnPitch
        manuscript.paper.bottom = top + Length(rows) * rowPitch
        var format = TableFormat(role: .none)
        format.isEven = true
        format.rowHeight = rowPitch
        format.paddingAbove = insetAbove
        format.paddingLeft = inset
        format.paddingRight = gutter + inset
        manuscript.beginTable(format)
        for start in stride(from: 0, to: addresses.count, by: columns) {
            manuscript.beginRow()
            for index in start..<start + columns {
                manuscript.beginCell(CellFormat(role: .none))
                if index < addresses.count { add(addresses[index], to: &manuscript) }
                manuscript.endCell()
            }
            manuscript.endRow()
        }
        manuscript.endTable()
        return manuscript
    }

    private static func add(_ address: MailingAddress, to manuscript: inout Manuscript) {
        // The longer the lines, the smaller: where one takes two, all have to stay on the label.
        let longest = address.lines.map(\.count).max() ?? 0
        let (size, leading): (Double, Double) = longest <= 24 ? (10, 12) : longest <= 40 ? (9, 11) : (8, 9)
        manuscript.beginParagraph(
            ParagraphFormat(role: .paragraph, size: .points(size), leading: .points(leading)))
        for (number, line) in address.lines.enumerated() {
            if number > 0 { manuscript.addBreak() }
            manuscript.add(Array(line.utf8), [])
        }
        manuscript.endParagraph()
    }
}
