package import Cases

/// A count that is filed, with the notice of challenge that named it.
package struct WithdrawnCount: Sendable {
    package let count: EligibleCount
    package let notice: EarlierNotice
}

let withdrawnCountFields: [DocumentField<WithdrawnCount>] =
    countFields.map { $0.of(\.count) } + [.record("notice", noticeFields) { $0.notice }]

/// The notice that a group's earlier challenges are withdrawn.
package struct Withdrawal: Sendable {
    /// Cases with withdrawn counts, in the order of Exhibit A.
    package let rows: [PlacedCase]
    package let summary: GroupSummary

    package init(rows: [PlacedCase], summary: GroupSummary) {
        self.rows = rows
        self.summary = summary
    }
}

let withdrawalFields: [DocumentField<Withdrawal>] =
    [
        .list(
            "rows",
            [
                .text("sequence") { String($0.sequence) },
                .text("caseNumber") { $0.eligible.number },
                .text("defendant") { $0.person.name.abbreviated },
                .text("courthouse") { $0.courthouse.name },
                .list("counts", withdrawnCountFields) { $0.withdrawn },
            ] as [DocumentField<PlacedCase>]
        ) { $0.rows }
    ] + summaryFields.map { $0.of(\.summary) }
