import XMLGate

/// Walks through what a `CheckedReader` has read and sorts it into facts, message by message.
struct FactsReader {
    private let reader: CheckedReader
    private let bytes: [UInt8]
    private let profile: ECFProfile
    /// The open elements; nil for those that no rule knows.
    private var open: [MessageName?] = []
    private var openIDs: [(depth: Int, id: UInt64)] = []
    private(set) var messages: [MessageFacts] = []
    private(set) var hasSchemaLocation = false
    /// Of the element that started last: whether it is still without content and not nil.
    private var isBare = false
    /// In ECF 4.01: who has a role, of the participant that is open, and the persons that officials of the message are.
    private var participant: MessageName?
    private var officials: [UInt64] = []

    init(_ reader: CheckedReader, _ profile: ECFProfile) {
        self.reader = reader
        self.profile = profile
        bytes = reader.bytes
        for position in 0..<reader.count {
            let event = reader[position]
            switch event.kind {
            case .start: start(event)
            case .text: text(event.text)
            case .end: end(event)
            }
        }
    }

    private func name(_ position: Int) -> MessageName? { MessageName.at(position, in: profile) }

    private var message: MessageFacts {
        get { messages[messages.count - 1] }
        _modify { yield &messages[messages.count - 1] }
    }

    private mutating func start(_ event: CheckedReader.Event) {
        let name = name(event.name)
        open.append(name)
        isBare = true
        switch name {
        case .filingMessage: messages.append(MessageFacts())
        case _ where messages.isEmpty: break
        case .leadDocument, .connectedDocument:
            message.documents.append(MessageFacts.Document(isLead: name == .leadDocument))
        case .documentIdentification where open.dropLast().last == .filingMessage:
            message.identifications.append(MessageFacts.Identification())
        case .caseAugmentation:
            if let namespace = self.name(event.namespace) { message.augmentations.append(namespace) }
        case .metadata: message.sensitivities.append((0, nil))
        case .attachment: inDocument { $0.attachments += 1 }
        case .entityOrganization, .entityPerson: if parent() == .caseParty { participant = name }
        case .paymentMessage: message.payments += 1
        case .fileControlID where profile == .ecf4: break
        case .fileControlID, .effectiveDate, .filedDate, .documentStatus, .base64, .languageCode, .birthDate,
            .stateFingerprint, .documentHash:
            if let name { message.forbidden.append(name) }
        default: break
        }
        for position in event.attributes { attribute(position, of: name) }
    }

    private mutating func attribute(_ position: Int, of node: MessageName?) {
        let (name, _, value) = reader.attribute(position)
        switch self.name(name) {
        case .id:
            let id = identityHash(bytes[value])
            openIDs.append((open.count, id))
            guard !messages.isEmpty else { return }
            message.targets.append(MessageFacts.Target(id: id, node: node))
            switch node {
            case .leadDocument, .connectedDocument: inDocument { $0.id = id }
            case .metadata: message.sensitivities[message.sensitivities.count - 1].id = id
            case .entityPerson where officials.contains(id): participant = .roleOfPerson
            default: break
            }
        case .ref:
            refer(to: value, from: node)
            // In ECF 4.01 what refers has nothing else, and is not nil.
            if profile == .ecf4 { isBare = false }
        case .metadataReference:
            refer(to: value, from: .metadataReference)
            let id = identityHash(bytes[value])
            inDocument { $0.access = id }
        case .nil: isBare = false
        case .schemaLocation, .noNamespaceSchemaLocation: hasSchemaLocation = true
        default: break
        }
    }

    private mutating func refer(to value: Range<Int>, from node: MessageName?) {
        guard !messages.isEmpty else { return }
        let id = identityHash(bytes[value])
        let isInside = openIDs.contains { $0.id == id }
        message.references.append(MessageFacts.Reference(id: id, node: node, isInside: isInside))
        if node == .primaryDocument { inDocument { $0.parent = id } }
        if node == .roleOfPerson, parent() == .caseOfficial { officials.append(id) }
    }

