/// An item, or a part of one that is higher than a page, where it stands on its page.
struct Placement: BitwiseCopyable {
    var item: Int32
    /// From the top of the text.
    var y: Length
    /// The part of the item that is shown, from its own top.
    var from: Length
    var to: Length
    /// A table's heading once more.
    var isRepeated: Bool
}

/// Makes pages up: fills each as far as it goes, and goes back to the last place where it may end.
struct Paginator: ~Copyable {
    private(set) var placements = Pool<Placement>()
    /// The first placement of each page.
    private(set) var starts = Pool<Int32>(capacity: 64)

    private var y: Length = 0
    private var height: Length = 0
    /// What the footnotes of the page take, with the room above them.
    private var footnotes: Length = 0
    /// Items of the page that are not repeated headings.
    private var held = 0
    /// Where the page may end: an item, and the placements before it.
    private var chance: (item: Int, placements: Int, held: Int)?

    init() {}

    var pageCount: Int { starts.count }

    func placements(of page: Int) -> Range<Int> {
        Int(starts[page])..<(page + 1 < starts.count ? Int(starts[page + 1]) : placements.count)
    }

    mutating func makeUp(_ galley: borrowing Galley, height: Length) {
        placements.removeAll()
        starts.removeAll()
        self.height = height
        beginPage()
        var index = 0
        var shown: Length = 0
        while index < galley.flowEnd {
            let item = galley.items[index]
            if item.startsPage, held > 0, shown == 0 { beginPage() }
            let added = shown > 0 ? 0 : footnotesHeight(of: item, galley)
            let foot = height - footnotes - added
            if item.isSpace, held == 0 || y + item.height > foot {
                index += 1
                continue
            }
            if y + item.height - shown <= foot {
                if item.mayBreak, held > 0 { chance = (index, placements.count, held) }
                place(index, from: shown, to: item.height)
                footnotes += added
                shown = 0
                index += 1
            } else if item.mayBreak, held > 0 {
                turn(to: item, galley)
            } else if let chance {
                placements.truncate(to: chance.placements)
                index = chance.item
                while index < galley.flowEnd, galley.items[index].isSpace { index += 1 }
                shown = 0
                if index < galley.flowEnd { turn(to: galley.items[index], galley) }
            } else if held > 0, foot - y < 2 * Pleading.line || item.height < 2 * Pleading.line {
                turn(to: item, galley)
            } else {
                // Higher than a page, or than what is left of one that may end nowhere: as much as fits, and the rest on the next.
                let part = max(height - y, Pleading.line)
                place(index, from: shown, to: shown + part)
                shown += part
                beginPage()
            }
        }
    }

    /// What the footnotes of an item would take on the page.
    private func footnotesHeight(of item: Item, _ galley: borrowing Galley) -> Length {
        guard item.notes > 0 else { return 0 }
        var height = footnotes == 0 ? Footnotes.roomAbove : 0
        for index in galley.footnotes(of: item) { height += galley.items[index].height }
        return height
    }

    private mutating func beginPage() {
        starts.append(Int32(placements.count))
        y = 0
        footnotes = 0
        held = 0
        chance = nil
    }

    /// Begins a page, with the heading of the table that goes on there.
    private mutating func turn(to item: Item, _ galley: borrowing Galley) {
        beginPage()
        guard item.table >= 0, !item.isHeading else { return }
        let head = galley.heads[item.table]
        let total = (head.start..<head.end).reduce(Length(0)) { $0 + galley.items[$1].height }
        guard total < height / 2 else { return }
        for index in head.start..<head.end {
            let height = galley.items[index].height
            placements.append(Placement(item: index, y: y, from: 0, to: height, isRepeated: true))
            y += height
        }
    }

    private mutating func place(_ index: Int, from: Length, to: Length) {
        placements.append(Placement(item: Int32(index), y: y, from: from, to: to, isRepeated: false))
        y += to - from
        held += 1
    }
}
