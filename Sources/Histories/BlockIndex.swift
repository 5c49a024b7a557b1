import CScan
import Cases
import Glibc

/// Where rows and fields of a block begin and end. One per thread, used again for each block.
///
/// A block holds whole rows. A row that breaks the rules of CSV ends with its line, and reading goes on behind it.
final class BlockIndex {
    /// A row that cannot be split into fields.
    struct Damage {
        let row: Int
        let code: ProblemCode
    }

    /// Places of commas and line ends outside of quotation marks, in order.
    private let separators: UnsafeMutablePointer<UInt32>
    /// For each row, which of the separators ends it.
    private let rowEnds: UnsafeMutablePointer<UInt32>
    private var separatorCount = 0
    private(set) var rowCount = 0
    /// In the order of rows.
    private(set) var damages: [Damage] = []
    /// Whether the last row has no line end, as at the end of a file that was cut off.
    private(set) var endsWithoutBreak = false
    /// Places of bytes that a spreadsheet would read as the beginning of a formula, in order.
    private(set) var formulas: [UInt32] = []

    /// - Parameter capacity: of the largest block, in bytes.
    init(capacity: Int) {
        separators = .allocate(capacity: capacity + 130)
        rowEnds = .allocate(capacity: capacity + 2)
        rowEnds[0] = 0
    }

    deinit {
        separators.deallocate()
        rowEnds.deallocate()
    }

    /// Indexes a block.
    ///
    /// - Parameters:
    ///   - bytes: the block; at least 64 bytes more can be read behind it.
    ///   - count: its length.
    ///   - findingFormulas: whether to look for them.
    func index(_ bytes: UnsafePointer<UInt8>, count: Int, findingFormulas: Bool = false) {
        separatorCount = 0
        rowCount = 0
        endsWithoutBreak = false
        damages.removeAll(keepingCapacity: true)
        formulas.removeAll(keepingCapacity: true)
        var start = 0
        while start < count {
            start = findingFormulas ? run(bytes, from: start, count, true) : run(bytes, from: start, count, false)
        }
    }

    /// Indexes rows from `start` on until the end or a damaged row.
    ///
    /// - Returns: where to go on.
    // Inlined, so that who looks for no formulas does not pay for them.
    @inline(__always)
    private func run(_ bytes: UnsafePointer<UInt8>, from start: Int, _ count: Int, _ findingFormulas: Bool) -> Int {
        var scan = QuoteScan()
        var position = start
        var total = separatorCount
        var rows = rowCount
        while position < count {
            let step = scan.step(bytes + position, findingFormulas)
            let rest = count - position
            let valid: UInt64 = rest >= 64 ? .max : (1 &<< UInt64(rest)) &- 1
            if step.faults & valid != 0 {
                // Whole rows before the fault stand; what the damaged row put into the index is taken back.
                let sound = (1 &<< UInt64(step.faults.trailingZeroBitCount)) &- 1
                add(step, sound & valid, at: position, &total, &rows)
                separatorCount = total
                rowCount = rows
                return damage(bytes, count)
            }
            add(step, valid, at: position, &total, &rows)
            position += 64
        }
        separatorCount = total
        rowCount = rows
        if scan.inside != 0 { return damage(bytes, count) }
        let end = total > 0 ? Int(separators[total - 1]) + 1 : 0
        if end < count || Int(rowEnds[rows]) < total {
            endRow(at: count)
            endsWithoutBreak = true
        }
        return count
    }

    @inline(__always)
    private func add(_ step: QuoteScan.Step, _ valid: UInt64, at base: Int, _ total: inout Int, _ rows: inout Int) {
        var ends = step.rowEnds & valid
        while ends != 0 {
            let upToEnd = ends ^ (ends &- 1)
            let before = (step.separators & upToEnd).nonzeroBitCount
            rows &+= 1
            rowEnds[rows] = UInt32(truncatingIfNeeded: total &+ before)
            ends &= ends &- 1
        }
        total &+= Int(
            vacatur_places(step.separators & valid, UInt32(truncatingIfNeeded: base), separators + total))
        var starts = step.formulas & valid
        while starts != 0 {
            formulas.append(UInt32(truncatingIfNeeded: base &+ starts.trailingZeroBitCount))
            starts &= starts &- 1
        }
    }

    /// Takes the beginning of a row that is too long for a block: what it says of whose it is.
    func indexHead(_ bytes: UnsafePointer<UInt8>) {
        index(bytes, count: 0)
        _ = damage(bytes, 4_096)
    }

    /// Takes the row behind the last whole one as damaged; it ends with its line. Of its fields only the first three are
    /// kept, which tell whose it is.
    ///
    /// - Returns: the beginning of the next line.
    private func damage(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        separatorCount = Int(rowEnds[rowCount])
        let start = start(ofRow: rowCount)
        let length = count - start
        let line = memchr(bytes + start, 10, length).map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes + start) }
        let end = start + (line ?? length)
        var quotes = 0
        var commas = 0
        for place in start..<end {
            if bytes[place] == UInt8(ascii: "\"") { quotes += 1 }
            guard bytes[place] == UInt8(ascii: ","), commas < 3 else { continue }
            separators[separatorCount] = UInt32(truncatingIfNeeded: place)
            separatorCount += 1
            commas += 1
        }
        let code: ProblemCode = quotes % 2 == 0 ? .strayQuote : line == nil ? .truncated : .unclosedQuote
        damages.append(Damage(row: rowCount, code: code))
        endRow(at: end)
        return end + 1
    }

    private func endRow(at place: Int) {
        separators[separatorCount] = UInt32(truncatingIfNeeded: place)
        separatorCount += 1
        rowCount += 1
        rowEnds[rowCount] = UInt32(truncatingIfNeeded: separatorCount)
    }

    /// The place of a row's first byte.
    @inline(__always)
    func start(ofRow row: Int) -> Int {
        let before = Int(rowEnds[row])
        return before == 0 ? 0 : Int(separators[before &- 1]) &+ 1
    }

    /// A row of the block that was indexed last.
    @inline(__always)
    func row(_ row: Int, of bytes: UnsafePointer<UInt8>) -> HistoryRow {
        let first = Int(rowEnds[row])
        return HistoryRow(
            bytes: bytes, start: start(ofRow: row), ends: separators + first, fields: Int(rowEnds[row &+ 1]) &- first)
    }
}
