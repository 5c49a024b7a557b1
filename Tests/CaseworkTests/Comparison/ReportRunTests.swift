import Cases
import Foundation
import Testing

@testable import Casework

@Suite struct ReportRunTests {
    private typealias Sample = ScreeningsOnDocket
    private let sample: ScreeningsOnDocket

    init() throws {
        sample = try ScreeningsOnDocket()
        try sample.screen(
            "1111",
            (1...1_200).map { number in
                Sample.person(
                    "P-\(number)", [Sample.conviction("001", number % 3 == 0 ? .handReview : .dismissal)])
            })
        try sample.screen("2222", [Sample.person("P-1", [Sample.conviction("001", .dismissal)])])
    }

    private func report(_ screening: String, to output: String) throws {
        _ = try ReportRun(
            ReportRequest(
                screening: screening, output: "\(sample.folder)/\(output)", templates: Sample.templates,
                docket: sample.docketPath)
        ) { _ in }.run()
    }

    @Test("A report speaks of the screening that was asked for, and comes out the same again")
    func sameAgain() throws {
        try report("1111", to: "one")
        try report("11", to: "two")
        try report("11", to: "two")
        #expect(sample.names(in: "one") == ["report.csv", "report.html", "report.json"])
        for file in sample.names(in: "one") { #expect(try sample.text("one/\(file)") == sample.text("two/\(file)")) }
        let table = try sample.text("one/report.csv")
        #expect(table.contains("all,,,1200,1200,\r\n"))
        #expect(table.contains("no-conviction-left,choice,findings,800,,\r\n"))
        // The courthouse is that of the pack.
        #expect(table.contains("all,courthouse,long-beach,1200,1200,\r\n"))
        #expect(try sample.text("one/report.html").contains("<b>1,200</b> people have <b>1,200</b> convictions"))
        try report("latest", to: "latest")
        #expect(try sample.text("latest/report.csv").contains("all,,,1,1,\r\n"))
    }

    @Test("A folder with other things in it is left alone")
    func foreignFolder() throws {
        let folder = "\(sample.folder)/mine"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: "\(folder)/notes.txt"))
        let error = #expect(throws: CaseworkError.self) { try report("1111", to: "mine") }
        #expect(error?.code == .usage)
        #expect(sample.names(in: "mine") == ["notes.txt"])
    }
}
