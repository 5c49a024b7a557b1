import Foundation
import Testing

@testable import Samples

@Suite("A sample of the state's history file")
struct HistorySampleTests {
    /// Read once for all tests.
    private static let sample = Result { try people(try history(20_000)) }

    @Test("has 95 columns under a header with one comma more", arguments: [0, 1, 777])
    func columns(rows: Int) throws {
        let table = try StrictCSV.rows(try history(rows))
        #expect(table.count == rows + 1)
        #expect(table[0].count == 96)
        #expect(table[0][95].isEmpty)
        #expect(table[0].prefix(3).map(text) == ["RECORD_ID", "SUBJECT_STATUS", "SUBJECT_ID"])
        #expect(Set(table[0].map(text)).count == 96)
        #expect(table.dropFirst().allSatisfy { $0.count == 95 && text($0[94]) == "#" })
    }

    @Test("is the same for the same numbers, and another for another seed")
    func repeatable() throws {
        #expect(try history(2_000, seed: 5, dirty: 0.3) == history(2_000, seed: 5, dirty: 0.3))
        #expect(try history(2_000, seed: 5) != history(2_000, seed: 6))
    }

    @Test("has about 430 bytes a row")
    func size() throws { #expect((415...450).contains(try history(5_000).count / 5_000)) }

    @Test("begins alike at every size, but for the rows that wait at the end")
    func sizes() throws {
        let (small, large) = (try history(500, seed: 3), try history(5_000, seed: 3))
        let common = zip(small, large).prefix { $0 == $1 }.count
        #expect(common > small.count / 2)
    }

    @Test("has the proportions of the file of Los Angeles")
    func proportions() throws {
        let rows = try Self.sample.get().flatMap(\.rows)
        let relevant = Set(rows.filter(\.isRelevant).map { $0[.subject] + " " + $0[.countOrder] })
        #expect((0.06...0.07).contains(Double(relevant.count) / Double(rows.count)))
        let owners = Set(rows.filter(\.isRelevant).map { $0[.subject] })
        #expect((1.2...1.28).contains(Double(relevant.count) / Double(owners.count)))
        // The last person may be cut off before the conviction.
        #expect(owners.count >= Set(rows.map { $0[.subject] }).count - 1)
    }

    @Test("scatters the rows of one person in fifty, and nobody else's")
    func scattering() throws {
        let blocks = try Self.sample.get()
        let names = Set(blocks.map(\.subject))
        let scattered = blocks.count - names.count
        #expect((0.008...0.035).contains(Double(scattered) / Double(names.count)))
    }

    @Test("tells whole histories")
    func histories() throws {
        let rows = try Self.sample.get().flatMap(\.rows)
        let steps = Set(rows.map { $0[.stepType] })
        for step in ["ARREST/DETAINED/CITED", "COURT ACTION", "REGISTRATION", "APPLICANT", "PROBATION", "DECEASED"] {
            #expect(steps.contains(step), "\(step)")
        }
        let sections = Set(rows.map { $0[.offense].split(separator: "-")[...].first.map(String.init) ?? "" })
        for section in [
            "11357 HS", "11357(A) HS", "11357(B) HS", "11357(C) HS", "11358 HS", "11359 HS", "11360 HS", "11360(A) HS",
            "11360(B) HS", "11530 HS", "11531 HS", "664/11359 HS", "SEE COMMENT FOR CHARGE", "187 PC",
            "187(A) PC", "246 PC", "186.22(B)(4) PC", "288(A) PC", "290 PC", "237 PC", "11364 HS", "647(F) PC",
        ] {
            #expect(sections.contains(section), "\(section)")
        }
        let levels = Set(rows.filter(\.isConviction).map { $0[.convictionStatus] })
        #expect(levels == ["FELONY", "MISDEMEANOR", "INFRACTION", ""])
        #expect(Set(rows.map { $0[.county] }).count > 5)
        #expect(rows.contains { $0[.offense] == "SEE COMMENT FOR CHARGE" && $0[.comment].contains(" HS-") })
        #expect(rows.contains { $0.isRelevant && $0[.comment].contains("11358 HS") })
        #expect(rows.contains { $0.isRelevant && $0[.eventDate] > "2017" })
        #expect(Set(rows.map { $0[.sentenceUnit] }) == ["D", "M", "Y", "L", ""])
        #expect(Set(rows.map { $0[13] }).isSuperset(of: ["M", "F"]))
        #expect(Set(rows.map { $0[.raceCode] }).isSuperset(of: ["H", "B", "W", "O"]))
    }

    @Test("has several parts of a sentence, counts, steps and cycles")
    func orders() throws {
        let rows = try Self.sample.get().flatMap(\.rows)
        let parts = Dictionary(grouping: rows) { $0[.subject] + $0[.countOrder] }
        #expect(parts.values.contains { $0.count > 2 })
        for range in [0..<3, 3..<6, 6..<9] {
            #expect(Set(rows.map { String(Array($0[.countOrder])[range]) }).count > 2)
        }
        #expect(rows.allSatisfy { $0[.countOrder].count == 12 && $0[.countOrder].hasSuffix("000") })
    }

    @Test("stays within the years, and convicts nobody before 18")
    func years() throws {
        let rows = try Self.sample.get().flatMap(\.rows)
        let years = rows.filter(\.isConviction).compactMap { Int($0[.eventDate].prefix(4)) }
        #expect(years.allSatisfy { (1961...2019).contains($0) })
        #expect(years.contains { $0 > 2016 } && years.contains { $0 < 1973 })
        for row in rows where row.isConviction {
            guard let birth = Int(row[.birthDate].prefix(4)), let year = Int(row[.eventDate].prefix(4)) else {
                continue
            }
            #expect(year - birth >= 18)
        }
        let former = rows.filter { $0[.offense].hasPrefix("1153") && $0.isConviction }
        #expect(former.allSatisfy { $0[.eventDate] < "1973" })
    }

    @Test("names courts as the county's courthouses are named, municipal ones before 2000 only")
    func courts() throws {
        let county = try String(contentsOf: Self.templates.appending(path: "county.yaml"), encoding: .utf8)
        let rows = try Self.sample.get().flatMap(\.rows)
        for row in rows where row[.stepType] == "COURT ACTION" && row[.county] == "LOS ANGELES" {
            let court = row[46]
            #expect(court.hasPrefix("CASC ") || court.hasPrefix("CAMC ") && row[51] < "2000", "\(court)")
            let courthouse = court.dropFirst(5).lowercased().replacing(" ", with: "-")
            #expect(county.contains("- id: \(courthouse)\n"), "\(court)")
            #expect(!row[.caseNumber].isEmpty || row[.countOrder].dropFirst(6).prefix(3) != "001")
        }
    }

    private static let templates = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Templates/base").standardized
}

/// Rows of one person that stand together.
struct HistoryBlock {
    let subject: String
    var rows: [HistoryTestRow]
}

struct HistoryTestRow {
    let fields: [ArraySlice<UInt8>]

