internal import Cases

/// A person and the counts of a case as bytes: the body of a case in the docket.
///
/// Version 1: version · flags · person · aliases · counts · checksum. Relief is not stored; a count that is read goes
/// through its finding again, so that nothing but the law makes it eligible.
enum CaseCoding {
    private static let version: UInt8 = 1

    private enum Flag {
        static let birthDate: UInt8 = 1
        static let address: UInt8 = 2
        static let deceased: UInt8 = 4
        static let all: UInt8 = 7
    }

    // MARK: Writing

    static func write(_ person: Person, _ counts: [EligibleCount], into writer: inout ByteWriter) {
        writer.clear()
        writer.write(byte: version)
        write(person, into: &writer)
        writer.write(counts.count)
        for count in counts { write(count.count, into: &writer) }
        writer.seal()
    }

    private static func write(_ person: Person, into writer: inout ByteWriter) {
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
        writer.write(person.aliases.count)
        for alias in person.aliases { writer.write(alias) }
    }

    private static func write(_ count: Count, into writer: inout ByteWriter) {
        let ranks = Ranks(level: count.level, sentence: count.sentence, determination: count.determination)
        writer.write(byte: ranks.byte | (count.arrestDate == nil ? 0 : Ranks.arrestDate))
        writer.write(Int(count.convictionDate.number))
        if let date = count.arrestDate { writer.write(Int(date.number)) }
        writer.write(count.place.file)
        writer.write(count.place.row)
        writer.write(count.section.number)
        writer.write(count.section.subdivision)
        writer.write(count.number)
        writer.write(count.offense)
        writer.write(count.arrestingAgency)
    }

    // MARK: Reading

    static func read(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> (person: Person, counts: [EligibleCount]) {
        var reader = try reader(of: bytes)
        let person = try person(from: &reader)
        let counts = try counts(from: &reader, bare: false)
        return (person, counts)
    }

    /// The counts with place, section, level, dates and relief only; made for adding them up.
    static func readBareCounts(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> [EligibleCount] {
        var reader = try reader(of: bytes)
        try skipPerson(in: &reader)
        return try counts(from: &reader, bare: true)
    }

    private static func reader(of bytes: UnsafeRawBufferPointer) throws(Damage) -> ByteReader {
        var reader = try ByteReader(sealed: bytes)
        guard try reader.byte() == version else { throw Damage() }
        return reader
    }

    private static func person(from reader: inout ByteReader) throws(Damage) -> Person {
        let flags = try reader.byte()
        guard flags & ~Flag.all == 0 else { throw Damage() }
        let identifier = try reader.text()
        let last = try reader.text()
        let first = try reader.text()
        let middle = try reader.text()
        let suffix = try reader.text()
        let ciiNumber = try reader.text()
        let birthDate = flags & Flag.birthDate == 0 ? nil : try date(from: &reader)
        let address = flags & Flag.address == 0 ? nil : try address(from: &reader)
        var aliases: [String] = []
        for _ in 0..<(try reader.integer()) { aliases.append(try reader.text()) }
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

    private static func skipPerson(in reader: inout ByteReader) throws(Damage) {
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

    private static func counts(from reader: inout ByteReader, bare: Bool) throws(Damage) -> [EligibleCount] {
        let total = try reader.integer()
        var counts: [EligibleCount] = []
        for _ in 0..<total {
            guard let count = EligibleCount(try count(from: &reader, bare: bare)) else { throw Damage() }
            counts.append(count)
        }
        guard reader.isAtEnd, !counts.isEmpty else { throw Damage() }
        return counts
    }

    private static func count(from reader: inout ByteReader, bare: Bool) throws(Damage) -> Count {
        let byte = try reader.byte()
        guard let ranks = Ranks(byte: byte & ~Ranks.arrestDate) else { throw Damage() }
        let convictionDate = try date(from: &reader)
        let arrestDate = byte & Ranks.arrestDate == 0 ? nil : try date(from: &reader)
        let file = try reader.integer()
        let place = RowPlace(file: file, row: try reader.integer())
        let sectionNumber = try reader.text()
        let section = CodeSection(number: sectionNumber, subdivision: try reader.text())
        var texts: (number: String, offense: String, agency: String) = ("", "", "")
        if bare {
            for _ in 0..<3 { try reader.skipText() }
        } else {
            texts.number = try reader.text()
            texts.offense = try reader.text()
            texts.agency = try reader.text()
        }
        return Count(
            place: place,
            number: texts.number,
            section: section,
            offense: texts.offense,
            level: ranks.level,
            convictionDate: convictionDate,
            arrestDate: arrestDate,
            arrestingAgency: texts.agency,
            sentence: ranks.sentence,
            determination: ranks.determination
        )
    }

    private static func date(from reader: inout ByteReader) throws(Damage) -> CalendarDate {
        guard let number = Int32(exactly: try reader.integer()), let date = CalendarDate(number: number) else {
            throw Damage()
        }
        return date
    }
}

/// Level, sentence and determination in seven bits. The numbers are those of version 1 for ever.
private struct Ranks {
    let level: OffenseLevel
    let sentence: SentenceStatus
    let determination: Determination

    /// The eighth bit: an arrest date follows.
    static let arrestDate: UInt8 = 0x80

    init(level: OffenseLevel, sentence: SentenceStatus, determination: Determination) {
        self.level = level
        self.sentence = sentence
        self.determination = determination
    }

    var byte: UInt8 {
        let level: UInt8 =
            switch level {
            case .felony: 0
            case .misdemeanor: 1
            case .infraction: 2
            }
        let sentence: UInt8 =
            switch sentence {
            case .completed: 0
            case .serving: 1
            case .unknown: 2
            }
        let determination: UInt8 =
            switch determination {
            case .dismissal: 0
            case .reduction: 1
            case .notEligible: 2
            case .maybeEligible: 3
            case .handReview: 4
            case .cityReview: 5
            case .missing: 6
            }
        return level | sentence << 2 | determination << 4
    }

    init?(byte: UInt8) {
        switch byte & 3 {
        case 0: level = .felony
        case 1: level = .misdemeanor
        case 2: level = .infraction
        default: return nil
        }
        switch byte >> 2 & 3 {
        case 0: sentence = .completed
        case 1: sentence = .serving
        case 2: sentence = .unknown
        default: return nil
        }
        switch byte >> 4 {
        case 0: determination = .dismissal
        case 1: determination = .reduction
        case 2: determination = .notEligible
        case 3: determination = .maybeEligible
        case 4: determination = .handReview
        case 5: determination = .cityReview
        case 6: determination = .missing
        default: return nil
        }
    }
}
