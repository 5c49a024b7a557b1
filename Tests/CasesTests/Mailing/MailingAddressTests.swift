import Cases
import Testing

@Suite("Addresses for the post")
struct MailingAddressTests {
    private static func mailing(
        _ street: String, _ city: String = "LOS ANGELES", _ state: String = "CA", _ zip: String = "90012",
        name: PersonName = PersonName(last: "FIGMENT", first: "ROSALÍA")
    ) throws(AddressFault) -> MailingAddress {
        try MailingAddress(PostalAddress(street: street, city: city, state: state, zip: zip), of: name)
    }

    @Test(
        "what an envelope shows",
        arguments: [
            ("12  NOWHERE LN ", "CA", "90012", "12 NOWHERE LN", "LOS ANGELES, CA 90012"),
            ("PO BOX 7", "calif.", "90012-1234", "PO BOX 7", "LOS ANGELES, CA 90012-1234"),
            ("12 NOWHERE LN", "New York", "100121234", "12 NOWHERE LN", "LOS ANGELES, NY 10012-1234"),
            ("PSC 3", "AP", "96201 0000", "PSC 3", "LOS ANGELES, AP 96201"),
            ("GENERAL DELIVERY", "D.C.", "02134", "GENERAL DELIVERY", "LOS ANGELES, DC 02134"),
        ])
    func form(_ street: String, _ state: String, _ zip: String, _ first: String, _ last: String) throws {
        #expect(try Self.mailing(street, "LOS ANGELES", state, zip).lines == ["ROSALÍA FIGMENT", first, last])
    }

    @Test(
        "why no letter can go there",
        arguments: [
            ("", "LOS ANGELES", "CA", "90012", AddressFault.noStreet),
            (" - ", "LOS ANGELES", "CA", "90012", .noFixedAddress),
            ("Transient", "LOS ANGELES", "CA", "90012", .noFixedAddress),
            ("12 NOWHERE LN", " ", "CA", "90012", .noCity), ("12 NOWHERE LN", "TIJUANA", "BC", "22000", .unknownState),
            ("12 NOWHERE LN", "LOS ANGELES", "", "90012", .unknownState),
            ("12 NOWHERE LN", "LOS ANGELES", "CA", "9001", .badZIP),
            ("12 NOWHERE LN", "LOS ANGELES", "CA", "90012-12", .badZIP),
            ("12 NOWHERE LN", "LOS ANGELES", "CA", "00000", .badZIP),
            ("12 NOWHERE LN", "LOS ANGELES", "CA", "9OO12", .badZIP),
            (String(repeating: "X", count: 61), "LOS ANGELES", "CA", "90012", .tooLong),
        ])
    func faults(_ street: String, _ city: String, _ state: String, _ zip: String, _ fault: AddressFault) {
        #expect(throws: fault) { try Self.mailing(street, city, state, zip) }
    }

    @Test("the state's file has no address")
    func none() {
        #expect(throws: AddressFault.noAddress) { try MailingAddress(nil, of: PersonName(last: "FIGMENT")) }
    }

    @Test("postal order: ZIP code, street, number by its value, what stands behind it, city, name")
    func order() throws {
        let sorted = [
            try Self.mailing("99 ZEBRA ST", "LOS ANGELES", "CA", "90001"),
            try Self.mailing("9 ELM ST"), try Self.mailing("10 ELM ST"), try Self.mailing("10 Elm St Apt 2"),
            try Self.mailing("2 OAK ST", name: PersonName(last: "ALIAS")), try Self.mailing("2 OAK ST"),
            try Self.mailing("PO BOX 12"),
            try Self.mailing("1 ELM ST", "LOS ANGELES", "CA", "90012-0001"),
            try Self.mailing("1 ELM ST", "LOS ANGELES", "CA", "90013"),
        ]
        let keys = sorted.map(\.postalKey)
        for (index, (before, after)) in zip(keys, keys.dropFirst()).enumerated() {
            #expect(before.lexicographicallyPrecedes(after), "\(sorted[index].lines) before \(sorted[index + 1].lines)")
        }
    }
}
