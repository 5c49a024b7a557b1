import Cases

/// A table and chart of all convictions by one of their sides.
private func lines(
    _ name: String, _ dimension: ImpactDimension, bySize: Bool = false
) -> DocumentField<ImpactReport> {
    .list(name, ReportLine.fields) { $0.lines(dimension, bySize: bySize) }
}

private func bars(_ name: String, _ values: @escaping @Sendable (ImpactReport) -> [(label: String, value: Int)])
    -> DocumentField<ImpactReport>
{
    .list(name, barFields) { BarChart.rows(values($0)) }
}

let reportFields: [DocumentField<ImpactReport>] = [
    .text("county") { $0.county },
    .text("rules") { $0.rules },
    .text("screening") { String($0.screening.prefix(12)) },
    .text("asOf") { $0.asOf.long },
    .text("asOfISO") { $0.asOf.iso },
    .text("program") { $0.program },
    .flag("isEmpty") { $0.impact.total.convictions == 0 },
    .number("people") { $0.impact.total.people },
    .number("convictions") { $0.impact.total.convictions },
    .number("eligible") { $0.eligible },
    .text("eligibleShare", optional: true) { percentage($0.eligible, of: $0.impact.total.convictions) },
    .number("unchallenged") { $0.review.allUnchallenged },
    .number("challenged") { $0.review.allChallenged },
    .number("noFelony") { $0.impact.losing[.findings]?.felony ?? 0 },
    .number("noConviction") { $0.impact.losing[.findings]?.conviction ?? 0 },
    .text("earliest", optional: true) { $0.impact.earliest?.long ?? "" },
    .text("latest", optional: true) { $0.impact.latest?.long ?? "" },
    .record(
        "having",
        [
            .number("felony") { $0.felony },
            .number("conviction") { $0.conviction },
            .number("recent") { $0.recentConviction },
        ] as [DocumentField<RecordTotals>]
    ) { $0.impact.having },
    .list("choices", ChoiceLine.fields) { report in
        ReliefChoice.allCases.map {
            ChoiceLine(
                label: $0.title, people: report.impact.losing[$0] ?? RecordTotals(), having: report.impact.having)
        }
    },
    bars("felonyBars") { report in
        ReliefChoice.allCases.map { ($0.shortTitle, report.impact.losing[$0]?.felony ?? 0) }
    },
    bars("convictionBars") { report in
        ReliefChoice.allCases.map { ($0.shortTitle, report.impact.losing[$0]?.conviction ?? 0) }
    },
    .list("sectionTitles", [.text("label") { $0 }]) { $0.sections },
    .list("found", FoundLine.fields) { $0.found },
    .list("reasons", ReasonLine.fields) { $0.reasons },
    bars("foundBars") { report in
        (report.impact.breakdowns[.determination]?.linesBySize ?? []).map { line in
            (Determination(rawValue: line.key)?.shortTitle ?? line.key, line.total.convictions)
        }
    },
    lines("sections", .section),
    lines("levels", .level),
    lines("decades", .decade),
    .list("decadeBars", barFields) { report in
        BarChart.columns(report.lines(.decade).map { ($0.label, $0.total.convictions) })
    },
    lines("reliefs", .relief),
    lines("jurisdictions", .jurisdiction, bySize: true),
    lines("courthouses", .courthouse, bySize: true),
    lines("rulings", .ruling, bySize: true),
    .list("courts", CourtLine.fields) { report in
        report.courts.map { CourtLine(label: report.title(of: $0.court, in: .court), figures: $0.figures) }
    },
    .record("allCourts", CourtLine.fields) { CourtLine(label: "All courts", figures: $0.review) },
    .flag("hasQuarters") { !$0.impact.rulings.isEmpty },
    .list("quarters", QuarterLine.fields) { report in
        report.impact.rulings.sorted { $0.key < $1.key }
            .map { QuarterLine(label: $0.key.title, kinds: $0.value) }
    },
    .list("peopleTables", PeopleBlock.fields) { report in PersonTrait.allCases.flatMap { report.blocks(by: $0) } },
    .number("limit") { _ in PublishedTable.limit },
    .list(
        "inputs",
        [
            .text("name") { $0.name },
            .number("rows") { $0.rows },
            .text("sha256") { $0.sha256 },
        ] as [DocumentField<InputFile>]
    ) { $0.inputs },
]

