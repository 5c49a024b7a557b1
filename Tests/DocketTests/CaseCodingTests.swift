import Cases
import Testing

@testable import Docket

/// The body of a case: what is written is read back, and nothing else is read at all.
@Suite struct CaseCodingTests {
    @Test func readsBackWhatWasWritten() throws {
        var chance = Chance(1)
        var writer = ByteWriter()
        for _ in 0..<500 {
            let person = person(&chance)
            let counts = (0...chance.below(6)).map { _ in count(&chance) }
            CaseCoding.write(person, counts, into: &writer)
            let read = try writer.bytes.withUnsafeBytes { try CaseCoding.read($0) }
            #expect(read.person == person)
            #expect(read.counts == counts)
            let bare = try writer.bytes.withUnsafeBytes { try CaseCoding.readBareCounts($0) }
            #expect(bare.map(\.count.place) == counts.map(\.count.place))
            #expect(bare.map(\.relief) == counts.map(\.relief))
            #expect(bare.map(\.count.section) == counts.map(\.count.section))
        }
    }

    @Test func refusesDamage() throws {
        var chance = Chance(2)
        var writer = ByteWriter()
        CaseCoding.write(person(&chance), [count(&chance), count(&chance)], into: &writer)
        let bytes = writer.bytes
        for index in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[index] ^= 1 << UInt8(bit)
                #expect(throws: Damage.self) { try damaged.withUnsafeBytes { try CaseCoding.read($0) } }
            }
            #expect(throws: Damage.self) { try bytes[..<index].withUnsafeBytes { try CaseCoding.read($0) } }
        }
    }

    @Test func neverFailsOtherwiseOnBytesThatAreSealedButWrong() {
        var chance = Chance(3)
        for _ in 0..<20_000 {
            var writer = ByteWriter()
            writer.write(byte: 1)
            for _ in 0..<chance.below(40) { writer.write(byte: UInt8(chance.below(chance.below(2) == 0 ? 8 : 256))) }
            writer.seal()
            // Anything but a crash will do.
            _ = try? writer.bytes.withUnsafeBytes { try CaseCoding.read($0) }
        }
    }

    @Test func refusesACountThatTheLawDoesNotReach() throws {
        var chance = Chance(4)
        var writer = ByteWriter()
        CaseCoding.write(person(&chance), [], into: &writer)
        #expect(throws: Damage.self) { try writer.bytes.withUnsafeBytes { try CaseCoding.read($0) } }
    }

    private func person(_ chance: inout Chance) -> Person {
        var person = Person(
            identifier: text(&chance),
            name: PersonName(last: text(&chance), first: text(&chance), middle: text(&chance), suffix: text(&chance)),
            aliases: (0..<chance.below(3)).map { _ in text(&chance) },
            ciiNumber: text(&chance),
            isDeceased: chance.below(2) == 0
        )
        if chance.below(2) == 0 { person.birthDate = date(&chance) }
        if chance.below(2) == 0 {
            person.address = PostalAddress(
                street: text(&chance),
                city: text(&chance),
                state: text(&chance),
                zip: text(&chance)
            )
        }
        return person
    }

    private func count(_ chance: inout Chance) -> EligibleCount {
        let count = Count(
            place: RowPlace(file: chance.below(300), row: chance.below(1 << 40)),
            number: text(&chance),
            section: CodeSection(number: chance.pick(["11357", "11530.5"]), subdivision: chance.pick(["", "(a)(1)"])),
            offense: text(&chance),
            level: chance.pick(OffenseLevel.allCases),
            convictionDate: date(&chance),
            arrestDate: chance.below(2) == 0 ? date(&chance) : nil,
            arrestingAgency: text(&chance),
            sentence: chance.pick(SentenceStatus.allCases),
            determination: chance.pick([.dismissal, .reduction])
        )
        return required(EligibleCount(count))
    }

    private func date(_ chance: inout Chance) -> CalendarDate {
        required(
            CalendarDate(year: 1000 + chance.below(1016), month: 1 + chance.below(12), day: 1 + chance.below(28))
        )
    }

    private func text(_ chance: inout Chance) -> String {
        switch chance.below(6) {
        case 0: ""
        case 1: String(repeating: "Ñandú 🦤 ", count: chance.below(60))
        case 2: "\0"
        default: String((0..<chance.below(20)).map { _ in chance.pick(Array("ABCÉ 'é-ß汉0")) })
        }
    }
}
