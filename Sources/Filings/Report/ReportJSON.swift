import Cases

/// `report.json`: the figures of `report.csv`, nested. A figure that is withheld or not yet known is `null`.
struct ReportJSON: Encodable {
    struct Total: Encodable {
        let people: Int
        let convictions: Int

        init(_ total: ImpactTotal) {
            people = total.people
            convictions = total.convictions
        }
    }

    struct Line: Encodable {
        let value: String
        let people: Int
        let convictions: Int
    }

    struct Found: Encodable {
        let determination: String
        let value: String
        let people: Int
        let convictions: Int

        init(_ line: Breakdown<DeterminationPart>.Line) {
            determination = line.key.determination.rawValue
            value = line.key.part
            people = line.total.people
            convictions = line.total.convictions
        }
    }

    struct Records: Encodable {
        let felony: Int
        let conviction: Int
        let convictionInSevenYears: Int

        init(_ totals: RecordTotals?) {
            felony = totals?.felony ?? 0
            conviction = totals?.conviction ?? 0
            convictionInSevenYears = totals?.recentConviction ?? 0
        }
    }

    struct Group: Encodable {
        let values: [String]
        let total: Total
        let outcomes: [String: Total?]
    }

    struct Trait: Encodable {
        let records: [Group]
        let reviews: [Group]
    }

    struct Input: Encodable {
        let name: String
        let bytes: Int
        let sha256: String
        let rows: Int
    }

    let screening: String
    let county: String
    let rules: String
    let asOf: String
    let program: String
    let inputs: [Input]
    let total: Total
    let breakdowns: [String: [Line]]
    let determinationsBySection: [Found]
    let determinationsByReason: [Found]
    let having: Records
    let losing: [String: Records]
    let courts: [String: [String: Int?]]
    let rulingsByQuarter: [String: [String: Int]]
    let people: [String: Trait]

    init(_ report: ImpactReport) {
        let impact = report.impact
        screening = report.screening
        county = report.county
        rules = report.rules
        asOf = report.asOf.iso
        program = report.program
        inputs = report.inputs.map { Input(name: $0.name, bytes: $0.size, sha256: $0.sha256, rows: $0.rows) }
        total = Total(impact.total)
        breakdowns = Dictionary(
            uniqueKeysWithValues: ImpactDimension.allCases.map { dimension in
                let lines = impact.breakdowns[dimension]?.lines ?? []
                return (
                    dimension.rawValue,
                    lines.map { Line(value: $0.key, people: $0.total.people, convictions: $0.total.convictions) }
                )
            })
        determinationsBySection = impact.bySection.lines.map(Found.init)
        determinationsByReason = impact.byReason.lines.map(Found.init)
        having = Records(impact.having)
        losing = Dictionary(
            uniqueKeysWithValues: ReliefChoice.allCases.map { ($0.rawValue, Records(impact.losing[$0])) })
        courts = impact.courts.mapValues { figures in
            var cells: [String: Int?] = [:]
            for (measure, count) in figures.measures { cells[measure] = .some(count) }
            for measure in ReviewFigures.answers { cells[measure] = .some(nil) }
            return cells
        }
        rulingsByQuarter = Dictionary(
            uniqueKeysWithValues: impact.rulings.map { ($0.key.description, $0.value) })
        people = Dictionary(
            uniqueKeysWithValues: PersonTrait.allCases.map { trait in
                let published = report.tables(by: trait)
                return (
                    trait.rawValue,
                    Trait(records: Self.groups(published.records), reviews: Self.groups(published.reviews))
                )
            })
    }

    private static func groups(_ table: PublishedTable) -> [Group] {
        table.groups.map { group in
            var outcomes: [String: Total?] = [:]
            for (outcome, cell) in zip(table.outcomes, group.cells) { outcomes[outcome] = .some(cell.map(Total.init)) }
            return Group(values: group.values, total: Total(group.total), outcomes: outcomes)
        }
    }

    var text: String { get throws { try JSONText.of(self) } }
}
