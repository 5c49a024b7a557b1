import Foundation
import Testing
import XMLGate

@testable import EFiling

/// One message as it was last found right. Line breaks between tags are for whoever reads a difference.
@Suite struct GoldenMessageTests {
    private static let place = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/efiling/message.xml").path

    @Test func theMessageIsAsItWas() throws {
        let sample = try SampleFiling()
        let message = try MessageWriter(sample.form, sample.setting).message([sample.filing()])
        let made = String(decoding: message, as: UTF8.self).replacing("><", with: ">\n<") + "\n"
        if ProcessInfo.processInfo.environment["VACATUR_RECORD_GOLDEN"] == "1" {
            try made.write(toFile: Self.place, atomically: false, encoding: .utf8)
            Issue.record("recorded; read the difference, then run again without VACATUR_RECORD_GOLDEN")
        }
        let expected = FileManager.default.contents(atPath: Self.place).map { String(decoding: $0, as: UTF8.self) }
        let lines = made.split(separator: "\n")
        let first = zip(lines, (expected ?? "").split(separator: "\n")).first { $0 != $1 }
        #expect(made == expected, "first difference: \(first.map { "\($0.0) / \($0.1)" } ?? "its length")")
    }
}
