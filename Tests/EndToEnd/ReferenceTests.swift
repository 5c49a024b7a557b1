import Foundation
import Testing

/// Screening gives what the reference program gave for the same histories; see Tests/Fixtures/history/reference.
@Suite(.timeLimit(.minutes(20))) struct ReferenceTests {
    private static let folder = "\(Office.fixtures)/history/reference"

    /// A run that was recorded.
    struct Recording: Sendable, CustomTestStringConvertible {
        let file: String
        let asOf: String
        var parameters: [String] = []

        var testDescription: String { file }
    }

    @Test(arguments: [
        Recording(file: "los-angeles-2019-07-01", asOf: "2019-07-01"),
        Recording(
            file: "los-angeles-2019-07-01-age-40-years-5", asOf: "2019-07-01",
            parameters: ["--parameter", "age=40", "--parameter", "yearsConvictionFree=5"]),
        Recording(file: "los-angeles-2018-02-28", asOf: "2018-02-28"),
        Recording(file: "los-angeles-2020-02-29", asOf: "2020-02-29"),
    ])
    func losAngeles(_ recording: Recording) async throws {
        let office = try Office()
        let ran = try await Program.vacatur(
            [
                "screen", "\(Self.folder)/history.csv", "--county", "LOS ANGELES", "--rules", "los-angeles-2019",
                "--as-of", recording.asOf, "--output", "out",
            ] + recording.parameters, in: office.scratch)
        // Two people without an identifier are among them, whose rows are problems.
        #expect(ran.code == 2, "\(ran.err)")
        let input = try table(String(contentsOfFile: "\(Self.folder)/history.csv", encoding: .utf8))
        let made = try table(office.scratch.text("out/all-rows.csv"))
        let expected = try table(String(contentsOfFile: "\(Self.folder)/\(recording.file).csv", encoding: .utf8))
        try #require(made.count == input.count)
        let columns = try #require(expected.first).keys.filter { $0 != "row" }
        #expect(columns.count == 17)
        var rows: [Int: [String: String]] = [:]
        for row in expected { rows[try #require(Int(row["row"] ?? ""))] = row }
        #expect(rows.count > 100)
        for (index, row) in made.enumerated() {
            let name = input[index]["PRI_NAME"] ?? ""
            #expect(row["PRI_NAME"] == name)
            for column in columns {
                #expect(row[column] == (rows[index + 1]?[column] ?? ""), "row \(index + 1), \(name): \(column)")
            }
        }
        let judged = made.filter { $0["# of convictions on record"] != "" }
        #expect(
            try table(office.scratch.text("out/convictions.csv")).map { $0["PRI_NAME"] }
                == judged.map { $0["PRI_NAME"] })
    }
}
