import Cases
import Docket
import Filings
import Foundation
import Testing

@testable import Casework

/// An office with the project's templates for the county and Long Beach, its docket, and an output folder; removed with the
/// test.
final class ReviewOffice {
    static let prosecutor = Reviewer(name: "Dana Whitfield", barNumber: "123456")
    static let reviewer = Reviewer(name: "Ira Castellan", barNumber: "654321")
    static let asOf = date("2019-07-01")

    let path: String
    private var sheets = 0

    init() throws {
        path = NSTemporaryDirectory() + "review-" + UUID().uuidString
        let templates = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Templates")
            .standardized.path
        try FileManager.default.createDirectory(atPath: "\(path)/Templates", withIntermediateDirectories: true)
        for folder in ["base", "district-attorney", "long-beach"] {
            try FileManager.default.copyItem(atPath: "\(templates)/\(folder)", toPath: "\(path)/Templates/\(folder)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var docketPath: String { "\(path)/docket.sqlite" }

    /// Changes a template or pack file, and insists that there was something to change.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let place = "\(path)/Templates/\(file)"
        let text = try String(contentsOfFile: place, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: place, atomically: false, encoding: .utf8)
    }

    // MARK: The review

    /// Puts a screening on the docket: each person with the jurisdictions that review the convictions.
    @discardableResult
    func screen(_ people: [(ScreenedPerson, [String])], identity: String = "5c4ee11") throws -> Screening {
        let description = ScreeningDescription(
            identity: identity + String(repeating: "0", count: 64 - identity.utf8.count), county: "LOS ANGELES",
            rules: "los-angeles-2019", rulesDigest: String(repeating: "ab", count: 32), asOf: Self.asOf,
            program: "Vacatur 0.1.0",
            inputs: [
                BatchInput(
                    name: "doj.csv", size: 1_000, sha256: String(repeating: "c", count: 64), rows: 900, format: "doj")
            ])
        let docket = try Docket(path: docketPath)
        defer { try? docket.close() }
        return try docket.screen(description, at: 1_561_939_200) { admission in
            for (person, jurisdictions) in people { try admission.add(person, jurisdictions: jurisdictions) }
        }
    }

    /// Rules on convictions, named by the row where they stand.
    func rule(_ rulings: [Int: Ruling], on screening: Screening, by reviewer: Reviewer = reviewer) throws {
        let docket = try Docket(path: docketPath)
        defer { try? docket.close() }
        sheets += 1
        let sheet = "sheet-\(sheets)"
        var people: [ReviewedPerson] = []
        try docket.reviewed(screening) { people.append($0) }
        try docket.rule(at: 1_562_000_000 + Int64(sheets)) { admission in
            for person in people {
                for (position, conviction) in person.screened.convictions.enumerated() {
                    guard let ruling = rulings[conviction.place.row] else { continue }
                    let place = ConvictionPlace(screening: screening, person: person.number, position: position)
                    let outcome = try admission.record(
                        SheetRuling(
                            ruling: ruling, place: place, person: person.screened, reviewer: reviewer, note: "",
                            overrides: "", sheet: sheet))
                    #expect(outcome == .recorded)
                }
            }
        }
    }

    // MARK: Running

    func generate(
        _ screening: String = "latest", approved: Bool = true, jurisdiction: String? = nil, layout: Layout = .tree,
        asOf: CalendarDate? = nil, printing: PrintScope = PrintScope.none
    ) async throws -> GenerationReport {
        let request = GenerationRequest(
            source: .screening(screening), asOf: asOf, reviewer: approved ? Self.prosecutor : nil,
            output: "\(path)/out", layout: layout, printing: printing, jurisdiction: jurisdiction,
            templates: "\(path)/Templates",
            docket: docketPath, now: 1_563_000_000)
        return try await Generation(request, progress: { _ in }).run()
    }

    /// Every file below a batch folder, by path from it.
    func files(of report: GenerationReport) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let walk = FileManager.default.enumerator(atPath: report.folder)
        while let name = walk?.nextObject() as? String {
            var isFolder: ObjCBool = false
            let place = "\(report.folder)/\(name)"
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[name] = try Data(contentsOf: URL(filePath: place))
        }
        return files
    }

    func text(_ file: String, of report: GenerationReport) throws -> String {
        try String(contentsOfFile: "\(report.folder)/\(file)", encoding: .utf8)
    }

    /// The rows of a list below its header, each as its cells; for lists without quotes.
    func rows(_ file: String, of report: GenerationReport) throws -> [[String]] {
        try text(file, of: report).split(separator: "\r\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

func date(_ iso: String) -> CalendarDate {
    guard let date = CalendarDate(iso: iso) else { preconditionFailure("\(iso) is no day") }
    return date
}

/// A relevant conviction, in order in everything but what a test wants otherwise.
func conviction(
    _ row: Int, _ numbers: String..., count: Int = 1, section: String = "11359", date convicted: String? = "1998-05-06",
    court: String = "CASC FOLTZ", level: OffenseLevel = .felony, sentence: SentenceStatus = .completed,
    found determination: Determination = .dismissal, offense: String = "664/11359 HS", file: Int = 0
) -> ScreenedConviction {
    ScreenedConviction(
        place: RowPlace(file: file, row: row), countOrder: "001002\(count < 10 ? "00" : "0")\(count)000",
        caseNumbers: numbers, court: court, section: CodeSection(number: section), offense: offense, level: level,
        convictionDate: convicted.map(date), sentence: sentence, determination: determination, reason: "PC 290",
        rule: "pc-290", facts: ["288(A) PC of 1991-02-03"], doubts: [])
}

/// A person with these convictions; `id` tells people apart.
func screened(
    _ id: Int, named last: String = "OCHOA", _ convictions: ScreenedConviction...
) -> ScreenedPerson {
    let person = Person(
        identifier: "S\(id)", name: PersonName(last: last, first: "MARIA", middle: "ELENA"), aliases: ["MARY \(last)"],
        birthDate: CalendarDate(year: 1960 + id % 30, month: 11, day: 23), ciiNumber: "A0\(7_000_000 + id)")
    return ScreenedPerson(
        person: person, sex: "F", race: "WHITE", superstrikes: ["187 PC"], pc290: ["288(A) PC"], isRegistered: true,
        all: ConvictionTotals(), proposition64: ConvictionTotals(), related: ConvictionTotals(),
        convictions: convictions)
}
