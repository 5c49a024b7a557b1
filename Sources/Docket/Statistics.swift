internal import Cases
internal import GRDB

/// Adds up the cases of one jurisdiction: by relief, section, level, courthouse and decade.
struct Statistics {
    private(set) var cases = 0
    private(set) var counts = 0
    private var reliefs = Distribution<Relief>()
    private var sections = Distribution<CodeSection>()
    private var levels = Distribution<OffenseLevel>()
    private var courthouses = Distribution<Int64>()
    private var decades = Distribution<Int>()
    private var earliest: CalendarDate?
    private var latest: CalendarDate?

    mutating func add(_ eligible: [EligibleCount], courthouse: Int64) {
        cases += 1
        for count in eligible {
            let date = count.count.convictionDate
            reliefs.add(count.relief, case: cases)
            sections.add(count.count.section, case: cases)
            levels.add(count.count.level, case: cases)
            courthouses.add(courthouse, case: cases)
            decades.add(date.year / 10 * 10, case: cases)
            if earliest.map({ date < $0 }) ?? true { earliest = date }
            if latest.map({ $0 < date }) ?? true { latest = date }
        }
        counts += eligible.count
    }

    func write(_ writer: TallyTable.Writer, _ labels: Labels, in jurisdiction: Int64) throws {
        try writer.write(.total, "cases", cases, in: jurisdiction)
        try writer.write(.total, "counts", counts, in: jurisdiction)
        try reliefs.write(.relief, writer, jurisdiction) { $0.rawValue }
        try sections.write(.section, writer, jurisdiction) { $0.cited }
        try levels.write(.level, writer, jurisdiction) { $0.rawValue }
        try courthouses.write(.courthouse, writer, jurisdiction) { try labels.text($0) }
        try decades.write(.decade, writer, jurisdiction) { String($0) }
        if let earliest { try writer.write(.date, "earliest", Int(earliest.number), in: jurisdiction) }
        if let latest { try writer.write(.date, "latest", Int(latest.number), in: jurisdiction) }
    }
}

/// Cases and counts by a key, of which there are few.
private struct Distribution<Key: Hashable> {
    private struct Cell {
        let key: Key
        var cases = 0
        var counts = 0
        var lastCase = 0
    }

    private var cells: [Cell] = []
    private var places: [Key: Int] = [:]
    /// The key before, because most rows repeat it.
    private var last = -1

    mutating func add(_ key: Key, case number: Int) {
        if last < 0 || cells[last].key != key {
            if let place = places[key] {
                last = place
            } else {
                last = cells.count
                places[key] = last
                cells.append(Cell(key: key))
            }
        }
        cells[last].counts += 1
        if cells[last].lastCase != number {
            cells[last].lastCase = number
            cells[last].cases += 1
        }
    }

    func write(
        _ kind: TallyTable.Kind,
        _ writer: TallyTable.Writer,
        _ jurisdiction: Int64,
        name: (Key) throws -> String
    ) throws {
        for cell in cells { try writer.write(kind, name(cell.key), cell.cases, cell.counts, in: jurisdiction) }
    }
}
