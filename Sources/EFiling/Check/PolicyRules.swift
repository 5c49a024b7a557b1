import Cases
import Digests
import Filings

/// The court's policy, and the files: what the message says of them has to be so.
struct PolicyRules {
    private let facts: MessageFacts
    private let filing: CaseFiling
    private let papers: [FiledPaper]
    private let policy: CourtPolicy

    static func check(
        _ facts: MessageFacts, of filing: CaseFiling, _ policy: CourtPolicy, _ found: inout RuleFindings
    ) {
        let rules = PolicyRules(facts: facts, filing: filing, papers: filing.papers(by: policy), policy: policy)
        rules.court(&found)
        rules.payment(&found)
        rules.roles(&found)
        rules.lengths(&found)
        for (index, document) in facts.documents.enumerated() { rules.document(index, document, &found) }
        rules.missing(&found)
    }

    private func court(_ found: inout RuleFindings) {
        if facts.courts.isEmpty || !facts.courts.allSatisfy({ found.isEqual($0, policy.courtIdentifier) }) {
            found.add(.otherCourt, .caseCourt, "not the identifier of the court")
        }
        if !found.isEqual(facts.interactionProfile, policy.interactionProfile) {
            found.add(.interactionProfile, .interactionProfile, "not the one that the court supports")
        }
        if !found.isEqual(facts.category, filing.category(by: policy)) {
            found.add(.caseCategory, .caseCategory, "not the court's code for this case")
        }
        if !facts.caseNumbers.allSatisfy({ found.isEqual($0, filing.number) }) {
            found.add(.otherCase, .caseNumber, "not the number of the case")
        }
    }

    /// The wrapper of ECF 4.01 needs a payment also where no fee is due.
    private func payment(_ found: inout RuleFindings) {
        guard let manager = policy.manager else { return }
        if facts.payments != 1 {
            found.add(.payment, .paymentMessage, "\(facts.payments) with the message; there has to be one")
        }
        if facts.accounts.count != 1 || !facts.accounts.allSatisfy({ found.isEqual($0, manager.account) }) {
            found.add(.payment, .paymentID, "not the account that the policy names")
        }
        if !found.isEqual(facts.confidentiality, policy.isConfidential ? "true" : "false") {
            found.add(.accessLevel, .confidentiality, "not what the access levels of the documents say")
        } else if policy.isConfidential, !policy.acceptsRestricted {
            found.add(.accessLevel, .confidentiality, "the court takes no confidential filings")
        }
    }

    private func roles(_ found: inout RuleFindings) {
        let leads = facts.documents.count(where: \.isLead)
        if leads > 1, !policy.acceptsSeveralLeadDocuments {
            found.add(.leadDocuments, .leadDocument, "\(leads); the court takes one in a filing")
        }
    }

    private func lengths(_ found: inout RuleFindings) {
        found.limit(facts.caseTitle, policy.limits.caseTitle, .caseTitle)
        for (node, text) in facts.names {
            found.limit(
                text, node == .organizationName ? policy.limits.organizationName : policy.limits.personName, node)
        }
    }

    /// Every paper is in the message, and every kind that the court wants is among them.
    private func missing(_ found: inout RuleFindings) {
        for paper in papers where !facts.documents.contains(where: { found.isEqual($0.fileName, paper.file.fileName) })
        {
            missing(paper.document, &found)
        }
        for (_, wanted) in filing.wanted(policy) where !papers.contains(where: { $0.document.kind == wanted.kind }) {
            missing(wanted, &found)
        }
    }

    private func missing(_ wanted: CourtPolicy.Document, _ found: inout RuleFindings) {
        found.add(.missingDocument, wanted.role.node, "\(wanted.kind.rawValue) is not in the message")
    }

    private func document(_ index: Int, _ document: MessageFacts.Document, _ found: inout RuleFindings) {
        found.limit(document.title, policy.limits.documentTitle, .title)
        found.limit(document.note, policy.limits.note, .specialHandling)
        reference(index, document, &found)
        if policy.manager != nil, !policy.formats.contains("application/pdf") {
            found.add(.format, .documentType, "the court does not take such files")
        }
        if let format = document.format, !found.isListed(format, policy.formats) {
            found.add(.format, .binaryFormat, "the court does not take such files")
        }
        if policy.manager == nil, !found.isEqual(document.signature, policy.signature) {
            found.add(.signature, .signatureProfile, "not the signature profile of the court")
        }
        guard let file = filing.documents.first(where: { found.isEqual(document.fileName, $0.fileName) }) else {
            return found.add(.missingFile, .binaryID, "no such file goes with the message")
        }
        self.file(file, document, &found)
        guard let wanted = papers.first(where: { $0.file.fileName == file.fileName })?.document else {
            return found.add(.documentRole, document.node, "the court does not take \(file.kind.rawValue)")
        }
        if (wanted.role == .lead) != document.isLead {
            found.add(.documentRole, document.node, "\(wanted.kind.rawValue) is a \(wanted.role.rawValue) document")
        }
        if !found.isEqual(document.filingCode, wanted.filingCode) {
            found.add(.filingCode, .filingCode, "not the court's code for \(wanted.kind.rawValue)")
        }
        if let manager = policy.manager {
            if !found.isEqual(document.component, manager.components[wanted.role] ?? "") {
                found.add(.filingComponent, .component, "not the court's code for \(wanted.role.rawValue) documents")
            }
            if !found.isEqual(document.type, wanted.formatName) {
                found.add(.documentType, .documentType, "not the court's type for \(wanted.kind.rawValue)")
            }
            return
        }
        if wanted.type.isEmpty ? document.type != nil : !found.isEqual(document.type, wanted.type) {
            found.add(.documentType, .documentType, "not the court's type for \(wanted.kind.rawValue)")
        }
        access(document, wanted, &found)
    }

