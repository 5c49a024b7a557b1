import Foundation
import Testing

/// `vacatur lint`, and what other commands say of pages that break the paper rules.
@Suite(.timeLimit(.minutes(20))) struct LintTests {
    @Test func aPacketKeepsToThePaperRules() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4) + Row.misdemeanors(1..<3))
        let ran = try await office.generate("list.csv", "--print", "documents")
        #expect(ran.code == 0, "\(ran.err)")
        let checked = try await office.vacatur("lint", ran.lastLine)
        #expect(checked.code == 0 && checked.out.hasPrefix("Sound: "), "\(checked.out)\(checked.err)")
        let printed = try await office.vacatur("lint", "\(ran.lastLine)/long-beach/motion.pdf", "--pleading", "--json")
        let result = try json(printed)
        #expect(printed.code == 0 && result["documents"] as? Int == 1)
        #expect((result["findings"] as? [Any])?.isEmpty == true && (result["pages"] as? Int ?? 0) > 1)
    }

    @Test func aNarrowMarginIsSaidByEveryCommand() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        try office.scratch.edit(
            "Templates/base/pleading-style.html.mustache", "main{padding:0 6pt 0 .625in}",
            "main{padding:0 6pt 0 .2in}")
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 2 && ran.err.contains("long-beach/motion.html: text 68.4 pt"), "\(ran.err)")
        let checked = try await office.vacatur("lint", ran.lastLine, "--json")
        let findings = try #require(try json(checked)["findings"] as? [[String: Any]])
        #expect(checked.code == 1 && Set(findings.map { $0["citation"] as? String }) == ["CRC 2.107"])
        // The documents of cases are in their archive.
        #expect(findings.contains { ($0["entry"] as? String)?.hasSuffix("/motion.html") == true })
        let verified = try await office.vacatur("verify", ran.lastLine)
        #expect(verified.code == 1 && verified.out.contains("[CRC 2.107] [paper-rule]"), "\(verified.out)")
        #expect(try await office.vacatur("verify", "--no-paper", ran.lastLine).code == 0)
    }

    @Test func whatIsNoDocumentHasAnExitCode() async throws {
        let office = try Office()
        try office.scratch.write("neither", to: "page.pdf")
        #expect(try await office.vacatur("lint", "page.pdf").code == 1)
        #expect(try await office.vacatur("lint", "nowhere.pdf").code == 3)
        _ = try office.scratch.makeFolder("empty")
        #expect(try await office.vacatur("lint", "empty").code == 3)
    }
}
