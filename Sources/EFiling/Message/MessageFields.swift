import Cases
import Digests
import Filings
import TemplateEngine

/// One case at its place in a request.
struct Envelope: Sendable {
    let setting: MessageSetting
    let filing: CaseFiling
    let identifier: String
    /// Begins every id of the case: `c1-`, `c2-` …
    let prefix: String

    var placed: PlacedCase { filing.placed }

    /// The documents of a role; numbered from 1 in the order of the policy, as the clerk sees them.
    func documents(_ role: CourtPolicy.Role) -> [EnvelopeDocument] {
        let wanted = filing.wanted(setting.policy)
        let lead = wanted.first { $0.document.role == .lead }?.number ?? 1
        var found: [EnvelopeDocument] = []
        for (number, document) in wanted where document.role == role {
            guard let file = filing.documents.first(where: { $0.kind == document.kind }) else { continue }
            found.append(
                EnvelopeDocument(
                    number: number, parent: lead, document: document, file: file,
                    note: role == .lead ? setting.policy.note : "", signature: setting.policy.signature))
        }
        return found
    }

    /// The arrest behind the first count that has one; ECF's criminal case takes one at most.
    var arrest: EnvelopeArrest? {
        let counts = placed.eligible.counts
        guard let count = counts.first(where: { $0.count.arrestDate != nil })?.count, let date = count.arrestDate else {
            return nil
        }
        return EnvelopeArrest(
            date: date, agency: count.arrestingAgency,
            charges: counts.indices.filter { counts[$0].count.arrestDate == date }.map { $0 + 1 })
    }

    var counts: [EnvelopeCount] {
        placed.eligible.counts.enumerated().map { EnvelopeCount(position: $0 + 1, count: $1.count) }
    }
}

struct EnvelopeDocument: Sendable {
    let number: Int
    let parent: Int
    let document: CourtPolicy.Document
    let file: AttachedDocument
    /// To the clerk.
    let note: String
    let signature: String

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
    .text("signature") { $0.signature },
    .text("format") { _ in "application/pdf" },
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
    .record(
        "courthouse",
        [
            .text("name") { $0.name },
            .text("district", optional: true) { $0.district },
        ]
    ) { $0.placed.courthouse },
    .record(
        "case",
        [
            .text("number") { $0.placed.eligible.number },
            // The court's own system knows its cases by number until it has told us another identifier.
            .text("trackingId") { $0.placed.eligible.number },
            .text("title") { "The People of the State of California v. \($0.placed.eligible.person.name.natural)" },
            .text("shortTitle") { "People v. \($0.placed.eligible.person.name.last)" },
            .text("category") { $0.setting.policy.category(of: $0.placed.eligible) },
        ]
    ) { $0 },
    .record(
        "defendant",
        [
            .text("given", optional: true) { $0.first },
            .text("middle", optional: true) { $0.middle },
            .text("surname") { $0.last },
            .text("suffix", optional: true) { $0.suffix },
        ]
    ) { $0.placed.eligible.person.name },
    .list("counts", countFields) { $0.counts },
    .list("connected", documentFields) { $0.documents(.connected) },
    .list("lead", documentFields) { $0.documents(.lead) },
    .list("arrest", arrestFields) { $0.arrest.map { [$0] } ?? [] },
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
