/// Rows of one person as bytes, one behind the other.
struct HistoryRows: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each row ends, line end included.
    private var ends: [Int] = []
    /// A row of a relevant conviction, which blemishes spoil.
    var key: Int?

    var count: Int { ends.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        key = nil
    }

    // MARK: One row

    mutating func add(_ text: [UInt8]) { bytes.append(contentsOf: text) }
    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    /// Adds a text that the program itself knows.
    mutating func add(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func add(_ number: Int, width: Int) { HistoryText.add(number, width: width, to: &bytes) }

    mutating func endRow() {
        add("\r\n")
        ends.append(bytes.count)
    }

    // MARK: All rows

    /// Where row `index` stands in `bytes`, line end included.
    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The rows of `range`, as a list of their own.
    func part(_ range: Range<Int>) -> HistoryRows {
        guard let last = range.last else { return HistoryRows() }
        var part = HistoryRows()
        let start = self.range(range.lowerBound).lowerBound
        part.bytes = Array(bytes[start..<ends[last]])
        part.ends = ends[range].map { $0 - start }
        return part
    }

    /// Puts other rows in the place of row `index`; each brings its line end.
    mutating func replace(_ index: Int, with rows: [[UInt8]]) {
        let old = range(index)
        let joined = Array(rows.joined())
        bytes.replaceSubrange(old, with: joined)
        var start = old.lowerBound
        let new = rows.map { row in
            start += row.count
            return start
        }
        let growth = joined.count - old.count
        for later in ends.indices.dropFirst(index + 1) { ends[later] += growth }
        ends.replaceSubrange(index...index, with: new)
    }

    mutating func swapAt(_ first: Int, _ second: Int) {
        let (left, right) = (Array(bytes[range(first)]), Array(bytes[range(second)]))
        replace(second, with: [left])
        replace(first, with: [right])
    }

    /// Where the field of a column stands in row `index`, its quotation marks included.
    func field(_ column: HistoryColumn, of index: Int) -> Range<Int> {
        let row = range(index)
        var start = row.lowerBound
        var column = column.rawValue
        var isQuoted = false
        for position in row {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted, byte == UInt8(ascii: ",") || byte == 13 else { continue }
            if column == 0 { return start..<position }
            column -= 1
            start = position + 1
        }
        return row.upperBound..<row.upperBound
    }

    func value(_ column: HistoryColumn, of index: Int) -> [UInt8] { Array(bytes[field(column, of: index)]) }

    /// Puts another value into a field, as it is to stand there.
    mutating func set(_ column: HistoryColumn, of index: Int, to value: [UInt8]) {
        let row = range(index)
        let field = field(column, of: index)
        replace(
            index, with: [bytes[row.lowerBound..<field.lowerBound] + value + bytes[field.upperBound..<row.upperBound]])
    }
}

/// Values of the file as bytes.
enum HistoryText {
    /// A value as a field: in quotation marks where its characters ask for them.
    static func cell(_ value: String) -> [UInt8] {
        let needsQuotes = value.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
        }
        guard needsQuotes else { return Array(value.utf8) }
        var cell: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { cell.append(byte) }
            cell.append(byte)
        }
        return cell + [UInt8(ascii: "\"")]
    }

    /// Values as fields, each with a comma behind it.
    static func cells(_ values: String...) -> [UInt8] { values.flatMap { cell($0) + [UInt8(ascii: ",")] } }

    /// The last `width` digits of a number that is not negative.
    static func add(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        var rest = UInt(number)
        for _ in 0..<width { bytes.append(UInt8(ascii: "0")) }
        var position = bytes.count
        for _ in 0..<width {
            position -= 1
            bytes[position] += UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// `19870409`
    static func add(_ day: SampleDay, to bytes: inout [UInt8]) {
        let (year, month, number) = day.parts
        add(year, width: 4, to: &bytes)
        add(month, width: 2, to: &bytes)
        add(number, width: 2, to: &bytes)
    }
}
