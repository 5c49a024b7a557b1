/// Sets a manuscript into lines, rows and spaces, and says between which of them a page may end.
struct Compositor {
    let setter: Setter
    let width: Length
    /// What comes next has to stay on the page of what came before.
    var isKept = false
    /// The room left since the last text: what comes next need not leave as much again.
    private var room: Length = 0

    init(_ setter: Setter, width: Length) {
        self.setter = setter
        self.width = width
    }

    mutating func set(_ manuscript: borrowing Manuscript, into galley: inout Galley) throws(PressError) {
        var outer: [Int32] = []
        var startsPage = false
        var index = 0
        while index < manuscript.blocks.count {
            let block = manuscript.blocks[index]
            let first = galley.items.count
            switch block.kind {
            case .open:
                outer.append(galley.openNode(block.role))
                if block.format >= 0 { galley.languages[galley.open] = manuscript.languages[Int(block.format)] }
            case .close: if let node = outer.popLast() { galley.closeNode(node) }
            case .page:
                startsPage = true
                isKept = false
            case .space: addSpace(block, into: &galley)
            case .paragraph: try addParagraph(manuscript, block, into: &galley)
            case .table:
                var table = TableSetter(setter, manuscript.tables[Int(block.format)], width: width)
                index = try table.set(manuscript, from: index, isKept: isKept, into: &galley)
                isKept = false
                room = 0
            case .row, .cell, .endCell, .endRow, .endTable: break
            }
            if startsPage, galley.items.count > first {
                galley.items[first].startsPage = true
                startsPage = false
            }
            index += 1
        }
        try addNotes(manuscript, into: &galley)
    }

    /// Sets the footnotes behind the text, each as one item.
    private func addNotes(_ manuscript: borrowing Manuscript, into galley: inout Galley) throws(PressError) {
        galley.flowEnd = galley.items.count
        for (number, node) in galley.notes.enumerated() {
            let note = manuscript.notes[number]
            let glyphs = galley.glyphs.count
            try setter.set(noteNumber: number + 1, into: &galley)
            let blank = Manuscript.noteBlank
            try blank.withUnsafeBufferPointer { (blank) throws(PressError) in
                try setter.set(blank, 0..<blank.count, [], into: &galley)
            }
            for span in note.spans { try setter.set(span, of: manuscript, size: note.format.size, into: &galley) }
            let first = galley.lines.count
            let measure = Self.thousandths(width, note.format.size)
            LineBreaker(firstWidth: measure, width: measure, size: note.format.size)
                .breakLines(glyphs..<galley.glyphs.count, into: &galley)
            var item = galley.freshItem
            for line in first..<galley.lines.count {
                galley.marks.append(
                    Mark(
                        line: Int32(line), x: 0,
                        baseline: item.height + Pleading.baseline(note.format.size, in: note.format.leading), node: node
                    ))
                item.height += note.format.leading
            }
            galley.items.append(item)
        }
    }

    /// Notes the footnotes of a line for the item that it stands in.
    private func noteFootnotes(of line: Int, in item: inout Item, _ galley: inout Galley) {
        let line = galley.lines[line]
        for index in Int(line.start)..<Int(line.end) {
            let glyph = galley.glyphs[index]
            guard glyph.font == Glyph.lineBreak, glyph.kind == .letter else { continue }
            if item.notes == 0 { item.note = Int32(galley.notes.count) }
            item.notes += 1
            galley.notes.append(galley.addNode(.note))
        }
    }

    private mutating func addSpace(_ block: Manuscript.Block, into galley: inout Galley) {
        room += block.height
        addSpace(block.height, mayBreak: !isKept && !block.keepsWithPrevious, into: &galley)
    }

    private func addSpace(_ height: Length, mayBreak: Bool, into galley: inout Galley) {
        guard height > 0 else { return }
        var item = galley.freshItem
        item.height = height
        item.isSpace = true
        item.mayBreak = mayBreak
        galley.items.append(item)
    }

