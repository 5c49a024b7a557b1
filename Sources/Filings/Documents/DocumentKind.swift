package import Cases
package import TemplateEngine

/// The documents that Vacatur writes. The raw value names the template: `motion` is `motion.html.mustache`.
///
/// The numbers D1 to D13 in the comments are those of the document matrix in `Templates/README.md`.
package enum DocumentKind: String, CaseIterable, Sendable {
    /// D1: notice of motion, motion and memorandum for all cases of a group.
    case motion
    /// D2: Exhibit A, the public schedule of cases, in volumes.
    case schedule
    /// D3: its twin with identifiers, for the clerk and the Department of Justice.
    case scheduleConfidential = "schedule-confidential"
    /// D4: how the list was made, under penalty of perjury (Code Civ. Proc. 2015.5).
    case declaration
    /// D5: the proposed order.
    case order
    /// D6: motion and proposed order of one case.
    case caseMotion = "case-motion"
    case caseOrder = "case-order"
    /// D7: notice that the prosecution does not challenge (H&S 11361.9(c)(3)), for all cases and for one.
    case nonChallenge = "non-challenge"
    case caseNotice = "case-notice"
    /// D8: notice that the prosecution challenges (H&S 11361.9(c)(2)), with the list, in volumes; and for one case.
    case challenge
    case caseChallenge = "case-challenge"
    /// D8: notice that an earlier challenge is withdrawn.
    case withdrawal
    /// D9: to the public defender, with the people to tell (H&S 11361.9(c)(4)), in volumes.
    case defenderLetter = "defender-letter"
    /// D10: one letter for all of a person's cases, English and Spanish.
    case letter
    /// D10, once the court has acted: all cases of a person in which it granted relief, English and Spanish.
    case grantedLetter = "granted-letter"
    /// D11: what the court ordered in each case, for the Department of Justice, in volumes for each order.
    case dispositionNotice = "disposition-notice"
    /// D12
    case proofOfService = "proof-of-service"
    /// D13: packing list and control totals.
    case cover
    /// The sheet before each case of a print job; not filed.
    case separator
    /// The print jobs of a packet with their sheets, for whoever prints them; not filed.
    case printTicket = "print-ticket"
    /// The whole batch at a glance, for the office; not filed.
    case index
    /// Impact and statistics of a screening and its review, for the public and for those who decide; not filed.
    case report
    /// How far filings have come, for the public and for those who decide; not filed.
    case progress

    /// The documents that belong to no packet; they are made from `base` alone.
    package static let ofOffice: [DocumentKind] = [.index, .report, .progress]

    /// The documents that a group of cases to be filed gets once, in the order of the packet.
    package static let omnibus: [DocumentKind] = [.motion, .declaration, .order, .nonChallenge]

    /// The documents about what the court granted, which belong to no packet of filings.
    package static let ofDispositions: [DocumentKind] = [.dispositionNotice, .grantedLetter]

    /// The documents of each case, in the order of its folder.
    package static let ofCase: [DocumentKind] = [.caseMotion, .caseOrder, .caseNotice]

    /// The papers of a case as print jobs and uploads name them.
    package static func of(_ paper: CasePaper) -> DocumentKind {
        switch paper {
        case .motion: .caseMotion
        case .order: .caseOrder
        case .notice: .caseNotice
        }
    }

    /// The file's name in its folder.
    package var fileName: String {
        switch self {
        case .caseMotion: "motion.html"
        case .caseOrder: "order.html"
        case .caseNotice: "notice.html"
        case .caseChallenge: "challenge.html"
        default: rawValue + ".html"
        }
    }

    /// The file's name where the document goes on in volumes: the first has the plain name, `challenge-0002.html` follows.
    package func fileName(ofVolume number: Int) -> String {
        number == 1
            ? fileName : "\(rawValue)-\(SafeName.serial(number)).html"
    }

    /// The document and the volume that a file name of `fileName(ofVolume:)` is of; nil for other names.
    static func volume(of file: String) -> (kind: DocumentKind, number: Int)? {
        for kind in [DocumentKind.challenge, .defenderLetter] {
            if file == kind.fileName { return (kind, 1) }
            let stem = "\(kind.rawValue)-"
            guard file.hasPrefix(stem), file.hasSuffix(".html") else { continue }
            if let number = Int(file.dropFirst(stem.utf8.count).dropLast(5)), number > 1 { return (kind, number) }
        }
        return nil
    }

    /// As a packing list names it.
    package var title: String {
        switch self {
        case .motion: "Notice of motion and motion, memorandum"
        case .schedule: "Exhibit A, schedule of cases"
        case .scheduleConfidential: "Exhibit A, confidential version"
        case .declaration: "Declaration"
        case .order: "Proposed order"
        case .caseMotion: "Motion in one case"
        case .caseOrder: "Proposed order in one case"
        case .nonChallenge: "Notice of non-challenge"
        case .caseNotice: "Notice of non-challenge in one case"
        case .challenge: "Notice of challenge"
        case .caseChallenge: "Notice of challenge in one case"
        case .withdrawal: "Notice of withdrawal of challenge"
        case .defenderLetter: "Letter to the public defender"
        case .letter: "Letter to the person"
        case .grantedLetter: "Letter to the person: relief granted"
        case .dispositionNotice: "Notice of dispositions to the Department of Justice"
        case .proofOfService: "Proof of service"
        case .cover: "Cover with control totals"
        case .separator: "Separator of cases"
        case .printTicket: "Print ticket"
        case .index: "Index of the batch"
        case .report: "Impact report"
        case .progress: "Progress of filings"
        }
    }

    /// Who may read it. A confidential field in a public document does not compile.
    package var audience: Audience {
        self == .scheduleConfidential || self == .dispositionNotice ? .confidential : .public
    }

    /// Whether the court files it as a paper, on pleading paper (Cal. Rules of Court, rules 2.100 to 2.119).
    var isPleading: Bool {
        switch self {
        case .motion, .declaration, .order, .caseMotion, .caseOrder, .nonChallenge, .caseNotice, .challenge,
            .caseChallenge, .withdrawal, .proofOfService:
            true
        case .schedule, .scheduleConfidential, .defenderLetter, .letter, .grantedLetter, .dispositionNotice, .cover,
            .separator, .printTicket, .index, .report, .progress:
            false
        }
    }

    var schema: Schema {
        switch self {
        case .motion, .declaration, .order, .nonChallenge, .proofOfService: DocumentForms.omnibus.schema
        case .schedule, .scheduleConfidential: DocumentForms.schedule.schema
        case .caseMotion, .caseOrder, .caseNotice: DocumentForms.ofCase.schema
        case .challenge: DocumentForms.challenge.schema
        case .caseChallenge: DocumentForms.ofChallenge.schema
        case .withdrawal: DocumentForms.withdrawal.schema
        case .defenderLetter: DocumentForms.defenderLetter.schema
        case .letter: DocumentForms.letter.schema
        case .grantedLetter: DocumentForms.grantedLetter.schema
        case .dispositionNotice: DocumentForms.disposition.schema
        case .cover: DocumentForms.cover.schema
        case .separator: DocumentForms.separator.schema
        case .printTicket: DocumentForms.printTicket.schema
        case .index: DocumentForms.index.schema
        case .report: DocumentForms.report.schema
        case .progress: DocumentForms.progress.schema
        }
    }
}
