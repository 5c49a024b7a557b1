import Cases
import Foundation
import Testing

@testable import Filings

/// The report on filings.
@Suite struct ProgressReportTests {
    private let library: TemplateLibrary
    private let context: PacketContext

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        library = try TemplateLibrary(folder: root.appending(path: "Templates").path)
        let asOf = try #require(CalendarDate(iso: "2020-09-01"))
        let county = try CountyPack.load(from: library, asOf: asOf)
        context = PacketContext(
            county: county, jurisdiction: try #require(county.jurisdictions.first), asOf: asOf, reviewer: nil,
            batchName: "2020-02-13-sample", program: "Vacatur test")
    }

    private func rows(of report: ProgressReport) -> [[String]] {
        String(decoding: ProgressTable.bytes(of: report), as: UTF8.self).split(separator: "\r\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test("the table adds up to what was filed, place by place")
    func table() throws {
        let report = SampleProgress.report(in: context)
        let rows = rows(of: report)
        #expect(rows[0] == ProgressTable.columns)
        let standings = Set(FilingStanding.allCases.map(\.rawValue))
        for place in report.progress.places.keys {
            let own = rows.filter { $0[1] == place.jurisdiction && $0[2] == place.courthouse }
            for column in [5, 6] {
                let parts = own.filter { standings.contains($0[0]) }.compactMap { Int($0[column]) }
                #expect(parts.count == standings.count)
                #expect(own.first { $0[0] == "filed" }.flatMap { Int($0[column]) } == parts.reduce(0, +))
            }
            let waiting = own.filter { $0[0] == "waiting-since-filed" }.compactMap { Int($0[5]) }
            #expect(waiting.reduce(0, +) == report.progress.places[place]?.waiting.cases)
        }
        let filed = rows.filter { $0[0] == "filed" }.compactMap { Int($0[5]) }
        #expect(filed.reduce(0, +) == 480)
        let filedInQuarters = rows.filter { $0[0] == "filed-in-quarter" }.compactMap { Int($0[6]) }
        #expect(filedInQuarters.reduce(0, +) == report.progress.total.filed.counts)
    }

    @Test("the page says what the table says; a report of nothing says so")
    func page() throws {
        let (documents, findings) = DocumentSet.compile([.progress], from: library, for: "base", compressed: false)
        #expect(findings.map(\.description) == [])
        let compiled = try #require(documents)
        let report = SampleProgress.report(in: context)
        let html = String(decoding: try report.html(with: compiled), as: UTF8.self)
        let total = report.progress.total
        let granted = total[.granted].cases
        #expect(html.contains("Of <b>480</b> cases filed, courts have granted relief in <b>\(granted)</b>"))
        for (quarter, _) in report.quarters {
            #expect(html.contains("<h3 id=\"quarter-\(quarter)\">\(quarter.title)</h3>"))
        }
        for court in report.courthouses { #expect(html.contains("<th scope=\"row\">\(court.name)</th>")) }
        #expect(!html.contains("kind purged"))
        let empty = ProgressReport(
            county: "Los Angeles", program: "Vacatur test", progress: FilingProgress(asOf: context.asOf), batches: [],
            places: context.county)
        #expect(String(decoding: try empty.html(with: compiled), as: UTF8.self).contains("Nothing has been filed."))
        #expect(rows(of: empty).count == 1)
    }

    @Test("counts of purged batches have a column of their own, and places that the county no longer has a line")
    func purgedAndUnknown() throws {
        var progress = FilingProgress(asOf: context.asOf)
        progress.add(
            CaseProgress(
                courthouse: "gone", standing: .granted, counts: 3, reliefs: [:], filed: context.asOf, accepted: nil,
                decided: context.asOf), of: "gone-city")
        let report = ProgressReport(
            county: "Los Angeles", program: "Vacatur test", progress: progress, batches: [], places: context.county)
        let documents = DocumentSet.compile([.progress], from: library, for: "base", compressed: false).documents
        let html = String(decoding: try report.html(with: try #require(documents)), as: UTF8.self)
        #expect(html.contains("kind purged") && html.contains("<th scope=\"row\">gone-city</th>"))
        #expect(rows(of: report).contains(["granted-kind-purged", "", "gone", "2020-Q3", "", "", "3"]))
    }
}
