/// A reader of CSV that accepts nothing but clean rows with line ends of CR and LF: an independent check of samples.
enum StrictCSV {
    struct Refusal: Error, Hashable { let row: Int }

    /// - Returns: the fields of every row.
    static func rows(_ bytes: [UInt8]) throws -> [[ArraySlice<UInt8>]] {
        var rows: [[ArraySlice<UInt8>]] = []
        var position = 0
        while position < bytes.count {
            var row: [ArraySlice<UInt8>] = []
            while true {
                guard let field = field(bytes, &position), position < bytes.count else {
                    throw Refusal(row: rows.count)
                }
                row.append(field)
                position += 1
                if bytes[position - 1] == UInt8(ascii: ",") { continue }
                guard bytes[position - 1] == 13, position < bytes.count, bytes[position] == 10 else {
                    throw Refusal(row: rows.count)
                }
                position += 1
                break
            }
            rows.append(row)
        }
        return rows
    }

    /// The field at `position`, which then stands at what ends it; nil where there is none.
    private static func field(_ bytes: [UInt8], _ position: inout Int) -> ArraySlice<UInt8>? {
        let start = position
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != 13 {
                guard bytes[position] != UInt8(ascii: "\""), bytes[position] != 10 else { return nil }
                position += 1
            }
            return bytes[start..<position]
        }
        var field: [UInt8] = []
        position += 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") {
                position += 1
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return field[...] }
            }
            field.append(bytes[position])
            position += 1
        }
        return nil
    }
}
