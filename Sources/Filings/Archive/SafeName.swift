/// Names of files and folders that mean the same everywhere and lead nowhere else.
package enum SafeName {
    /// Letters, digits, `-`, `_` and `.`, not starting with a dot; parts joined by `/`.
    static func isSafe(path: String) -> Bool {
        !path.isEmpty && path.utf8.count <= 255
            && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy(isSafe)
    }

    /// A name that somebody chose for a folder of results: anything that is one folder and can be seen.
    static func isFolder(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.count <= 200 else { return false }
        return name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }

    private static func isSafe(_ part: Substring.UTF8View) -> Bool {
        guard let first = part.first, first != UInt8(ascii: ".") else { return false }
        return part.allSatisfy(isSafe)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// `000001-BA097736`: the sequence makes it the only one, the number is for the eye.
    static func folder(_ sequence: Int, _ number: String) -> [UInt8] {
        var name = digits(sequence, width: 6)
        guard !number.isEmpty else { return name }
        name.append(UInt8(ascii: "-"))
        for byte in number.utf8.prefix(40) { name.append(isSafe(byte) ? byte : UInt8(ascii: "-")) }
        // Windows drops a dot at the end.
        while name.last == UInt8(ascii: ".") { name.removeLast() }
        return name
    }

    /// The number of a volume, a job or a part in names: `0001`.
    package static func serial(_ number: Int) -> String { String(decoding: digits(number, width: 4), as: UTF8.self) }

    /// The number with zeros in front.
    static func digits(_ number: Int, width: Int) -> [UInt8] {
        let digits = Array(String(number).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, width - digits.count)) + digits
    }
}
