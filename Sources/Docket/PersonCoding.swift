internal import Cases

/// A person as bytes, inside the records of the docket: flags · texts · birth date · address · aliases.
enum PersonCoding {
    private enum Flag {
        static let birthDate: UInt8 = 1
        static let address: UInt8 = 2
        static let deceased: UInt8 = 4
        static let all: UInt8 = 7
    }

    static func write(_ person: Person, into writer: inout ByteWriter) {
        var flags: UInt8 = 0
        if person.birthDate != nil { flags |= Flag.birthDate }
        if person.address != nil { flags |= Flag.address }
        if person.isDeceased { flags |= Flag.deceased }
        writer.write(byte: flags)
        writer.write(person.identifier)
        writer.write(person.name.last)
        writer.write(person.name.first)
        writer.write(person.name.middle)
        writer.write(person.name.suffix)
        writer.write(person.ciiNumber)
        if let date = person.birthDate { writer.write(Int(date.number)) }
        if let address = person.address {
            writer.write(address.street)
            writer.write(address.city)
            writer.write(address.state)
            writer.write(address.zip)
        }
        writer.write(person.aliases)
    }

    static func read(from reader: inout ByteReader) throws(Damage) -> Person {
        let flags = try reader.byte()
        guard flags & ~Flag.all == 0 else { throw Damage() }
        let identifier = try reader.text()
        let last = try reader.text()
        let first = try reader.text()
        let middle = try reader.text()
        let suffix = try reader.text()
        let ciiNumber = try reader.text()
        let birthDate = flags & Flag.birthDate == 0 ? nil : try reader.date()
        let address = flags & Flag.address == 0 ? nil : try address(from: &reader)
        let aliases = try reader.texts()
        return Person(
            identifier: identifier,
            name: PersonName(last: last, first: first, middle: middle, suffix: suffix),
            aliases: aliases,
            birthDate: birthDate,
            ciiNumber: ciiNumber,
            address: address,
            isDeceased: flags & Flag.deceased != 0
        )
    }

    static func skip(in reader: inout ByteReader) throws(Damage) {
        let flags = try reader.byte()
        for _ in 0..<6 { try reader.skipText() }
        if flags & Flag.birthDate != 0 { _ = try reader.integer() }
        if flags & Flag.address != 0 {
            for _ in 0..<4 { try reader.skipText() }
        }
        for _ in 0..<(try reader.integer()) { try reader.skipText() }
    }

    private static func address(from reader: inout ByteReader) throws(Damage) -> PostalAddress {
        let street = try reader.text()
        let city = try reader.text()
        let state = try reader.text()
        return PostalAddress(street: street, city: city, state: state, zip: try reader.text())
    }
}
