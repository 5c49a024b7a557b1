/// The rules of ECF that a schema cannot see, and its code lists.
struct StructureRules {
    private let facts: MessageFacts
    private let profile: ECFProfile
    /// What the court's manager asks; nil in ECF 5.0, and where it is not at hand.
    private let manager: FilingManager?
    /// Whether it is filed in the court's master case, which has no defendant and no charge.
    private let isInMasterCase: Bool
    private var isECF5: Bool { profile == .ecf5 }
    /// Whether rules apply that the court's manager decides in ECF 4.01.
    private var knowsCourt: Bool { isECF5 || manager != nil }

    /// `manager` is nil in ECF 5.0; in ECF 4.01 rules that depend on it are left out without it.
    static func check(
        _ facts: MessageFacts, _ manager: FilingManager?, isInMasterCase: Bool, _ found: inout RuleFindings
    ) {
        let rules = StructureRules(
            facts: facts, profile: found.profile, manager: manager, isInMasterCase: isInMasterCase)
        rules.identification(&found)
        rules.interaction(&found)
        rules.references(&found)
        rules.documents(&found)
        rules.courtCase(&found)
        rules.parties(&found)
        for name in facts.blanks { found.add(.blankText, MessageName(rawValue: name), "has no text: \(name)") }
        for name in facts.forbidden { rules.forbidden(name, &found) }
    }

    /// One messageID and nothing else: a filingID is the court's.
    private func identification(_ found: inout RuleFindings) {
        guard let first = facts.identifications.first else {
            return found.add(.messageIdentifier, .documentIdentification, "the message has no identifier")
        }
        for other in facts.identifications where isECF5 {
            if found.isEqual(other.category, "filingID") {
                found.add(.courtSideElement, .documentIdentification, "a filingID is given by the court")
            } else {
                found.require(other.category, in: ["messageID"], .identificationCategory)
            }
        }
        if isECF5 { found.require(first.source, in: ["FilingAssembly"], .identificationSource) }
        if facts.identifications.count > 1 {
            found.add(.messageIdentifier, .documentIdentification, "the message has several identifiers")
        }
    }

    private func interaction(_ found: inout RuleFindings) {
        for (profile, node) in [(facts.interactionProfile, MessageName.interactionProfile)]
            + facts.receivingProfiles.map({ ($0, .receivingProfile) })
        where profile.map({ !found.isListed($0, CodeLists.interactionProfiles(self.profile)) }) ?? true {
            found.add(.interactionProfile, node, "not an interaction profile of \(self.profile.name)")
        }
    }

    /// What each kind of reference may point to.
    private func isRight(_ target: MessageName?, for node: MessageName?) -> Bool {
        switch node {
        case .person: target == .entityPerson || target == .roleOfPerson
        case .roleOfPerson, .filingAttorney: target == .entityPerson
        case .representedParty, .filingParty: target == .entityOrganization
        case .primaryDocument: target == .leadDocument
        case .arrestCharge: target == .caseCharge
        case .metadataReference: target == .metadata
        default: target == node
        }
    }

    private func references(_ found: inout RuleFindings) {
        for reference in facts.references {
            guard let target = facts.targets.first(where: { $0.id == reference.id }) else {
                found.add(.danglingReference, reference.node, "points to an id that is not in the message")
                continue
            }
            if reference.isInside {
                found.add(.circularReference, reference.node, "points to what it is part of")
            } else if !isRight(target.node, for: reference.node) {
                found.add(
                    .wrongReference, reference.node,
                    "points to \(target.node?.rawValue ?? "an element of another kind")")
            }
        }
    }

