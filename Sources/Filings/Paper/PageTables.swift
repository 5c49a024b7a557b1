internal import Press

/// Tables and their rows.
extension PageBody {
    mutating func readTable(_ classes: PageClasses, _ place: PagePlace) throws(PaperError) {
        var isBegun = false
        var inner = place
        inner.isCell = true
        inner.isDense = classes.contains(.list)
        while let element = try skipBlanks() {
            switch element {
            case .caption where !isBegun: try readText(look.caption(), .bold)
            case .thead, .tbody:
                if !isBegun { manuscript.beginTable(look.table(classes)) }
                isBegun = true
                try readRows(isHeading: element == .thead, inner)
            default: throw scanner.error(.misplaced(element.rawValue))
            }
        }
        guard isBegun else { return }
        manuscript.endTable()
        manuscript.space(look.gap)
    }

    private mutating func readRows(isHeading: Bool, _ place: PagePlace) throws(PaperError) {
        var isFirst = true
        while let element = try skipBlanks() {
            guard element == .tr else { throw scanner.error(.misplaced(element.rawValue)) }
            // The counts of a case stand together.
            manuscript.beginRow(
                isHeading: isHeading, isSum: scanner.classes.contains(.sum),
                keepsWithPrevious: place.isDense && !isFirst)
            isFirst = false
            while let element = try skipBlanks() {
                guard element == .td || element == .th else { throw scanner.error(.misplaced(element.rawValue)) }
                var cell = CellFormat(
                    role: element == .td ? .cell : scanner.isRowHeading ? .rowHeading : .columnHeading)
                cell.span = Int32(scanner.columns)
                cell.isUnbroken = place.isDense && element == .th && scanner.isRowHeading
                manuscript.beginCell(cell)
                let format = look.cell(place, isNumber: scanner.classes.contains(.number))
                try readText(format, element == .th ? .bold : [])
                manuscript.endCell()
            }
            manuscript.endRow()
        }
    }
}
