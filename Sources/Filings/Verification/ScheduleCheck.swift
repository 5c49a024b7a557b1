internal import XMLGate

/// Reads the schedules of a packet side by side: `schedule.csv`, `schedule.xml` and `confidential/schedule.csv` must
/// say the same, row by row.
struct ScheduleCheck {
    private let folder: CheckedFolder
    private let log: VerificationLog
    private var index = ScheduleIndex()
    private var differences = 0

    private static let table = "schedule.csv"
    private static let tree = "schedule.xml"
    private static let twin = "confidential/schedule.csv"
    private static let differenceLimit = 20

    private init(_ folder: CheckedFolder, _ log: VerificationLog) {
        self.folder = folder
        self.log = log
    }

    /// - Parameters:
    ///   - folder: The packet.
    ///   - files: What its manifest lists.
    ///   - log: Gets what is wrong.
    /// - Returns: What the schedules say; nil if there is no public schedule.
    static func read(_ folder: CheckedFolder, files: Set<String>, _ log: VerificationLog) -> ScheduleIndex? {
        var check = ScheduleCheck(folder, log)
        guard files.contains(table), let public_ = check.rows(table, ScheduleWriter.columns) else { return nil }
        let twin =
            files.contains(twin)
            ? check.rows(twin, ScheduleWriter.columns + ScheduleWriter.confidentialColumns) : nil
        let tree = files.contains(tree) ? check.cases(tree) : nil
        check.compare(public_, tree, twin)
        return check.index
    }

    private func rows(_ path: String, _ columns: [String]) -> CSVRows? {
        CSVRows.list(path, of: columns, in: folder, otherwise: .schedulesDiffer, log)
    }

    private func cases(_ path: String) -> ScheduleElements? {
        guard case .file(let file) = folder.open(path) else { return nil }
        return ScheduleElements(file)
    }

    private mutating func compare(_ table: CSVRows, _ tree: ScheduleElements?, _ twin: CSVRows?) {
        var identities = twin == nil ? nil : Identities()
        do {
            while try table.next() {
                add(table)
                if let tree { compare(table, try tree.next()) }
                if let twin { try compare(table, twin, &identities) }
                if differences > Self.differenceLimit { return }
            }
            if let tree { try finish(tree) }
            if let twin, try twin.next() { differ(Self.twin, twin.row, "the public schedule has fewer rows") }
            index.identities = identities
        } catch let flaw as CSVRows.Flaw {
            differ(Self.table, flaw.row, flaw.message)
        } catch let error as XMLGateError {
            log.add(.badXML, folder.place(Self.tree), "line \(error.line): \(error.message)")
        } catch {
            differ(Self.table, table.row, "it cannot be read")
        }
    }

    /// Takes up a row of the public schedule; a case's rows follow each other, and cases their sequences.
    private mutating func add(_ row: CSVRows) {
        let sequence = Int(row.text(0)) ?? 0
        guard row.fieldCount == ScheduleWriter.columns.count else {
            return differ(Self.table, row.row, "a column too few or too many")
        }
        let courthouse = row.text(3)
        if sequence == index.cases + 1 {
            index.addCase(number: row[1], courthouse: courthouse)
        } else if sequence != index.cases || index.numbers.last != ScheduleIndex.hash(row[1]) {
            return differ(Self.table, row.row, "the sequence is broken")
        }
        index.addCount(relief: row.text(9), courthouse: courthouse)
    }

    private mutating func compare(_ row: CSVRows, _ values: [String]?) {
        guard let values else { return differ(Self.tree, row.row, "it has fewer counts than schedule.csv") }
        for column in ScheduleWriter.columns.indices where !Self.isSame(row[column], values[column]) {
            differ(Self.tree, row.row, "\(ScheduleWriter.columns[column]) is not that of schedule.csv")
        }
    }

    private mutating func compare(_ row: CSVRows, _ twin: CSVRows, _ identities: inout Identities?) throws(CSVRows.Flaw)
    {
        guard try twin.next() else { return differ(Self.twin, row.row, "it has fewer rows than schedule.csv") }
        for column in ScheduleWriter.columns.indices where row[column] != twin[column] {
            differ(Self.twin, row.row, "\(ScheduleWriter.columns[column]) is not that of schedule.csv")
        }
        let first = ScheduleWriter.columns.count
        if identities?.cases == index.cases - 1 {
            identities?.addCase(
                number: twin[1], birthDate: WrittenDate.read(field: twin[first + 2]), ciiNumber: twin[first + 3])
        }
        identities?.addPublicDate(WrittenDate.read(field: twin[8]))
        identities?.addPublicDate(WrittenDate.read(field: twin[first + 4]))
    }

    private mutating func finish(_ tree: ScheduleElements) throws {
        if try tree.next() != nil { differ(Self.tree, table: nil, "it has more counts than schedule.csv") }
        if tree.totals?.cases != index.cases || tree.totals?.counts != index.counts {
            log.add(.totalsDiffer, folder.place(Self.tree), "its totals are not those of its cases")
        }
    }

    /// Whether a cell is that value, with or without the apostrophe that defuses formulas.
    private static func isSame(_ cell: ArraySlice<UInt8>, _ value: String) -> Bool {
        if cell.elementsEqual(value.utf8) { return true }
        guard cell.first == UInt8(ascii: "'"), let first = value.utf8.first, CSVText.startsFormula(first) else {
            return false
        }
        return cell.dropFirst().elementsEqual(value.utf8)
    }

    private mutating func differ(_ path: String, table row: Int?, _ message: String) {
        differences += 1
        guard differences <= Self.differenceLimit else { return }
        log.add(.schedulesDiffer, folder.place(path), row.map { "row \($0): \(message)" } ?? message)
    }

    private mutating func differ(_ path: String, _ row: Int, _ message: String) { differ(path, table: row, message) }
}

/// The counts of `schedule.xml`, one after the other, as rows of `schedule.csv` would have them.
final class ScheduleElements {
    private let file: CheckedFile
    private var reader: XMLReader?
    private var values = [String](repeating: "", count: ScheduleWriter.columns.count)
    private(set) var totals: (cases: Int, counts: Int)?

    init(_ file: CheckedFile) { self.file = file }

    /// - Returns: the next count; nil after the last one.
    func next() throws(XMLGateError) -> [String]? {
        let reader = try opened()
        while let event = try reader.next() {
            guard event == .start else { continue }
            switch reader.name {
            case "case":
                for (column, name) in ["sequence", "number", "defendant", "courthouse"].enumerated() {
                    values[column] = reader.attribute(name) ?? ""
                }
            case "count":
                let names = ["number", "section", "level", "newLevel", "convictionDate", "relief"]
                for (column, name) in names.enumerated() { values[column + 4] = reader.attribute(name) ?? "" }
                return values
            case "totals":
                totals = (Int(reader.attribute("cases") ?? "") ?? -1, Int(reader.attribute("counts") ?? "") ?? -1)
            default: break
            }
        }
        return nil
    }

    private func opened() throws(XMLGateError) -> XMLReader {
        if let reader { return reader }
        let file = self.file
        let opened = try XMLReader { file.read(into: $0) ?? -1 }
        reader = opened
        return opened
    }
}
