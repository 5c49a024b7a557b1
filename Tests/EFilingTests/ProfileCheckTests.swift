import Foundation
import Testing
import XMLGate

@testable import EFiling

@Suite struct ProfileCheckTests {
    private let message: [UInt8]
    private let others: [[UInt8]]
    private let schema: Schema

    init() throws {
        let sample = try SampleFiling()
        let writer = MessageWriter(sample.form, sample.setting)
        message = try writer.message([sample.filing()])
        others = try (2...4).map { try writer.message([sample.filing(sequence: $0, number: "BA90000\($0)")]) }
        schema = try ProfileSchema.compile()
    }

    private func reader() throws -> CheckedReader {
        try CheckedReader([], names: MessageName.texts + ProfileCheck.names)
    }

    /// The verdict of a check that knows the shape of the right message, and that of a validation; nil if not well-formed.
    private func verdicts(
        _ bytes: [UInt8], _ check: ProfileCheck, _ reader: CheckedReader, _ validator: SchemaValidator
    ) -> (ours: Bool, validation: Bool)? {
        guard bytes.withUnsafeBytes({ reader.read($0) }).joined().isEmpty else { return nil }
        return (check.flaws(in: bytes, reader).isEmpty, validator.validate(bytes: bytes).isEmpty)
    }

    @Test("a shape that is known gets the verdict that validation gives")
    func faults() throws {
        let (check, reader, validator) = (try ProfileCheck(schema), try reader(), try SchemaValidator(schema))
        for right in [message] + others {
            #expect(try #require(verdicts(right, check, reader, validator)) == (true, true))
        }
        let text = String(decoding: message, as: UTF8.self)
        let more = [
            ("<nc:Date>1998-09-14<", "<nc:Date>1998-09-14+01:00<"), ("<nc:Date>1998-09-14<", "<nc:Date> 1998-09-14 <"),
            ("<nc:Date>1998-09-14<", "<nc:Date>0000-00-00<"), ("<nc:BinarySizeValue>", "<nc:BinarySizeValue>0000"),
            ("structures:id=\"c1-people\"", "id=\"c1-people\""), ("structures:id=\"c1-people\"", ""),
            ("<nc:PersonGivenName>ROSALÍA<", "<nc:PersonGivenName><b>R</b><"),
            ("xsi:nil=\"true\"", "xsi:nil=\"false\""),
            ("<nc:CaseTitleText>", "x<nc:CaseTitleText>"), ("<nc:PersonGivenName>", "<j:PersonGivenName>"),
            ("<nc:OrganizationName>", "<nc:OrganizationName> \u{A0}"),
        ]
        for (old, new) in SeededFault.ofText.map({ ($0.old, $0.new) }) + more {
            try #require(text.contains(old))
            let broken = Array(text.replacing(old, with: new).utf8)
            guard let verdicts = verdicts(broken, check, reader, validator) else { continue }
            #expect(verdicts.ours == verdicts.validation, "\(old) by \(new)")
        }
    }

    @Test("the same in ECF 4.01, whose files are in the message")
    func faultsOfECF4() throws {
        let sample = try SampleFiling.ofECF4()
        let writer = MessageWriter(sample.form, sample.setting)
        let schema = try ProfileSchema.compile(.ecf4)
        let (check, reader, validator) = (try ProfileCheck(schema), try reader(), try SchemaValidator(schema))
        for sequence in 1...3 {
            let right = try writer.message([sample.filing(sequence: sequence, number: "BA90000\(sequence)")])
            #expect(try #require(verdicts(right, check, reader, validator)) == (true, true))
        }
        let text = String(decoding: try writer.message([sample.filing()]), as: UTF8.self)
        let contents = ["JVB", "J===", "JVBE=", "JQ==", "JR==", "JVA=", "JVB=", "JVBE JVBE", "", "J-BE", "JVBEJVBE"]
        for (old, new) in SeededFault.ofECF4.map({ ($0.old, $0.new) }) {
            try #require(text.contains(old))
            guard let verdicts = verdicts(Array(text.replacing(old, with: new).utf8), check, reader, validator) else {
                continue
            }
            #expect(verdicts.ours == verdicts.validation, "\(old) by \(new)")
        }
        let start = try #require(text.range(of: "<nc:BinaryBase64Object>")).upperBound
        let end = try #require(text.range(of: "</nc:BinaryBase64Object>")).lowerBound
        for content in contents {
            let changed = Array(text.replacingCharacters(in: start..<end, with: content).utf8)
            let (ours, validation) = try #require(verdicts(changed, check, reader, validator))
            #expect(ours == validation, "\(content)")
        }
        let amount = text.replacing("currencyID=", with: "cbc:currencyID=")
        #expect(try #require(verdicts(Array(amount.utf8), check, reader, validator)) == (false, false))
    }

    @Test("the same for bytes that chance has changed")
    func chance() throws {
        let (check, reader, validator) = (try ProfileCheck(schema), try reader(), try SchemaValidator(schema))
        _ = verdicts(message, check, reader, validator)
        let signs = Array("0129-.:/ aZ<>&\"'x".utf8)
        var state: UInt64 = 1961
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        var seen = (right: 0, wrong: 0)
        for _ in 0..<4_000 {
            var bytes = message
            for _ in 0...next(2) { bytes[next(bytes.count)] = signs[next(signs.count)] }
            guard let verdicts = verdicts(bytes, check, reader, validator) else { continue }
            #expect(verdicts.ours == verdicts.validation)
            if verdicts.validation { seen.right += 1 } else { seen.wrong += 1 }
        }
        #expect(seen.right > 100 && seen.wrong > 100, "\(seen)")
    }
}
