package import Cases

/// One jurisdiction's line of the index.
package struct PacketLine: Sendable {
    package let jurisdiction: Jurisdiction
    package let figures: Figures
    package let people: Int
    package let outcomes: [Outcome: Int]
    /// Links into the packet, relative to the batch folder; empty where the document does not exist.
    package let cover: String
    package let motion: String
    package let schedule: String
    package let challenge: String
    package let ticket: String

    package init(
        jurisdiction: Jurisdiction, figures: Figures, people: Int, outcomes: [Outcome: Int], cover: String,
        motion: String, schedule: String, challenge: String, ticket: String
    ) {
        self.jurisdiction = jurisdiction
        self.figures = figures
        self.people = people
        self.outcomes = outcomes
        self.cover = cover
        self.motion = motion
        self.schedule = schedule
        self.challenge = challenge
        self.ticket = ticket
    }

    var rows: Int { outcomes.values.reduce(0, +) }
}

/// How often a problem occurred in the batch.
package struct ProblemTotal: Sendable {
    package let code: ProblemCode
    package let rows: Int

    package init(code: ProblemCode, rows: Int) {
        self.code = code
        self.rows = rows
    }
}

/// The whole batch, for the index page.
package struct BatchOverview: Sendable {
    package let batchName: String
    package let asOf: CalendarDate
    package let program: String
    package let isDraft: Bool
    /// Where the rows come from; nil for lists.
    package let screening: ScreeningStamp?
    package let inputs: [InputFile]
    package let packets: [PacketLine]
    /// Rows of no known jurisdiction, by where they ended.
    package let unrouted: [Outcome: Int]
    package let problems: [ProblemTotal]
    package let warnings: Int

    package init(
        batchName: String, asOf: CalendarDate, program: String, isDraft: Bool, screening: ScreeningStamp?,
        inputs: [InputFile], packets: [PacketLine], unrouted: [Outcome: Int], problems: [ProblemTotal], warnings: Int
    ) {
        self.batchName = batchName
        self.asOf = asOf
        self.program = program
        self.isDraft = isDraft
        self.screening = screening
        self.inputs = inputs
        self.packets = packets
        self.unrouted = unrouted
        self.problems = problems
        self.warnings = warnings
    }

    package var outcomes: [Outcome: Int] {
        packets.reduce(into: unrouted) { $0.merge($1.outcomes, uniquingKeysWith: +) }
    }

    package var figures: Figures { packets.reduce(into: Figures()) { $0.add($1.figures) } }

    package var rows: Int { outcomes.values.reduce(0, +) }

    var people: Int { packets.reduce(0) { $0 + $1.people } }
}

/// The columns of the reconciliation table; a line and the sum have the same.
struct ReconciliationLine: Sendable {
    var outcomes: [Outcome: Int]
    var figures: Figures
    var people: Int

    static let fields: [DocumentField<ReconciliationLine>] =
        [
            .number("rows") { $0.outcomes.values.reduce(0, +) },
            .number("cases") { $0.figures.total.cases },
            .number("counts") { $0.figures.total.counts },
            .number("people") { $0.people },
            .number("dismiss") { $0.figures.byRelief[.dismissAndSeal]?.counts ?? 0 },
            .number("redesignate") { $0.figures.byRelief[.redesignate]?.counts ?? 0 },
            .number("recall") { $0.figures.byRelief[.recall]?.counts ?? 0 },
        ]
        + [
            ("filed", Outcome.filed), ("held", .held), ("referred", .referred), ("notEligible", .notEligible),
            ("challenged", .challenged), ("rejected", .rejected), ("alreadyFiled", .alreadyFiled),
            ("notSelected", .notSelected),
        ].map { name, outcome in .number(name) { $0.outcomes[outcome] ?? 0 } }
}

extension PacketLine {
    var reconciliation: ReconciliationLine { ReconciliationLine(outcomes: outcomes, figures: figures, people: people) }
}

let indexFields: [DocumentField<BatchOverview>] = [
    .flag("draft") { $0.isDraft },
    .record("batch", [.text("name") { $0.batchName }]) { $0 },
    .text("asOf") { $0.asOf.long },
    .text("asOfISO") { $0.asOf.iso },
    .text("program") { $0.program },
    .list("screening", screeningFields) { $0.screening.map { [$0] } ?? [] },
    .record(
        "totals",
        [
            .number("rows") { $0.rows },
            .number("cases") { $0.figures.total.cases },
            .number("counts") { $0.figures.total.counts },
            .number("people") { $0.people },
            .number("warnings") { $0.warnings },
        ]
    ) { $0 },
    .list(
        "inputs",
        [
            .text("name") { $0.name },
            .number("size") { $0.size },
            .text("sha256") { $0.sha256 },
            .number("rows") { $0.rows },
            .text("encoding") { $0.form },
        ] as [DocumentField<InputFile>]
    ) { $0.inputs },
    .list(
        "jurisdictions",
        [
            .text("id") { $0.jurisdiction.id },
            .text("name") { $0.jurisdiction.name },
            .text("office") { $0.jurisdiction.office.name },
            .text("href", optional: true) { $0.cover },
            .text("motion", optional: true) { $0.motion },
            .text("schedule", optional: true) { $0.schedule },
            .text("challenge", optional: true) { $0.challenge },
            .text("ticket", optional: true) { $0.ticket },
            .flag("isEmpty") { $0.cover.isEmpty },
        ] + ReconciliationLine.fields.map { $0.of(\PacketLine.reconciliation) }
    ) { $0.packets },
    .flag("hasUnrouted") { !$0.unrouted.isEmpty },
    .record("unrouted", ReconciliationLine.fields) {
        ReconciliationLine(outcomes: $0.unrouted, figures: Figures(), people: 0)
    },
    .record("sums", ReconciliationLine.fields) {
        ReconciliationLine(outcomes: $0.outcomes, figures: $0.figures, people: $0.people)
    },
    .list("outcomes", outcomeFields) { overview in
        Outcome.allCases.compactMap { outcome in overview.outcomes[outcome].map { (outcome, $0) } }
    },
    .list("outcomeBars", barFields) { overview in
        BarChart.rows(
            Outcome.allCases.compactMap { outcome in overview.outcomes[outcome].map { (outcome.title, $0) } })
    },
    .list("reliefBars", barFields) { overview in
        let figures = overview.figures
        return BarChart.rows(
            Relief.allCases.compactMap { relief in figures.byRelief[relief].map { (relief.title, $0.counts) } })
    },
    .list("decadeBars", barFields) { overview in
        BarChart.columns(overview.figures.byDecade.sorted { $0.key < $1.key }.map { ("\($0.key)s", $0.value) })
    },
    .flag("hasProblems") { !$0.problems.isEmpty },
    .flag("hasWarnings") { $0.warnings > 0 },
    .list(
        "problems",
        [
            .text("code") { $0.code.rawValue },
            .text("reason") { $0.code.reason },
            .text("hint") { $0.code.hint },
            .number("rows") { $0.rows },
        ] as [DocumentField<ProblemTotal>]
    ) { $0.problems },
]
