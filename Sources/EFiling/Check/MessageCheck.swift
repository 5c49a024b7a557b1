package import XMLGate

/// The compiled schemas that messages are checked against, shared by all threads.
package struct MessageSchemas: Sendable {
    /// Ours, by the version of ECF.
    let profiles: [ECFProfile: Schema]
    /// The official schemas of ECF 5.0; nil where they are not installed.
    package let official: Schema?

    package init(official: Schema?) throws(XMLGateError) {
        var profiles: [ECFProfile: Schema] = [:]
        for profile in ECFProfile.allCases { profiles[profile] = try ProfileSchema.compile(profile) }
        self.profiles = profiles
        self.official = official
    }

    /// Ours.
    func profile(_ profile: ECFProfile) throws(XMLGateError) -> Schema {
        if let compiled = profiles[profile] { return compiled }
        return try ProfileSchema.compile(profile)
    }
}

/// Checks messages: against the schemas, and then against every rule that no schema can see. One for each thread.
///
/// Nothing here trusts the template: what is checked are the bytes that would be sent.
package final class MessageCheck {
    private let reader: CheckedReader
    private let profile: ProfileCheck
    private let policy: CourtPolicy

    package init(_ schemas: MessageSchemas, _ policy: CourtPolicy) throws(XMLGateError) {
        profile = try ProfileCheck(schemas.profile(policy.profile))
        let official = policy.profile == .ecf5 ? schemas.official : nil
        var limits = XMLLimits()
        // A file in a message is one text, a third longer than its bytes.
        if policy.manager?.content == .inline {
            limits.textBytes = max(limits.textBytes, policy.limits.attachmentBytes / 3 * 4 + 4)
        }
        reader = try CheckedReader(
            official.map { [$0] } ?? [], names: MessageName.texts + ProfileCheck.names, limits: limits)
        self.policy = policy
    }

    /// What is wrong with a request.
    ///
    /// - Parameters:
    ///   - message: its bytes.
    ///   - filings: the cases that it is to be of, in its order.
    /// - Returns: what is wrong with the request as a whole, and with each case. Against a schema is the whole.
    package func findings(
        in message: [UInt8], of filings: [CaseFiling]
    ) -> (whole: [MessageFinding], cases: [[MessageFinding]]) {
        var whole = message.withUnsafeBytes { bytes in
            reader.read(bytes).joined().map { finding(.officialSchema, $0) }
        }
        guard whole.first?.rule != .malformed else { return (whole, filings.map { _ in [] }) }
        whole += profile.flaws(in: message, reader).map { finding(.profileSchema, $0) }
        let facts = FactsReader(reader, policy.profile)
        if facts.hasSchemaLocation {
            whole.append(MessageFinding(.schemaLocation, MessageName.schemaLocation, "a message has no such hint"))
        }
        if Self.hasDuplicate(facts.messages.flatMap { $0.targets.map(\.id) }) {
            whole.append(MessageFinding(.duplicateID, MessageName.id, "an id stands twice in the request"))
        }
        if facts.messages.count != filings.count {
            whole.append(
                finding(
                    .missingDocument, .filingMessage,
                    "\(facts.messages.count) messages for \(filings.count) cases"))
            return (whole, filings.map { _ in [] })
        }
        let bytes = reader.bytes
        let isWhole = policy.manager?.content == .inline
        let total =
            isWhole
            ? message.count : filings.reduce(message.count) { $0 + $1.documents.reduce(0) { $0 + $1.size } }
        if total > policy.limits.messageBytes {
            let text = "more than \(policy.limits.messageBytes) bytes with its files"
            whole.append(finding(.messageSize, .filingMessage, text))
        }
        if Self.hasRepeatedIdentifier(facts.messages, bytes) {
            whole.append(
                MessageFinding(
                    .repeatedMessage, MessageName.documentIdentification, "two messages have one identifier"))
        }
        let cases = zip(facts.messages, filings).map { facts, filing in
            var found = RuleFindings(bytes: bytes, in: policy.profile)
            StructureRules.check(facts, policy.manager, isInMasterCase: filing.placed == nil, &found)
            PolicyRules.check(facts, of: filing, policy, &found)
            return found.findings
        }
        return (whole, cases)
    }

    private func finding(_ rule: MessageFinding.Rule, _ node: MessageName, _ text: String) -> MessageFinding {
        MessageFinding(rule, node.text(in: policy.profile), text)
    }

    private func finding(_ rule: MessageFinding.Rule, _ flaw: XMLFlaw) -> MessageFinding {
        MessageFinding(flaw.kind == .malformed ? .malformed : rule, Self.element(in: flaw.message), flaw.message)
    }

    /// The element that libxml2 names first: `Element '{…}CaseTitleText': …`.
    private static func element(in message: String) -> String {
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].hasSuffix("lement ") else { return "" }
        return parts[1].split(separator: "}").last.map(String.init) ?? ""
    }

    private static func hasDuplicate(_ ids: [UInt64]) -> Bool {
        let sorted = ids.sorted()
        return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    }

    private static func hasRepeatedIdentifier(_ messages: [MessageFacts], _ bytes: [UInt8]) -> Bool {
        guard messages.count > 1 else { return false }
        return hasDuplicate(
            messages.compactMap { $0.identifications.first?.identifier.map { identityHash(bytes[$0]) } })
    }
}
