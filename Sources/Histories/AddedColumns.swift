import Intake

/// What was found out about a row, kept until the row is written: the columns of a finding, where two rule sets differ,
/// or that an earlier file had the row already.
struct AddedColumns {
    enum Kind: UInt64 { case finding, difference, repeated }

    let key: RowKey
    let kind: Kind
    /// Of a finding: the columns before `Possible Other P64 Charges`. Of a difference: its cells.
    let before: UnsafeRawBufferPointer
    /// Of a finding: the columns after it.
    let after: UnsafeRawBufferPointer

    private static let head = 24

    /// Writes the record of a row, with `record` as room for it.
    static func write(
        _ key: RowKey, before: Page, after: Page, _ kind: Kind, to writer: PartitionStore.Writer, partition: Int,
        record: Page
    ) throws(IntakeError) {
        record.removeAll()
        withUnsafeBytes(of: UInt32(head + before.count + after.count)) { record.append($0) }
        withUnsafeBytes(of: UInt32(before.count)) { record.append($0) }
        withUnsafeBytes(of: key.bits) { record.append($0) }
        withUnsafeBytes(of: kind.rawValue) { record.append($0) }
        record.append(before.bytes)
        record.append(after.bytes)
        try writer.add(record.bytes, to: partition)
    }

    /// The records of a block, in the order of its rows. They live as long as `pieces`.
    static func read(_ pieces: [PartitionStore.Memory], block: Int) -> [AddedColumns] {
        var found: [AddedColumns] = []
        for piece in pieces {
            var place = 0
            while place < piece.count {
                let start = UnsafeRawPointer(piece.start + place)
                let length = Int(start.loadUnaligned(as: UInt32.self))
                let first = Int(start.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
                let key = RowKey(bits: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                if key.block == block,
                    let kind = Kind(rawValue: start.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                {
                    found.append(
                        AddedColumns(
                            key: key, kind: kind,
                            before: UnsafeRawBufferPointer(start: start + head, count: first),
                            after: UnsafeRawBufferPointer(
                                start: start + head + first, count: length - head - first)))
                }
                place += length
            }
        }
        return found.sorted { ($0.key.bits, $0.kind.rawValue) < ($1.key.bits, $1.kind.rawValue) }
    }
}
