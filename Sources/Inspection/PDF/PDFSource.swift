/// Bytes that values are read from: the file, or a stream of it that was unpacked.
final class PDFSource {
    let bytes: UnsafeRawBufferPointer
    private let owned: UnsafeMutableRawBufferPointer?

    /// Bytes that somebody else keeps for as long as the source is used.
    init(borrowing bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        owned = nil
    }

    /// Bytes that the source gives back.
    init(owning space: UnsafeMutableRawBufferPointer, count: Int) {
        bytes = UnsafeRawBufferPointer(rebasing: space[0..<count])
        owned = space
    }

    deinit { owned?.deallocate() }

    var whole: PDFValue { PDFValue(source: self, start: 0, end: bytes.count) }
}

/// A value of PDF as it stands in its bytes; nothing is taken apart before it is asked for.
struct PDFValue {
    let source: PDFSource
    let start: Int
    let end: Int

    private var first: UInt8 { start < end ? source.bytes[start] : 0 }

    /// What lies between the value's ends.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: source.bytes[start..<end]) }

    var isDictionary: Bool { first == UInt8(ascii: "<") && start + 1 < end && source.bytes[start + 1] == first }
    var isArray: Bool { first == UInt8(ascii: "[") }
    var isName: Bool { first == UInt8(ascii: "/") }
    var isTrue: Bool { bytes.elementsEqual("true".utf8) }

    /// Whether it is that name, `/` left out.
    func isName(_ name: StaticString) -> Bool { isName && bytes.dropFirst().elementsEqual(name.asciiBytes) }

    /// A name's bytes, without `/`.
    var name: [UInt8]? { isName ? Array(bytes.dropFirst()) : nil }

    var number: Double? {
        var lexer = PDFLexer(source.bytes, from: start, to: end)
        return lexer.number()
    }

    var integer: Int? {
        guard let number, number.magnitude < 1e15, number == number.rounded() else { return nil }
        return Int(number)
    }

    /// The number of the object that it points at; nil if it is no reference.
    var reference: Int? {
        guard end > start, source.bytes[end - 1] == UInt8(ascii: "R"), first &- 0x30 < 10 else { return nil }
        var lexer = PDFLexer(source.bytes, from: start, to: end)
        return lexer.number().flatMap { $0 >= 0 && $0 < 1e9 ? Int($0) : nil }
    }

    /// A dictionary's entry; nil if it has none such.
    subscript(key: StaticString) -> PDFValue? {
        guard isDictionary else { return nil }
        var lexer = PDFLexer(source.bytes, from: start + 2, to: end)
        while let name = lexer.name() {
            let value = lexer.value()
            guard let value else { return nil }
            let isIt = UnsafeRawBufferPointer(rebasing: source.bytes[name]).elementsEqual(key.asciiBytes)
            if isIt { return PDFValue(source: source, start: value.lowerBound, end: value.upperBound) }
        }
        return nil
    }

    /// Calls for each entry of a dictionary, with the key's bytes, until it returns false.
    func forEachEntry(_ body: (UnsafeRawBufferPointer, PDFValue) -> Bool) {
        guard isDictionary else { return }
        var lexer = PDFLexer(source.bytes, from: start + 2, to: end)
        while let name = lexer.name(), let value = lexer.value() {
            let entry = PDFValue(source: source, start: value.lowerBound, end: value.upperBound)
            if !body(UnsafeRawBufferPointer(rebasing: source.bytes[name]), entry) { return }
        }
    }

    /// Calls for each element of an array, until it returns false.
    func forEachElement(_ body: (PDFValue) -> Bool) {
        guard isArray else { return }
        var lexer = PDFLexer(source.bytes, from: start + 1, to: end - 1)
        while let value = lexer.value() {
            if !body(PDFValue(source: source, start: value.lowerBound, end: value.upperBound)) { return }
        }
    }

    /// The elements of an array, as far as so many.
    func elements(atMost limit: Int) -> [PDFValue] {
        var elements: [PDFValue] = []
        forEachElement {
            elements.append($0)
            return elements.count < limit
        }
        return elements
    }

    /// The bytes of a string, of either form.
    var string: [UInt8]? {
        if first == UInt8(ascii: "(") { return Self.literal(bytes) }
        guard first == UInt8(ascii: "<"), !isDictionary else { return nil }
        var string: [UInt8] = []
        var half: UInt8?
        for byte in bytes {
            guard let digit = PDFLexer.hexDigit(byte) else { continue }
            if let high = half {
                string.append(high << 4 | digit)
                half = nil
            } else {
                half = digit
            }
        }
        if let half { string.append(half << 4) }
        return string
    }

    private static func literal(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var string: [UInt8] = []
        var rest = bytes.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                string.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "n"): string.append(10)
            case UInt8(ascii: "r"): string.append(13)
            case UInt8(ascii: "t"): string.append(9)
            case 0x30...0x37:
                var code = UInt32(next - 0x30)
                for _ in 0..<2 {
                    guard let digit = rest.first, (0x30...0x37).contains(digit) else { break }
                    code = code << 3 | UInt32(digit - 0x30)
                    rest = rest.dropFirst()
                }
                string.append(UInt8(truncatingIfNeeded: code))
            default: string.append(next)
            }
        }
        return string
    }

    /// A text string, in UTF-16 with its mark or in plain letters (ISO 32000-1, 7.9.2.2).
    var text: String? {
        guard let string else { return nil }
        guard string.starts(with: [0xFE, 0xFF]) else { return String(decoding: string, as: UTF8.self) }
        let units = stride(from: 2, to: string.count - 1, by: 2).map {
            UInt16(string[$0]) << 8 | UInt16(string[$0 + 1])
        }
        return String(decoding: units, as: UTF16.self)
    }
}

extension StaticString {
    var asciiBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
