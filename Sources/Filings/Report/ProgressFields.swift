import Cases

/// A line of cases by where they stand.
private struct StandingLine: Sendable {
    let label: String
    let figures: FilingFigures

    static let fields: [DocumentField<StandingLine>] =
        [
            .text("label") { $0.label },
            .number("eligible") { $0.figures.eligible.cases },
            .number("challenged") { $0.figures.challenged.cases },
            .number("filed") { $0.figures.filed.cases },
            .number("waiting") { $0.figures.waiting.cases },
        ]
        + names.map { standing, name in .number(name) { $0.figures[standing].cases } }

    private static let names: [(FilingStanding, String)] = [
        (.pending, "pending"), (.accepted, "accepted"), (.partlyAccepted, "partlyAccepted"), (.rejected, "rejected"),
        (.granted, "granted"), (.denied, "denied"), (.struck, "struck"), (.noFile, "noFile"),
        (.alreadyDone, "alreadyDone"),
    ]
}

/// A line of waiting cases by age.
private struct WaitingLine: Sendable {
    let label: String
    let figures: FilingFigures
    let asOf: CalendarDate

    static let fields: [DocumentField<WaitingLine>] = [
        .text("label") { $0.label },
        .list("ages", [.number("cases") { $0 }]) { line in
            WaitingTime.allCases.map { line.figures.sinceFiled[$0] ?? 0 }
        },
        .number("all") { $0.figures.waiting.cases },
        .text("oldest", optional: true) { $0.figures.oldestWaiting?.iso ?? "" },
        .text("oldestDays") { days(since: $0.figures.oldestWaiting, $0.asOf) },
    ]
}

private func days(since day: CalendarDate?, _ asOf: CalendarDate) -> String {
    day.map { grouped(asOf.dayNumber - $0.dayNumber) } ?? ""
}

/// A line of the quarterly figures.
private struct CourtQuarter: Sendable {
    let label: String
    let figures: QuarterFigures
    let pending: Int

    static let fields: [DocumentField<CourtQuarter>] = [
        .text("label") { $0.label },
        .number("filed") { $0.figures.filed },
        .number("challenged") { $0.figures.challenged },
        .number("dismissed") { $0.figures.granted[.dismissAndSeal] ?? 0 },
        .number("redesignated") { $0.figures.granted[.redesignate] ?? 0 },
        .number("resentenced") { $0.figures.granted[.recall] ?? 0 },
        .number("other") { $0.figures.grantedOtherwise },
        .number("denied") { $0.figures.closed[.denied] ?? 0 },
        .number("struck") { $0.figures.closed[.struck] ?? 0 },
        .number("noFile") { $0.figures.closed[.noFile] ?? 0 },
        .number("alreadyDone") { $0.figures.closed[.alreadyDone] ?? 0 },
        .number("pending") { $0.pending },
    ]
}

private struct QuarterTable: Sendable {
    let quarter: Quarter
    let courts: [CourtQuarter]

    var sum: CourtQuarter {
        CourtQuarter(
            label: "All", figures: courts.reduce(into: QuarterFigures()) { $0 += $1.figures },
            pending: courts.reduce(0) { $0 + $1.pending })
    }

    static let fields: [DocumentField<QuarterTable>] = [
        .text("id") { "quarter-\($0.quarter)" },
        .text("label") { $0.quarter.title },
        .flag("hasOther") { $0.sum.figures.grantedOtherwise > 0 },
        .list("courts", CourtQuarter.fields) { $0.courts },
        .list("sum", CourtQuarter.fields) { [$0.sum] },
    ]
}

extension ProgressReport {
    fileprivate var tables: [QuarterTable] {
        quarters.map { quarter, courts in
            QuarterTable(
                quarter: quarter,
                courts: courts.map { court in
                    CourtQuarter(
                        label: court.name, figures: court.figures,
                        pending: progress.pending(atEndOf: quarter, courthouse: court.id))
                })
        }
    }
}

private func ages(_ ages: [WaitingTime: Int]) -> [Bar] {
    BarChart.rows(WaitingTime.allCases.map { ($0.title, ages[$0] ?? 0) })
}

let progressFields: [DocumentField<ProgressReport>] = [
    .text("county") { $0.county },
    .text("asOf") { $0.progress.asOf.long },
    .text("asOfISO") { $0.progress.asOf.iso },
    .text("program") { $0.program },
    .flag("isEmpty") { $0.progress.places.isEmpty },
    .record("total", StandingLine.fields) { StandingLine(label: "All", figures: $0.progress.total) },
    .text("grantedShare", optional: true) { report in
        let total = report.progress.total
        return percentage(total[.granted].cases, of: total.filed.cases)
    },
    .text("oldest", optional: true) { $0.progress.total.oldestWaiting?.long ?? "" },
    .text("oldestDays") { days(since: $0.progress.total.oldestWaiting, $0.progress.asOf) },
    .list("standingBars", barFields) { report in
        let total = report.progress.total
        return BarChart.rows(FilingStanding.allCases.map { ($0.title, total[$0].cases) })
    },
    .list("jurisdictions", StandingLine.fields) { report in
        report.jurisdictions.map { StandingLine(label: $0.name, figures: $0.figures) }
    },
    .list("courthouses", StandingLine.fields) { report in
        report.courthouses.map { StandingLine(label: $0.name, figures: $0.figures) }
    },
    .list("all", StandingLine.fields) { [StandingLine(label: "All", figures: $0.progress.total)] },
    .list("filedBars", barFields) { ages($0.progress.total.sinceFiled) },
    .list("acceptedBars", barFields) { ages($0.progress.total.sinceAccepted) },
    .list("ageTitles", [.text("label") { $0.title }] as [DocumentField<WaitingTime>]) { _ in WaitingTime.allCases },
    .list("waiting", WaitingLine.fields) { report in
        report.courthouses.filter { $0.figures.waiting.cases > 0 }.map {
            WaitingLine(label: $0.name, figures: $0.figures, asOf: report.progress.asOf)
        }
    },
    .list("grantedBars", barFields) { report in
        BarChart.rows(report.tables.map { ($0.quarter.title, $0.sum.figures.allGranted) })
    },
    .list("quarters", QuarterTable.fields) { $0.tables },
    .list(
        "batches",
        [
            .text("name") { $0.name },
            .text("asOf") { $0.asOf.iso },
            .number("cases") { $0.cases },
        ] as [DocumentField<ProgressReport.Counted>]
    ) { $0.batches },
]
