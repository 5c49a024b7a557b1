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

    /// A line with more characters than this is set smaller, and may then take two.
    private static let ordinaryLine = 24

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
        format.paddingAbove = inset
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
        let isLong = address.lines.contains { $0.count > ordinaryLine }
        manuscript.beginParagraph(
            ParagraphFormat(role: .paragraph, size: .points(isLong ? 8 : 10), leading: .points(isLong ? 9 : 12)))
        for (number, line) in address.lines.enumerated() {
            if number > 0 { manuscript.addBreak() }
            manuscript.add(Array(line.utf8), [])
        }
        manuscript.endParagraph()
    }
}
