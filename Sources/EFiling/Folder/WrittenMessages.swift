import XMLGate

/// Reads messages back that were written before, with nothing but themselves at hand: each in one pass with its checks
/// against the schemas. One for each thread.
final class WrittenMessages {
    private let reader: CheckedReader
    private let profile: ProfileCheck
    private let version: ECFProfile

    /// A file inside a message, as base64; the court's limit is not at hand.
    private static let largestText = 256 << 20

    init(_ schemas: MessageSchemas, _ version: ECFProfile) throws(XMLGateError) {
        self.version = version
        profile = try ProfileCheck(schemas.profile(version))
        let official = version == .ecf5 ? schemas.official : nil
        var limits = XMLLimits()
        if version == .ecf4 { limits.textBytes = Self.largestText }
        reader = try CheckedReader(
            official.map { [$0] } ?? [], names: MessageName.texts + ProfileCheck.names, limits: limits)
    }

    /// The bytes of the last message, which the places in its facts mean.
    var bytes: [UInt8] { reader.bytes }

    /// What is wrong with a request as a whole, and what stands in it, FilingMessage by FilingMessage. A schema's finding is
    /// without its text, which quotes values.
    func read(_ message: [UInt8]) -> (findings: [MessageFinding], facts: [MessageFacts]) {
        let official = message.withUnsafeBytes { reader.read($0) }.joined()
        if official.contains(where: { $0.kind == .malformed }) {
            return ([MessageFinding(.malformed, "", "not well-formed")], [])
        }
        var findings = official.map { MessageFinding(.officialSchema, "", "line \($0.line)") }
        findings += profile.flaws(in: message, reader).map {
            MessageFinding(.profileSchema, "", "line \($0.line)")
        }
        let facts = FactsReader(reader, version)
        if facts.hasSchemaLocation {
            findings.append(MessageFinding(.schemaLocation, MessageName.schemaLocation, "a message has no such hint"))
        }
        let ids = facts.messages.flatMap { $0.targets.map(\.id) }
        if Set(ids).count != ids.count {
            findings.append(MessageFinding(.duplicateID, MessageName.id, "an id stands twice in the request"))
        }
        return (findings, facts.messages)
    }
}
