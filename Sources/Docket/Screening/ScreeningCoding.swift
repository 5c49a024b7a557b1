internal import Cases

/// A screened person with all convictions as bytes: the body of a person in the docket.
///
/// Version 1: version · person · what the history holds · convictions, each with the label of its jurisdiction · checksum.
enum ScreeningCoding {
    private static let version: UInt8 = 1

    /// A person as read, with the labels of the convictions' jurisdictions.
    typealias Content = (person: ScreenedPerson, jurisdictions: [Int64])

    // MARK: Writing

    static func write(_ screened: ScreenedPerson, jurisdictions: [Int64], into writer: inout ByteWriter) {
        writer.clear()
        writer.write(byte: version)
        PersonCoding.write(screened.person, into: &writer)
        writer.write(byte: screened.isRegistered ? 1 : 0)
        writer.write(screened.sex)
        writer.write(screened.race)
        writer.write(screened.superstrikes)
        writer.write(screened.pc290)
        for totals in [screened.all, screened.proposition64, screened.related] {
            writer.write(totals.convictions)
            writer.write(totals.felonies)
            writer.write(totals.recent)
        }
        writer.write(screened.convictions.count)
        for (conviction, jurisdiction) in zip(screened.convictions, jurisdictions) {
            writer.write(Int(jurisdiction))
            write(conviction, into: &writer)
        }
        writer.seal()
    }

    private static func write(_ conviction: ScreenedConviction, into writer: inout ByteWriter) {
        let isDated = conviction.convictionDate != nil
        writer.write(byte: Ranks(conviction).byte | (isDated ? Ranks.datedBit : 0))
        if let date = conviction.convictionDate { writer.write(Int(date.number)) }
        writer.write(Int(conviction.doubts.rawValue))
        writer.write(conviction.place.file)
        writer.write(conviction.place.row)
        writer.write(conviction.countOrder)
        writer.write(conviction.caseNumbers)
        writer.write(conviction.court)
        writer.write(conviction.section.number)
        writer.write(conviction.section.subdivision)
        writer.write(conviction.offense)
        writer.write(conviction.reason)
        writer.write(conviction.rule)
        writer.write(conviction.facts)
    }

    // MARK: Reading

    static func read(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> Content {
        var reader = try ByteReader(sealed: bytes)
        guard try reader.byte() == version else { throw Damage() }
        let person = try PersonCoding.read(from: &reader)
        let isRegistered = try reader.byte()
        guard isRegistered <= 1 else { throw Damage() }
        let sex = try reader.text()
        let race = try reader.text()
        let superstrikes = try reader.texts()
        let pc290 = try reader.texts()
        let all = try totals(from: &reader)
        let proposition64 = try totals(from: &reader)
        let related = try totals(from: &reader)
        var convictions: [ScreenedConviction] = []
        var jurisdictions: [Int64] = []
        for _ in 0..<(try reader.integer()) {
            jurisdictions.append(Int64(try reader.integer()))
            convictions.append(try conviction(from: &reader))
        }
        guard reader.isAtEnd, !convictions.isEmpty else { throw Damage() }
        let screened = ScreenedPerson(
            person: person, sex: sex, race: race, superstrikes: superstrikes, pc290: pc290,
            isRegistered: isRegistered == 1, all: all, proposition64: proposition64, related: related,
            convictions: convictions)
        return (screened, jurisdictions)
    }

    private static func totals(from reader: inout ByteReader) throws(Damage) -> ConvictionTotals {
        let convictions = try reader.integer()
        let felonies = try reader.integer()
        return ConvictionTotals(convictions: convictions, felonies: felonies, recent: try reader.integer())
    }

    private static func conviction(from reader: inout ByteReader) throws(Damage) -> ScreenedConviction {
        let byte = try reader.byte()
        guard let ranks = Ranks(byte: byte & ~Ranks.datedBit) else { throw Damage() }
        let date = byte & Ranks.datedBit == 0 ? nil : try reader.date()
        guard let doubts = UInt16(exactly: try reader.integer()) else { throw Damage() }
        let file = try reader.integer()
        let place = RowPlace(file: file, row: try reader.integer())
        let countOrder = try reader.text()
        let caseNumbers = try reader.texts()
        let court = try reader.text()
        let sectionNumber = try reader.text()
        let section = CodeSection(number: sectionNumber, subdivision: try reader.text())
        let offense = try reader.text()
        let reason = try reader.text()
        let rule = try reader.text()
        return ScreenedConviction(
            place: place, countOrder: countOrder, caseNumbers: caseNumbers, court: court, section: section,
            offense: offense, level: ranks.level, convictionDate: date, sentence: ranks.sentence,
            determination: ranks.determination, reason: reason, rule: rule, facts: try reader.texts(),
            doubts: HistoryDoubt(rawValue: doubts))
    }
}

extension Ranks {
    init(_ conviction: ScreenedConviction) {
        self.init(level: conviction.level, sentence: conviction.sentence, determination: conviction.determination)
    }
}
