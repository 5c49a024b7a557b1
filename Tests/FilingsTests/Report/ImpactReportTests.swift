import Cases
import Foundation
import TemplateEngine
import Testing

@testable import Filings

struct ImpactReportTests {
    private let report = ReportedPeople.report

    /// The columns people, convictions and note of a row of `report.csv`.
    private func rows(of report: ImpactReport) -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for line in String(decoding: ReportTable.bytes(of: report), as: UTF8.self).split(separator: "\r\n").dropFirst()
        {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            #expect(cells.count == 6, "\(line)")
            let key = cells.prefix(3).joined(separator: ",")
            #expect(rows[key] == nil, "twice: \(line)")
            rows[key] = Array(cells.suffix(3))
        }
        return rows
    }

    @Test("report.csv has every figure once")
    func longTable() {
        let rows = rows(of: report)
        let expected: [String: [String]] = [
            "all,,": ["105", "105", ""],
            "all,section,11357": ["50", "50", ""],
            "all,section,11359": ["55", "55", ""],
            "all,level,misdemeanor": ["20", "20", ""],
            "all,decade,1990s": ["75", "75", ""],
            "all,decade,2000s": ["30", "30", ""],
            "all,courthouse,long-beach": ["85", "85", ""],
            "all,courthouse,": ["20", "20", ""],
            "all,jurisdiction,county": ["105", "105", ""],
            "all,relief,dismiss-seal": ["43", "43", ""],
            "all,relief,redesignate": ["12", "12", ""],
            "all,relief,": ["50", "50", ""],
            "all,ruling,approve": ["40", "40", ""],
            "all,ruling,challenge: unreasonable-risk": ["12", "12", ""],
            "all,ruling,": ["53", "53", ""],
            "determination: Eligible for Dismissal,section,11359": ["43", "43", ""],
            "determination: Eligible for Dismissal,reason,Deceased": ["3", "3", ""],
            "have-felony,,": ["85", "", ""],
            "have-conviction,,": ["105", "", ""],
            "have-conviction-in-7-years,,": ["0", "", ""],
            "no-felony-left,choice,findings": ["55", "", ""],
            "no-felony-left,choice,rulings": ["40", "", ""],
            "no-felony-left,choice,dismiss-all": ["85", "", ""],
            "no-conviction-left,choice,findings": ["43", "", ""],
            "no-conviction-left,choice,rulings": ["40", "", ""],
            "no-conviction-left,choice,dismiss-all-and-related": ["105", "", ""],
            "listed,court,CASC LONG BEACH": ["", "85", ""],
            "eligible,court,CASC LONG BEACH": ["", "55", ""],
            "unchallenged,court,CASC LONG BEACH": ["", "40", ""],
            "dismissal-asked,court,CASC LONG BEACH": ["", "40", ""],
            "challenged,court,CASC LONG BEACH": ["", "12", ""],
            "pending-at-court,court,CASC LONG BEACH": ["", "52", ""],
            "pending-review,court,CASC LONG BEACH": ["", "33", ""],
            "dismissed-and-sealed,court,CASC LONG BEACH": ["", "", "not yet known"],
            "denied,court,CAMC <ODD>": ["", "", "not yet known"],
            "ruling: approve,quarter,2020-Q1": ["", "40", ""],
        ]
        for (key, figures) in expected { #expect(rows[key] == figures, "\(key)") }
    }

    @Test("Figures by race and sex never tell of fewer than eleven people")
    func smallFigures() {
        let rows = rows(of: report)
        #expect(rows["all,race,WHITE"] == ["52", "52", ""])
        // SAMOAN stands with the next larger group, and neither alone.
        #expect(rows["all,race,SAMOAN"] == nil && rows["all,race,BLACK"] == nil)
        #expect(rows.keys.filter { $0.hasPrefix("all,race,") }.count <= 2)
        for (key, figures) in rows where key.contains(",race,") || key.contains(",sex,") {
            if let people = Int(figures[0]) { #expect(people >= 11, "\(key)") }
            if figures[2] == "suppressed" { #expect(figures[0].isEmpty && figures[1].isEmpty, "\(key)") }
        }
    }

    @Test("report.json has the same figures, and null for what is not known")
    func json() throws {
        let text = try report.json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["total"] as? [String: Int]) == ["people": 105, "convictions": 105])
        let courts = try #require(object["courts"] as? [String: [String: Any]])
        #expect(courts["CASC LONG BEACH"]?["eligible"] as? Int == 55)
        #expect(courts["CASC LONG BEACH"]?["denied"] is NSNull)
        let losing = try #require(object["losing"] as? [String: [String: Int]])
        #expect(losing["findings"]?["felony"] == 55)
        #expect((object["breakdowns"] as? [String: Any])?.count == ImpactDimension.allCases.count)
    }

    private var documents: DocumentSet {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
            let library = try TemplateLibrary(folder: root.appending(path: "Templates").path)
            let (documents, findings) = DocumentSet.compile([.report], from: library, for: "base", compressed: false)
            #expect(findings.map(\.description) == [])
            return try #require(documents)
        }
    }

    @Test("Nothing of a person is in any file, and the same report has the same bytes")
    func nothingOfAPerson() throws {
        let folder = try TestFolder()
        for name in ["one", "two"] {
            let batch = try BatchFolder(output: folder.path, name: name)
            try ReportedPeople.report.write(with: documents, to: batch.root)
            try batch.publish(durably: false)
        }
        #expect(
            Set(folder.files) == Set(["one", "two"].flatMap { name in ImpactReport.fileNames.map { "\(name)/\($0)" } }))
        for file in ImpactReport.fileNames {
            let bytes = try folder.bytes("one/\(file)")
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(bytes == (try folder.bytes("two/\(file)")))
            for name in ReportedPeople.names { #expect(!text.contains(name), "\(name) in \(file)") }
        }
    }

    @Test("The page says what the figures are, in words")
    func page() throws {
        let html = String(decoding: try report.html(with: documents), as: UTF8.self)
        for words in [
            "<b>105</b> people have <b>105</b> convictions", "between March 4, 1994 and March 4, 2003",
            "found <b>55</b> of them eligible for dismissal or reduction (52%)", "County of Nowhere",
            "Long Beach Courthouse", "CAMC &lt;ODD&gt;", "not yet known", "January to March 2020",
            "Challenged: unreasonable risk",
        ] { #expect(html.contains(words), "\(words)") }
    }

    @Test("A county without any conviction has a report too")
    func emptyReport() throws {
        let empty = ReportedPeople.report([])
        let html = String(decoding: try empty.html(with: documents), as: UTF8.self)
        #expect(html.contains("found no conviction"))
        #expect(rows(of: empty)["all,,"] == ["0", "0", ""])
        #expect(try empty.json.contains("\"courts\" : {\n\n  }"))
    }

    @Test(
        "Shares are never rounded to nothing or everything",
        arguments: [
            (0, 10, "0%"), (1, 1_000, "<1%"), (5, 1_000, "1%"), (1, 3, "33%"), (999, 1_000, ">99%"), (10, 10, "100%"),
            (0, 0, ""),
        ])
    func shares(part: Int, whole: Int, text: String) { #expect(percentage(part, of: whole) == text) }
}
