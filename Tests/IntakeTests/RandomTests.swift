import Cases
import Testing

@testable import Intake

/// A batch of random values, written in any format.
private struct RandomBatch {
    var values: [[Field: String]] = []
    static let fields = Field.allCases.filter { $0 != .name && $0 != .aka }

    init(_ random: inout SplitMix64, rows: Int) {
        for _ in 0..<rows {
            var row: [Field: String] = [:]
            for field in Self.fields { row[field] = Self.value(field, &random) }
            values.append(row)
        }
    }

    private static func value(_ field: Field, _ random: inout SplitMix64) -> String {
        let day = "\(1950 + random.below(60))-0\(1 + random.below(9))-\(10 + random.below(19))"
        switch field {
        case .caseNumber: return "BA\(100_000 + random.below(900_000))"
        case .section: return random.pick(["11357(a)", "11359", "11360", "11530.5"])
        case .level: return random.pick(["felony", "misdemeanor", "infraction"])
        case .convictionDate: return day
        case .birthDate, .arrestDate: return random.chance(50) ? day : ""
        case .determination: return random.pick(Determination.allCases).rawValue
        case .sentenceStatus: return random.pick(["completed", "serving", ""])
        case .deceased: return random.pick(["true", "false"])
        case .suffix, .count, .state, .zip: return random.pick(["", "1", "JR"])
        default:
            let letters = Array("ABC xyz,;\"'<>&|\\/{}[]-ÑÉñ€😀")
            let text = String((0..<random.below(30)).map { _ in random.pick(letters) })
            return field == .lastName ? "L" + text + "L" : text.isEmpty ? "" : "v" + text + "v"
        }
    }

