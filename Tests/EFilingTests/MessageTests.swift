import Cases
import Foundation
import Testing
import XMLGate

@testable import EFiling

@Suite struct MessageTests {
    @Test("a message is compact and the same every time", arguments: [1, 3])
    func compact(_ cases: Int) throws {
        let sample = try SampleFiling()
        let filings = try (1...cases).map { try sample.filing(sequence: $0, number: "BA90000\($0)") }
        let message = try MessageWriter(sample.form, sample.setting).message(filings)
        let text = String(decoding: message, as: UTF8.self)
        #expect(!text.contains("\n") && !text.contains("> <") && !text.contains("schemaLocation"))
        #expect(text.components(separatedBy: "<filing:FilingMessage>").count == cases + 1)
        #expect(text.contains("O'IMAGINE &lt;&amp; SONS&gt;"))
        #expect(message == (try MessageWriter(sample.form, sample.setting).message(filings)))
        #expect(WellFormedness.flaw(bytes: message) == nil)
        #expect(message.count < cases * 15_000, "\(message.count) bytes")
    }

    @Test("nothing confidential is in a message")
    func confidential() throws {
        let sample = try SampleFiling()
        let text = String(
            decoding: try MessageWriter(sample.form, sample.setting).message([sample.filing()]), as: UTF8.self)
        for element in ["PersonBirthDate", "PersonStateFingerprint", "StreetFullText"] {
            #expect(!text.contains(element))
        }
    }

    @Test("the identifier follows the case and its files")
    func identifier() throws {
        let sample = try SampleFiling()
        let writer = MessageWriter(sample.form, sample.setting)
        let one = try sample.filing()
        #expect(writer.identifier(of: one) == writer.identifier(of: try sample.filing()))
        #expect(writer.identifier(of: one) != writer.identifier(of: try sample.filing(sequence: 2)))
        let placed = try #require(one.placed)
        let fewer = try #require(CaseFiling(placed, Array(one.documents.dropLast())))
        #expect(writer.identifier(of: one) != writer.identifier(of: fewer))
        let parts = writer.identifier(of: one).split(separator: "-")
        #expect(parts.map(\.count) == [8, 4, 4, 4, 12] && parts[2].first == "8" && "89ab".contains(parts[3].prefix(1)))
    }

    @Test("the official schemas accept it", .enabled(if: SampleFiling.hasOfficial, "no ../shared/ecf5"))
    func official() throws {
        let sample = try SampleFiling()
        let validator = try SchemaValidator(Schema(path: SampleFiling.official + "/entry-review-filing.xsd"))
        let writer = MessageWriter(sample.form, sample.setting)
        #expect(validator.validate(bytes: try writer.message([sample.filing()])).isEmpty)
        let bulk = try (1...3).map { try sample.filing(sequence: $0, number: "BA90000\($0)") }
        #expect(validator.validate(bytes: try writer.message(bulk)).isEmpty)
    }
}

@Suite struct ProfileTests {
    @Test("our own schema accepts it")
    func accepts() throws {
        let sample = try SampleFiling()
        let validator = try SchemaValidator(ProfileSchema.compile())
        let filings = try (1...2).map { try sample.filing(sequence: $0, number: "BA90000\($0)") }
        let message = try MessageWriter(sample.form, sample.setting).message(filings)
        #expect(validator.validate(bytes: message).map(\.message) == [])
    }
}
