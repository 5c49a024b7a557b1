package import Cases

/// A challenged case with its place in the packet.
package struct PlacedChallenge: Sendable {
    package let challenged: ChallengedCase
    /// Whether a prosecutor answers for the notice; nothing else is filed.
    package let isSigned: Bool
    /// Number of the case among the challenged ones of its jurisdiction, from 1.
    package let sequence: Int
    package let courthouse: Courthouse

    package init(challenged: ChallengedCase, decision: Decision?, sequence: Int, courthouse: Courthouse) {
        self.challenged = challenged
        isSigned = decision != nil
        self.sequence = sequence
        self.courthouse = courthouse
    }

    var person: Person { challenged.person }

    func rests(on ground: ChallengeGround) -> Bool { challenged.counts.contains { $0.ground == ground } }
}

extension ChallengeGround {
    /// The mark beside each count in lists. None of those of relief, so that the two are not taken for each other.
    package var mark: String {
        switch self {
        case .doesNotMeetCriteria: "C"
        case .unreasonableRisk: "P"
        }
    }

    var title: String {
        switch self {
        case .doesNotMeetCriteria: "Does not meet the criteria of section 11361.8"
        case .unreasonableRisk: "Unreasonable risk to public safety"
        }
    }
}

/// What documents say of a group's challenged cases in sum.
package struct ChallengeSummary: Sendable {
    package var figures: ChallengeFigures
    package var people: Int
    /// Of the printed list.
    package var volumes: Int
    /// SHA-256 of `challenged.csv`; empty without challenges.
    package var listDigest: String
    /// Counts filed whose earlier challenge is withdrawn.
    package var withdrawals: Int

    package init(
        figures: ChallengeFigures = ChallengeFigures(), people: Int = 0, volumes: Int = 0, listDigest: String = "",
        withdrawals: Int = 0
    ) {
        self.figures = figures
        self.people = people
        self.volumes = volumes
        self.listDigest = listDigest
        self.withdrawals = withdrawals
    }
}

let challengeSummaryFields: [DocumentField<ChallengeSummary>] = [
    .flag("hasChallenges") { $0.figures.total.cases > 0 },
    .flag("hasWithdrawals") { $0.withdrawals > 0 },
    .record(
        "challenged",
        [
            .number("cases") { $0.figures.total.cases },
            .number("counts") { $0.figures.total.counts },
            .number("people") { $0.people },
            .number("volumes") { $0.volumes },
            .text("listDigest", optional: true) { $0.listDigest },
            .number("withdrawals") { $0.withdrawals },
        ]
    ) { $0 },
    .list(
        "grounds",
        [
            .text("mark") { $0.0.mark },
            .text("name") { $0.0.title },
            .flag("isCriteria") { $0.0 == .doesNotMeetCriteria },
            .flag("isRisk") { $0.0 == .unreasonableRisk },
            .number("cases") { $0.1.cases },
            .number("counts") { $0.1.counts },
        ] as [DocumentField<(ChallengeGround, CaseTotal)>]
    ) { summary in
        ChallengeGround.allCases.compactMap { ground in summary.figures.byGround[ground].map { (ground, $0) } }
    },
]

/// A volume of the list of challenged cases: some thousand in a row, with the totals carried from volume to volume.
package struct ChallengeVolume: Sendable {
    package let number: Int
    package let volumes: Int
    package let carried: CaseTotal
    package let rows: [PlacedChallenge]
    package let summary: GroupSummary

    package init(number: Int, volumes: Int, carried: CaseTotal, rows: [PlacedChallenge], summary: GroupSummary) {
        self.number = number
        self.volumes = volumes
        self.carried = carried
        self.rows = rows
        self.summary = summary
    }

    var subtotal: CaseTotal {
        CaseTotal(cases: rows.count, counts: rows.reduce(0) { $0 + $1.challenged.counts.count })
    }
}

let noticeFields: [DocumentField<EarlierNotice>] = [
    .text("batch") { $0.batch },
    .text("asOf") { $0.asOf.long },
]

/// A challenged count. Nothing of the reasons behind the ground: they are criminal history information.
let challengeCountFields: [DocumentField<ChallengedCount>] = [
    .text("number", optional: true) { $0.count.number },
    .text("section") { $0.count.section.cited },
    .text("offense", optional: true) { $0.count.offense },
    .text("level") { $0.count.level.rawValue },
    .text("convictionDate") { $0.count.convictionDate.long },
    .text("convictionDateISO") { $0.count.convictionDate.iso },
    .flag("isFormer") { $0.count.section.reach == .former },
    .text("mark") { $0.ground.mark },
    .flag("isCriteria") { $0.ground == .doesNotMeetCriteria },
    .flag("isRisk") { $0.ground == .unreasonableRisk },
    .list("amends", noticeFields) { $0.amends.map { [$0] } ?? [] },
]

/// A line of the list as the public reads it.
private let challengeRowFields: [DocumentField<PlacedChallenge>] = [
    .text("sequence") { String($0.sequence) },
    .text("caseNumber") { $0.challenged.number },
    .text("defendant") { $0.person.name.abbreviated },
    .text("courthouse") { $0.courthouse.name },
    .list("counts", challengeCountFields) { $0.challenged.counts },
]

/// What the public defender needs besides, to find the person.
private let contactFields: [DocumentField<PlacedChallenge>] = [
    .text("name") { $0.person.name.natural },
    .flag("hasAkas") { !$0.person.aliases.isEmpty },
    .list("akas", aliasFields) { $0.person.aliases },
]

private func volumeFields(_ rows: [DocumentField<PlacedChallenge>]) -> [DocumentField<ChallengeVolume>] {
    [
        .number("volume") { $0.number },
        .number("volumeCount") { $0.volumes },
        .flag("isFirst") { $0.number == 1 },
        .flag("isLast") { $0.number == $0.volumes },
        .text("firstSequence") { String($0.rows.first?.sequence ?? 0) },
        .text("lastSequence") { String($0.rows.last?.sequence ?? 0) },
        .list("rows", rows) { $0.rows },
        .record("carried", caseTotalFields) { $0.carried },
        .record("subtotal", caseTotalFields) { $0.subtotal },
        .record("running", caseTotalFields) { $0.carried + $0.subtotal },
    ] + summaryFields.map { $0.of(\.summary) }
}

let challengeFields = volumeFields(challengeRowFields)
let defenderLetterFields = volumeFields(challengeRowFields + contactFields)

/// The notice of challenge in one case.
let caseChallengeFields: [DocumentField<PlacedChallenge>] = [
    .record("courthouse", courthouseFields) { $0.courthouse },
    .record(
        "case",
        [
            .text("number") { $0.challenged.number },
            .text("sequence") { String($0.sequence) },
            .text("defendant") { $0.person.name.natural },
            .flag("hasAkas") { !$0.person.aliases.isEmpty },
            .list("akas", aliasFields) { $0.person.aliases },
            .flag("hasCriteria") { $0.rests(on: .doesNotMeetCriteria) },
            .flag("hasRisk") { $0.rests(on: .unreasonableRisk) },
            .flag("hasOneCount") { $0.challenged.counts.count == 1 },
            .number("countTotal") { $0.challenged.counts.count },
            .list("counts", challengeCountFields) { $0.challenged.counts },
        ]
    ) { $0 },
]
