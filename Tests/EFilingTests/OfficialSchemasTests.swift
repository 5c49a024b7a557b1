import Foundation
import Testing
import XMLGate

@testable import EFiling

@Suite(.enabled(if: SampleFiling.hasOfficial, "no ../shared/ecf5")) struct OfficialSchemasTests {
    private let scratch = NSTemporaryDirectory() + "schemas-\(UUID().uuidString)"

    @Test("the published files are checked, laid down and found again")
    func install() throws {
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        #expect(try OfficialSchemas.open(in: scratch) == nil)
        let installed = try OfficialSchemas.install(from: [SampleFiling.official], into: scratch)
        #expect(installed.files == 65)
        let schema = try #require(try OfficialSchemas.open(in: scratch))
        let sample = try SampleFiling()
        let message = try MessageWriter(sample.form, sample.setting).message([sample.filing()])
        #expect(try SchemaValidator(schema).validate(bytes: message).isEmpty)

        // Changed behind our back, it is not used any more.
        let file = "\(scratch)/ecf-5.0/schema/filing.xsd"
        try (String(contentsOfFile: file, encoding: .utf8) + "\n").write(
            toFile: file, atomically: false, encoding: .utf8)
        #expect(throws: SchemasError(missing: [], different: ["filing.xsd"])) {
            try OfficialSchemas.open(in: scratch)
        }
    }

    @Test("another file, or none, is refused by name, and nothing is installed")
    func refuse() throws {
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let source = scratch + "/source"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: SampleFiling.official + "/schema", toPath: source)
        try FileManager.default.removeItem(atPath: source + "/criminal.xsd")
        try FileManager.default.removeItem(atPath: source + "/ecf.xsd")
        try "<xs:schema/>".write(toFile: source + "/ecf.xsd", atomically: false, encoding: .utf8)
        #expect(throws: SchemasError(missing: ["criminal.xsd"], different: ["ecf.xsd"])) {
            try OfficialSchemas.install(from: [source], into: scratch + "/target")
        }
        #expect(try OfficialSchemas.open(in: scratch + "/target") == nil)
    }

    @Test("what our own schema accepts, the official ones accept")
    func stricter() throws {
        let sample = try SampleFiling()
        let profile = try SchemaValidator(ProfileSchema.compile())
        let official = try SchemaValidator(Schema(path: SampleFiling.official + "/entry-review-filing.xsd"))
        let message = try MessageWriter(sample.form, sample.setting).message([sample.filing()])
        let text = String(decoding: message, as: UTF8.self)
        for fault in SeededFault.ofText {
            let broken = Array(text.replacing(fault.old, with: fault.new).utf8)
            if profile.validate(bytes: broken).isEmpty {
                #expect(official.validate(bytes: broken).isEmpty, "\(fault.testDescription)")
            }
        }
    }
}
