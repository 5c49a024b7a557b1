package import Cases

/// A case with its place in the packet.
package struct PlacedCase: Sendable {
    package let eligible: EligibleCase
    /// Whether a prosecutor approved it; nothing else is filed.
    package let isApproved: Bool
    /// Number of the case within its jurisdiction's packet, from 1.
    package let sequence: Int
    package let courthouse: Courthouse
    /// Counts that an earlier notice challenged; that challenge is withdrawn.
    package let withdrawn: [WithdrawnCount]
    /// The day of the order that granted relief; nil in all papers that come before it.
    package let granted: CalendarDate?

    package init(
        standing: Standing, sequence: Int, courthouse: Courthouse, withdrawn: [WithdrawnChallenge] = [],
        granted: CalendarDate? = nil
    ) {
        self.granted = granted
        eligible = standing.eligible
        if case .approved = standing { isApproved = true } else { isApproved = false }
        self.sequence = sequence
        self.courthouse = courthouse
        self.withdrawn = withdrawn.compactMap { challenge in
            standing.eligible.counts.first { $0.count.place == challenge.place }
                .map { WithdrawnCount(count: $0, notice: challenge.notice) }
        }
    }

    var person: Person { eligible.person }

    func asks(for relief: Relief) -> Bool { eligible.counts.contains { $0.relief == relief } }
}

extension Relief {
    /// The mark beside each count in schedules, by which motion and order speak of all counts of one relief.
    package var mark: String {
        switch self {
        case .dismissAndSeal: "D"
        case .redesignate: "R"
        case .recall: "S"
        }
    }

    var title: String {
        switch self {
        case .dismissAndSeal: "Dismissal and sealing"
        case .redesignate: "Redesignation"
        case .recall: "Recall of sentence"
        }
    }
}

/// The fields of a count that every document shares.
let countFields: [DocumentField<EligibleCount>] = [
    .text("number", optional: true) { $0.count.number },
    .text("section") { $0.count.section.cited },
    .text("offense", optional: true) { $0.count.offense },
    .text("level") { $0.count.level.rawValue },
    .text("newLevel") { $0.count.level.redesignated.rawValue },
    .text("convictionDate") { $0.count.convictionDate.long },
    .text("convictionDateISO") { $0.count.convictionDate.iso },
    .text("convictionDateSpanish") { $0.count.convictionDate.longSpanish },
    .text("arrestDate", optional: true) { $0.count.arrestDate?.long ?? "" },
    .text("arrestDateISO", optional: true) { $0.count.arrestDate?.iso ?? "" },
    .text("arrestingAgency", optional: true) { $0.count.arrestingAgency },
    .text("code") { $0.relief.mark },
    .flag("isDismiss") { $0.relief == .dismissAndSeal },
    .flag("isRedesignate") { $0.relief == .redesignate },
    .flag("isRecall") { $0.relief == .recall },
    .flag("isFormer") { $0.count.section.reach == .former },
]

let aliasFields: [DocumentField<String>] = [.text("name") { $0 }]

/// The documents of one case: motion, order, notice.
let caseFields: [DocumentField<PlacedCase>] = [
    .record("courthouse", courthouseFields) { $0.courthouse },
    .record(
        "case",
        [
            .text("number") { $0.eligible.number },
            .text("sequence") { String($0.sequence) },
            .text("defendant") { $0.person.name.natural },
            .flag("hasAkas") { !$0.person.aliases.isEmpty },
            .list("akas", aliasFields) { $0.person.aliases },
            .flag("hasDismiss") { $0.asks(for: .dismissAndSeal) },
            .flag("hasRedesignate") { $0.asks(for: .redesignate) },
            .flag("hasRecall") { $0.asks(for: .recall) },
            .flag("hasOneCount") { $0.eligible.counts.count == 1 },
            .number("countTotal") { $0.eligible.counts.count },
            .list("counts", countFields) { $0.eligible.counts },
            .flag("hasWithdrawn") { !$0.withdrawn.isEmpty },
            .list("withdrawn", withdrawnCountFields) { $0.withdrawn },
        ]
    ) { $0 },
]

/// A person's letter: all of the person's cases in one packet.
package struct PersonLetter: Sendable {
    /// Number of the letter within the packet, from 1.
    package let number: Int
    /// Never empty; all of one person.
    package let cases: [PlacedCase]
    /// The first address of the cases to which a letter can be mailed; else why the first that is given does not do.
    package let destination: Result<MailingAddress, AddressFault>

    package init(number: Int, cases: [PlacedCase]) {
        self.number = number
        self.cases = cases
        var fault = AddressFault.noAddress
        var found: MailingAddress?
        for placed in cases where found == nil {
            do throws(AddressFault) {
                found = try MailingAddress(placed.person.address, of: cases[0].person.name)
            } catch {
                if fault == .noAddress { fault = error }
            }
        }
        destination = found.map { .success($0) } ?? .failure(fault)
    }

    var person: Person? { cases.first?.person }
    var address: MailingAddress? { try? destination.get() }
}

let letterFields: [DocumentField<PersonLetter>] = letterFields(of: letterCaseFields)

/// The letter that tells of relief granted: the same, and the day of each case's order.
let grantedLetterFields: [DocumentField<PersonLetter>] = letterFields(
    of: letterCaseFields + [
        .text("orderDate") { $0.granted?.long ?? "" },
        .text("orderDateSpanish") { $0.granted?.longSpanish ?? "" },
    ])

private func letterFields(of cases: [DocumentField<PlacedCase>]) -> [DocumentField<PersonLetter>] {
    [
        .record("letter", [.text("number") { String($0.number) }]) { $0 },
        .record(
            "person",
            [
                .text("name") { $0.person?.name.natural ?? "" },
                .flag("hasAddress") { $0.address != nil },
                .text("street", optional: true) { $0.address?.street ?? "" },
                .text("city", optional: true) { $0.address?.city ?? "" },
                .text("state", optional: true) { $0.address?.state ?? "" },
                .text("zip", optional: true) { $0.address?.zip ?? "" },
            ]
        ) { $0 },
        .number("caseTotal") { $0.cases.count },
        .flag("hasOneCase") { $0.cases.count == 1 },
        .flag("hasDismiss") { $0.cases.contains { $0.asks(for: .dismissAndSeal) } },
        .flag("hasRedesignate") { $0.cases.contains { $0.asks(for: .redesignate) } },
        .flag("hasRecall") { $0.cases.contains { $0.asks(for: .recall) } },
        .list("cases", cases) { $0.cases },
    ]
}

private let letterCaseFields: [DocumentField<PlacedCase>] = [
    .text("number") { $0.eligible.number },
    .text("courthouse") { $0.courthouse.name },
    .flag("hasDismiss") { $0.asks(for: .dismissAndSeal) },
    .flag("hasRedesignate") { $0.asks(for: .redesignate) },
    .flag("hasRecall") { $0.asks(for: .recall) },
    .list("counts", countFields) { $0.eligible.counts },
]
