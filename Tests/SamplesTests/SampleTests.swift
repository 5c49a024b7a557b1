import Glibc
import Testing

@testable import Samples

@Suite("A sample batch")
struct SampleTests {
    @Test("is the same for the same numbers, and another for another seed", arguments: Sample.Format.allCases)
    func repeatable(format: Sample.Format) throws {
        #expect(try text(300, seed: 5, format) == text(300, seed: 5, format))
        #expect(try text(300, seed: 5, format) != text(300, seed: 6, format))
    }

    @Test("names every case once, with one person to a case")
    func caseNumbers() throws {
        var owners: [String: String] = [:]
        for row in try rows(20_000) {
            let owner = owners.updateValue(row["person_id"] ?? "", forKey: row["case_number"] ?? "")
            #expect(owner == nil || owner == row["person_id"])
        }
        #expect(owners.count == 20_000)
        #expect(owners[""] == nil)
    }

    @Test("has the proportions of the list of February 2020")
    func proportions() throws {
        let rows = try rows(20_000)
        let people = Set(rows.compactMap { $0["person_id"] })
        #expect((1.20...1.28).contains(Double(rows.count) / Double(people.count)))
        let misdemeanors = rows.count { $0["level"] == "misdemeanor" }
        #expect((0.05...0.072).contains(Double(misdemeanors) / Double(rows.count)))
        let jurisdictions = Set(rows.compactMap { $0["jurisdiction"] })
        #expect(jurisdictions.count == 12, "eleven, and none for some felonies")
        let withAddress = rows.count { $0["street"] != "" }
        #expect((0.55...0.65).contains(Double(withAddress) / Double(rows.count)))
    }

    @Test("stays between 1961 and the day before Proposition 64, with the sections of the time")
    func years() throws {
        for row in try rows(5_000) {
            let date = row["conviction_date"] ?? ""
            #expect(date >= "1961-01-01" && date <= "2016-11-08")
            let isFormer = row["section"]?.hasPrefix("1153") == true
            #expect(isFormer == (date < "1973"), "\(row["section"] ?? "") in \(date)")
            #expect(row["birth_date"] == "" || (row["birth_date"] ?? "") < date)
            #expect(row["arrest_date"] == "" || (row["arrest_date"] ?? "") < date)
        }
    }

    @Test("sends no felony to a city, and no misdemeanor without a prosecutor")
    func prosecutors() throws {
        for row in try rows(20_000) {
            if row["level"] == "felony" {
                #expect(["", "District Attorney"].contains(row["jurisdiction"]))
            } else {
                #expect(row["jurisdiction"] != "")
            }
        }
    }

    @Test("is a reviewed list unless dirt is asked for")
    func determinations() throws {
        let determinations = Set(try rows(5_000).compactMap { $0["determination"] })
        #expect(determinations == ["Eligible for Dismissal", "Eligible for Reduction"])
    }

    @Test("carries the same cases in every format")
    func formats() throws {
        let csv = try rows(500).compactMap { $0["case_number"] }
        let json = try text(500, seed: 1, .jsonLines)
        let xml = try text(500, seed: 1, .xml)
        for number in csv {
            #expect(json.contains("\"case_number\":\"\(number)\""))
            #expect(xml.contains("<case_number>\(number)</case_number>"))
        }
        #expect(json.split(separator: "\n").count == xml.components(of: "<case>"))
    }

    @Test("says how many rows it has")
    func summary() throws {
        let sample = Sample(cases: 700, seed: 3, format: .csv)
        var lines = -1
        let summary = try sample.generate { bytes in lines += bytes.count { $0 == 10 } }
        #expect(summary.rows == lines)
        #expect(summary.cases == 700)
        #expect(summary.people < 700 && summary.people > 500)
        #expect(summary.dirtyCases == 0)
    }

    @Test("can be empty", arguments: Sample.Format.allCases)
    func empty(format: Sample.Format) throws {
        let text = try text(0, seed: 1, format)
        #expect(!text.contains("SAMPLE-"))
    }

    @Test("marks its people as invented", arguments: Sample.Format.allCases)
    func marks(format: Sample.Format) throws {
        #expect(try text(40, seed: 9, format).components(of: "SAMPLE-9-") >= 40)
    }

    @Test("goes to a descriptor, and says so when it cannot")
    func descriptors() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let sample = Sample(cases: 20, seed: 4, format: .csv)
        try sample.write(to: ends[1])
        close(ends[1])
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(ends[0], &buffer, buffer.count)
        close(ends[0])
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == (try text(20, seed: 4, .csv)))
        #expect(throws: SampleError(errorNumber: EBADF)) { try sample.write(to: -1) }
    }

    private func rows(_ cases: Int) throws -> [[String: String]] {
        PlainCSV.rows(try text(cases, seed: 1, .csv))
    }
}

/// The whole batch as text.
func text(_ cases: Int, seed: UInt64, _ format: Sample.Format, dirty: Double = 0) throws -> String {
    var all: [UInt8] = []
    _ = try Sample(cases: cases, seed: seed, format: format, dirtyShare: dirty).generate { all += $0 }
    return String(decoding: all, as: UTF8.self)
}

extension String {
    func components(of part: String) -> Int {
        var count = 0
        var rest = utf8[...]
        let pattern = Array(part.utf8)
        while let start = rest.firstIndex(of: pattern[0]) {
            if rest[start...].starts(with: pattern) { count += 1 }
            rest = rest[rest.index(after: start)...]
        }
        return count
    }
}

/// As much of CSV as clean samples need.
enum PlainCSV {
    static func rows(_ text: String) -> [[String: String]] {
        var lines = text.utf8.split(separator: 10).map(cells)
        let header = lines.removeFirst()
        return lines.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    private static func cells(_ line: Substring.UTF8View) -> [String] {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line where byte != 13 {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: ","), !isQuoted {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
