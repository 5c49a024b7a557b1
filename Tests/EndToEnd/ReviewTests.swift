import Foundation
import Testing

/// `vacatur review`: what is told on the terminal, and beside the worksheets.
@Suite(.timeLimit(.minutes(20))) struct ReviewTests {
    private let office: Office

    init() throws { office = try Office() }

    private func run(_ arguments: String...) async throws -> Ran {
        try await Program.vacatur(arguments, in: office.scratch)
    }

    /// Screens a sample and writes worksheets; gives the name of the district attorney's.
    private func exported() async throws -> String {
        let made = try await run("sample", "--format", "doj", "--rows", "3000", "--seed", "7", "-o", "history.csv")
        try #require(made.code == 0, "\(made.err)")
        let screened = try await run(
            "screen", "history.csv", "--rules", "los-angeles-2019", "--as-of", "2019-07-01", "-o", "out/screening")
        try #require(screened.code == 0, "\(screened.err)")
        let exported = try await run("review", "export", "-o", "out/review")
        try #require(exported.code == 0, "\(exported.err)")
        let names = office.scratch.names(in: "out/review")
        #expect(names.contains("REVIEW.txt") && exported.lastLine == "out/review/REVIEW.txt")
        return try #require(names.first { $0.hasSuffix("-district-attorney.csv") })
    }

    /// Fills in the columns behind the facts, which the export leaves empty.
    private func decide(_ line: String, _ decision: String) -> String { line.dropLast(8) + ",\(decision),,,,,,," }

    @Test("A bad row is listed beside the worksheet, and the others are taken")
    func badRow() async throws {
        let name = try await exported()
        var lines = try office.scratch.text("out/review/\(name)").split(separator: "\r\n").map { String($0) }
        lines[1] = decide(lines[1], "perhaps")
        lines[2] = decide(lines[2], "hold")
        try office.scratch.write(lines.joined(separator: "\r\n"), to: "returned.csv")
        let ran = try await run(
            "review", "import", "returned.csv", "--docket", "out/docket.sqlite", "--reviewer", Office.reviewer)
        #expect(ran.code == 2, "\(ran.err)")
        #expect(ran.lastLine == "returned-problems.csv")
        let problems = try office.scratch.text("returned-problems.csv").split(separator: "\r\n")
        #expect(problems.count == 2 && problems[1].hasPrefix("returned.csv,2,R-"), "\(problems)")
        #expect(problems[1].contains(",problem,unknown-decision,decision,"))
        let audit = try await run("audit", "--docket", "out/docket.sqlite")
        #expect(audit.out.contains("2 entries"), "\(audit.out)")
        // Whoever names every file of the folder names the list too.
        let again = try await run(
            "review", "import", "returned-problems.csv", "returned.csv", "--docket", "out/docket.sqlite", "--reviewer",
            Office.reviewer)
        #expect(again.code == 2 && again.out.contains("returned-problems.csv is a list of problems"), "\(again.err)")
        let status = try await run("review", "status", "--docket", "out/docket.sqlite", "--on", "2020-07-02")
        #expect(status.code == 0 && status.out.contains("2020-07-01  1 day ago: last day to challenge relief"))
    }

    @Test("What cannot be done is told with its exit code")
    func refusals() async throws {
        let missing = try await run("review", "status", "--docket", "nowhere.sqlite")
        #expect(missing.code == 73 && missing.err.contains("nowhere.sqlite"), "\(missing.err)")
        #expect(!office.scratch.exists("nowhere.sqlite"))
        let name = try await exported()
        let unknown = try await run("review", "export", "--office", "atlantis", "-o", "out/other")
        #expect(unknown.code == 64 && unknown.err.contains("long-beach"), "\(unknown.err)")
        try office.scratch.write("a,b\n1,2\n", to: "list.csv")
        let noSheet = try await run("review", "import", "list.csv", "--docket", "out/docket.sqlite")
        #expect(noSheet.code == 3 && noSheet.err.contains("list.csv"), "\(noSheet.err)")
        try office.scratch.write("filled in", to: "out/review/\(name)")
        let taken = try await run("review", "export", "-o", "out/review")
        #expect(taken.code == 73 && taken.err.contains(name), "\(taken.err)")
        #expect(try office.scratch.text("out/review/\(name)") == "filled in")
    }
}
