/// Sets a table: first all of its text, then the widths of the columns, then row by row.
struct TableSetter {
    private struct Paragraph {
        var glyphs: Range<Int>
        var format: ParagraphFormat
        /// The text of a title, for its bookmark.
        var title = ""
    }

    private struct Cell {
        var column: Int
        var format: CellFormat
        var paragraphs: Range<Int>
    }

    private struct Row {
        var cells: Range<Int>
        var isHeading: Bool
        var isSum: Bool
        var keepsWithPrevious: Bool
    }

    private let setter: Setter
    private let format: TableFormat
    private let width: Length
    private var paragraphs: [Paragraph] = []
    private var cells: [Cell] = []
    private var rows: [Row] = []
    private var edges: [Length] = []

    init(_ setter: Setter, _ format: TableFormat, width: Length) {
        self.setter = setter
        self.format = format
        self.width = width - format.left
    }

    /// - Returns: the block that ends the table.
    mutating func set(
        _ manuscript: borrowing Manuscript, from start: Int, isKept: Bool, into galley: inout Galley
    ) throws(PressError) -> Int {
        let end = try gather(manuscript, from: start, into: &galley)
        edges = columnEdges(galley)
        let outer = galley.openNode(format.role)
        let table = Int32(galley.heads.count)
        var head = Head(start: Int32(galley.items.count), end: Int32(galley.items.count))
        galley.heads.append(head)
        var group: (outer: Int32, isHeading: Bool)?
        for (number, row) in rows.enumerated() {
            if format.role == .table, group?.isHeading != row.isHeading {
                if let group { galley.closeNode(group.outer) }
                group = (galley.openNode(row.isHeading ? .tableHead : .tableBody), row.isHeading)
            }
            let follows = number == 0 ? isKept : rows[number - 1].isHeading
            add(row, table: table, mayBreak: !follows && !row.keepsWithPrevious, into: &galley)
            if row.isHeading, number == Int(head.end - head.start) {
                head.end += 1
                galley.heads[table] = head
            }
        }
        if let group { galley.closeNode(group.outer) }
        galley.closeNode(outer)
        return end
    }

    private mutating func gather(
        _ manuscript: borrowing Manuscript, from start: Int, into galley: inout Galley
    ) throws(PressError) -> Int {
        var index = start + 1
        var column = 0
        while index < manuscript.blocks.count, manuscript.blocks[index].kind != .endTable {
            let block = manuscript.blocks[index]
            switch block.kind {
            case .row:
                rows.append(
                    Row(
                        cells: cells.count..<cells.count, isHeading: block.isHeading, isSum: block.isSum,
                        keepsWithPrevious: block.keepsWithPrevious))
                column = 0
            case .cell:
                let format = manuscript.cells[Int(block.format)]
                cells.append(
                    Cell(column: column, format: format, paragraphs: paragraphs.count..<paragraphs.count))
                column += Int(max(format.span, 1))
            case .paragraph:
                let first = galley.glyphs.count
                let format = manuscript.paragraphs[Int(block.format)]
                try setter.set(manuscript, Int(block.label)..<Int(block.end), size: format.size, into: &galley)
                paragraphs.append(Paragraph(glyphs: first..<galley.glyphs.count, format: format))
                if format.role == .title {
                    paragraphs[paragraphs.count - 1].title = manuscript.text(of: Int(block.start)..<Int(block.end))
                }
            case .endCell:
                if let last = cells.indices.last {
                    cells[last].paragraphs = cells[last].paragraphs.lowerBound..<paragraphs.count
                }
            case .endRow:
                if let last = rows.indices.last { rows[last].cells = rows[last].cells.lowerBound..<cells.count }
            default: break
            }
            index += 1
        }
        return index
    }

    // MARK: - Columns

    /// The left edges of the columns, and the right edge of the last: as wide as their text if there is room, else every
    /// column gets what its longest word needs and a share of the rest.
    private func columnEdges(_ galley: borrowing Galley) -> [Length] {
        let count = cells.map { $0.column + Int(max($0.format.span, 1)) }.max() ?? 1
        var least = [Int](repeating: 0, count: count)
        var most = least
        let padding = Int(format.paddingLeft + format.paddingRight)
        if !format.isEven {
            for cell in cells {
                let (low, high) = extent(cell, galley)
                let columns = cell.column..<cell.column + Int(max(cell.format.span, 1))
                // What a cell over several columns lacks goes to the widest of them.
                let widest = columns.max { most[$0] < most[$1] } ?? cell.column
                least[widest] += max(0, low + padding - columns.reduce(0) { $0 + least[$1] })
                most[widest] += max(0, high + padding - columns.reduce(0) { $0 + most[$1] })
            }
        }
        let room = Int(width)
        let (leastSum, mostSum) = (least.reduce(0, +), most.reduce(0, +))
        var edges: [Length] = [0]
        var sum = 0
        for column in 0..<count {
            if mostSum == 0 {
                sum = room * (column + 1) / count
            } else if mostSum <= room {
                sum += format.isWide ? most[column] * room / mostSum : most[column]
            } else if leastSum >= room {
                sum += least[column] * room / leastSum
            } else {
                sum += least[column] + (most[column] - least[column]) * (room - leastSum) / (mostSum - leastSum)
            }
            edges.append(Length(sum))
        }
        return edges
    }