    subscript(column: HistoryColumn) -> String { self[column.rawValue] }
    subscript(column: Int) -> String { String(decoding: fields[column], as: UTF8.self) }

    var isConviction: Bool { self[.disposition].hasPrefix("CONVICTED") }

    /// As the screening asks: in the county, of one of the four sections, whose number the comment may give.
    var isRelevant: Bool {
        guard isConviction, self[.county] == "LOS ANGELES" else { return false }
        let text = self[.offense] == "SEE COMMENT FOR CHARGE" ? self[.comment] : self[.offense]
        let code = text.prefix { $0 != "-" }
        return ["11357", "11358", "11359", "11360"].contains { code.contains($0) }
    }
}

func people(_ bytes: [UInt8]) throws -> [HistoryBlock] {
    var blocks: [HistoryBlock] = []
    for fields in try StrictCSV.rows(bytes).dropFirst() {
        let row = HistoryTestRow(fields: fields)
        if blocks.last?.subject != row[.subject] { blocks.append(HistoryBlock(subject: row[.subject], rows: [])) }
        blocks[blocks.count - 1].rows.append(row)
    }
    return blocks
}

func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }

/// The whole file.
func history(_ rows: Int, seed: UInt64 = 1, dirty: Double = 0) throws -> [UInt8] {
    var all: [UInt8] = []
    _ = try HistorySample(rows: rows, seed: seed, dirtyShare: dirty).generate { all += $0 }
    return all
}
