import Foundation
import Testing
import XMLGate

@testable import EFiling

/// One message as it was last found right. Line breaks between tags are for whoever reads a difference.
@Suite struct GoldenMessageTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/efiling")

    @Test("the message is as it was", arguments: ECFProfile.allCases)
    func golden(_ profile: ECFProfile) throws {
        let sample = try profile == .ecf5 ? SampleFiling() : SampleFiling.ofECF4()
        let place = Self.folder.appendingPathComponent(profile == .ecf5 ? "message.xml" : "message-4.xml").path
        let message = try MessageWriter(sample.form, sample.setting).message([sample.filing()])
        let made = String(decoding: message, as: UTF8.self).replacing("><", with: ">\n<") + "\n"
        if ProcessInfo.processInfo.environment["VACATUR_RECORD_GOLDEN"] == "1" {
            try made.write(toFile: place, atomically: false, encoding: .utf8)
            Issue.record("recorded; read the difference, then run again without VACATUR_RECORD_GOLDEN")
        }
        let expected = FileManager.default.contents(atPath: place).map { String(decoding: $0, as: UTF8.self) }
        let lines = made.split(separator: "\n")
        let first = zip(lines, (expected ?? "").split(separator: "\n")).first { $0 != $1 }
        #expect(made == expected, "first difference: \(first.map { "\($0.0) / \($0.1)" } ?? "its length")")
    }
}
