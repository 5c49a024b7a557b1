import Cases
import Docket
import Foundation

/// A docket with screenings of invented people, in a folder that goes away with the test.
final class ScreeningsOnDocket {
    let folder: String
    var docketPath: String { folder + "/docket.sqlite" }

    static let templates = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Templates").standardized.path

    init() throws {
        folder = NSTemporaryDirectory() + "screenings-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func conviction(
        _ order: String, _ determination: Determination, reason: String = "Reason", row: Int = 1,
        level: OffenseLevel = .felony, caseNumber: String = "BA100001"
    ) -> ScreenedConviction {
        ScreenedConviction(
            place: RowPlace(file: 0, row: row), countOrder: order, caseNumbers: [caseNumber], court: "CASC LONG BEACH",
            section: CodeSection(number: "11359"), offense: "11359 HS", level: level,
            convictionDate: CalendarDate(iso: "1998-03-04"), sentence: .completed, determination: determination,
            reason: reason, rule: "rule", facts: ["born 1960-01-02"], doubts: [])
    }

    static func person(_ identifier: String, _ convictions: [ScreenedConviction]) -> ScreenedPerson {
        let totals = ConvictionTotals(
            convictions: convictions.count, felonies: convictions.count { $0.level == .felony })
        return ScreenedPerson(
            person: Person(
                identifier: identifier, name: PersonName(last: "SECRETNAME"),
                birthDate: CalendarDate(iso: "1960-01-02"), ciiNumber: "A7654321"), sex: "F", race: "WHITE",
            superstrikes: [], pc290: [], isRegistered: false, all: totals, proposition64: totals,
            related: ConvictionTotals(), convictions: convictions)
    }

    func screen(
        _ identity: String, _ people: [ScreenedPerson], input: String = "aa", asOf: String = "2019-07-01",
        county: String = "LOS ANGELES"
    ) throws {
        guard let asOf = CalendarDate(iso: asOf) else { return }
        let description = ScreeningDescription(
            identity: identity, county: county, rules: "vacatur", rulesDigest: "d", asOf: asOf, program: "1",
            inputs: [BatchInput(name: "history-\(input).csv", size: 10, sha256: input, rows: 5)])
        let docket = try Docket(path: docketPath)
        _ = try docket.screen(description, at: 0) { admission in
            for person in people {
                try admission.add(person, jurisdictions: person.convictions.map { _ in "district-attorney" })
            }
        }
        try docket.close()
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(path)")), as: UTF8.self)
    }

    func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []).sorted()
    }
}
