import Foundation
import Testing

/// Letters as they go to the post.
@Suite(.timeLimit(.minutes(20))) struct MailingTests {
    private static let isPossible = ["pdftotext", "pdfinfo"].allSatisfy(Program.has)

    /// Four people: two with an address, in the other order than their cases; one without, one with a wrong state.
    private static func rows() -> [Row] {
        let addresses = [
            ("14 ZEBRA AVE", "LOS ANGELES", "CA", "90033"), ("", "", "", ""),
            ("9 ELM ST", "LOS ANGELES", "CA", "90012"),
            ("1 CALLE", "TIJUANA", "BC", "22000"),
        ]
        return addresses.enumerated().map { index, address in
            var row = Row.felonies(index + 1..<index + 2)[0]
            (row.street, row.city, row.state, row.zip) = address
            return row
        }
    }

    @Test(.enabled(if: isPossible, "a reader of PDF is missing; `make packages` installs them"))
    func lettersGoInPostalOrderAndTheOthersAreListed() async throws {
        let office = try Office()
        try office.write(Self.rows())
        let ran = try await office.generate("list.csv", "--print", "jobs")
        try #require(ran.code == 0, "\(ran.err)")
        let mailing = "\(ran.lastLine)/district-attorney/mailing"

        let addresses = try office.scratch.text("\(mailing)/addresses.csv").split(separator: "\r\n").map(String.init)
        #expect(addresses.count == 3)
        #expect(addresses[1].contains(",9 ELM ST,LOS ANGELES,CA,90012,3,2,letters-0001.pdf,1"))
        #expect(addresses[2].contains(",14 ZEBRA AVE,LOS ANGELES,CA,90033,1,2,letters-0001.pdf,3"))
        let unknown = try office.scratch.text("\(mailing)/address-unknown.csv").split(separator: "\r\n").dropFirst()
        #expect(unknown.map { $0.contains("no-address") ? 1 : $0.contains("unknown-state") ? 2 : 0 } == [1, 2])

        let letters = try await text("\(mailing)/letters-0001.pdf", office)
        #expect(letters.count == 4)
        #expect(letters[0].contains("9 ELM ST") && letters[2].contains("14 ZEBRA AVE"))
        #expect(!letters.joined().contains("TIJUANA"))
        // Only the address stands where a window may show it: see EnvelopeWindow.
        let shown = try await text("\(mailing)/letters-0001.pdf", office, ["-y", "147", "-H", "114"])
        let lines = shown[0].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.count == 3 && lines.suffix(2) == ["9 ELM ST", "LOS ANGELES, CA 90012"])
        let labels = try await text("\(mailing)/labels-0001.pdf", office)
        #expect(labels.count == 1 && labels[0].contains("9 ELM ST") && labels[0].contains("14 ZEBRA AVE"))
        // The first label is at the left of the second: each is 2.75 inches from the next.
        let first = try await text(
            "\(mailing)/labels-0001.pdf", office, ["-x", "13", "-W", "189", "-y", "36", "-H", "72"])
        #expect(first[0].contains("9 ELM ST") && !first[0].contains("ZEBRA"))

        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)
        let structure = try await Program.tool(
            "pdfinfo", ["-struct", office.scratch.path("\(mailing)/letters-0001.pdf")], in: office.scratch)
        #expect(structure.out.contains("Sect"))
    }

    /// The text of each page, or of a part of it.
    private func text(_ file: String, _ office: Office, _ area: [String] = []) async throws -> [String] {
        let whole = ["-x", "0", "-W", "612"].filter { _ in !area.isEmpty && !area.contains("-x") }
        let ran = try await Program.tool(
            "pdftotext", ["-layout"] + whole + area + [office.scratch.path(file), "-"], in: office.scratch)
        #expect(ran.code == 0, "\(ran.err)")
        return ran.out.split(separator: "\u{0C}").map(String.init)
    }
}
