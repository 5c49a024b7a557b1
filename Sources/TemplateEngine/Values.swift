/// The values of one document: a byte arena for the texts and eight-byte cells that point into it.
///
/// Made once per task for a schema, filled, rendered by every template of that schema, reset, filled again; after the
/// first few documents nothing is allocated any more. Writing a text copies it and notes, in the same pass, whether it
/// holds anything that would have to be escaped. Most texts do not, and rendering then copies them blindly.
///
/// Texts have to be UTF-8; see `Intake` for what is refused before it comes here.
package struct Values: ~Copyable, @unchecked Sendable {  // Sendable: sole owner of its memory
    /// One row: the root, or a row of a list.
    package struct Row: Sendable {
        /// Its first cell. The cell before it leads to the next row of the same list.
        let start: UInt32
        let shape: UInt32

        /// The row of the document itself.
        package static let root = Row(start: 1, shape: 0)
    }

    /// Bytes behind the texts that may be read, so that copying may go in wide steps.
    static let slack = 64

    let shapes: Shapes
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var cells: UnsafeMutablePointer<Cell>
    private var byteCount = 0
    private var byteCapacity: Int
    private var cellCount = 0
    private var cellCapacity: Int
    /// What `reset` goes back to.
    private var keptCells: [Cell]
    private var keptBytes: Int

    package init(_ schema: Schema) {
        shapes = Shapes(schema)
        keptCells = Array(repeating: Cell(), count: 1 + schema.width)
        keptBytes = shapes.choiceBytes.count
        byteCapacity = 4_096 + keptBytes
        bytes = .allocate(capacity: byteCapacity + Values.slack)
        bytes.initialize(repeating: 0x20, count: byteCapacity + Values.slack)
        cellCapacity = 1_024 + keptCells.count
        cells = .allocate(capacity: cellCapacity)
        bytes.update(from: shapes.choiceBytes, count: keptBytes)
        reset()
    }

    deinit {
        bytes.deallocate()
        cells.deallocate()
    }

    /// Empties everything but what `keepSoFar` keeps. The memory stays.
    package mutating func reset() {
        byteCount = keptBytes
        cellCount = keptCells.count
        keptCells.withUnsafeBufferPointer { kept in
            if let start = kept.baseAddress { cells.update(from: start, count: kept.count) }
        }
    }

    /// Keeps what is set now through later resets: the office and the court, which all cases of a packet share.
    package mutating func keepSoFar() {
        keptBytes = byteCount
        keptCells = Array(UnsafeBufferPointer(start: cells, count: cellCount))
    }

    /// Sets a text or markup field. The bytes are copied.
    package mutating func setText(_ slot: Int, _ text: UnsafeRawBufferPointer, in row: Row = .root) {
        let place = makeRoom(text.count)
        if let source = text.baseAddress {
            UnsafeMutableRawPointer(place).copyMemory(from: source, byteCount: text.count)
        }
        closeText(slot, text.count, in: row)
    }

    /// Sets a text or markup field.
    package mutating func setText(_ slot: Int, _ text: [UInt8], in row: Row = .root) {
        text.withUnsafeBytes { setText(slot, $0, in: row) }
    }

    /// Sets a text or markup field.
    package mutating func setText(_ slot: Int, _ text: String, in row: Row = .root) {
        var text = text
        text.withUTF8 { setText(slot, UnsafeRawBufferPointer($0), in: row) }
    }

    /// Sets a text that `write` composes in place, of at most `capacity` bytes: it fills the buffer from its start and
    /// returns the number of bytes written.
    package mutating func setText(
        _ slot: Int,
        capacity: Int,
        in row: Row = .root,
        _ write: (UnsafeMutableRawBufferPointer) -> Int
    ) {
        let place = makeRoom(capacity)
        let length = write(UnsafeMutableRawBufferPointer(start: place, count: capacity))
        precondition(0...capacity ~= length, "a text was written beyond its capacity")
        closeText(slot, length, in: row)
    }

    /// Sets a text to a number in decimal digits, without grouping.
    package mutating func setNumber(_ slot: Int, _ number: Int, in row: Row = .root) {
        setText(slot, capacity: 20, in: row) { buffer in
            var digits = number.magnitude
            var start = 20
            repeat {
                start -= 1
                buffer[start] = UInt8(truncatingIfNeeded: 0x30 + digits % 10)
                digits /= 10
            } while digits > 0
            if number < 0 {
                start -= 1
                buffer[start] = 0x2D
            }
            for index in start..<20 { buffer[index - start] = buffer[index] }
            return 20 - start
        }
    }

    /// Sets a flag.
    package mutating func setFlag(_ slot: Int, _ isOn: Bool, in row: Row = .root) {
        assert(kind(slot, row) == .flag, "slot \(slot) is no flag")
        cells[index(slot, row)] = isOn ? .on : Cell()
    }

    /// Says whether an optional record is there. A required one always is.
    package mutating func setRecord(_ slot: Int, present: Bool, in row: Row = .root) {
        assert(kind(slot, row) == .record, "slot \(slot) is no record")
        cells[index(slot, row)] = present ? .on : Cell()
    }

    /// Sets a choice to the value at `index` of the declared ones.
    package mutating func setChoice(_ slot: Int, _ index: Int, in row: Row = .root) {
        guard case .choice(let first, let count) = kind(slot, row), 0..<count ~= index else {
            preconditionFailure("slot \(slot) is no choice of that many values")
        }
        cells[self.index(slot, row)] = shapes.choices[first + index]
    }

    /// Sets a choice to one of the declared values; false, and no change, when `text` is none of them.
    package mutating func setChoice(_ slot: Int, _ text: String, in row: Row = .root) -> Bool {
        guard case .choice(let first, let count) = kind(slot, row) else {
            preconditionFailure("slot \(slot) is no choice")
        }
        guard let found = shapes.choiceTexts[first..<(first + count)].firstIndex(of: text) else { return false }
        cells[index(slot, row)] = shapes.choices[found]
        return true
    }

    /// Adds an empty row at the end of a list. Rows of different lists may be added in any order.
    package mutating func appendRow(_ list: Int, in row: Row = .root) -> Row {
        guard case .list(let shape) = kind(list, row) else { preconditionFailure("slot \(list) is no list") }
        let width = shapes.rows[shape].slots.count
        reserveCells(1 + width)
        let start = UInt32(cellCount + 1)
        (cells + cellCount).update(repeating: Cell(), count: 1 + width)
        cellCount += 1 + width
        link(start, to: index(list, row))
        return Row(start: start, shape: UInt32(shape))
    }

    /// Hangs a row onto the end of a list: rows form a chain, so they need not lie side by side.
    private mutating func link(_ row: UInt32, to list: Int) {
        if cells[list].count == 0 {
            cells[list].count = row
        } else {
            cells[Int(cells[list].start) - 1].count = row
        }
        cells[list].start = row
    }

    private func kind(_ slot: Int, _ row: Row) -> RowShape.Slot {
        shapes.rows[Int(row.shape)].slots[slot]
    }

    @inline(__always)
    private func index(_ slot: Int, _ row: Row) -> Int {
        Int(row.start) &+ slot
    }

    /// Ends the text that lies at the end of the arena: pads it, looks for what needs escaping, points its cell to it.
    private mutating func closeText(_ slot: Int, _ length: Int, in row: Row) {
        assert(kind(slot, row) == .text, "slot \(slot) is no text")
        let text = bytes + byteCount
        let marks = Escape.marks(padding: text, length)
        cells[index(slot, row)] = Cell(
            start: UInt32(truncatingIfNeeded: byteCount),
            count: UInt32(truncatingIfNeeded: length) | marks
        )
        byteCount += length
    }

    private mutating func makeRoom(_ length: Int) -> UnsafeMutablePointer<UInt8> {
        if byteCount + length > byteCapacity { widenBytes(length) }
        return bytes + byteCount
    }

    @inline(never)
    private mutating func widenBytes(_ length: Int) {
        precondition(length <= Int(Cell.lengthMask), "a text of a gibibyte")
        let wider = max(byteCapacity * 2, byteCount + length)
        precondition(wider <= Int(UInt32.max), "the texts of one document exceed four gibibytes")
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wider + Values.slack)
        fresh.initialize(repeating: 0x20, count: wider + Values.slack)
        fresh.update(from: bytes, count: byteCount)
        bytes.deallocate()
        bytes = fresh
        byteCapacity = wider
    }

    private mutating func reserveCells(_ extra: Int) {
        guard cellCount + extra > cellCapacity else { return }
        let wider = max(cellCapacity * 2, cellCount + extra)
        precondition(wider <= Int(UInt32.max), "more cells than a cell can count")
        let fresh = UnsafeMutablePointer<Cell>.allocate(capacity: wider)
        fresh.update(from: cells, count: cellCount)
        cells.deallocate()
        cells = fresh
        cellCapacity = wider
    }
}
