import Cases
import Testing

@testable import Intake

/// A small generator with a fixed seed.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

/// Everything that reading a batch brought forth.
struct Reading: Equatable {
    var rows: [CaseRow] = []
    var stopped: [RowPlace: [Problem]] = [:]
    var doubts: [Problem] = []
    var notes: [Problem] = []
    /// All events in order, as text.
    var log: [String] = []
    var summary: FileSummary?

    var events: Int { rows.count + stoppedCount }
    var stoppedCount = 0
    /// The codes of a batch of one stopped row.
    var codes: [ProblemCode] { stopped.values.flatMap { $0 }.map(\.code) }
    var places: [Int] { stopped.keys.map(\.row).sorted() }

    mutating func add(_ event: IntakeEvent) {
        log.append("\(event)")
        switch event {
        case .row(let row, let doubts):
            rows.append(row)
            self.doubts += doubts
        case .stopped(let place, let problems):
            stopped[place, default: []] += problems
            stoppedCount += 1
        case .note(let problem): notes.append(problem)
        }
    }
}

// swift-format-ignore: NeverForceUnwrap
let asOf = CalendarDate(number: 2020_02_13)!

func read(
    _ bytes: [UInt8],
    aliases: Aliases = Aliases(),
    format: BatchFormat? = nil,
    chunk: Int = 1 << 14,
    rowLimit: Int = 1 << 16,
    piece: Int = .max
) throws -> Reading {
    var reading = Reading()
    let reader = BatchReader(asOf: asOf, aliases: aliases, chunk: chunk, rowLimit: rowLimit)
    reading.summary = try reader.read(ByteFeed(bytes: bytes, piece: piece), "batch.csv", 0, format) { reading.add($0) }
    return reading
}

func read(_ text: String, aliases: Aliases = Aliases()) throws -> Reading {
    try read(Array(text.utf8), aliases: aliases)
}

func errorCode(_ bytes: [UInt8]) -> IntakeError.Code? {
    do {
        _ = try read(bytes)
        return nil
    } catch {
        return (error as? IntakeError)?.code
    }
}

let header = "case_number,last_name,first_name,section,level,conviction_date"
let goodRow = "BA097736,OCHOA,MARIA,11359,felony,1994-03-02"

/// A table of the good row with some values replaced or columns added.
func table(_ values: [(String, String)]) -> String {
    var columns = zip(header.split(separator: ","), goodRow.split(separator: ",")).map { (String($0), String($1)) }
    for (name, value) in values {
        if let index = columns.firstIndex(where: { $0.0 == name }) {
            columns[index].1 = value
        } else {
            columns.append((name, value))
        }
    }
    let quoted = columns.map { "\"" + $0.1.replacing("\"", with: "\"\"") + "\"" }
    return columns.map(\.0).joined(separator: ",") + "\n" + quoted.joined(separator: ",") + "\n"
}
