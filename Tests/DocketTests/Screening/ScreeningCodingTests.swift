import Cases
import Testing

@testable import Docket

/// The body of a screened person: what is written is read back, and nothing else is read at all.
@Suite struct ScreeningCodingTests {
    @Test func readsBackWhatWasWritten() throws {
        var chance = Chance(1)
        var writer = ByteWriter()
        for _ in 0..<500 {
            let person = person(&chance)
            let labels = person.convictions.map { _ in Int64(chance.below(1_000)) }
            ScreeningCoding.write(person, jurisdictions: labels, into: &writer)
            let read = try writer.bytes.withUnsafeBytes { try ScreeningCoding.read($0) }
            #expect(read.person == person)
            #expect(read.jurisdictions == labels)
        }
    }

    @Test func refusesDamage() throws {
        var chance = Chance(2)
        var writer = ByteWriter()
        let person = person(&chance)
        ScreeningCoding.write(person, jurisdictions: person.convictions.map { _ in 1 }, into: &writer)
        let bytes = writer.bytes
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(chance.below(8))
            #expect(throws: Damage.self) { try damaged.withUnsafeBytes { try ScreeningCoding.read($0) } }
            #expect(throws: Damage.self) { try bytes[..<index].withUnsafeBytes { try ScreeningCoding.read($0) } }
        }
    }

    @Test func neverFailsOtherwiseOnBytesThatAreSealedButWrong() {
        var chance = Chance(3)
        for _ in 0..<20_000 {
            var writer = ByteWriter()
            writer.write(byte: 1)
            for _ in 0..<chance.below(60) { writer.write(byte: UInt8(chance.below(chance.below(2) == 0 ? 8 : 256))) }
            writer.seal()
            // Anything but a crash will do.
            _ = try? writer.bytes.withUnsafeBytes { try ScreeningCoding.read($0) }
        }
    }

    private func person(_ chance: inout Chance) -> ScreenedPerson {
        ScreenedPerson(
            person: Person(
                identifier: text(&chance), name: PersonName(last: text(&chance), first: text(&chance)),
                birthDate: chance.below(2) == 0 ? CalendarDate(iso: "1960-01-02") : nil, ciiNumber: text(&chance),
                isDeceased: chance.below(2) == 0),
            sex: text(&chance), race: text(&chance), superstrikes: texts(&chance), pc290: texts(&chance),
            isRegistered: chance.below(2) == 0, all: totals(&chance), proposition64: totals(&chance),
            related: totals(&chance), convictions: (0...chance.below(3)).map { _ in conviction(&chance) })
    }

    private func conviction(_ chance: inout Chance) -> ScreenedConviction {
        ScreenedConviction(
            place: RowPlace(file: chance.below(9), row: chance.below(1 << 40)), countOrder: text(&chance),
            caseNumbers: texts(&chance), court: text(&chance),
            section: CodeSection(number: "11360", subdivision: chance.pick(["", "(a)"])), offense: text(&chance),
            level: chance.pick(OffenseLevel.allCases),
            convictionDate: chance.below(4) == 0 ? nil : CalendarDate(iso: "1998-03-04"),
            sentence: chance.pick(SentenceStatus.allCases), determination: chance.pick(Determination.allCases),
            reason: text(&chance), rule: text(&chance), facts: texts(&chance),
            doubts: HistoryDoubt(rawValue: UInt16(chance.below(1 << 16))))
    }

    private func totals(_ chance: inout Chance) -> ConvictionTotals {
        ConvictionTotals(convictions: chance.below(300), felonies: chance.below(300), recent: chance.below(300))
    }

    private func texts(_ chance: inout Chance) -> [String] { (0..<chance.below(3)).map { _ in text(&chance) } }

    private func text(_ chance: inout Chance) -> String {
        switch chance.below(5) {
        case 0: ""
        case 1: String(repeating: "Ñandú 🦤 ", count: chance.below(60))
        default: String((0..<chance.below(20)).map { _ in chance.pick(Array("ABCÉ 'é-ß汉0")) })
        }
    }
}
