import Cases
import Digests
import Filings
import TemplateEngine

/// One filing at its place in a request.
struct Envelope: Sendable {
    let setting: MessageSetting
    let filing: CaseFiling
    let identifier: String
    /// Begins every id of the case: `c1-`, `c2-` …
    let prefix: String

    /// The documents of a role, in the order of the message.
    func documents(_ role: CourtPolicy.Role) -> [EnvelopeDocument] {
        let papers = filing.papers(by: setting.policy)
        let lead = papers.first { $0.document.role == .lead }?.number ?? 1
        let order = (papers.filter { $0.document.role == .lead } + papers.filter { $0.document.role == .connected })
            .map(\.number)
        return papers.filter { $0.document.role == role }.map { paper in
            EnvelopeDocument(
                sequence: filing.sequence, number: paper.number, parent: lead, document: paper.document,
                file: paper.file, place: order.firstIndex(of: paper.number) ?? 0,
                note: role == .lead ? setting.policy.note : "", policy: setting.policy)
        }
    }

    /// The arrest behind the first count that has one; ECF's criminal case takes one at most.
    var arrest: EnvelopeArrest? {
        let counts = filing.counts
        guard let count = counts.first(where: { $0.count.arrestDate != nil })?.count, let date = count.arrestDate else {
            return nil
        }
        return EnvelopeArrest(
            date: date, agency: count.arrestingAgency,
            charges: counts.indices.filter { counts[$0].count.arrestDate == date }.map { $0 + 1 })
    }

    var counts: [EnvelopeCount] {
        filing.counts.enumerated().map { EnvelopeCount(position: $0 + 1, count: $1.count) }
    }
}

struct EnvelopeDocument: Sendable {
    /// Of the case, in the packet.
    let sequence: Int
    let number: Int
    let parent: Int
    let document: CourtPolicy.Document
    let file: AttachedDocument
    /// Among those of the filing from 0, the lead documents first.
    let place: Int
    /// To the clerk.
    let note: String
    let policy: CourtPolicy

    /// Whether the file is part of the message.
    var isEmbedded: Bool { policy.manager?.content == .inline }

