/// Eight bytes that stand for one field of one row.
///
/// A text is a place in the byte arena; a flag or present record is a count of one; a list is its first and last row.
/// Whatever the kind, a count of zero means "empty", so one test serves every section.
struct Cell: Equatable {
    /// Text: the offset of its first byte. List: its last row.
    var start: UInt32 = 0
    /// Text: its length, with the two marks below on top. List: its first row. Flag: one.
    var count: UInt32 = 0

    /// The text has bytes that must be escaped wherever markup is: `&`, `<`, `>`, or controls that XML forbids.
    static let isSpecial: UInt32 = 0x8000_0000
    /// The text has bytes that must be escaped in an attribute only: quotes, tab, line feed.
    static let isSpecialInAttribute: UInt32 = 0x4000_0000
    /// The length without the marks. A text is shorter than one gibibyte.
    static let lengthMask: UInt32 = 0x3FFF_FFFF

    static let on = Cell(start: 0, count: 1)

    var length: Int { Int(count & Cell.lengthMask) }
}

/// The kinds and cells of one row, as far as writing values needs to know them.
struct RowShape {
    enum Slot: Equatable {
        case text, flag, record
        /// The shape of the list's rows.
        case list(Int)
        /// The first of its values in `Shapes.choices`, and how many there are.
        case choice(Int, Int)
    }

    var slots: [Slot] = []
}

/// Every row shape of a schema, numbered so that a row can name its own, and the texts of every choice.
struct Shapes {
    /// The root's shape is the first.
    private(set) var rows: [RowShape] = []
    /// A cell for each value of each choice field.
    private(set) var choices: [Cell] = []
    /// The bytes that those cells point into; they open the arena of all `Values` of the schema.
    private(set) var choiceBytes: [UInt8]
    /// The declared values, in the order of `choices`.
    private(set) var choiceTexts: [String] = []
    /// The same number for the same schema: values go only to templates that were compiled for their schema.
    private(set) var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325

    private var known: [String: Cell] = [:]

    init(_ schema: Schema) {
        // An unset cell starts at 0, so no choice may.
        choiceBytes = [0x20]
        _ = addRow(schema)
    }

    /// Where the text of a choice lies; equal texts lie in one place, whichever field declares them.
    func choice(_ text: String) -> Cell? { known[text] }

    private mutating func addRow(_ schema: Schema) -> Int {
        let number = rows.count
        rows.append(RowShape())
        rows[number].slots = slots(of: schema)
        return number
    }

    private mutating func slots(of schema: Schema) -> [RowShape.Slot] {
        var slots: [RowShape.Slot] = []
        for field in schema.fields {
            mix(field.name)
            switch field.kind {
            case .text, .markup: slots.append(.text)
            case .flag: slots.append(.flag)
            case .list(let inner): slots.append(.list(addRow(inner)))
            case .record(let inner): slots.append(contentsOf: [.record] + self.slots(of: inner))
            case .choice(let texts): slots.append(addChoice(texts))
            }
            mix(slots.count)
        }
        mix(rows.count)
        return slots
    }

    private mutating func addChoice(_ texts: [String]) -> RowShape.Slot {
        let first = choices.count
        for text in texts {
            mix(text)
            let cell = known[text] ?? place(text)
            choices.append(cell)
            choiceTexts.append(text)
        }
        return .choice(first, texts.count)
    }

    private mutating func place(_ text: String) -> Cell {
        let bytes = Array(text.utf8)
        let marks = bytes.withUnsafeBufferPointer { Escape.marks(of: $0) }
        let cell = Cell(start: UInt32(choiceBytes.count), count: UInt32(bytes.count) | marks)
        choiceBytes += bytes
        known[text] = cell
        return cell
    }

    private mutating func mix(_ text: String) {
        for byte in text.utf8 { mix(Int(byte)) }
        mix(256)
    }

    private mutating func mix(_ number: Int) {
        fingerprint = (fingerprint ^ UInt64(truncatingIfNeeded: number)) &* 0x0000_0100_0000_01B3
    }
}