    func csv(_ random: inout SplitMix64) -> String {
        let separator = random.pick([",", ";", "\t", "|"])
        let lineEnd = random.pick(["\n", "\r\n", "\r"])
        func cell(_ text: String) -> String {
            let needs = text.contains { "\"\r\n \(separator)".contains($0) }
            return needs || random.chance(30) ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        var columns = Self.fields
        for index in columns.indices { columns.swapAt(index, random.below(columns.count)) }
        var lines = [columns.map { random.chance(50) ? $0.name : $0.name.uppercased() }.joined(separator: separator)]
        for row in values { lines.append(columns.map { cell(row[$0] ?? "") }.joined(separator: separator)) }
        return lines.joined(separator: lineEnd) + (random.chance(50) ? lineEnd : "")
    }

    func json(_ random: inout SplitMix64) -> String {
        func string(_ text: String) -> String {
            var result = "\""
            for unit in text.utf16 {
                let scalar = Unicode.Scalar(unit)
                let isPlain = scalar.map { $0.isASCII && $0 != "\"" && $0 != "\\" } ?? false
                if let scalar, isPlain, !random.chance(5) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
            return result + "\""
        }
        return values.map { row in
            "{" + Self.fields.map { string($0.name) + ":" + string(row[$0] ?? "") }.joined(separator: ",") + "}\n"
        }.joined()
    }

    func xml() -> String {
        func element(_ field: Field, _ row: [Field: String]) -> String {
            let text = (row[field] ?? "").replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;")
            return "<\(field.name)>\(text)</\(field.name)>"
        }
        var text = "<?xml version='1.0'?>\n<batch xmlns='urn:vacatur:batch:1'>\n"
        for row in values {
            text += "<case>" + Self.fields.filter { !$0.isOfCount }.map { element($0, row) }.joined(separator: "\n")
            text += "<count>" + Self.fields.filter(\.isOfCount).map { element($0, row) }.joined() + "</count></case>\n"
        }
        return text + "</batch>\n"
    }

    /// What the rows have to be, made without any reader.
    func check(_ reading: Reading) -> Bool {
        guard reading.rows.count == values.count, reading.stopped.isEmpty, reading.notes.isEmpty else { return false }
        return zip(reading.rows, values).allSatisfy { row, value in
            func text(_ field: Field) -> String { value[field] ?? "" }
            let address = row.person.address
            return row.caseNumber == text(.caseNumber) && row.person.name.last == text(.lastName)
                && row.person.name.first == text(.firstName) && row.person.name.middle == text(.middleName)
                && row.person.identifier == text(.personID) && row.person.ciiNumber == text(.ciiNumber)
                && (row.person.birthDate?.iso ?? "") == text(.birthDate) && (address?.street ?? "") == text(.street)
                && (address?.city ?? "") == text(.city) && row.jurisdiction == text(.jurisdiction)
                && row.courthouse == text(.courthouse) && row.count.offense == text(.offense)
                && row.count.section.cited == text(.section) && row.count.level.rawValue == text(.level)
                && row.count.convictionDate.iso == text(.convictionDate) && row.count.number == text(.count)
                && row.count.arrestingAgency == text(.arrestingAgency)
                && row.count.determination.rawValue == text(.determination)
                && (row.count.arrestDate?.iso ?? "") == text(.arrestDate)
        }
    }
}

@Suite struct RandomTests {
    @Test func `what is written in any format is read back`() throws {
        var random = SplitMix64(state: 64)
        for round in 0..<15 {
            let batch = RandomBatch(&random, rows: 1 + random.below(20))
            let csv = batch.csv(&random)
            let units: [UInt8] = csv.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let wide = [0xFF, 0xFE] + units
            let piece = random.pick([7, 100, 1 << 20])
            #expect(batch.check(try read(Array(csv.utf8), piece: piece)), "CSV, round \(round)")
            #expect(batch.check(try read(wide, piece: piece)), "UTF-16, round \(round)")
            #expect(batch.check(try read(Array(batch.json(&random).utf8), piece: piece)), "JSON, round \(round)")
            #expect(batch.check(try read(Array(batch.xml().utf8), piece: piece)), "XML, round \(round)")
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func `the events do not depend on how the bytes arrive`(size: Int) throws {
        var random = SplitMix64(state: 11_361)
        for _ in 0..<6 {
            let batch = RandomBatch(&random, rows: 5)
            var csv = Array(batch.csv(&random).utf8)
            var json = Array(batch.json(&random).utf8)
            for _ in 0..<random.below(4) {
                csv[csv.count / 3 + random.below(csv.count / 2)] = random.pick([34, 10, 13, 44, 0, 0xE9])
                json[random.below(json.count - 1) + 1] = random.pick([34, 10, 92, 44, 0, 0xE9])
            }
            for bytes in [csv, json, Array(batch.xml().utf8)] {
                let whole = try read(bytes, rowLimit: 700)
                #expect(try read(bytes, chunk: size, rowLimit: 700, piece: size).log == whole.log)
            }
        }
    }

    @Test func `damage never crashes, and every row is accounted for`() throws {
        var random = SplitMix64(state: 1_972)
        for _ in 0..<300 {
            let batch = RandomBatch(&random, rows: 6)
            for original in [batch.csv(&random), batch.json(&random), batch.xml()] {
                var bytes = Array(original.utf8)
                for _ in 0..<(1 + random.below(4)) {
                    let place = random.below(bytes.count)
                    switch random.below(4) {
                    case 0: bytes[place] = UInt8(random.below(256))
                    case 1: bytes.remove(at: place)
                    case 2: bytes.insert(random.pick([34, 10, 13, 44, 60, 92, 123, 0]), at: place)
                    default: bytes.removeLast(random.below(bytes.count / 4))
                    }
                }
                guard let reading = try? read(bytes, rowLimit: 1_000) else { continue }
                #expect(reading.summary?.rows == reading.events)
                #expect(reading.stopped.values.allSatisfy { !$0.isEmpty && $0.allSatisfy { !$0.code.isWarning } })
                // Places count up without a gap: no row is lost, none is there twice.
                let places = Set(reading.rows.map(\.count.place.row) + reading.places)
                #expect(places == Set(1..<(places.count + 1)))
            }
        }
    }

    @Test func `a line of JSON is one event, whatever it holds`() throws {
        var random = SplitMix64(state: 2_018)
        for _ in 0..<200 {
            let lines = (0..<8).map { _ in
                [UInt8](unsafeUninitializedCapacity: 30) { buffer, count in
                    count = 1 + random.below(29)
                    for index in 0..<count { buffer[index] = random.pick(Array("{}[]\":,\\u0an1e".utf8)) }
                }
            }
            let bytes = Array("{}\n".utf8) + lines.joined(separator: [10]) + [10]
            let reading = try read(Array(bytes))
            #expect(reading.events == 9)
        }
    }
}