    /// In kilobytes of 1,000 bytes, to the byte.
    var kilobytes: String {
        let digits = String(file.size % 1_000)
        return "\(file.size / 1_000)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}

struct EnvelopeArrest: Sendable {
    let date: CalendarDate
    let agency: String
    /// Positions of the counts that it led to.
    let charges: [Int]
}

struct EnvelopeCount: Sendable {
    let position: Int
    let count: Count
}

private let documentFields: [DocumentField<EnvelopeDocument>] = [
    .text("number") { String($0.number) },
    .text("parent") { String($0.parent) },
    .text("title") { $0.document.title },
    .text("description") { $0.document.description },
    .text("filingCode") { $0.document.filingCode },
    .text("documentType", optional: true) { $0.document.type },
    .text("access") { $0.document.access.rawValue },
    .text("note", optional: true) { $0.note },
    .text("signature") { $0.policy.signature },
    .text("format") { _ in "application/pdf" },
    // What ECF 4.01 has besides.
    .text("sequence") { String($0.place) },
    .text("reference") { "\($0.sequence)-\($0.number)" },
    .text("formatName") { $0.document.formatName },
    .text("component") { $0.policy.manager?.components[$0.document.role] ?? "" },
    .flag("isEmbedded") { $0.isEmbedded },
    .text("content", optional: true) { $0.isEmbedded ? $0.file.base64 : "" },
    .text("pages", optional: true) { $0.file.pages.map { String($0) } ?? "" },
    .text("filingAction") { $0.policy.service.isEmpty ? "EFile" : "EFileAndServe" },
    .text("fileName") { $0.file.fileName },
    .text("sha256") { $0.file.digest.hex },
    .text("kilobytes") { $0.kilobytes },
]

private let countFields: [DocumentField<EnvelopeCount>] = [
    .text("position") { String($0.position) },
    .text("section") { $0.count.section.cited },
    .text("offense", optional: true) { $0.count.offense },
    .text("level") { $0.count.level.rawValue },
    .text("convictionDateISO") { $0.count.convictionDate.iso },
]

private let arrestFields: [DocumentField<EnvelopeArrest>] = [
    .text("date") { $0.date.iso },
    .text("agency", optional: true) { $0.agency },
    .list("charges", [DocumentField<Int>.text("position") { String($0) }]) { $0.charges },
]

/// The fields of one case of a message; `Templates/README.md` lists them.
let envelopeFields: [DocumentField<Envelope>] = [
    .text("prefix") { $0.prefix },
    .text("messageId") { $0.identifier },
    .flag("isConfidential") { $0.setting.policy.isConfidential },
    .flag("hasTrackingId") { $0.setting.policy.manager?.tracksByNumber ?? true },
    .record(
        "courthouse",
        [
            .text("name") { $0.name },
            .text("district", optional: true) { $0.district },
        ]
    ) { $0.filing.courthouse },
    .record(
        "case",
        [
            .text("number") { $0.filing.number },
            // The court's own system knows its cases by number until it has told us another identifier.
            .text("trackingId") { $0.filing.number },
            .text("title") { $0.filing.title },
            .text("shortTitle") { $0.filing.shortTitle },
            .text("category") { $0.filing.category(by: $0.setting.policy) },
        ]
    ) { $0 },
    // None in the court's master case.
    .list(
        "defendant",
        [
            .text("given", optional: true) { $0.first },
            .text("middle", optional: true) { $0.middle },
            .text("surname") { $0.last },
            .text("suffix", optional: true) { $0.suffix },
        ] as [DocumentField<PersonName>]
    ) { $0.filing.defendant.map { [$0] } ?? [] },
    .list("counts", countFields) { $0.counts },
    .list("connected", documentFields) { $0.documents(.connected) },
    .list("lead", documentFields) { $0.documents(.lead) },
    .list("arrest", arrestFields) { $0.arrest.map { [$0] } ?? [] },
]

/// Nothing where the court has no manager, which makes no message of ECF 4.01 then.
private let managerFields: [DocumentField<CourtPolicy>] = [
    .text("account") { $0.manager?.account ?? "" },
    .text("feeReason", optional: true) { $0.manager?.feeReason ?? "" },
    .text("feeText", optional: true) { $0.manager?.feeText ?? "" },
    .text("caseType", optional: true) { $0.manager?.caseType ?? "" },
    .text("filerType", optional: true) { $0.manager?.filerType ?? "" },
    .text("peopleRole") { $0.manager?.peopleRole ?? "" },
    .text("attorneyRole") { $0.manager?.attorneyRole ?? "" },
    .text("defendantRole") { $0.manager?.defendantRole ?? "" },
]

/// The fields that are the same in all messages of a packet.
let settingFields: [DocumentField<MessageSetting>] = [
    .text("postedAt") { $0.postedAt },
    .record(
        "policy",
        [
            .text("courtIdentifier") { $0.courtIdentifier },
            .text("courtName") { $0.courtName },
            .text("senderLocation") { $0.senderLocation },
            .text("interactionProfile") { $0.interactionProfile },
            .list(
                "service",
                [
                    DocumentField<CourtPolicy.ServiceRecipient>.text("location") { $0.location },
                    .text("profile") { $0.profile },
                    .text("recipient") { $0.recipient },
                ]
            ) { $0.service },
        ]
    ) { $0.policy },
    .record("manager", managerFields) { $0.policy },
    .record(
        "office",
        [
            .text("name") { $0.name },
            .text("email", optional: true) { $0.email },
        ]
    ) { $0.context.jurisdiction.office },
    .record(
        "attorney",
        [
            .text("given", optional: true) { $0.name.split(separator: " ").dropLast().joined(separator: " ") },
            .text("surname") { $0.name.split(separator: " ").last.map(String.init) ?? "" },
            .text("barNumber") { $0.barNumber },
        ]
    ) { $0.reviewer },
]
