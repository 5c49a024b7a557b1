import Foundation
import Testing

/// The whole way as an office goes it: screened, put on worksheets, filled in by hand, read back, filed, verified.
@Suite(.timeLimit(.minutes(20))) struct ReviewRoundTripTests {
    private func screened(rows: Int = 6_000, seed: Int = 5) async throws -> Office {
        let office = try Office(cities: nil)
        let made = try await office.vacatur(
            "sample", "--format", "doj", "--rows", "\(rows)", "--seed", "\(seed)", "-o", "history.csv")
        try #require(made.code == 0, "\(made.err)")
        let ran = try await office.vacatur("screen", "history.csv", "--as-of", "2019-07-01", "-o", "out/screening")
        try #require(ran.code == 0, "\(ran.err)\(ran.out)")
        return office
    }

    @Test("Screen, export, edit as a person would, import, generate, verify") func roundTrip() async throws {
        let office = try await screened()
        let exported = try await office.vacatur("review", "export", "-o", "out/review")
        #expect(exported.code == 0, "\(exported.err)")
        let sheets = office.scratch.names(in: "out/review").filter { $0.hasSuffix(".csv") }.sorted()
        #expect(sheets.contains { $0.hasSuffix("-district-attorney.csv") })
        let name = try #require(sheets.first { $0.hasSuffix("-district-attorney.csv") })

        var sheet = try Worksheet(try office.scratch.text("out/review/\(name)"))
        let eligible = sheet.rows.indices.filter { sheet[$0, "determination"] == "Eligible for Dismissal" }
        try #require(eligible.count > 20)
        for (place, row) in eligible.enumerated() {
            switch place {
            case 0:
                sheet[row, "decision"] = "Challenge"
                sheet[row, "ground"] = "does not meet 11361.8"
            case 1: sheet[row, "decision"] = "hold"
            default: sheet[row, "decision"] = place % 2 == 0 ? "yes" : "APPROVE"
            }
            sheet[row, "reviewer"] = "Dana Whitfield"
            sheet[row, "bar_number"] = "123456"
        }
        // Sorted the other way round by the spreadsheet, one row left out, semicolons instead of commas.
        let left = eligible[2]
        try office.scratch.write(sheet.text(reversed: true, leavingOut: left, separator: ";"), to: "returned.csv")

        let imported = try await office.vacatur("review", "import", "returned.csv", "--docket", "out/docket.sqlite")
        #expect(imported.code == 0, "\(imported.err)\(imported.out)")
        let again = try await office.vacatur(
            "review", "import", "returned.csv", "--docket", "out/docket.sqlite", "--json")
        #expect(again.code == 0, "a worksheet that was imported is not imported again")

        // The sample has names of Vietnam, which the fonts cannot print.
        let generated = try await office.vacatur(
            "generate", "--screening", "latest", "--approve-as", Office.reviewer, "-o", "out", "--print", "none")
        #expect(generated.code == 2, "\(generated.err)")
        let folder = generated.lastLine
        let figures = try totals(ofManifest: try office.scratch.text("\(folder)/manifest.xml"))
        #expect(figures["challenged"] == 1)
        #expect((figures["filed"] ?? 0) == eligible.count - 3)
        #expect(office.scratch.exists("\(folder)/district-attorney/challenge.html"))
        #expect(office.scratch.exists("\(folder)/district-attorney/defender-letter.html"))
        #expect(office.scratch.exists("\(folder)/district-attorney/non-challenge.html"))
        #expect(try await office.vacatur("verify", folder).code == 0)
        #expect(try await office.vacatur("audit", "--docket", "out/docket.sqlite").code == 0)
    }

    @Test("A challenge that is withdrawn is filed the next time, and nothing else is filed again") func withdrawal()
        async throws
    {
        let office = try await screened(rows: 3_000)
        _ = try await office.vacatur("review", "export", "-o", "out/review", "--office", "district-attorney")
        let name = try #require(office.scratch.names(in: "out/review").first { $0.hasSuffix(".csv") })
        var sheet = try Worksheet(try office.scratch.text("out/review/\(name)"))
        let eligible = sheet.rows.indices.filter { sheet[$0, "determination"] == "Eligible for Dismissal" }
        for row in eligible {
            sheet[row, "decision"] = row == eligible[0] ? "challenge" : "approve"
            sheet[row, "ground"] = row == eligible[0] ? "does not meet 11361.8" : ""
            sheet[row, "reviewer"] = "Dana Whitfield"
            sheet[row, "bar_number"] = "123456"
        }
        try office.scratch.write(sheet.text(), to: "first.csv")
        #expect(try await office.vacatur("review", "import", "first.csv", "--docket", "out/docket.sqlite").code == 0)
        let first = try await office.vacatur(
            "generate", "--screening", "latest", "--approve-as", Office.reviewer, "-o", "out")
        #expect(first.code == 2, "\(first.err)")

        sheet[eligible[0], "decision"] = "approve"
        sheet[eligible[0], "ground"] = ""
        try office.scratch.write(sheet.text(), to: "second.csv")
        #expect(try await office.vacatur("review", "import", "second.csv", "--docket", "out/docket.sqlite").code == 0)
        let second = try await office.vacatur(
            "generate", "--screening", "latest", "--approve-as", Office.reviewer, "-o", "out")
        #expect(second.code == 2, "\(second.err)")
        let figures = try totals(ofManifest: try office.scratch.text("\(second.lastLine)/manifest.xml"))
        #expect(figures["filed"] == 1)
        #expect(figures["challenged"] ?? 0 == 0)
        #expect(office.scratch.exists("\(second.lastLine)/district-attorney/withdrawal.html"))
        #expect(try await office.vacatur("verify", second.lastLine).code == 0)
    }

    @Test("One command goes the whole way, and a second list files only what is new") func oneCommand() async throws {
        let office = try Office(cities: nil)
        for (rows, name) in [(2_000, "first.csv"), (3_000, "later.csv")] {
            _ = try await office.vacatur(
                "sample", "--format", "doj", "--rows", "\(rows)", "--seed", "9", "--dirty", "0.02", "-o", name)
        }
        func run(_ list: String) async throws -> Ran {
            try await office.vacatur(
                "run", list, "--as-of", "2019-07-01", "--approve-as", Office.reviewer, "--with-cities", "-o", "out")
        }
        let first = try await run("first.csv")
        #expect(first.code == 2, "\(first.err)")
        let before = try totals(ofManifest: try office.scratch.text("\(first.lastLine)/manifest.xml"))
        let repeated = try await run("first.csv")
        #expect(repeated.lastLine == first.lastLine)
        let later = try await run("later.csv")
        #expect(later.code == 2, "\(later.err)")
        let after = try totals(ofManifest: try office.scratch.text("\(later.lastLine)/manifest.xml"))
        #expect((before["filed"] ?? 0) > 0)
        #expect((after["filed"] ?? 0) > 0)
        #expect((after["already-filed"] ?? 0) > 0)
        #expect((after["already-filed"] ?? 0) <= (before["filed"] ?? 0))
    }

    @Test("A screening that is killed is begun again with the same bytes") func killed() async throws {
        let office = try Office(cities: nil)
        _ = try await office.vacatur("sample", "--format", "doj", "--rows", "20000", "--seed", "2", "-o", "history.csv")
        let command = ["screen", "history.csv", "--as-of", "2019-07-01", "-o", "out/screening"]
        for said in ["Reading histories", "Judging histories", "Writing sheets", "Publishing sheets"] {
            let running = try Running(try #require(Program.vacatur), command, in: office.scratch)
            _ = try await running.kill { running.errors.contains(said) }
        }
        #expect(try await Program.vacatur(command, in: office.scratch).code == 0)
        let undisturbed = ["screen", "history.csv", "--as-of", "2019-07-01", "-o", "other/screening"]
        #expect(try await Program.vacatur(undisturbed, in: office.scratch).code == 0)
        let expected = try office.scratch.tree("other/screening")
        #expect(differences(expected, try office.scratch.tree("out/screening")) == [])
        #expect(office.scratch.names(in: "out").filter { $0.hasPrefix(".") } == [])
        #expect(try await office.vacatur("audit", "--docket", "out/docket.sqlite").code == 0)
    }
}

/// A worksheet as a spreadsheet program holds it.
private struct Worksheet {
    private let titles: [String]
    private(set) var rows: [[String]]

    init(_ text: String) throws {
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let first = try #require(text.split(whereSeparator: \.isNewline).first)
        titles = first.split(separator: ",").map { $0.trimmingCharacters(in: ["\""]) }
        let titles = titles
        rows = table(text).map { row in titles.map { row[$0] ?? "" } }
    }

    subscript(_ row: Int, _ title: String) -> String {
        get { titles.firstIndex(of: title).map { rows[row][$0] } ?? "" }
        set { if let column = titles.firstIndex(of: title) { rows[row][column] = newValue } }
    }

    func text(reversed: Bool = false, leavingOut: Int? = nil, separator: String = ",") -> String {
        var kept = rows.indices.filter { $0 != leavingOut }.map { rows[$0] }
        if reversed { kept.reverse() }
        return ([titles] + kept).map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator) + "\r\n"
        }.joined()
    }
}