    private func access(
        _ document: MessageFacts.Document, _ wanted: CourtPolicy.Document, _ found: inout RuleFindings
    ) {
        let text = facts.sensitivities.first { $0.id == document.access }?.text
        if !found.isEqual(text, wanted.access.rawValue) {
            found.add(.accessLevel, .sensitivity, "\(wanted.kind.rawValue) has to be \(wanted.access.rawValue)")
        } else if wanted.access != .unsecured, !policy.acceptsRestricted {
            found.add(.accessLevel, .sensitivity, "the court takes no confidential filings")
        }
    }

    /// How a message names the file that travels with it.
    private func reference(_ index: Int, _ document: MessageFacts.Document, _ found: inout RuleFindings) {
        guard let uri = document.uri, let name = document.fileName else { return }
        let scheme = policy.manager?.content == .inline ? "" : "cid:"
        if !(found.bytes[uri].starts(with: scheme.utf8)
            && found.bytes[uri].dropFirst(scheme.utf8.count) == found.bytes[name])
        {
            let form = scheme.isEmpty ? "the name of the file" : "cid: and the name of the file"
            found.add(.attachmentReference, .binaryURI, "not \(form)")
        }
        let isRepeated = facts.documents[..<index].contains {
            $0.uri.map { found.bytes[$0] == found.bytes[uri] } ?? false
        }
        if isRepeated { found.add(.repeatedAttachment, .binaryURI, "two documents have one file") }
        if found.length(name) > policy.limits.fileName {
            found.add(.fileName, .binaryID, "longer than \(policy.limits.fileName) characters")
        }
        if !found.bytes[name].allSatisfy(FileNameRule.isAllowed) || found.bytes[name].first == UInt8(ascii: ".") {
            found.add(.fileName, .binaryID, "has a sign that the court does not take")
        }
        if !found.bytes[name].suffix(4).elementsEqual(".pdf".utf8) {
            found.add(.fileName, .binaryID, "does not end in .pdf")
        }
    }

    private func file(_ file: AttachedDocument, _ document: MessageFacts.Document, _ found: inout RuleFindings) {
        if !file.look.contains(.isPDF) { found.add(.notPDF, .attachment, "the file is no PDF") }
        if file.look.contains(.isEncrypted) { found.add(.encrypted, .attachment, "the file is encrypted") }
        if file.size > policy.limits.attachmentBytes {
            found.add(.attachmentSize, .attachment, "more than \(policy.limits.attachmentBytes) bytes")
        }
        if let pages = file.pages, pages > policy.limits.attachmentPages {
            found.add(.attachmentPages, .attachment, "more than \(policy.limits.attachmentPages) pages")
        }
        content(file, document, &found)
        if let numbers = file.numbersOnPage, numbers != [filing.number] {
            found.add(.caseNumberOnPage, .caseNumber, "the page has another case number, or none")
        }
    }

    /// That the message has the file, or says what is so of it.
    private func content(_ file: AttachedDocument, _ document: MessageFacts.Document, _ found: inout RuleFindings) {
        if policy.manager?.content == .inline {
            if document.content == nil {
                found.add(.missingFile, .attachment, "the message does not have the file")
            } else if !found.isEqual(document.content, file.base64) {
                found.add(.otherHash, .base64, "not the bytes of the file")
            }
            return
        }
        if document.size.map({ Self.bytes(ofKilobytes: found.bytes[$0]) }) != file.size {
            found.add(.otherSize, .binarySize, "not the size of the file")
        }
        if policy.manager == nil, !found.isEqual(document.hash, file.digest.hex) {
            found.add(.otherHash, .renditionHash, "not the SHA-256 of the file")
        }
    }

    /// Reads `41.250` as 41,250 bytes; nil for what is no such number, or has parts of a byte.
    static func bytes(ofKilobytes text: ArraySlice<UInt8>) -> Int? {
        var value = 0
        var decimals: Int?
        for byte in text {
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            guard (48...57).contains(byte), decimals ?? 0 < 3, value < 1 << 50 else { return nil }
            value = value * 10 + Int(byte - 48)
            decimals = decimals.map { $0 + 1 }
        }
        for _ in (decimals ?? 0)..<3 { value *= 10 }
        return text.isEmpty ? nil : value
    }
}

extension CourtPolicy.Role {
    fileprivate var node: MessageName { self == .lead ? .leadDocument : .connectedDocument }
}

extension MessageFacts.Document {
    fileprivate var node: MessageName { isLead ? .leadDocument : .connectedDocument }
}
