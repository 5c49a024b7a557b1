import Foundation
import Testing

/// The county that a test runs for: the project's templates, and the usual command.
struct Office: Sendable {
    static let reviewer = "Dana Whitfield, 123456"
    static let asOf = "2020-02-13"
    static let templates = root.appending(path: "Templates").path
    static let fixtures = root.appending(path: "Tests/Fixtures").path

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    let scratch: Scratch

    /// A small office with these cities, which starts quicker; nil gives the whole county's.
    init(cities: [String]? = ["long-beach"]) throws {
        scratch = try Scratch()
        guard let cities else {
            try FileManager.default.copyItem(atPath: Self.templates, toPath: scratch.path("Templates"))
            return
        }
        _ = try scratch.makeFolder("Templates")
        for folder in ["base", "district-attorney"] + cities {
            try FileManager.default.copyItem(
                atPath: "\(Self.templates)/\(folder)", toPath: scratch.path("Templates/\(folder)"))
        }
    }

    /// Writes a list of rows as the batch `name`.
    func write(_ rows: [Row], to name: String = "list.csv") throws { try scratch.write(Row.table(rows), to: name) }

    func sample(_ cases: Int, seed: Int, dirty: Double = 0, format: String = "csv", to name: String) async throws {
        let ran = try await vacatur(
            "sample", "--cases", "\(cases)", "--seed", "\(seed)", "--dirty", "\(dirty)", "--format", format, "-o", name)
        try #require(ran.code == 0, "\(ran.err)")
    }

    /// `vacatur generate`, approved, into `out` unless told otherwise.
    func generate(_ arguments: String..., approved: Bool = true, to output: String = "out") async throws -> Ran {
        try await Program.vacatur(
            command(arguments, approved: approved, to: output), in: scratch)
    }

    func vacatur(_ arguments: String...) async throws -> Ran { try await Program.vacatur(arguments, in: scratch) }

    func command(_ arguments: [String], approved: Bool = true, to output: String = "out") -> [String] {
        ["generate"] + arguments + ["--as-of", Self.asOf, "-o", output]
            + (approved ? ["--approve-as", Self.reviewer] : [])
            // Printing takes its time without optimization; tests that are not about it do without.
            + (arguments.contains("--print") ? [] : ["--print", "none"])
    }
}

/// One row of a list: a count of an invented person.
struct Row {
    var number: String
    var last: String
    var first: String
    var birth = "1971-05-09"
    var person = ""
    var street = "12 FIGMENT ST"
    var city = "LOS ANGELES"
    var state = "CA"
    var zip = "90012"
    var jurisdiction = "District Attorney"
    var courthouse = ""
    var count = 1
    var section = "11357(a)"
    var level = "felony"
    var date = "2009-04-17"
    var arrest = ""
    var determination = "Eligible for Dismissal"

    /// Felonies of the county, each of another person, numbered from `first`.
    static func felonies(_ numbers: Range<Int>) -> [Row] {
        numbers.map { Row(number: "BA\(100_000 + $0)", last: "INVENTED", first: letters($0), person: "P-\($0)") }
    }

    /// Misdemeanors of Long Beach.
    static func misdemeanors(_ numbers: Range<Int>) -> [Row] {
        numbers.map {
            Row(
                number: "NA\(100_000 + $0)", last: "MADEUP", first: letters($0), person: "M-\($0)",
                jurisdiction: "Long Beach", section: "11357(b)", level: "misdemeanor")
        }
    }

    private static func letters(_ number: Int) -> String {
        String(decoding: String(number).utf8.map { $0 + 17 }, as: UTF8.self)
    }

    static func table(_ rows: [Row]) -> String {
        let header = """
            case_number,last_name,first_name,birth_date,person_id,street,city,jurisdiction,courthouse,count,section,\
            level,conviction_date,arrest_date,determination,state,zip
            """
        return ([header] + rows.map(\.line)).map { $0 + "\n" }.joined()
    }

    private var line: String {
        [
            number, last, first, birth, person, street, city, jurisdiction, courthouse, "\(count)", section, level,
            date, arrest, determination, state, zip,
        ]
        .map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }
}
