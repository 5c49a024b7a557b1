/// Puts the tables of a TrueType font together (OpenType specification, "Font file").
enum FontFile {
    private static let magic = 0xB1B0_AFBA

    /// A file of tables by name, each of four letters; `head` is among them.
    static func bytes(_ tables: [String: [UInt8]]) -> [UInt8] {
        let ordered = tables.sorted { $0.key < $1.key }
        var file: [UInt8] = []
        file.append(u32: 0x0001_0000)
        file.append(u16: ordered.count)
        var power = 1
        var exponent = 0
        while power * 2 <= ordered.count { (power, exponent) = (power * 2, exponent + 1) }
        file.append(u16: power * 16)
        file.append(u16: exponent)
        file.append(u16: (ordered.count - power) * 16)
        var offset = 12 + 16 * ordered.count
        var head = 0
        for (name, table) in ordered {
            file += name.utf8
            file.append(u32: checksum(table[...], isHead: name == "head"))
            file.append(u32: offset)
            file.append(u32: table.count)
            if name == "head" { head = offset }
            offset += (table.count + 3) / 4 * 4
        }
        for (name, table) in ordered {
            var table = table
            if name == "head" { table.set(u32: 0, at: 8) }
            file += table
            while file.count % 4 != 0 { file.append(0) }
        }
        file.set(u32: (magic - checksum(file[...], isHead: false)) & 0xFFFF_FFFF, at: head + 8)
        return file
    }

    /// The sum of a table's 32-bit words; of `head` without the file's own sum.
    private static func checksum(_ bytes: ArraySlice<UInt8>, isHead: Bool) -> Int {
        var sum = 0
        var shift = 24
        for (index, byte) in bytes.enumerated() {
            if !isHead || !(8..<12).contains(index) { sum += Int(byte) << shift }
            shift = shift == 0 ? 24 : shift - 8
        }
        return sum & 0xFFFF_FFFF
    }
}
