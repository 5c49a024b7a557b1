import Testing

@testable import Samples

@Suite("A dirty sample of the state's history file")
struct HistoryBlemishTests {
    @Test("has every kind of blemish, and spoils as many people as asked")
    func share() throws {
        let summary = try HistorySample(rows: 10_000, seed: 8, dirtyShare: 0.25).generate { _ in }
        #expect((0.2...0.3).contains(Double(summary.spoiledPeople) / Double(summary.people)))
        #expect(summary.spoiledPeople > 2 * HistoryBlemish.allCases.count)
        #expect(summary.rows == 10_000)
    }

    @Test("leaves the other people, and the order of all, as they are in the clean file")
    func others() throws {
        let clean = Set(lines(try history(4_000, seed: 8)))
        let dirty = lines(try history(4_000, seed: 8, dirty: 0.2))
        let untouched = dirty.count { clean.contains($0) }
        #expect((0.7...0.99).contains(Double(untouched) / Double(dirty.count)))
        let spoiled = lines(try history(4_000, seed: 8, dirty: 1))
        #expect(spoiled.count { clean.contains($0) } < untouched)
    }

    @Test("changes what it spoils", arguments: HistoryBlemish.allCases)
    func changes(kind: HistoryBlemish) throws {
        for clean in try somePeople(5) {
            var spoiled = clean
            var random = SeededGenerator(seed: 1)
            kind.spoil(&spoiled, random: &random)
            #expect(spoiled.bytes != clean.bytes)
            #expect(spoiled.range(spoiled.count - 1).upperBound == spoiled.bytes.count)
        }
    }

    @Test("breaks the form of a file where that is what it does, and only there", arguments: HistoryBlemish.allCases)
    func form(kind: HistoryBlemish) throws {
        var rows = try #require(try somePeople(1).first)
        var random = SeededGenerator(seed: 1)
        kind.spoil(&rows, random: &random)
        let read = try? StrictCSV.rows(rows.bytes)
        switch kind {
        case .strayQuote, .unclosedQuote: #expect(read == nil)
        case .shortRow, .longRow, .brokenRow, .repeatedHeader, .blankLine:
            #expect(try #require(read).contains { $0.count != 95 })
        default: #expect(try #require(read).allSatisfy { $0.count == 95 })
        }
    }

    @Test(
        "puts what it says into the relevant conviction",
        arguments: [
            (HistoryBlemish.shortCountOrder, HistoryColumn.countOrder, "10"), (.nullCaseNumber, .caseNumber, "NULL  "),
            (.missingCaseNumber, .caseNumber, ""), (.impossibleDate, .eventDate, "19870230"),
            (.partialDate, .eventDate, "19870000"), (.unknownUnit, .sentenceUnit, "Q"),
            (.endlessSentence, .sentenceLength, "999"), (.paddedCounty, .county, "LOS ANGELES  "),
            (.paddedStatus, .convictionStatus, "FELONY    "), (.nulByte, .comment, "PRINTER\0\0RESET"),
            (.emptySubject, .subject, ""), (.partialBirthDate, .birthDate, "19590000"),
            (.formulaName, .name, "=HYPERLINK(\"http://example.invalid\",\"SAMPLE\")"),
            (.lineBreakInComment, .comment, "FIRST LINE\r\nSECOND LINE,\nTHIRD"),
        ])
    func values(kind: HistoryBlemish, column: HistoryColumn, value: String) throws {
        var rows = try #require(try somePeople(1).first)
        let key = try #require(rows.key)
        var random = SeededGenerator(seed: 1)
        kind.spoil(&rows, random: &random)
        #expect(text(try StrictCSV.rows(rows.bytes)[key][column.rawValue]) == value)
    }

    @Test("repeats, mixes and mislabels rows of a person")
    func amongRows() throws {
        let clean = try somePeople(40)
        var random = SeededGenerator(seed: 1)
        for person in clean {
            var twice = person
            HistoryBlemish.repeatedRow.spoil(&twice, random: &random)
            #expect(twice.count == person.count + 1)
            HistoryBlemish.repeatedPerson.spoil(&twice, random: &random)
            #expect(twice.count == 2 * (person.count + 1))
        }
        let mixed = try clean.filter { person in
            var person = person
            HistoryBlemish.interleavedSentences.spoil(&person, random: &random)
            let orders = try StrictCSV.rows(person.bytes).map { $0[HistoryColumn.countOrder.rawValue] }
            return zip(orders, orders.dropFirst(2)).contains { $0 == $1 && orders.contains($0) }
                && zip(zip(orders, orders.dropFirst()), orders.dropFirst(2)).contains { $0.0 == $1 && $0.1 != $1 }
        }
        #expect(mixed.count > 10)
        var latin = clean[0]
        HistoryBlemish.latin1Name.spoil(&latin, random: &random)
        #expect(String(validating: latin.bytes, as: UTF8.self) == nil)
        #expect(String(validating: clean[0].bytes, as: UTF8.self) != nil)
    }

    @Test("goes to a descriptor, and says so when it cannot")
    func descriptors() {
        #expect(throws: SampleError(errorNumber: 9)) { try HistorySample(rows: 1, seed: 1).write(to: -1) }
    }

    /// People with several rows, one of which is a relevant conviction.
    private func somePeople(_ count: Int) throws -> [HistoryRows] {
        var maker = HistoryMaker(seed: 11)
        var people: [HistoryRows] = []
        while people.count < count {
            maker.next()
            if maker.rows.count > 3 { people.append(maker.rows) }
        }
        return people
    }

    private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split(separator: 10) }
}
