package import Cases

/// What the omnibus documents of a group say of its cases. A group is all cases of a jurisdiction, or those of one of
/// its courthouses where the jurisdiction files one motion for each.
package struct GroupSummary: Sendable {
    package var figures: Figures
    package var people: Int
    /// Every input row of the jurisdiction by where it ended.
    package var outcomes: [Outcome: Int]
    package var inputs: [InputFile]
    /// Where the omnibus motion is heard.
    package var courthouse: Courthouse
    /// The county's courthouses, for the names and the order of those that have cases.
    package var courthouses: [Courthouse]
    /// Set when the group is one courthouse of several.
    package var isPerCourthouse: Bool
    /// Set when each case has papers of its own in place of omnibus ones.
    package var isPerCase: Bool
    /// SHA-256 of the group's `schedule.csv`.
    package var listDigest: String
    package var scheduleVolumes: Int
    package var caseVolumes: Int
    package var letterVolumes: Int
    package var hasConfidential: Bool
    package var challenges: ChallengeSummary

    package init(
        figures: Figures, people: Int, outcomes: [Outcome: Int], inputs: [InputFile], courthouse: Courthouse,
        courthouses: [Courthouse], isPerCourthouse: Bool, isPerCase: Bool, listDigest: String, scheduleVolumes: Int,
        caseVolumes: Int, letterVolumes: Int, hasConfidential: Bool, challenges: ChallengeSummary
    ) {
        self.figures = figures
        self.people = people
        self.outcomes = outcomes
        self.inputs = inputs
        self.courthouse = courthouse
        self.courthouses = courthouses
        self.isPerCourthouse = isPerCourthouse
        self.isPerCase = isPerCase
        self.listDigest = listDigest
        self.scheduleVolumes = scheduleVolumes
        self.caseVolumes = caseVolumes
        self.letterVolumes = letterVolumes
        self.hasConfidential = hasConfidential
        self.challenges = challenges
    }

    var rows: Int { outcomes.values.reduce(0, +) }

    func has(_ relief: Relief) -> Bool { figures.byRelief[relief] != nil }
}

extension Outcome {
    /// As reconciliation tables print it.
    var title: String {
        switch self {
        case .filed: "Filed"
        case .held: "Held for review"
        case .referred: "Referred to another office"
        case .notEligible: "Not eligible"
        case .challenged: "Challenged"
        case .rejected: "Rejected"
        case .alreadyFiled: "Filed earlier"
        case .notSelected: "Not selected in this run"
        }
    }
}

/// Something with a name and its cases and counts.
struct NamedTotal: Sendable {
    let name: String
    var district = ""
    let total: CaseTotal
}

let caseTotalFields: [DocumentField<CaseTotal>] = [
    .number("cases") { $0.cases },
    .number("counts") { $0.counts },
]

let outcomeFields: [DocumentField<(Outcome, Int)>] = [
    .text("name") { $0.0.title },
    .number("rows") { $0.1 },
    .flag("isFiled") { $0.0 == .filed },
]

let reliefTotalFields: [DocumentField<(Relief, CaseTotal)>] = [
    .text("code") { $0.0.mark },
    .text("name") { $0.0.title },
    .number("cases") { $0.1.cases },
    .number("counts") { $0.1.counts },
    .flag("isDismiss") { $0.0 == .dismissAndSeal },
    .flag("isRedesignate") { $0.0 == .redesignate },
    .flag("isRecall") { $0.0 == .recall },
]

extension Figures {
    /// The kinds of relief that occur, in the order of the law.
    var reliefs: [(Relief, CaseTotal)] {
        Relief.allCases.compactMap { relief in byRelief[relief].map { (relief, $0) } }
    }
}

/// Figures that schedules, omnibus documents and covers share.
let summaryFields: [DocumentField<GroupSummary>] =
    [
        .record(
            "totals",
            [
                .number("cases") { $0.figures.total.cases },
                .number("counts") { $0.figures.total.counts },
                .number("people") { $0.people },
                .number("rows") { $0.rows },
            ]
        ) { $0 },
        .list("reliefs", reliefTotalFields) { $0.figures.reliefs },
        .flag("hasDismiss") { $0.has(.dismissAndSeal) },
        .flag("hasRedesignate") { $0.has(.redesignate) },
        .flag("hasRecall") { $0.has(.recall) },
        .flag("hasFormerSections") { $0.figures.hasFormerSections },
        .record("courthouse", courthouseFields) { $0.courthouse },
        .flag("isPerCourthouse") { $0.isPerCourthouse },
        .flag("isPerCase") { $0.isPerCase },
        .flag("hasMotion") { !$0.isPerCase && $0.figures.total.cases > 0 },
        .flag("hasCases") { $0.figures.total.cases > 0 },
        .flag("hasConfidential") { $0.hasConfidential },
    ] + challengeSummaryFields.map { $0.of(\.challenges) }

/// The documents that a group gets once: motion, order, declaration, notice of non-challenge, proof of service, cover.
let omnibusFields: [DocumentField<GroupSummary>] =
    summaryFields + [
        .list(
            "sections",
            [
                .text("section") { $0.0 },
                .number("counts") { $0.1 },
            ] as [DocumentField<(String, Int)>]
        ) { $0.figures.bySection.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } },
        .list(
            "levels",
            [
                .text("level") { $0.0.rawValue },
                .number("counts") { $0.1 },
            ] as [DocumentField<(OffenseLevel, Int)>]
        ) { summary in OffenseLevel.allCases.compactMap { level in summary.figures.byLevel[level].map { (level, $0) } }
        },
        .text("earliest") { $0.figures.earliest?.long ?? "" },
        .text("latest") { $0.figures.latest?.long ?? "" },
        .list(
            "courthouses",
            [
                .text("name") { $0.name },
                .text("district", optional: true) { $0.district },
                .number("cases") { $0.total.cases },
                .number("counts") { $0.total.counts },
            ] as [DocumentField<NamedTotal>]
        ) { summary in
            summary.courthouses.compactMap { courthouse in
                summary.figures.byCourthouse[courthouse.id].map {
                    NamedTotal(name: courthouse.name, district: courthouse.district, total: $0)
                }
            }
        },
        .list("outcomes", outcomeFields) { summary in
            Outcome.allCases.compactMap { outcome in summary.outcomes[outcome].map { (outcome, $0) } }
        },
        .list(
            "inputs",
            [
                .text("name") { $0.name },
                .text("sha256") { $0.sha256 },
                .number("rows") { $0.rows },
            ] as [DocumentField<InputFile>]
        ) { $0.inputs },
        .text("listDigest") { $0.listDigest },
        .number("scheduleVolumes") { $0.scheduleVolumes },
        .number("caseVolumes") { $0.caseVolumes },
        .number("letterVolumes") { $0.letterVolumes },
        .flag("hasCaseDocuments") { $0.caseVolumes > 0 },
        .flag("hasLetters") { $0.letterVolumes > 0 },
    ]
