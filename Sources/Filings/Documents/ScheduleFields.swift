package import Cases

/// A volume of Exhibit A: some thousand cases in a row, with the totals carried from volume to volume.
package struct ScheduleVolume: Sendable {
    package let number: Int
    package let volumes: Int
    package let carried: CaseTotal
    package let rows: [PlacedCase]
    package let summary: GroupSummary

    package init(
        number: Int, volumes: Int, carried: CaseTotal, rows: [PlacedCase], summary: GroupSummary
    ) {
        self.number = number
        self.volumes = volumes
        self.carried = carried
        self.rows = rows
        self.summary = summary
    }

    var subtotal: CaseTotal {
        CaseTotal(cases: rows.count, counts: rows.reduce(0) { $0 + $1.eligible.counts.count })
    }
}

/// What the public row of the schedule tells.
let scheduleRowFields: [DocumentField<PlacedCase>] = [
    .text("sequence") { String($0.sequence) },
    .text("caseNumber") { $0.eligible.number },
    .text("defendant") { $0.person.name.abbreviated },
    .text("courthouse") { $0.courthouse.name },
    .number("countTotal") { $0.eligible.counts.count },
    .list("counts", countFields) { $0.eligible.counts },
]

/// What the twin for the clerk and the Department of Justice tells besides.
let identifierFields: [DocumentField<PlacedCase>] = [
    .text("fullName", confidential: true) { $0.person.name.indexed },
    .flag("hasAkas") { !$0.person.aliases.isEmpty },
    .list("akas", aliasFields) { $0.person.aliases },
    .text("birthDateISO", optional: true, confidential: true) { $0.person.birthDate?.iso ?? "" },
    .text("ciiNumber", optional: true, confidential: true) { $0.person.ciiNumber },
]

/// Exhibit A. Both twins declare the identifiers; only a confidential document may use them.
let scheduleFields: [DocumentField<ScheduleVolume>] =
    [
        .number("volume") { $0.number },
        .number("volumeCount") { $0.volumes },
        .text("firstSequence") { String($0.rows.first?.sequence ?? 0) },
        .text("lastSequence") { String($0.rows.last?.sequence ?? 0) },
        .flag("isFirst") { $0.number == 1 },
        .flag("isLast") { $0.number == $0.volumes },
        .list("rows", scheduleRowFields + identifierFields) { $0.rows },
        .record("carried", caseTotalFields) { $0.carried },
        .record("subtotal", caseTotalFields) { $0.subtotal },
        .record("running", caseTotalFields) { $0.carried + $0.subtotal },
    ] + summaryFields.map { $0.of(\.summary) }
