import Foundation
import Testing

/// `vacatur review`: worksheets out, decisions in, documents from them.
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
    private func decide(_ line: some StringProtocol, _ decision: String, ground: String = "", relief: String = "")
        -> String
    {
        String(line.dropLast(8)) + ",\(decision),\(ground),\(relief),,,,,"
    }

    @Test("From worksheets to filings: what is approved is filed, what is challenged is not")
    func wholeWay() async throws {
        let name = try await exported()
        let lines = try office.scratch.text("out/review/\(name)").split(separator: "\r\n")
        let filled = lines.dropFirst().map { line in
            if line.contains(",Eligible for Dismissal,") { return decide(line, "YES") }
            if line.contains(",Hand Review,") { return decide(line, "challenge", ground: "(i)") }
            return String(line)
        }
        let approved = filled.count { $0.contains(",YES,") }
        let challenged = filled.count { $0.contains(",challenge,") }
        try #require(approved > 20 && challenged > 5)
        try office.scratch.write(
            ([String(lines[0])] + filled.reversed()).joined(separator: "\n"), to: "returned.csv")
        let imported = try await run(
            "review", "import", "returned.csv", "--docket", "out/docket.sqlite", "--reviewer", Office.reviewer,
            "--json")
        #expect(imported.code == 0, "\(imported.err)")
        #expect(imported.out.contains("\"approved\" : \(approved)"), "\(imported.out)")
        #expect(imported.out.contains("\"challenged\" : \(challenged)"))
        // The sample's people stand in no output; the day of the test is after the statute's.
        #expect(imported.out.contains("\"warnings\" : \(challenged)"))
        let status = try await run("review", "status", "--docket", "out/docket.sqlite", "--on", "2020-07-01")
        #expect(status.code == 0 && status.out.contains("2020-07-01  today: last day to challenge relief"))
        let audit = try await run("audit", "--docket", "out/docket.sqlite")
        #expect(audit.code == 0 && audit.out.contains("\(1 + approved + challenged) entries"), "\(audit.out)")
        let filed = try await run(
            "generate", "--screening", "latest", "--docket", "out/docket.sqlite", "--approve-as", Office.reviewer, "-o",
            "out", "--json")
        #expect(filed.code == 2, "\(filed.err)")
        #expect(filed.out.contains("\"challenged\":\(challenged)"), "\(filed.out)")
        let again = try await run(
            "review", "import", "returned.csv", "--docket", "out/docket.sqlite", "--reviewer", Office.reviewer)
        #expect(again.code == 0)
        let after = try await run("audit", "--docket", "out/docket.sqlite")
        #expect(after.code == 0)
    }

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
