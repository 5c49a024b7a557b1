import Cases
import Docket
import Foundation
import Testing

@testable import Casework

/// A worksheet as a test changes it: titles and rows of cells.
struct SheetFile {
    var titles: [String]
    var rows: [[String]]

    /// Reads what the export wrote.
    init(path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        #expect(Array(data.prefix(3)) == [0xEF, 0xBB, 0xBF])
        var rows = Self.parse(String(decoding: data.dropFirst(3), as: UTF8.self))
        titles = rows.removeFirst()
        self.rows = rows
    }

    /// The cell of a row, the first being 0.
    subscript(row: Int, title: String) -> String {
        get { rows[row][column(title)] }
        set { rows[row][column(title)] = newValue }
    }

    /// All cells of a column.
    func cells(_ title: String) -> [String] { rows.map { $0[column(title)] } }

    mutating func fill(_ row: Int, _ values: [String: String]) {
        for (title, value) in values { self[row, title] = value }
    }

    mutating func drop(_ title: String) {
        let column = column(title)
        titles.remove(at: column)
        for row in rows.indices { rows[row].remove(at: column) }
    }

    private func column(_ title: String) -> Int {
        guard let column = titles.firstIndex(of: title) else { preconditionFailure("no column \(title)") }
        return column
    }

    /// Saves it as a spreadsheet program would.
    func save(_ path: String, separator: String = ",", lineEnd: String = "\r\n", mark: String = "\u{FEFF}") throws {
        let lines = ([titles] + rows).map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: separator)
        }
        try (mark + lines.joined(separator: lineEnd) + lineEnd).write(toFile: path, atomically: false, encoding: .utf8)
    }

    private static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(cell)
                cell = ""
            case "\r\n" where !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        return rows
    }
}

extension ReviewOffice {
    func export(_ screening: String = "latest", office: String? = nil, to folder: String = "review") throws
        -> ReviewExportReport
    {
        try ReviewExport(
            ReviewExportRequest(
                screening: screening, office: office, output: "\(path)/\(folder)", templates: "\(path)/Templates",
                docket: docketPath)
        ).run()
    }

    /// The worksheet of an office, freshly exported.
    func sheet(_ office: String = "district-attorney", of screening: String = "latest") throws -> SheetFile {
        let folder = "review-\(UUID().uuidString)"
        let report = try export(screening, office: office, to: folder)
        return try SheetFile(path: try #require(report.sheets.first).path)
    }

    @discardableResult
    func importing(
        _ files: [String], as reviewer: Reviewer? = reviewer, office: String? = nil, on today: String = "2019-08-01",
        at time: Int64 = 1_564_617_600
    ) throws -> ReviewImportReport {
        try ReviewImport(
            ReviewImportRequest(
                files: files, reviewer: reviewer, office: office, problems: "\(path)/problems.csv",
                templates: "\(path)/Templates", docket: docketPath, today: date(today), now: time)
        ).run()
    }

    /// Saves a worksheet and imports it.
    @discardableResult
    func importing(_ sheet: SheetFile, as reviewer: Reviewer? = reviewer, office: String? = nil) throws
        -> ReviewImportReport
    {
        let file = "\(path)/returned.csv"
        try sheet.save(file)
        return try importing([file], as: reviewer, office: office)
    }

    /// Problems and warnings of the last import: `row code column`.
    func problems() throws -> [String] {
        let text = try String(contentsOfFile: "\(path)/problems.csv", encoding: .utf8)
        return text.split(separator: "\r\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[1]) \(cells[4]) \(cells[5])"
        }
    }

    /// What counts now, by the row of the state's file: `approve`, `conflict` …
    func states(of screening: Screening) throws -> [Int: String] {
        let docket = try Docket(path: docketPath)
        defer { try? docket.close() }
        var states: [Int: String] = [:]
        try docket.reviewed(screening) { person in
            for (position, conviction) in person.screened.convictions.enumerated() {
                states[conviction.place.row] = Self.word(person.states[position])
            }
        }
        return states.filter { $0.value != "open" }
    }

    private static func word(_ state: ReviewState) -> String {
        switch state {
        case .open: "open"
        case .conflict: "conflict"
        case .changed: "changed"
        case .ruled(let recorded):
            switch recorded.ruling {
            case .approve(let relief): relief.map { "approve \($0.rawValue)" } ?? "approve"
            case .challenge(let ground): "challenge \(ground.rawValue)"
            case .hold: "hold"
            case .refer(let jurisdiction): "refer \(jurisdiction)"
            }
        }
    }
}

extension ReviewImportReport.Sheet {
    /// For short comparisons.
    var short: String {
        "\(rows) rows: \(ruled) ruled, \(unchanged) unchanged, \(problems) problems, \(warnings) warnings"
    }
}
