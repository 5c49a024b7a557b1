package import Cases

/// What every document of a packet can name: who files, where, as of when.
package struct PacketContext: Sendable {
    package let county: County
    package let jurisdiction: Jurisdiction
    package let asOf: CalendarDate
    /// The prosecutor who approved the cases; nil makes every document a draft.
    package let reviewer: Reviewer?
    /// Name of the batch folder, the same in every document.
    package let batchName: String
    /// Name and version of the program, as a declaration cites it.
    package let program: String
    /// Where the rows come from; nil for lists.
    package let screening: ScreeningStamp?

    package init(
        county: County, jurisdiction: Jurisdiction, asOf: CalendarDate, reviewer: Reviewer?, batchName: String,
        program: String, screening: ScreeningStamp? = nil
    ) {
        self.county = county
        self.jurisdiction = jurisdiction
        self.asOf = asOf
        self.reviewer = reviewer
        self.batchName = batchName
        self.program = program
        self.screening = screening
    }

    /// Drafts say so on every page, and mark what is missing.
    package var isDraft: Bool { reviewer == nil }
}

/// A line of an address.
let addressLine: [DocumentField<String>] = [.text("line") { $0 }]

let packetFields: [DocumentField<PacketContext>] = [
    .flag("draft") { $0.isDraft },
    .text("asOf") { $0.asOf.long },
    .text("asOfISO") { $0.asOf.iso },
    .text("asOfSpanish") { $0.asOf.longSpanish },
    .text("program") { $0.program },
    .record(
        "county",
        [
            .text("name") { $0.name },
            .text("courtTitle") { $0.courtTitle },
        ]
    ) { $0.county },
    .record(
        "jurisdiction",
        [
            .text("id") { $0.id },
            .text("name") { $0.name },
            .flag("isCounty") { $0.prosecutesFelonies },
        ]
    ) { $0.jurisdiction },
    .record(
        "office",
        [
            .text("name") { $0.name },
            .text("division", optional: true) { $0.division },
            .list("address", addressLine) { $0.address },
            .text("telephone") { $0.telephone },
            .text("email", optional: true) { $0.email },
            .text("head", optional: true) { $0.head },
            .text("headTitle") { $0.headTitle },
            .text("deputyTitle") { $0.deputyTitle },
        ]
    ) { $0.jurisdiction.office },
    .record(
        "attorney",
        [
            .text("name") { $0.reviewer?.name ?? "" },
            .text("barNumber") { $0.reviewer?.barNumber ?? "" },
        ]
    ) { $0 },
    .record(
        "matter",
        [
            .text("number", optional: true) { $0.masterCaseNumber },
            .text("department", optional: true) { $0.department },
            .text("hearing", optional: true) { $0.hearing },
        ]
    ) { $0.jurisdiction },
    .record(
        "publicDefender",
        [
            .text("name") { $0.name },
            .list("address", addressLine) { $0.address },
            .text("telephone") { $0.telephone },
        ]
    ) { $0.county.publicDefender },
    .record("batch", [.text("name") { $0.batchName }]) { $0 },
    .list("screening", screeningFields) { $0.screening.map { [$0] } ?? [] },
]

let courthouseFields: [DocumentField<Courthouse>] = [
    .text("name") { $0.name },
    .text("district") { $0.district },
    .list("address", addressLine) { $0.address },
]