    private func documents(_ found: inout RuleFindings) {
        var numbers: [ArraySlice<UInt8>] = []
        for (place, document) in facts.documents.enumerated() {
            let node: MessageName = document.isLead ? .leadDocument : .connectedDocument
            if let number = document.numbers.first, document.numbers.count == 1, let sequence = document.sequence,
                isRight(found.bytes[sequence], for: found.bytes[number], at: place),
                !numbers.contains(found.bytes[number])
            {
                numbers.append(found.bytes[number])
            } else {
                found.add(.documentNumbers, node, "its number is missing, repeated, or not that of its place")
            }
            if document.attachments != 1 { found.add(.missingFile, node, "\(document.attachments) attachments") }
            if isECF5 {
                found.require(document.mimeKind, in: CodeLists.formats, .mimeKind)
                found.require(document.format, in: CodeLists.formats, .binaryFormat)
                found.require(document.signature, in: CodeLists.signatures, .signatureProfile)
            }
            if !document.isLead { parent(of: document, &found) }
        }
        for sensitivity in facts.sensitivities {
            found.require(sensitivity.text, in: CodeLists.sensitivities, .sensitivity)
        }
    }

    /// What stands for the sequence is the number again; in ECF 4.01 the place in the message, from 0.
    private func isRight(_ sequence: ArraySlice<UInt8>, for number: ArraySlice<UInt8>, at place: Int) -> Bool {
        isECF5 ? sequence == number : sequence.elementsEqual(String(place).utf8)
    }

    private func parent(of document: MessageFacts.Document, _ found: inout RuleFindings) {
        guard document.parent != nil else {
            return found.add(.noParent, .connectedDocument, "does not say which lead document it goes with")
        }
        guard isECF5 else { return }
        found.require(document.relation, in: CodeLists.relations, .relatedCode)
        if found.isEqual(document.relation, "prior-related") {
            found.add(.noParent, .relatedCode, "the lead document of this filing is its parent")
        }
    }

    private func courtCase(_ found: inout RuleFindings) {
        if isECF5 {
            if facts.augmentations != [.jNamespace, .ecfNamespace, .criminalNamespace] {
                found.add(
                    .augmentationOrder, .caseAugmentation,
                    "those of j, ecf and criminal stand in this order, each once")
            }
            found.require(facts.caseType, in: CodeLists.caseTypes, .caseType)
            if !found.isEqual(facts.caseNew, "false") {
                found.add(.newCase, .caseNew, "the motion is filed in a case that the court has")
            }
        } else if facts.augmentations != [.olderJNamespace, .tylerNamespace] {
            found.add(.augmentationOrder, .caseAugmentation, "those of j and tyler stand in this order, each once")
        }
        if facts.trackingIDs.isEmpty, knowsCourt, manager?.tracksByNumber ?? true {
            found.add(.noTrackingID, .trackingID, "required for a case that the court has")
        }
        if facts.caseNumbers.count != 1 {
            found.add(.missingValue, .caseNumber, "\(facts.caseNumbers.count) case numbers")
        }
        if isECF5, facts.targets.contains(where: { $0.node == .caseCharge }) == isInMasterCase {
            found.add(.charges, .caseCharge, isInMasterCase ? "nothing is charged in a master case" : "there is none")
        }
        for severity in facts.severities { found.require(severity, in: CodeLists.severities, .severity) }
    }

    private func parties(_ found: inout RuleFindings) {
        guard knowsCourt else { return }
        for (owner, role) in CodeLists.roles(manager) {
            let roles = facts.roles.filter { $0.of == owner }
            let expected = owner == .entityPerson && isInMasterCase ? 0 : 1
            if roles.count != expected {
                found.add(
                    .party, owner, "\(roles.count) with a role; there has to be \(expected == 0 ? "none" : "one")")
            }
            for given in roles { found.require(given.text, in: [role], .role) }
        }
    }

    private func forbidden(_ name: MessageName, _ found: inout RuleFindings) {
        switch name {
        case .base64:
            if knowsCourt, manager?.content != .inline {
                found.add(.embeddedFile, name, "files go by reference to this court")
            }
        case .languageCode: found.add(.languageCode, name, "left out: its list makes validation slow")
        case .birthDate, .stateFingerprint:
            found.add(.confidentialElement, name, "confidential, and not needed to find the case")
        default: found.add(.courtSideElement, name, "filled in by the court")
        }
    }
}
