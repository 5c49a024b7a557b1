/// CSV being written, as bytes (RFC 4180), safe to open in a spreadsheet.
///
/// A value that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets do not show.
package struct CSVText: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var isInRow = false

    package init() {}

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isInRow = false
    }

    package mutating func field(_ text: String) {
        var text = text
        text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
    }

    package mutating func field(_ value: UnsafeRawBufferPointer) {
        separate()
        let isFormula = value.first.map(Self.startsFormula) ?? false
        guard isFormula || value.contains(where: Self.needsQuotes) else {
            bytes += value
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in value {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func field(_ number: Int) {
        separate()
        bytes += String(number).utf8
    }

    package mutating func endRow() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        isInRow = false
    }

    /// A row of texts.
    package mutating func row(_ fields: [String]) {
        for text in fields { field(text) }
        endRow()
    }

    private mutating func separate() {
        if isInRow { bytes.append(UInt8(ascii: ",")) }
        isInRow = true
    }

    /// A cell as it was before a formula got its apostrophe.
    static func withoutApostrophe(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = cell.dropFirst()
        guard cell.first == UInt8(ascii: "'"), let next = rest.first, startsFormula(next) else { return cell }
        return rest
    }

    /// `=`, `+`, `-`, `@`, tab and carriage return.
    static func startsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
        default: false
        }
    }
}
