/// The characters and words that XML 1.0 knows.
extension Markup {
    /// XML 1.0, production 3.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// May begin a name. Bytes beyond ASCII are taken as letters.
    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isNameStart(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Whether this, without `&` and `;`, is one of the five entities or the number of a character that XML allows.
    static func isReference(_ name: [UInt8]) -> Bool {
        guard name.first == UInt8(ascii: "#") else {
            return entities.contains { name.elementsEqual($0.utf8) }
        }
        let isHex = name.dropFirst().first == UInt8(ascii: "x")
        let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let number = UInt32(digits, radix: isHex ? 16 : 10)
        else { return false }
        return isCharacter(number)
    }

    /// XML 1.0, production 2.
    private static func isCharacter(_ number: UInt32) -> Bool {
        switch number {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    private static let entities = ["amp", "lt", "gt", "quot", "apos"]

    /// What may follow `<!`.
    static let declarations: [[UInt8]] = [Array("--".utf8), Array("[CDATA[".utf8), Array("DOCTYPE".utf8)]

    /// How the declaration may be written, without `<?` and `?>`.
    static let xmlDeclarations = [
        "xml version=\"1.0\" encoding=\"UTF-8\"?", "xml version=\"1.0\"?",
        "xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?",
    ]

    /// A byte for a message.
    static func printable(_ byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F ? "\"\(String(UnicodeScalar(byte)))\"" : "this character"
    }
}
