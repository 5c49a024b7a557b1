package import Cases
package import Filings

/// Reads the court's policy, as it stands on a day, from the template folder.
package enum CourtPolicyPack {
    private static let file = "court-policy.yaml"

    /// The policy that a jurisdiction goes by: that in its own folder, or else in `base`.
    package static func load(
        for jurisdiction: String, from library: TemplateLibrary, asOf: CalendarDate
    ) throws(PackError) -> CourtPolicy {
        let own = "\(jurisdiction)/\(file)"
        let pack = try library.pack(library.hasPack(own) ? own : "base/\(file)")
        return try policy(in: pack, asOf: asOf)
    }

    /// Reads the entry of a file that holds on a day.
    package static func policy(
        in file: (path: String, text: String), asOf: CalendarDate
    ) throws(PackError) -> CourtPolicy {
        let document = try YAMLNode.document(file)
        let policies = try document.fields("a court policy", ["policies"]).required("policies")
        var best: (from: CalendarDate, policy: CourtPolicy)?
        // All are read, so that a mistake is found before the day on which the entry would hold.
        for item in policies.items() {
            let reader = try CourtPolicyReader(item)
            let from = try reader.from()
            let policy = try reader.policy()
            if from <= asOf, best.map({ $0.from <= from }) ?? true { best = (from, policy) }
        }
        guard let best else {
            throw PackError(.contradictory, path: file.path, message: "no policy holds on \(asOf.iso)")
        }
        return best.policy
    }
}

/// Reads one entry.
struct CourtPolicyReader {
    private let fields: YAMLFields
    private let place: YAMLNode

    private static let keys = [
        "from", "version", "profile", "manager", "court", "sender", "interactionProfile", "service", "caseCategories",
        "documents", "masterCase", "acceptsSeveralLeadDocuments", "acceptsRestricted", "formats", "signature", "note",
        "fileName", "limits", "sending",
    ]

    init(_ node: YAMLNode) throws(PackError) {
        place = node
        fields = try node.fields("a policy", Self.keys)
    }

    func from() throws(PackError) -> CalendarDate {
        let node = try fields.required("from")
        guard let date = CalendarDate(iso: try node.text()) else {
            throw node.malformed("\"\(try node.text())\" is not a date YYYY-MM-DD")
        }
        return date
    }

    func policy() throws(PackError) -> CourtPolicy {
        let court = try fields.required("court").fields("court", ["identifier", "name"])
        let rule = try fields.required("fileName")
        guard let fileName = FileNameRule(try rule.text()) else {
            throw rule.malformed(
                "a rule for file names has {sequence} or {case}, may have {position} and {document}, and else letters, "
                    + "digits, - _ and .")
        }
        let severalLeads = try fields.required("acceptsSeveralLeadDocuments").bool()
        let documents = try documents(
            in: try fields.required("documents"), of: DocumentKind.ofCase, severalLeads: severalLeads)
        let limits = try limits()
        let manager = try manager(documents)
        let sending = try sending()
        if manager != nil, sending != nil {
            throw try fields.required("sending").contradiction("what is sent is of ECF 5.0, not of ecf-4.01")
        }
        if manager != nil, limits.casesPerMessage != 1 {
            throw try fields.required("limits").contradiction(
                "a message of ECF 4.01 is of one case: casesPerMessage is 1")
        }
        if manager != nil, let master = fields["masterCase"] {
            throw master.contradiction("ECF 4.01 has no criminal case without a charge, so none for an omnibus motion")
        }
        return CourtPolicy(
            manager: manager, version: try text("version"),
            courtIdentifier: try Self.notBlank(try court.required("identifier")),
            courtName: try Self.notBlank(try court.required("name")), senderLocation: try text("sender"),
            interactionProfile: try text("interactionProfile"), service: try service(),
            caseCategories: try categories(), documents: documents,
            masterCase: try masterCase(severalLeads: severalLeads), acceptsSeveralLeadDocuments: severalLeads,
            acceptsRestricted: try fields.required("acceptsRestricted").bool(),
            formats: try fields.required("formats").texts(), signature: try text("signature"),
            note: try fields["note"]?.text() ?? "", fileName: fileName, limits: limits, sending: sending)
    }

    private func text(_ key: String) throws(PackError) -> String { try Self.notBlank(try fields.required(key)) }

    static func notBlank(_ node: YAMLNode) throws(PackError) -> String {
        let text = try node.text()
        guard text.contains(where: { !$0.isWhitespace }) else { throw node.malformed("a text is expected here") }
        return text
    }

    /// What the manager asks, if the policy is of ECF 4.01.
    private func manager(_ documents: [CourtPolicy.Document]) throws(PackError) -> FilingManager? {
        let profile =
            try fields["profile"]?.choice("profile", of: ECFProfile.allCases.map { ($0.rawValue, $0) }) ?? .ecf5
        guard profile == .ecf4 else {
            if let manager = fields["manager"] { throw manager.contradiction("a manager goes with profile ecf-4.01") }
            return nil
        }
        guard documents.first?.role == .lead else {
            throw try fields.required("documents").contradiction("in ECF 4.01 the lead document stands first")
        }
        return try FilingManagerReader(try fields.required("manager")).manager()
    }

