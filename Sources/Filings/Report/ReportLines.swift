import Cases

/// A line of a table of convictions.
struct ReportLine: Sendable {
    let label: String
    let total: ImpactTotal
    /// Of all convictions: `64%`.
    let share: String

    static let fields: [DocumentField<ReportLine>] = [
        .text("label") { $0.label },
        .number("convictions") { $0.total.convictions },
        .number("people") { $0.total.people },
        .text("share") { $0.share },
    ]
}

/// Convictions of one determination, by section.
struct FoundLine: Sendable {
    let label: String
    let cells: [Int]
    let total: ImpactTotal

    static let fields: [DocumentField<FoundLine>] = [
        .text("label") { $0.label },
        .list("cells", [.number("convictions") { $0 }]) { $0.cells },
        .number("convictions") { $0.total.convictions },
        .number("people") { $0.total.people },
    ]
}

/// A reason for a determination.
struct ReasonLine: Sendable {
    let determination: String
    let line: ReportLine

    static let fields: [DocumentField<ReasonLine>] =
        [.text("determination") { $0.determination }] + ReportLine.fields.map { $0.of(\ReasonLine.line) }
}

/// What one choice leaves on people's records.
struct ChoiceLine: Sendable {
    let label: String
    let people: RecordTotals
    /// People who have such a thing today.
    let having: RecordTotals

    static let fields: [DocumentField<ChoiceLine>] = [
        .text("label") { $0.label },
        .number("felony") { $0.people.felony },
        .number("conviction") { $0.people.conviction },
        .number("recent") { $0.people.recentConviction },
        .text("felonyShare", optional: true) { percentage($0.people.felony, of: $0.having.felony) },
        .text("convictionShare", optional: true) { percentage($0.people.conviction, of: $0.having.conviction) },
        .text("recentShare", optional: true) { percentage($0.people.recentConviction, of: $0.having.recentConviction) },
    ]
}

/// The quarterly figures of one court.
struct CourtLine: Sendable {
    let label: String
    let figures: ReviewFigures

    static let fields: [DocumentField<CourtLine>] = [
        .text("label") { $0.label },
        .number("listed") { $0.figures.listed },
        .number("eligible") { $0.figures.eligible },
        .number("unchallenged") { $0.figures.allUnchallenged },
        .number("dismiss") { $0.figures.unchallenged[.dismissAndSeal] ?? 0 },
        .number("redesignate") { $0.figures.unchallenged[.redesignate] ?? 0 },
        .number("recall") { $0.figures.unchallenged[.recall] ?? 0 },
        .number("challenged") { $0.figures.allChallenged },
        .number("pendingAtCourt") { $0.figures.pendingAtCourt },
        .number("pendingReview") { $0.figures.pendingReview },
    ]
}

/// Rulings of one quarter, by kind.
struct QuarterLine: Sendable {
    let label: String
    let kinds: [String: Int]

    static let fields: [DocumentField<QuarterLine>] =
        [.text("label") { $0.label }]
        + [("approved", "approve"), ("held", "hold"), ("referred", "refer")].map { name, kind in
            .number(name) { $0.kinds[kind] ?? 0 }
        }
        + [
            .number("challenged") { line in
                line.kinds.filter { $0.key.hasPrefix("challenge") }.values.reduce(0, +)
            }
        ]
}

/// People by race or sex, and one of a few outcomes.
struct PeopleBlock: Sendable {
    let trait: String
    let about: String
    let id: String
    let table: PublishedTable
    let titles: [String]

    /// A group with its cells; nil where suppressed.
    private struct Group: Sendable {
        let label: String
        let people: Int
        let cells: [Int?]
    }

    private static let groupFields: [DocumentField<Group>] = [
        .text("label") { $0.label },
        .number("people") { $0.people },
        .list(
            "cells",
            [
                .flag("isSuppressed") { $0.cell == nil },
                .number("people") { $0.cell ?? 0 },
                .text("share", optional: true) { percentage($0.cell ?? 0, of: $0.whole) },
            ] as [DocumentField<(cell: Int?, whole: Int)>]
        ) { group in group.cells.map { ($0, group.people) } },
    ]

    static let fields: [DocumentField<PeopleBlock>] = [
        .text("trait") { $0.trait },
        .text("about") { $0.about },
        .text("id") { $0.id },
        .flag("hasGroups") { !$0.table.groups.isEmpty },
        .list("outcomes", [.text("label") { $0 }]) { $0.titles },
        .list("groups", groupFields) { block in
            block.table.groups.map { group in
                let names = group.values.map { $0.isEmpty ? "Not given" : $0 }
                return Group(
                    label: names.count > 1 ? "Together: \(names.joined(separator: ", "))" : names.joined(),
                    people: group.total.people, cells: group.cells.map { $0?.people })
            }
        },
    ]
}
