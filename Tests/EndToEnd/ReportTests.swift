import Foundation
import Testing

/// `vacatur report` and `vacatur compare` after `vacatur screen`.
@Suite(.timeLimit(.minutes(20))) struct ReportTests {
    @Test("Two screenings of one file are reported and compared")
    func reportAndCompare() async throws {
        let office = try Office()
        let made = try await office.vacatur(
            "sample", "--format", "doj", "--rows", "4000", "--seed", "5", "-o", "history.csv")
        try #require(made.code == 0, "\(made.err)")
        for (asOf, folder) in [("2019-07-01", "first"), ("2020-07-01", "second")] {
            let ran = try await office.vacatur(
                "screen", "history.csv", "--rules", "los-angeles-2019", "--as-of", asOf, "-o", folder)
            try #require(ran.code == 0, "\(ran.err)")
        }
        let report = try await office.vacatur("report", "-o", "report")
        #expect(report.code == 0, "\(report.err)")
        #expect(report.lastLine == "report")
        #expect(office.scratch.names(in: "report") == ["report.csv", "report.html", "report.json"])
        let reported = try figures(try office.scratch.bytes("report/report.json"))
        let summary = try figuresOfSummary(try office.scratch.bytes("second/summary.json"))
        #expect(reported == summary)

        let identities = try ["first", "second"].map { try identity(office.scratch.bytes("\($0)/summary.json")) }
        let compare = try await office.vacatur("compare", identities[0], identities[1], "-o", "differences", "--json")
        #expect(compare.code == 0, "\(compare.err)")
        let counted = try #require(try object(Data(compare.out.utf8))["differences"] as? [String: Int])
        let rows = try office.scratch.text("differences/differences.csv").split(separator: "\r\n").dropFirst()
        #expect(rows.count == counted.values.reduce(0, +))
        #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("as-of date,as of 2019-07-01 to 2020-07-01") })
    }

    @Test("A screening that is not there is told by name")
    func unknownScreening() async throws {
        let office = try Office()
        let ran = try await office.vacatur("report", "-o", "report", "--docket", "nowhere.sqlite")
        #expect(ran.code == 73 && ran.err.contains("nowhere.sqlite"), "\(ran.err)")
        #expect(!office.scratch.exists("nowhere.sqlite") && !office.scratch.exists("report"))
    }

    private func object(_ json: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    private func identity(_ summary: Data) throws -> String {
        try #require(try object(summary)["identity"] as? String)
    }

    /// People with no felony and with no conviction left, as the rules found and if everything were dismissed.
    private func figures(_ report: Data) throws -> [Int?] {
        let losing = try object(report)["losing"] as? [String: [String: Int]]
        return ["findings", "dismiss-all", "dismiss-all-and-related"].flatMap { choice in
            ["felony", "conviction"].map { losing?[choice]?[$0] }
        }
    }

    private func figuresOfSummary(_ summary: Data) throws -> [Int?] {
        let object = try object(summary)
        return [
            "reliefWithCurrentEligibilityChoices", "reliefWithDismissAllProp64", "reliefWithDismissAllProp64AndRelated",
        ].flatMap { choice in
            ["CountSubjectsNoFelony", "CountSubjectsNoConviction"].map { (object[choice] as? [String: Int])?[$0] }
        }
    }
}