    /// The longest word and the longest line of a cell.
    private func extent(_ cell: Cell, _ galley: borrowing Galley) -> (least: Int, most: Int) {
        var least = 0
        var most = 0
        for paragraph in paragraphs[cell.paragraphs] {
            var word = 0
            var line = 0
            var longest = (word: 0, line: 0)
            for index in paragraph.glyphs {
                let glyph = galley.glyphs[index]
                let advance = Int(glyph.advance) + Int(glyph.kern)
                if glyph.font == Glyph.lineBreak, glyph.kind == .blank {
                    (word, line) = (0, 0)
                    continue
                }
                word = glyph.kind == .blank ? 0 : word + advance
                line += advance
                longest = (max(longest.word, word), max(longest.line, line))
                let end = paragraph.glyphs.upperBound
                if glyph.kind != .letter, LineBreaker.mayEnd(behind: index, end, galley) { word = 0 }
            }
            // Rounded up, so that the text fits the width computed from it.
            let indents = Int(paragraph.format.left + paragraph.format.right)
            least = max(least, (longest.word * Int(paragraph.format.size) + 999) / 1_000 + indents)
            most = max(most, (longest.line * Int(paragraph.format.size) + 999) / 1_000 + 1 + indents)
        }
        return (cell.format.isUnbroken ? most : least, most)
    }

    // MARK: - Rows

    private func add(_ row: Row, table: Int32, mayBreak: Bool, into galley: inout Galley) {
        var item = galley.freshItem
        item.table = table
        item.isHeading = row.isHeading
        item.mayBreak = mayBreak
        let outer = galley.openNode(format.role == .table ? .row : .none)
        var height: Length = 0
        for cell in cells[row.cells] {
            let last = min(cell.column + Int(max(cell.format.span, 1)), edges.count - 1)
            let left = edges[cell.column] + format.paddingLeft
            height = max(
                height,
                add(cell, left, edges[last] - format.paddingRight - left, &item, into: &galley))
        }
        galley.closeNode(outer)
        item.height = format.rowHeight > 0 ? format.rowHeight : height + format.paddingAbove + format.paddingBelow
        if format.rowUnit > 0 { item.height = (item.height + format.rowUnit - 1) / format.rowUnit * format.rowUnit }
        addRules(row, item.height, into: &galley)
        galley.items.append(item)
    }

    /// - Returns: the height of the cell's text.
    private func add(
        _ cell: Cell, _ left: Length, _ width: Length, _ item: inout Item, into galley: inout Galley
    ) -> Length {
        let outer = galley.openNode(cell.format.role)
        var y: Length = 0
        for paragraph in paragraphs[cell.paragraphs] {
            let style = paragraph.format
            let node = galley.addNode(style.role)
            if style.role == .title {
                item.bookmark = node
                galley.headings[node] = paragraph.title
            }
            let first = galley.lines.count
            let room = max(width - style.left - style.right, style.size)
            let measure = Compositor.thousandths(room, style.size)
            // The first of single-spaced lines stands where one line of the paper does.
            if style.isHalfLines, y == 0 { y = style.leading / 2 }
            LineBreaker(firstWidth: measure, width: measure, size: style.size)
                .breakLines(paragraph.glyphs, into: &galley)
            for line in first..<galley.lines.count {
                let spare = room - galley.lines[line].width
                let x: Length = style.alignment == .left ? 0 : style.alignment == .center ? spare / 2 : spare
                galley.marks.append(
                    Mark(
                        line: Int32(line), x: format.left + left + style.left + x,
                        baseline: format.paddingAbove + y + Pleading.baseline(style.size, in: style.leading),
                        node: node))
                y += style.leading
            }
            y += style.after
        }
        galley.closeNode(outer)
        return y
    }

    private func addRules(_ row: Row, _ height: Length, into galley: inout Galley) {
        let left = format.left
        let right = format.left + (edges.last ?? 0)
        func rule(_ y: Length, _ thickness: Length) {
            galley.strokes.append(Stroke(x: left, y: y, width: right - left, height: thickness))
        }
        if row.isHeading {
            if format.ruleBelowHeading > 0 { rule(height - format.ruleBelowHeading, format.ruleBelowHeading) }
        } else if format.ruleBelowRow > 0 {
            rule(height - format.ruleBelowRow, format.ruleBelowRow)
        }
        if row.isSum, format.ruleBelowHeading > 0 { rule(0, format.ruleBelowHeading) }
        if format.boxRule > 0, edges.count > 1 {
            let corner = left + edges[1]
            galley.strokes.append(Stroke(x: corner - format.boxRule, y: 0, width: format.boxRule, height: height))
            galley.strokes.append(
                Stroke(x: left, y: height - format.boxRule, width: corner - left, height: format.boxRule))
        }
    }
}
