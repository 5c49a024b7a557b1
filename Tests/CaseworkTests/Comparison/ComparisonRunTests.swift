import Cases
import Foundation
import Testing

@testable import Casework

@Suite struct ComparisonRunTests {
    private typealias Sample = ScreeningsOnDocket
    private let sample: ScreeningsOnDocket

    init() throws {
        sample = try ScreeningsOnDocket()
        try sample.screen(
            "1111",
            [
                Sample.person("P-1", [Sample.conviction("001", .handReview), Sample.conviction("002", .dismissal)]),
                Sample.person("P-2", [Sample.conviction("001", .dismissal, row: 7, caseNumber: "=BA2")]),
                Sample.person("", [Sample.conviction("001", .dismissal)]),
            ])
        try sample.screen(
            "2222",
            [
                Sample.person("P-3", [Sample.conviction("001", .dismissal, row: 3)]),
                Sample.person(
                    "P-1",
                    [
                        Sample.conviction("001", .dismissal, reason: "50 years or older", row: 4),
                        Sample.conviction("002", .dismissal, row: 5),
                    ]),
            ], input: "bb", asOf: "2020-07-01")
    }

    private func compare(_ earlier: String, _ later: String, to output: String = "out") throws -> ComparisonReport {
        try ComparisonRun(
            ComparisonRequest(
                earlier: earlier, later: later, output: "\(sample.folder)/\(output)", docket: sample.docketPath)
        ) { _ in }.run()
    }

    @Test("Every difference has its row, its cause and no name")
    func differences() throws {
        let report = try compare("11", "latest")
        let rows = try sample.text("out/differences.csv").split(separator: "\r\n").map(String.init)
        #expect(
            rows == [
                "difference,file,row,case_number,section,before,after,cause,what",
                "new,history-bb.csv,3,BA100001,11359,,Eligible for Dismissal: Reason,data,"
                    + "person not in the earlier screening",
                "changed,history-bb.csv,4,BA100001,11359,Hand Review: Reason,Eligible for Dismissal: 50 years or older,"
                    + "as-of date,as of 2019-07-01 to 2020-07-01",
                "gone,history-aa.csv,7,\"'=BA2\",11359,Eligible for Dismissal: Reason,,data,"
                    + "person not in the later screening",
            ])
        #expect(report.totals.before == 4 && report.totals.after == 3 && report.totals.same == 1)
        #expect(report.totals.unidentifiedBefore == 1)
        #expect(try sample.text("out/comparison.json") == report.summary)
        #expect(sample.names(in: "out") == ["comparison.json", "differences.csv"])
        for file in ["out/differences.csv", "out/comparison.json"] {
            let text = try sample.text(file)
            for secret in ["SECRETNAME", "P-1", "A7654321", "1960-01-02"] { #expect(!text.contains(secret)) }
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(sample.folder)/out/differences.csv")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("The other way round what was new is gone; the same screening has no difference")
    func otherWays() throws {
        let back = try compare("2222", "1111")
        #expect(back.totals.differences == [.new: 1, .gone: 1, .changed: 1])
        let first = try sample.text("out/differences.csv")
        _ = try compare("2222", "1111")
        #expect(try sample.text("out/differences.csv") == first)
        #expect(try compare("1111", "1111").totals.differences.isEmpty)
    }

    @Test("What cannot be compared is refused, and what is there is left alone")
    func refusals() throws {
        try sample.screen("3333", [Sample.person("P-1", [Sample.conviction("001", .dismissal)])], county: "KERN")
        #expect(throws: CaseworkError.self) { try compare("1111", "3333") }
        #expect(throws: CaseworkError.self) { try compare("1111", "4444") }
        #expect(throws: CaseworkError.self) { try compare("1111", "2222", to: "") }
        #expect(sample.names(in: "").filter { !$0.hasPrefix("docket.sqlite") }.isEmpty)
        let missing = ComparisonRequest(
            earlier: "1", later: "2", output: "\(sample.folder)/out", docket: "\(sample.folder)/nowhere.sqlite")
        let error = #expect(throws: CaseworkError.self) { try ComparisonRun(missing) { _ in }.run() }
        #expect(error?.code == .storage)
        #expect(!FileManager.default.fileExists(atPath: missing.docket))
    }
}