    private func service() throws(PackError) -> [CourtPolicy.ServiceRecipient] {
        var recipients: [CourtPolicy.ServiceRecipient] = []
        for item in fields["service"]?.items() ?? [] {
            let fields = try item.fields("a recipient of service", ["location", "profile", "recipient"])
            recipients.append(
                CourtPolicy.ServiceRecipient(
                    location: try Self.notBlank(try fields.required("location")),
                    profile: try Self.notBlank(try fields.required("profile")),
                    recipient: try Self.notBlank(try fields.required("recipient"))))
        }
        return recipients
    }

    private func categories() throws(PackError) -> [OffenseLevel: String] {
        let names = OffenseLevel.allCases.map(\.rawValue)
        let fields = try fields.required("caseCategories").fields("caseCategories", names)
        var categories: [OffenseLevel: String] = [:]
        for level in OffenseLevel.allCases {
            categories[level] = try Self.notBlank(try fields.required(level.rawValue))
        }
        return categories
    }

    private func masterCase(severalLeads: Bool) throws(PackError) -> CourtPolicy.MasterCase? {
        guard let node = fields["masterCase"] else { return nil }
        let fields = try node.fields("a master case", ["number", "title", "shortTitle", "category", "documents"])
        let list = try fields.required("documents")
        let kinds = DocumentKind.omnibus + [.proofOfService, .schedule, .scheduleConfidential]
        let documents = try documents(in: list, of: kinds, severalLeads: severalLeads)
        guard documents.allSatisfy({ $0.kind != .scheduleConfidential || $0.access == .secured }) else {
            throw list.contradiction("a schedule with identifiers has to be secured")
        }
        return CourtPolicy.MasterCase(
            number: try Self.notBlank(try fields.required("number")),
            title: try Self.notBlank(try fields.required("title")),
            shortTitle: try Self.notBlank(try fields.required("shortTitle")),
            category: try Self.notBlank(try fields.required("category")), documents: documents)
    }

    private func documents(
        in list: YAMLNode, of kinds: [DocumentKind], severalLeads: Bool
    ) throws(PackError) -> [CourtPolicy.Document] {
        let known = kinds.map { ($0.rawValue, $0) }
        var documents: [CourtPolicy.Document] = []
        for item in list.items() {
            let fields = try item.fields(
                "a document", ["document", "role", "title", "description", "filingCode", "type", "access"])
            let kind = try fields.required("document").choice("document", of: known)
            guard !documents.contains(where: { $0.kind == kind }) else {
                throw item.contradiction("\"\(kind.rawValue)\" stands there twice")
            }
            documents.append(
                CourtPolicy.Document(
                    kind: kind,
                    role: try fields.required("role").choice(
                        "role", of: CourtPolicy.Role.allCases.map { ($0.rawValue, $0) }),
                    title: try Self.notBlank(try fields.required("title")),
                    description: try Self.notBlank(try fields.required("description")),
                    filingCode: try Self.notBlank(try fields.required("filingCode")),
                    type: try fields["type"]?.text() ?? "",
                    access: try fields.required("access").choice(
                        "access", of: CourtPolicy.Access.allCases.map { ($0.rawValue, $0) })))
        }
        let leads = documents.count { $0.role == .lead }
        guard leads == 1 || (leads > 1 && severalLeads) else {
            throw list.contradiction("\(leads) lead documents; there has to be one")
        }
        return documents
    }

    private func sending() throws(PackError) -> SendingPolicy? {
        guard let node = fields["sending"] else { return nil }
        return try SendingPolicy(node)
    }

    private func limits() throws(PackError) -> CourtPolicy.Limits {
        let keys = [
            "attachmentBytes", "messageBytes", "attachmentPages", "uploadBytes", "casesPerMessage", "fileName",
            "documentTitle", "caseTitle", "personName", "organizationName", "note",
        ]
        let fields = try fields.required("limits").fields("limits", keys)
        func limit(_ key: String) throws(PackError) -> Int {
            let node = try fields.required(key)
            let number = try node.number()
            guard number > 0 else { throw node.malformed("\(key) has to be 1 or more") }
            return number
        }
        return CourtPolicy.Limits(
            attachmentBytes: try limit("attachmentBytes"), messageBytes: try limit("messageBytes"),
            attachmentPages: try limit("attachmentPages"), uploadBytes: try limit("uploadBytes"),
            casesPerMessage: try limit("casesPerMessage"), fileName: try limit("fileName"),
            documentTitle: try limit("documentTitle"), caseTitle: try limit("caseTitle"),
            personName: try limit("personName"), organizationName: try limit("organizationName"),
            note: try limit("note"))
    }
}
