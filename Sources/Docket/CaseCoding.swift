internal import Cases

/// A person and the counts of a case as bytes: the body of a case in the docket.
///
/// Version 1: version · flags · person · aliases · counts · checksum. Relief is not stored; a count that is read goes
/// through its finding again, so that nothing but the law makes it eligible.
enum CaseCoding {
    private static let version: UInt8 = 1

    // MARK: Writing

    static func write(_ person: Person, _ counts: [EligibleCount], into writer: inout ByteWriter) {
        writer.clear()
        writer.write(byte: version)
        PersonCoding.write(person, into: &writer)
        writer.write(counts.count)
        for count in counts { write(count.count, into: &writer) }
        writer.seal()
    }

    /// A challenged count stands by itself, with its person; it has no finding to go through.
    static func write(_ person: Person, challenged count: Count, into writer: inout ByteWriter) {
        writer.clear()
        writer.write(byte: version)
        PersonCoding.write(person, into: &writer)
        write(count, into: &writer)
        writer.seal()
    }

    private static func write(_ count: Count, into writer: inout ByteWriter) {
        let ranks = Ranks(level: count.level, sentence: count.sentence, determination: count.determination)
        writer.write(byte: ranks.byte | (count.arrestDate == nil ? 0 : Ranks.datedBit))
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
        let person = try PersonCoding.read(from: &reader)
        let counts = try counts(from: &reader, bare: false)
        return (person, counts)
    }

    /// The counts with place, section, level, dates and relief only; made for adding them up.
    static func readBareCounts(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> [EligibleCount] {
        var reader = try reader(of: bytes)
        try PersonCoding.skip(in: &reader)
        return try counts(from: &reader, bare: true)
    }

    static func readChallenged(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> (person: Person, count: Count) {
        var reader = try reader(of: bytes)
        let person = try PersonCoding.read(from: &reader)
        let count = try count(from: &reader, bare: false)
        guard reader.isAtEnd else { throw Damage() }
        return (person, count)
    }

    private static func reader(of bytes: UnsafeRawBufferPointer) throws(Damage) -> ByteReader {
        var reader = try ByteReader(sealed: bytes)
        guard try reader.byte() == version else { throw Damage() }
        return reader
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
        guard let ranks = Ranks(byte: byte & ~Ranks.datedBit) else { throw Damage() }
        let convictionDate = try reader.date()
        let arrestDate = byte & Ranks.datedBit == 0 ? nil : try reader.date()
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
}
