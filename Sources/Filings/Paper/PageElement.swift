/// The elements that can be printed: what the templates use. `head`, `meta` and `title` are read, not printed.
enum PageElement: String, CaseIterable {
    case html, head, meta, title, style, body, main, section, div, address
    case h1, h2, h3, p, ol, ul, li, table, caption, thead, tbody, tr, th, td, blockquote
    case b, strong, i, em, u, span, br, mark

    private static let keys = allCases.map { key(Array($0.rawValue.utf8)[...]) }

    init?(_ name: ArraySlice<UInt8>) {
        guard name.count <= 10, let index = Self.keys.firstIndex(of: Self.key(name)) else { return nil }
        self = Self.allCases[index]
    }

    /// Eight bytes of the name and its length: no two of the elements agree in them.
    private static func key(_ name: ArraySlice<UInt8>) -> UInt64 {
        var key = UInt64(name.count)
        for byte in name.prefix(8) { key = key &* 257 ^ UInt64(byte) }
        return key
    }
}

/// The classes that can be printed, with what they mean on paper.
struct PageClasses: OptionSet {
    let rawValue: UInt64

    /// Title of the court: centred, in bold capitals.
    static let court = PageClasses(rawValue: 1 << 0)
    /// Title of the case and of the paper: two boxes side by side, lines at the right of and below the first.
    static let caption = PageClasses(rawValue: 1 << 1)
    /// Moved in by half an inch.
    static let indented = PageClasses(rawValue: 1 << 2)
    /// Signature: in the right half, and never alone on a page.
    static let sign = PageClasses(rawValue: 1 << 3)
    /// A line to write on; a long one.
    static let blank = PageClasses(rawValue: 1 << 4)
    static let long = PageClasses(rawValue: 1 << 5)
    /// A number: at the right of its column.
    static let number = PageClasses(rawValue: 1 << 6)
    /// Digits of a digest: of one width.
    static let hex = PageClasses(rawValue: 1 << 7)
    /// A row that sums up: a line above it.
    static let sum = PageClasses(rawValue: 1 << 8)
    /// A table with a line below its heading.
    static let ruled = PageClasses(rawValue: 1 << 9)
    /// The mark of a draft.
    static let draft = PageClasses(rawValue: 1 << 10)
    /// A part on a page of its own, whose lesser headings are lettered.
    static let memo = PageClasses(rawValue: 1 << 11)
    /// Items numbered on from list to list.
    static let facts = PageClasses(rawValue: 1 << 12)
    /// Items to tick: without numbers, each on one page.
    static let how = PageClasses(rawValue: 1 << 13)
    /// Two boxes side by side at the top of an exhibit.
    static let head = PageClasses(rawValue: 1 << 14)
    /// The schedule.
    static let list = PageClasses(rawValue: 1 << 15)
    /// A table no wider than it needs to be.
    static let totals = PageClasses(rawValue: 1 << 16)
    /// A letter's sender, addressee (in the window of the envelope), date.
    static let from = PageClasses(rawValue: 1 << 17)
    static let to = PageClasses(rawValue: 1 << 18)
    static let date = PageClasses(rawValue: 1 << 19)
    /// In Spanish, on a page of its own.
    static let spanish = PageClasses(rawValue: 1 << 20)
    /// Not divided between pages.
    static let end = PageClasses(rawValue: 1 << 21)
    static let small = PageClasses(rawValue: 1 << 22)
    /// Of looks that paper does without.
    static let plain = PageClasses(rawValue: 1 << 23)
    /// Small letters as small capitals; on pleading paper as capitals.
    static let smallCaps = PageClasses(rawValue: 1 << 24)
    /// A footnote, written where its number stands.
    static let note = PageClasses(rawValue: 1 << 25)
    /// A bar code in the top margin.
    static let barcode = PageClasses(rawValue: 1 << 40)
    /// In letters that are read from afar.
    static let large = PageClasses(rawValue: 1 << 41)
    /// Begins a page.
    static let attached = PageClasses(rawValue: 1 << 42)

    private static let names: [(String, PageClasses)] = [
        ("court", .court), ("caption", .caption), ("in", .indented), ("sign", .sign), ("blank", .blank),
        ("long", .long), ("no", .number), ("hex", .hex), ("sum", .sum), ("ruled", .ruled), ("draft", .draft),
        ("memo", .memo), ("facts", .facts), ("how", .how), ("head", .head), ("list", .list), ("totals", .totals),
        ("from", .from), ("to", .to), ("date", .date), ("es", .spanish), ("end", .end), ("small", .small),
        ("pair", .plain), ("receipt", .plain), ("box", .plain), ("key", .plain), ("legend", .plain),
        ("missing", .plain), ("subject", .plain), ("barcode", .barcode), ("large", .large), ("attached", .attached),
        ("sc", .smallCaps), ("note", .note),
    ]
    private static let bytes = names.map { (Array($0.0.utf8), $0.1) }

    /// One class by its name; nil for any other.
    static func named(_ name: ArraySlice<UInt8>) -> PageClasses? {
        bytes.first { $0.0.count == name.count && $0.0.elementsEqual(name) }?.1
    }
}
