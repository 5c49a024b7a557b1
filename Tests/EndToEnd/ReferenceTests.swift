import Foundation
import Testing

/// Screening gives what the reference programs gave for the same histories; see Tests/Fixtures/history/reference.
@Suite(.timeLimit(.minutes(20))) struct ReferenceTests {
    private static let folder = "\(Office.fixtures)/history/reference"
    private static let superstrikes = "Superstrike Code Section(s)"

    @Test(arguments: [
        ("los-angeles-2019-07-01", "2019-07-01", [:]),
        ("los-angeles-2019-07-01-age-40-years-5", "2019-07-01", ["age": 40, "yearsConvictionFree": 5]),
        ("los-angeles-2018-02-28", "2018-02-28", [:]),
        ("los-angeles-2020-02-29", "2020-02-29", [:]),
    ])
    func losAngeles(_ recording: String, asOf: String, parameters: [String: Int]) async throws {
        let office = try Office()
        let columns = try await compare(recording, office, rules: "los-angeles-2019", asOf: asOf, parameters)
        #expect(columns.count == 17)
        let judged = try table(office.scratch.text("out/all-rows.csv")).filter { $0["Date of Conviction"] != "" }
        let convictions = try table(office.scratch.text("out/convictions.csv"))
        #expect(convictions == judged)
        #expect(convictions.count > 100)
    }

    /// The flow that counties configured. Its program lists superstrikes otherwise and has a column more.
    @Test(arguments: ["county-1", "county-2", "county-3"])
    func county(_ recording: String) async throws {
        let office = try Office()
        let rules = office.scratch.path("Templates/base/rules/county.yaml")
        let text = try String(contentsOfFile: rules, encoding: .utf8)
        let reference = text.replacing("reading: corrected", with: "reading: reference")
        try #require(reference != text)
        try reference.write(toFile: rules, atomically: false, encoding: .utf8)
        let columns = try await compare(
            recording, office, rules: "county", asOf: "2019-07-01", try Self.parameters(of: recording),
            without: [Self.superstrikes, "Occurred after 11/9/2016"])
        #expect(columns.count == 16)
    }

    /// Screens the histories and compares every row with the recorded one.
    ///
    /// - Returns: the columns that were compared.
    private func compare(
        _ recording: String, _ office: Office, rules: String, asOf: String, _ parameters: [String: Int],
        without excluded: Set<String> = []
    ) async throws -> [String] {
        let ran = try await Program.vacatur(
            [
                "screen", "\(Self.folder)/history.csv", "--county", "LOS ANGELES", "--rules", rules, "--as-of", asOf,
                "--output", "out",
            ] + parameters.flatMap { ["--parameter", "\($0.key)=\($0.value)"] }, in: office.scratch)
        // Two people without an identifier are among them, whose rows are problems.
        try #require(ran.code == 2, "\(ran.err)")
        let input = try table(Self.text("history.csv"))
        let made = try table(office.scratch.text("out/all-rows.csv"))
        let recorded = try table(Self.text("\(recording).csv"))
        try #require(made.count == input.count)
        let expected = Dictionary(uniqueKeysWithValues: recorded.map { (Int($0["row"] ?? ""), $0) })
        try #require(expected.count > 150)
        let columns = try #require(recorded.first).keys.filter { $0 != "row" && !excluded.contains($0) }
        for (index, row) in made.enumerated() {
            let name = input[index]["PRI_NAME"] ?? ""
            #expect(row["PRI_NAME"] == name)
            for column in columns {
                #expect(row[column] == (expected[index + 1]?[column] ?? ""), "row \(index + 1), \(name): \(column)")
            }
        }
        return columns
    }

    /// The options of a recorded run under the names of the rule set's parameters.
    private static func parameters(of recording: String) throws -> [String: Int] {
        let options = try JSONDecoder().decode(Options.self, from: Data(text("\(recording).json").utf8))
        let relief = options.additionalRelief
        var parameters = [
            "under21AtConviction": relief.subjectUnder21AtConviction ? 1 : 0,
            "onlyProposition64": relief.subjectHasOnlyProp64Charges ? 1 : 0,
            "subjectIsDeceased": relief.subjectIsDeceased ? 1 : 0,
            "age": relief.subjectAgeThreshold,
            "yearsSinceConviction": relief.yearsSinceConvictionThreshold,
            "yearsCrimeFree": relief.yearsCrimeFreeThreshold,
        ]
        for section in ["11357", "11358", "11359", "11360"] {
            parameters["dismiss\(section)"] = options.baselineEligibility.dismiss.contains(section) ? 1 : 0
            parameters["reduce\(section)"] = options.baselineEligibility.reduce.contains(section) ? 1 : 0
        }
        return parameters
    }

    private static func text(_ file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    }
}

/// A file of options of the county flow's program.
private struct Options: Decodable {
    struct Baseline: Decodable {
        let dismiss: [String]
        let reduce: [String]
    }

    struct Relief: Decodable {
        let subjectUnder21AtConviction: Bool
        let subjectHasOnlyProp64Charges: Bool
        let subjectIsDeceased: Bool
        let subjectAgeThreshold: Int
        let yearsSinceConvictionThreshold: Int
        let yearsCrimeFreeThreshold: Int
    }

    let baselineEligibility: Baseline
    let additionalRelief: Relief
}
