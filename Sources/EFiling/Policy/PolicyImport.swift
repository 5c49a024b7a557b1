package import Cases
import Filings

/// Makes an entry of `court-policy.yaml` out of a court's answer to GetPolicy and the entry that held before, which gives
/// what no answer has: titles of documents, the rule for file names, lengths of texts.
package enum PolicyImport {
    /// Why an answer cannot become our policy.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Parameters:
    ///   - answer: what the court said.
    ///   - policy: the entry that held before.
    ///   - from: the day from which it is to hold, where the answer does not say.
    /// - Returns: the entry, as the item of the list `policies`, with what a person has to look at in comments.
    /// - Throws: why the answer does not suit.
    package static func entry(
        _ answer: PolicyAnswer, over policy: CourtPolicy, from: CalendarDate
    ) throws(Refusal) -> String {
        guard policy.manager == nil else {
            throw Refusal(description: "the policy before is of ECF 4.01, and what is read is an answer of ECF 5.0")
        }
        guard answer.caseTypes.contains("criminal") else {
            throw Refusal(description: "the court takes no criminal cases")
        }
        guard let signature = CodeLists.signatures.prefix(2).first(where: answer.signatures.contains) else {
            throw Refusal(description: "the court wants signatures that need more than their code")
        }
        guard let profile = CodeLists.interactionProfiles(.ecf5).first(where: answer.interactionProfiles.contains)
        else {
            throw Refusal(description: "the court supports no interaction profile of ECF 5.0")
        }
        var new = policy
        new.signature = signature
        new.interactionProfile = profile
        new.version = answer.version
        if !answer.courtIdentifier.isEmpty { new.courtIdentifier = answer.courtIdentifier }
        if !answer.courtName.isEmpty { new.courtName = answer.courtName }
        new.acceptsRestricted = answer.acceptsConfidential
        new.acceptsSeveralLeadDocuments = answer.acceptsSeveralLeadDocuments
        if let bytes = answer.attachmentBytes { new.limits.attachmentBytes = bytes }
        if let bytes = answer.messageBytes { new.limits.messageBytes = bytes }
        if let pages = answer.attachmentPages { new.limits.attachmentPages = pages }
        let lists = answer.codeLists.map { "    # Its own list for \($0.element): \($0.location)\n" }
        return text(of: new, from: answer.effective ?? from, comments: lists.joined())
    }

    /// A policy as YAML. Every text is in quotation marks, in which YAML reads what JSON writes.
    static func text(of policy: CourtPolicy, from: CalendarDate, comments: String = "") -> String {
        let service = policy.service.map {
            "      - { location: \(quoted($0.location)), profile: \(quoted($0.profile)), recipient: \(quoted($0.recipient)) }\n"
        }
        let categories = OffenseLevel.allCases.map { "\($0.rawValue): \(quoted(policy.caseCategories[$0] ?? ""))" }
        let limits = policy.limits
        let sending = policy.sending.map { "    sending: \($0.yaml(quoted))\n" } ?? ""
        return """
              - from: "\(from.iso)"
                version: \(quoted(policy.version))
            \(comments)    court:
                  identifier: \(quoted(policy.courtIdentifier))
                  name: \(quoted(policy.courtName))
                sender: \(quoted(policy.senderLocation))
                interactionProfile: \(quoted(policy.interactionProfile))
                service:\(service.isEmpty ? " []\n" : "\n" + service.joined())\
                caseCategories: { \(categories.joined(separator: ", ")) }
                documents:
            \(documents(policy.documents, indent: 6))\
            \(masterCase(policy))\
                acceptsSeveralLeadDocuments: \(policy.acceptsSeveralLeadDocuments)
                acceptsRestricted: \(policy.acceptsRestricted)
                formats: [\(policy.formats.map(quoted).joined(separator: ", "))]
                signature: \(quoted(policy.signature))
                note: \(quoted(policy.note))
                fileName: \(quoted(policy.fileName.pattern))
                limits:
                  attachmentBytes: \(limits.attachmentBytes)
                  messageBytes: \(limits.messageBytes)
                  attachmentPages: \(limits.attachmentPages)
                  uploadBytes: \(limits.uploadBytes)
                  casesPerMessage: \(limits.casesPerMessage)
                  fileName: \(limits.fileName)
                  documentTitle: \(limits.documentTitle)
                  caseTitle: \(limits.caseTitle)
                  personName: \(limits.personName)
                  organizationName: \(limits.organizationName)
                  note: \(limits.note)
            \(sending)
            """
    }

    private static func masterCase(_ policy: CourtPolicy) -> String {
        guard let master = policy.masterCase else { return "" }
        return """
                masterCase:
                  number: \(quoted(master.number))
                  title: \(quoted(master.title))
                  shortTitle: \(quoted(master.shortTitle))
                  category: \(quoted(master.category))
                  documents:
            \(documents(master.documents, indent: 8))
            """
    }

    private static func documents(_ documents: [CourtPolicy.Document], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return documents.map { document in
            """
            \(margin)- document: \(document.kind.rawValue)
            \(margin)  role: \(document.role.rawValue)
            \(margin)  title: \(quoted(document.title))
            \(margin)  description: \(quoted(document.description))
            \(margin)  filingCode: \(quoted(document.filingCode))
            \(margin)  type: \(quoted(document.type))
            \(margin)  access: \(document.access.rawValue)

            """
        }.joined()
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
