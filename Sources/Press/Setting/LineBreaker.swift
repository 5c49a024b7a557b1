/// Breaks glyphs into lines, first fit: a line takes every word that it holds.
///
/// The text is set flush left as in the HTML, so there is no spacing to even out over a paragraph, and a reader who
/// compares the two pages finds the same lines. It is linear, and a change of a word moves nothing before it.
struct LineBreaker {
    /// Thousandths of the size.
    let firstWidth: Int
    let width: Int
    let size: Length

    /// Breaks a range of the glyphs of the galley.
    func breakLines(_ range: Range<Int>, into galley: inout Galley) {
        var start = range.lowerBound
        var limit = firstWidth
        repeat {
            let (end, next, width, isDecorated) = line(from: start, to: range.upperBound, limit, &galley)
            galley.lines.append(
                Line(
                    start: Int32(start), end: Int32(end), size: size,
                    width: Length(truncatingIfNeeded: width * Int(size) / 1_000), isDecorated: isDecorated))
            start = next
            limit = self.width
        } while start < range.upperBound
    }

    /// - Returns: where the line ends, where the next one begins, how wide it is.
    private func line(
        from start: Int, to end: Int, _ limit: Int, _ galley: inout Galley
    ) -> (end: Int, next: Int, width: Int, isDecorated: Bool) {
        var x = 0
        var chance: (end: Int, next: Int, width: Int)?
        var isDecorated = false
        var index = start
        if start < end { galley.glyphs[start].kern = 0 }
        while index < end {
            let glyph = galley.glyphs[index]
            if glyph.font == Glyph.line || !glyph.style.isDisjoint(with: [.underline, .marked]) { isDecorated = true }
            if glyph.kind == .blank {
                if glyph.font == Glyph.lineBreak { return (index, index + 1, x, isDecorated) }
                // Of several blanks the first ends the line.
                if let before = chance, before.next == index, before.end < index {
                    chance = (before.end, index + 1, before.width)
                } else {
                    chance = (index, index + 1, x)
                }
                x &+= Int(glyph.advance)
                index &+= 1
                continue
            }
            if glyph.kind == .dash, index > start, x <= limit { chance = (index, index, x) }
            x &+= Int(glyph.kern) &+ Int(glyph.advance)
            if x > limit, index > start {
                if let chance { return (chance.end, chance.next, chance.width, isDecorated) }
                // A word longer than a line breaks where it must.
                return (index, index, x - Int(glyph.kern) - Int(glyph.advance), isDecorated)
            }
            if glyph.kind != .letter, Self.mayEnd(behind: index, end, galley) { chance = (index + 1, index + 1, x) }
            index &+= 1
        }
        if let chance, chance.next == end, chance.end < end { return (chance.end, end, chance.width, isDecorated) }
        return (end, end, x, isDecorated)
    }

    /// Whether a line may end behind a glyph that is no blank, of text that goes on to `end`.
    static func mayEnd(behind index: Int, _ end: Int, _ galley: borrowing Galley) -> Bool {
        guard index + 1 < end else { return false }
        let next = galley.glyphs[index + 1].kind
        return switch galley.glyphs[index].kind {
        case .hyphen, .slash: next == .letter
        case .dash: next != .blank
        case .chance: true
        default: false
        }
    }
}