    private mutating func end(_ event: CheckedReader.Event) {
        let name = open.popLast() ?? nil
        if isBare, !messages.isEmpty, !(name.map(Self.mayBeEmpty.contains) ?? false) {
            message.blanks.append(name?.rawValue ?? "")
        }
        isBare = false
        while let last = openIDs.last, last.depth > open.count { openIDs.removeLast() }
    }

    private static let mayBeEmpty: Set<MessageName> = [
        .caseAugmentation, .chargeOffense, .paymentAddress, .payment,
    ]

    private func parent(_ above: Int = 1) -> MessageName? {
        open.count > above ? open[open.count - 1 - above] : nil
    }

    private mutating func inDocument(_ change: (inout MessageFacts.Document) -> Void) {
        guard !messages.isEmpty, !message.documents.isEmpty else { return }
        change(&message.documents[message.documents.count - 1])
    }

    private mutating func text(_ text: Range<Int>) {
        isBare = false
        guard !messages.isEmpty, let name = open.last ?? nil else { return }
        switch name {
        case .identificationID: identifier(text)
        case .identificationCategory: identification { $0.category = text }
        case .identificationSource: identification { $0.source = text }
        case .interactionProfile: message.interactionProfile = text
        case .receivingProfile: message.receivingProfiles.append(text)
        case .sequenceID: inDocument { $0.sequence = text }
        case .title: inDocument { $0.title = text }
        case .mimeKind: inDocument { $0.mimeKind = text }
        case .renditionHash: inDocument { $0.hash = text }
        case .signatureProfile: inDocument { $0.signature = text }
        case .binaryID: inDocument { $0.fileName = text }
        case .binaryFormat: inDocument { $0.format = text }
        case .binaryURI: uri(text)
        case .base64: inDocument { $0.content = text }
        case .component: inDocument { $0.component = text }
        case .binarySize: inDocument { $0.size = text }
        case .documentType: inDocument { $0.type = text }
        case .filingCode: inDocument { $0.filingCode = text }
        case .specialHandling: inDocument { $0.note = text }
        case .relatedCode: inDocument { $0.relation = text }
        case .sensitivity:
            if !message.sensitivities.isEmpty { message.sensitivities[message.sensitivities.count - 1].text = text }
        default: caseText(name, text)
        }
    }

    private mutating func caseText(_ name: MessageName, _ text: Range<Int>) {
        switch name {
        case .caseTitle: message.caseTitle = text
        case .caseNumber: message.caseNumbers.append(text)
        case .caseType: message.caseType = text
        case .caseNew: message.caseNew = text
        case .caseCategory: message.category = text
        case .trackingID: message.trackingIDs.append(text)
        case .confidentiality: message.confidentiality = text
        case .paymentID: message.accounts.append(text)
        case .severity: message.severities.append(text)
        case .role:
            if let owner = profile == .ecf5 ? parent(2) : participant { message.roles.append((owner, text)) }
        case .organizationName, .givenName, .middleName, .surname: message.names.append((name, text))
        default: break
        }
    }

    private mutating func identifier(_ text: Range<Int>) {
        switch parent() {
        case .documentIdentification where parent(2) == .filingMessage: identification { $0.identifier = text }
        case .documentIdentification where parent(2) == .leadDocument || parent(2) == .connectedDocument:
            inDocument { $0.numbers.append(text) }
        case .organizationIdentification where parent(2) == .caseCourt: message.courts.append(text)
        case .trackingID: message.trackingIDs.append(text)
        case .filingAttorney, .filingParty: refer(to: text, from: parent())
        default: break
        }
    }

    /// ECF 4.01 has no place for the name of a file but this.
    private mutating func uri(_ text: Range<Int>) {
        inDocument { $0.uri = text }
        guard profile == .ecf4 else { return }
        let scheme = "cid:".utf8
        let name = bytes[text].starts(with: scheme) ? text.dropFirst(scheme.count) : text
        inDocument { $0.fileName = name }
    }

    private mutating func identification(_ change: (inout MessageFacts.Identification) -> Void) {
        guard parent() == .documentIdentification, parent(2) == .filingMessage, !message.identifications.isEmpty else {
            return
        }
        change(&message.identifications[message.identifications.count - 1])
    }
}