extension ImpactReport {
    func lines(_ dimension: ImpactDimension, bySize: Bool = false) -> [ReportLine] {
        guard let breakdown = impact.breakdowns[dimension] else { return [] }
        let lines = bySize ? breakdown.linesBySize : ordered(breakdown.lines, dimension)
        return lines.map { line in
            ReportLine(
                label: title(of: line.key, in: dimension), total: line.total,
                share: percentage(line.total.convictions, of: impact.total.convictions))
        }
    }

    /// Levels and reliefs in the order of the law; what the file does not say comes last.
    private func ordered(
        _ lines: [Breakdown<String>.Line], _ dimension: ImpactDimension
    ) -> [Breakdown<String>.Line] {
        let known: [String] =
            switch dimension {
            case .level: OffenseLevel.allCases.map(\.rawValue)
            case .relief: Relief.allCases.map(\.rawValue)
            default: []
            }
        func rank(_ key: String) -> Int { key.isEmpty ? .max : known.firstIndex(of: key) ?? known.count }
        return lines.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
    }

    var sections: [String] { impact.breakdowns[.section]?.lines.map(\.key) ?? [] }

    /// Most convictions first.
    var found: [FoundLine] {
        (impact.breakdowns[.determination]?.linesBySize ?? []).compactMap { line in
            Determination(rawValue: line.key).map { determination in
                FoundLine(
                    label: title(of: line.key, in: .determination),
                    cells: sections.map {
                        impact.bySection[DeterminationPart(determination: determination, part: $0)].convictions
                    }, total: line.total)
            }
        }
    }

    /// By determination as above, then most convictions first.
    var reasons: [ReasonLine] {
        let order = impact.breakdowns[.determination]?.linesBySize.map(\.key) ?? []
        return impact.byReason.linesBySize.sorted {
            (order.firstIndex(of: $0.key.determination.rawValue) ?? 0, $1.total.convictions, $0.key.part)
                < (order.firstIndex(of: $1.key.determination.rawValue) ?? 0, $0.total.convictions, $1.key.part)
        }.map { line in
            ReasonLine(
                determination: title(of: line.key.determination.rawValue, in: .determination),
                line: ReportLine(
                    label: line.key.part.isEmpty ? "No reason given" : line.key.part, total: line.total,
                    share: percentage(line.total.convictions, of: impact.total.convictions)))
        }
    }

    func blocks(by trait: PersonTrait) -> [PeopleBlock] {
        let published = tables(by: trait)
        func block(_ about: String, _ id: String, _ table: PublishedTable, _ titles: [String: String]) -> PeopleBlock {
            PeopleBlock(
                trait: trait.title, about: about, id: "\(trait.rawValue)-\(id)", table: table,
                titles: table.outcomes.map { titles[$0] ?? $0 })
        }
        func titles<Outcome: CaseIterable & RawRepresentable<String>>(
            _ title: (Outcome) -> String
        ) -> [String: String] {
            Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0.rawValue, title($0)) })
        }
        let records = block("what the findings leave", "records", published.records, titles(\RecordOutcome.title))
        guard !impact.rulings.isEmpty else { return [records] }
        return [
            records, block("the review so far", "reviews", published.reviews, titles(\ReviewOutcome.title)),
        ]
    }
}

extension ReliefChoice {
    /// For charts.
    fileprivate var shortTitle: String {
        switch self {
        case .findings: "As found"
        case .rulings: "As approved so far"
        case .dismissAll: "All dismissed"
        case .dismissAllRelated: "And related"
        }
    }
}

extension Quarter {
    /// `January to March 2020`
    var title: String {
        let months = ["January to March", "April to June", "July to September", "October to December"]
        return months.indices.contains(number - 1) ? "\(months[number - 1]) \(year)" : description
    }
}
