/// An address that a letter can be mailed to, as an envelope shows it.
///
/// The form is that of the Postal Service's Publication 28: the state by its two letters, the ZIP code as five digits or
/// as five, a hyphen and four. Whether the house exists, only the Postal Service knows.
package struct MailingAddress: Hashable, Sendable {
    package let name: String
    package let street: String
    package let city: String
    package let state: String
    package let zip: String

    /// The longest line: what a window of four and a half inches shows of letters of ordinary width.
    package static let longestLine = 60

    /// The lines of the envelope.
    package var lines: [String] { [name, street, "\(city), \(state) \(zip)"] }

    /// - Throws: why no letter can go there.
    package init(_ address: PostalAddress?, of name: PersonName) throws(AddressFault) {
        guard let address else { throw .noAddress }
        street = Self.tidied(address.street)
        guard !street.isEmpty else { throw .noStreet }
        guard !Self.isPlaceholder(street) else { throw .noFixedAddress }
        city = Self.tidied(address.city)
        guard !city.isEmpty else { throw .noCity }
        guard let state = USState.code(of: Self.tidied(address.state)) else { throw .unknownState }
        self.state = state
        guard let zip = Self.zip(address.zip) else { throw .badZIP }
        self.zip = zip
        self.name = Self.tidied(name.natural)
        guard lines.allSatisfy({ $0.count <= Self.longestLine }) else { throw .tooLong }
    }

    private static func tidied(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Words of record systems where a street would stand.
    private static let placeholders: Set<String> = [
        "TRANSIENT", "HOMELESS", "UNKNOWN", "NONE", "NULL", "NO ADDRESS", "NO FIXED ADDRESS", "NO PERMANENT ADDRESS",
        "ADDRESS UNKNOWN", "UNK", "NA", "N/A", "TBD", "GENERAL", "LKA UNKNOWN", "REFUSED", "SAME",
    ]

    private static func isPlaceholder(_ street: String) -> Bool {
        street.utf8.allSatisfy { !$0.isLetterOrDigit } || placeholders.contains(street.uppercased())
    }

    private static func zip(_ text: String) -> String? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            if byte.isDigit {
                digits.append(byte)
            } else if byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
                return nil
            }
        }
        // 00000 belongs to no post office, and four zeros are no route.
        guard digits.count == 5 || digits.count == 9, digits.prefix(5).contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        let zip = String(decoding: digits.prefix(5), as: UTF8.self)
        let route = String(decoding: digits.dropFirst(5), as: UTF8.self)
        return route.isEmpty || route == "0000" ? zip : "\(zip)-\(route)"
    }

    /// Bytes whose plain comparison gives the postal order: ZIP code, a code without the four digits of the route before
    /// those with them; then the street without its house number, the number by its value, what stands behind; the city and
    /// the name last. Letters to one house so come one after the other.
    package var postalKey: [UInt8] {
        var rest = street.uppercased()[...]
        var number = ""
        if let first = rest.split(separator: " ").first, first.utf8.first?.isDigit == true {
            number = String(first)
            rest = rest.dropFirst(first.count).drop { $0 == " " }
        }
        var key = Array(zip.utf8)
        for part in [Array(rest.utf8), NaturalOrder.key(number), Array(city.uppercased().utf8), Array(name.utf8)] {
            key.append(0)
            key += part
        }
        return key
    }
}