    private mutating func addParagraph(
        _ manuscript: borrowing Manuscript, _ block: Manuscript.Block, into galley: inout Galley
    ) throws(PressError) {
        let format = manuscript.paragraphs[Int(block.format)]
        let mayBegin = !isKept && !format.keep.contains(.withPrevious)
        let before = max(0, format.before - room)
        addSpace(before, mayBreak: mayBegin, into: &galley)

        var outer: Int32?
        var label: Int32?
        if block.label < block.start {
            outer = galley.openNode(.item)
            let glyphs = galley.glyphs.count
            try setter.set(manuscript, Int(block.label)..<Int(block.start), size: format.size, into: &galley)
            label = Int32(galley.lines.count)
            LineBreaker(firstWidth: .max, width: .max, size: format.size)
                .breakLines(glyphs..<galley.glyphs.count, into: &galley)
        }
        let labelNode = label == nil ? 0 : galley.addNode(.label)
        let node = galley.addNode(label == nil ? format.role : .itemBody)

        let lines = try setLines(manuscript, Int(block.start)..<Int(block.end), format, into: &galley)
        // Rows of half a line stand in pairs; one more makes up for the last.
        let rows = format.isHalfLines ? 2 : 1
        let count = format.isHalfLines ? lines.count / 2 + 1 : lines.count
        let first = galley.items.count
        var height: Length = 0
        for number in 0..<count {
            var item = galley.freshItem
            item.height = format.leading * Length(rows)
            item.mayBreak =
                number == 0
                ? mayBegin && before == 0
                : !format.keep.contains(.together) && number >= format.widows && count - number >= format.widows
            if number == 0, let label {
                let gap = format.size / 2
                galley.marks.append(
                    Mark(
                        line: label, x: format.left - gap - galley.lines[label].width,
                        baseline: Pleading.baseline(format.size, in: format.leading), node: labelNode))
            }
            for row in 0..<rows where number * rows + row < lines.count {
                let line = lines.lowerBound + number * rows + row
                if !manuscript.notes.isEmpty { noteFootnotes(of: line, in: &item, &galley) }
                let lead = format.isHalfLines ? Length(2 * row + 1) * format.leading / 2 : 0
                galley.marks.append(
                    Mark(
                        line: Int32(line),
                        x: place(galley.lines[line].width, format, isFirst: line == lines.lowerBound),
                        baseline: lead + Pleading.baseline(format.size, in: format.leading), node: node))
            }
            if number == 0, format.role == .title || format.role == .heading || format.role == .subheading {
                item.bookmark = node
                galley.headings[node] = manuscript.text(of: Int(block.label)..<Int(block.end))
            }
            height += item.height
            galley.items.append(item)
        }
        if height < format.height {
            var filler = galley.freshItem
            filler.height = format.height - height
            filler.mayBreak = false
            galley.items.append(filler)
        }
        if let outer { galley.closeNode(outer) }
        if galley.items.count > first { isKept = format.keep.contains(.withNext) }
        room = format.after
        addSpace(format.after, mayBreak: !isKept, into: &galley)
    }

    private func setLines(
        _ manuscript: borrowing Manuscript, _ spans: Range<Int>, _ format: ParagraphFormat, into galley: inout Galley
    ) throws(PressError) -> Range<Int> {
        let glyphs = galley.glyphs.count
        try setter.set(manuscript, spans, size: format.size, into: &galley)
        let first = galley.lines.count
        let room = max(width - format.left - format.right, format.size)
        let breaker = LineBreaker(
            firstWidth: Self.thousandths(max(room - format.firstIndent, format.size), format.size),
            width: Self.thousandths(room, format.size), size: format.size)
        breaker.breakLines(glyphs..<galley.glyphs.count, into: &galley)
        return first..<galley.lines.count
    }

    static func thousandths(_ length: Length, _ size: Length) -> Int { Int(length) * 1_000 / Int(size) }

    private func place(_ width: Length, _ format: ParagraphFormat, isFirst: Bool) -> Length {
        let room = self.width - format.left - format.right
        return switch format.alignment {
        case .left: format.left + (isFirst ? format.firstIndent : 0)
        case .center: format.left + (room - width) / 2
        case .right: format.left + room - width
        }
    }
}
