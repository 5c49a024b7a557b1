import XMLGate

/// Reads messages back that were written before, with nothing but themselves at hand: each in one pass with its checks
/// against the schemas. One for each thread.
final class WrittenMessages {
    private let reader: CheckedReader
    private let profile: ProfileCheck

    init(_ schemas: MessageSchemas) throws(XMLGateError) {
        profile = try ProfileCheck(schemas.profile)
        reader = try CheckedReader(schemas.official.map { [$0] } ?? [], names: MessageName.texts + ProfileCheck.names)
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
        let facts = FactsReader(reader)
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
