import Foundation
import Testing

/// One batch of the whole county, partly with mistakes, that several tests look at.
struct CountyBatch: Sendable {
    @TaskLocal static var current: CountyBatch?

    let office: Office
    let ran: Ran
    /// Every line of the list.
    let rows: [[String: String]]

    var scratch: Scratch { office.scratch }
    var folder: String { ran.lastLine }

    init() async throws {
        office = try Office(cities: nil)
        try await office.sample(260, seed: 7, dirty: 0.15, to: "county.csv")
        // Line by line, so that a quotation mark that is never closed hides no row from the test.
        let lines = try office.scratch.text("county.csv").split(whereSeparator: \.isNewline)
        rows = lines.dropFirst().map { table("\(lines[0])\n\($0)\n").first ?? [:] }
        ran = try await office.generate("county.csv")
    }
}

/// Makes the county's batch once for a suite.
struct OfCountyBatch: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await CountyBatch.$current.withValue(try await CountyBatch(), operation: function)
    }
}

@Suite(OfCountyBatch(), .timeLimit(.minutes(20))) struct ShippedOfficeTests {
    private let batch: CountyBatch
    private var scratch: Scratch { batch.scratch }

    init() throws { batch = try #require(CountyBatch.current) }

    @Test func isSoundAndComesWithExceptions() async throws {
        #expect(batch.ran.code == 2, "\(batch.ran.err)")
        let verified = try await batch.office.vacatur("verify", batch.folder)
        #expect(verified.code == 0, "\(verified.out)")
        let audited = try await batch.office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(audited.code == 0, "\(audited.out)")
    }

    @Test func everyPageIsWellFormed() async throws {
        let pages = try await everyPage()
        #expect(pages.count > 100)
        let ran = try await Program.tool("xmllint", ["--noout"] + pages, in: scratch)
        #expect(ran.code == 0, "\(ran.err)")
    }

    @Test func everyXMLFileIsAsItsSchemaSays() async throws {
        let files = scratch.files(in: batch.folder)
        var checked = 0
        for kind in ["manifest", "schedule"] {
            for file in files where file.hasSuffix("\(kind).xml") {
                let path = scratch.path("\(batch.folder)/\(file)")
                let schema = path.trimmingSuffix(".xml") + ".xsd"
                let ran = try await Program.tool("xmllint", ["--noout", "--schema", schema, path], in: scratch)
                #expect(ran.code == 0, "\(file): \(ran.err)")
                checked += 1
            }
        }
        #expect(checked >= 5)
    }

    @Test func everyVolumeCanBeUnpacked() async throws {
        let volumes = scratch.files(in: batch.folder).filter { $0.hasSuffix(".zip") }
        #expect(volumes.count >= 4)
        for volume in volumes {
            let ran = try await Program.tool("unzip", ["-tq", scratch.path("\(batch.folder)/\(volume)")], in: scratch)
            #expect(ran.code == 0, "\(volume): \(ran.out)")
        }
    }

    @Test func everyLinkOfTheIndexLeadsSomewhere() throws {
        let index = try scratch.text("\(batch.folder)/index.html")
        let links = index.components(separatedBy: "href=\"").dropFirst().compactMap { $0.split(separator: "\"").first }
            .filter { !$0.hasPrefix("#") }
        #expect(links.count >= 8)
        let broken = links.filter { !scratch.exists("\(batch.folder)/\($0)") }
        #expect(broken == [])
        #expect(!index.contains("<script") && !index.contains("http://") && !index.contains("https://"))
    }

    @Test func everyRowEndsOnceAndInOnePlace() throws {
        let figures = try totals(ofManifest: try scratch.text("\(batch.folder)/manifest.xml"))
        let lines = table(try scratch.text("\(batch.folder)/exceptions.csv"))
        var deciding: [String: Int] = [:]
        for line in lines where line["outcome"] != "" { deciding[line["row"] ?? "", default: 0] += 1 }
        #expect(deciding.values.allSatisfy { $0 == 1 })
        #expect(deciding.count > 5)
        for line in lines { #expect(deciding[line["row"] ?? ""] == 1) }
        let stopped = Dictionary(grouping: lines.filter { $0["outcome"] != "" }) { $0["outcome"] ?? "" }
        for outcome in ["held", "referred", "not-eligible", "challenged", "rejected", "already-filed", "not-selected"] {
            #expect(figures[outcome] == stopped[outcome]?.count ?? 0, "\(outcome)")
        }
        // The counts that the clerk's lists hold are all the other rows.
        let listed = try scratch.files(in: batch.folder).filter {
            $0.hasSuffix("/schedule.csv") && !$0.contains("confidential")
        }
        .reduce(0) { $0 + table(try scratch.text("\(batch.folder)/\($1)")).count }
        #expect(listed == figures["filed"])
        #expect(figures["rows"] == listed + deciding.count)
        #expect(figures["rows"] == batch.rows.count)
    }

    @Test func theClerksListNamesALesserLevelOnlyWhereOneTakesThePlace() throws {
        let rows = table(try scratch.text("\(batch.folder)/district-attorney/schedule.csv"))
        for row in rows { #expect((row["new_level"] == "") == (row["relief"] == "D"), "\(row["sequence"] ?? "")") }
        #expect(Set(rows.compactMap { $0["relief"] }).isSuperset(of: ["D", "R"]))
    }

    @Test func nobodyIsNamedWhereNobodyMayBe() async throws {
        var places = [
            "output": batch.ran.out, "errors": batch.ran.err,
            "names of files": scratch.files(in: "out").joined(separator: "\n"),
        ]
        for list in ["exceptions.csv", "warnings.csv"] { places[list] = try scratch.text("\(batch.folder)/\(list)") }
        for volume in scratch.files(in: batch.folder).filter({ $0.hasSuffix(".zip") }) {
            places[volume] = try await Program.tool(
                "unzip", ["-Z1", scratch.path("\(batch.folder)/\(volume)")], in: scratch
            ).out
        }
        let columns = ["last_name", "first_name", "middle_name", "birth_date", "cii_number", "person_id", "street"]
        // People may be called Mark, and the advice of a list may speak of a mark.
        let secrets = Set(batch.rows.flatMap { row in columns.compactMap { row[$0] } }.filter { $0.utf8.count > 1 })
            .subtracting(["MARK"])
        #expect(secrets.count > 500)
        for (place, text) in places {
            let words = Set(text.uppercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
            let found = secrets.filter { $0.contains(" ") ? text.uppercased().contains($0) : words.contains($0) }
            #expect(found.isEmpty, "\(place)")
        }
    }

    @Test func noPublicFileTellsABirthDate() async throws {
        let births = Set(batch.rows.compactMap { $0["birth_date"] }.filter { $0.utf8.count >= 8 })
        let numbers = Set(batch.rows.compactMap { $0["cii_number"] }.filter { !$0.isEmpty })
        #expect(births.count > 100 && numbers.count > 50)
        // Dates of conviction may be somebody's birthday as well.
        let others = Set(batch.rows.flatMap { [$0["conviction_date"], $0["arrest_date"]].compactMap(\.self) })
        let secrets = births.subtracting(others).union(numbers)
        for page in try await everyPage()
            + scratch.files(in: batch.folder).filter({ $0.hasSuffix(".csv") })
            .map({ scratch.path("\(batch.folder)/\($0)") }) where !page.contains("/confidential/")
        {
            let text = String(decoding: try Data(contentsOf: URL(filePath: page)), as: UTF8.self)
            let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
            let found = secrets.intersection(words)
            #expect(found.isEmpty, "\(page)")
        }
    }

    @Test func onlyTheOwnerReadsWhatIsConfidential() throws {
        let folder = scratch.path("\(batch.folder)/district-attorney/confidential")
        let manager = FileManager.default
        let folderMode = try #require(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int)
        #expect(folderMode & 0o077 == 0)
        for name in scratch.names(in: "\(batch.folder)/district-attorney/confidential") {
            let mode = try manager.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
            #expect((mode ?? 0o777) & 0o077 == 0, "\(name)")
        }
        let docket = try manager.attributesOfItem(atPath: scratch.path("out/docket.sqlite"))[.posixPermissions] as? Int
        #expect((docket ?? 0o777) & 0o077 == 0)
    }

    @Test func theSameListAgainIsTheSameBytes() async throws {
        let again = try await batch.office.generate("county.csv", to: "again")
        #expect(again.code == 2)
        let first = try scratch.tree(batch.folder)
        #expect(first.count > 60)
        #expect(differences(first, try scratch.tree(again.lastLine)) == [])
        #expect(again.lastLine.dropFirst(6) == batch.folder.dropFirst(4))
    }

    /// The paths of every HTML page, those in volumes too.
    private func everyPage() async throws -> [String] {
        let unpacked = try scratch.makeFolder("pages-\(UUID().uuidString)")
        let files = scratch.files(in: batch.folder)
        for volume in files where volume.hasSuffix(".zip") {
            let place = "\(unpacked)/\(volume.replacingOccurrences(of: "/", with: "-"))"
            let ran = try await Program.tool(
                "unzip", ["-q", scratch.path("\(batch.folder)/\(volume)"), "-d", place], in: scratch)
            try #require(ran.code == 0, "\(ran.err)")
        }
        let inner = scratch.files(in: String(unpacked.dropFirst(scratch.path.count + 1)))
        return (files.map { scratch.path("\(batch.folder)/\($0)") } + inner.map { "\(unpacked)/\($0)" })
            .filter { $0.hasSuffix(".html") }
    }
}
