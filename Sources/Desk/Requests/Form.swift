internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The fields of a form as a page sends it (`application/x-www-form-urlencoded`).
struct Form: Sendable {
    /// Bytes; few forms of these pages come near.
    static let limit = 65_536
    private static let fieldLimit = 1_000

    private let fields: [(name: String, value: String)]

    /// The first value of a name; nil if the form has none.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// A value without blanks around it; empty if the form has none.
    func text(_ name: String) -> String {
        let words = (self[name] ?? "").split(separator: " ", omittingEmptySubsequences: true)
        return words.joined(separator: " ")
    }

    /// All values of a name, as of boxes that can be ticked.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Reads the body of a request.
    ///
    /// - Throws: 413 beyond the limit, 415 for another kind of body, 400 for one that is no form.
    init(_ request: Request, atMost limit: Int = Form.limit) async throws {
        let kind = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard kind.trimmedASCII == "application/x-www-form-urlencoded" else {
            throw Refusal(.unsupportedMediaType, "media-type", "Send the form as application/x-www-form-urlencoded.")
        }
        let body = try await request.body.collect(upTo: limit)
        try self.init(encoded: Array(body.readableBytesView))
    }

    /// Reads `name=value&name=value`, with `+` for a blank and `%41` for a byte.
    ///
    /// - Throws: 400 for bytes that are no UTF-8 text, and for control characters other than line breaks and tabs.
    init(encoded bytes: [UInt8]) throws(Refusal) {
        var fields: [(name: String, value: String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < Self.fieldLimit, let name = Self.decoded(parts[0]),
                let value = parts.count == 2 ? Self.decoded(parts[1]) : ""
            else { throw .badForm }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// A text from its percent encoding; nil for bytes that are no text.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): text.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                text.append(high << 4 | low)
            default: text.append(byte)
            }
        }
        guard let decoded = String(validating: text, as: UTF8.self), decoded.unicodeScalars.allSatisfy(isPrintable)
        else {
            return nil
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }

    /// What a page can show: every character that XML allows.
    private static func isPrintable(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0x09, 0x0A, 0x0D: true
        case 0x00...0x1F, 0x7F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}

extension String {
    /// Without blanks and tabs at both ends.
    fileprivate var trimmedASCII: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
