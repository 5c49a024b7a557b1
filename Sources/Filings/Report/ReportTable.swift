import Cases

/// `report.csv`: every figure of the report in long form, one a row, for spreadsheets and statistics programs.
///
/// `measure` says what is counted, `dimension` and `value` say of what. `note` is `suppressed` where a figure is too small to
/// be published, and `not yet known` where only the court's answer can tell.
struct ReportTable {
    static let columns = ["measure", "dimension", "value", "people", "convictions", "note"]

    private var text = CSVText()

    static func bytes(of report: ImpactReport) -> [UInt8] {
        var table = ReportTable()
        table.text.row(columns)
        table.addBreakdowns(of: report.impact)
        table.addRecords(of: report.impact)
        table.addCourts(of: report)
        table.addQuarters(of: report.impact)
        for trait in PersonTrait.allCases {
            let published = report.tables(by: trait)
            table.add(published.records, trait)
            table.add(published.reviews, trait, hasTotals: false)
        }
        return table.text.bytes
    }

    private mutating func add(
        _ measure: String, _ dimension: String, _ value: String, people: Int? = nil, convictions: Int? = nil,
        note: String = ""
    ) {
        text.field(measure)
        text.field(dimension)
        text.field(value)
        if let people { text.field(people) } else { text.field("") }
        if let convictions { text.field(convictions) } else { text.field("") }
        text.field(note)
        text.endRow()
    }

    private mutating func add(_ measure: String, _ dimension: String, _ value: String, _ total: ImpactTotal) {
        add(measure, dimension, value, people: total.people, convictions: total.convictions)
    }

    private mutating func addBreakdowns(of impact: Impact) {
        add("all", "", "", impact.total)
        for dimension in ImpactDimension.allCases {
            for line in impact.breakdowns[dimension]?.lines ?? [] {
                add("all", dimension.rawValue, line.key, line.total)
            }
        }
        for line in impact.bySection.lines {
            add("determination: \(line.key.determination.rawValue)", "section", line.key.part, line.total)
        }
        for line in impact.byReason.lines {
            add("determination: \(line.key.determination.rawValue)", "reason", line.key.part, line.total)
        }
    }

    private mutating func addRecords(of impact: Impact) {
        add("have-felony", "", "", people: impact.having.felony)
        add("have-conviction", "", "", people: impact.having.conviction)
        add("have-conviction-in-7-years", "", "", people: impact.having.recentConviction)
        for choice in ReliefChoice.allCases {
            let losing = impact.losing[choice] ?? RecordTotals()
            add("no-felony-left", "choice", choice.rawValue, people: losing.felony)
            add("no-conviction-left", "choice", choice.rawValue, people: losing.conviction)
            add("no-conviction-in-7-years-left", "choice", choice.rawValue, people: losing.recentConviction)
        }
    }

    private mutating func addCourts(of report: ImpactReport) {
        for (court, figures) in report.courts {
            for (measure, count) in figures.measures { add(measure, "court", court, convictions: count) }
            for measure in ReviewFigures.answers { add(measure, "court", court, note: "not yet known") }
        }
    }

    private mutating func addQuarters(of impact: Impact) {
        for (quarter, kinds) in impact.rulings.sorted(by: { $0.key < $1.key }) {
            for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) {
                add("ruling: \(kind)", "quarter", quarter.description, convictions: count)
            }
        }
    }

    private mutating func add(_ table: PublishedTable, _ trait: PersonTrait, hasTotals: Bool = true) {
        guard !table.groups.isEmpty else {
            if hasTotals { add("all", trait.rawValue, "", note: "suppressed") }
            return
        }
        for group in table.groups {
            let value = group.values.joined(separator: " + ")
            if hasTotals { add("all", trait.rawValue, value, group.total) }
            for (outcome, cell) in zip(table.outcomes, group.cells) {
                if let cell {
                    add(outcome, trait.rawValue, value, cell)
                } else {
                    add(outcome, trait.rawValue, value, note: "suppressed")
                }
            }
        }
    }
}

extension ReviewFigures {
    /// The figures by name, as tables for machines call them.
    var measures: [(name: String, count: Int)] {
        [
            ("listed", listed), ("eligible", eligible), ("unchallenged", allUnchallenged),
            ("dismissal-asked", unchallenged[.dismissAndSeal] ?? 0),
            ("redesignation-asked", unchallenged[.redesignate] ?? 0), ("recall-asked", unchallenged[.recall] ?? 0),
            ("challenged", allChallenged), ("held", held), ("referred", referred), ("disputed", disputed),
            ("not-ruled", open), ("pending-at-court", pendingAtCourt), ("pending-review", pendingReview),
        ]
    }

    /// What only the court's answer can tell.
    static let answers = ["dismissed-and-sealed", "redesignated", "resentenced", "denied"]
}
