package import Filings
package import TemplateEngine

/// The compiled template of messages of one jurisdiction.
package struct MessageForm: Sendable {
    private static let suffix = ".xml.mustache"
    private static let envelopes: [DocumentField<[Envelope]>] = [.list("filings", envelopeFields) { $0 }]
    private static let schema = Schema("filing", settingFields.map(\.declared) + envelopes.map(\.declared))

    let template: Template
    private let setting: FieldFiller<MessageSetting>
    private let filings: FieldFiller<[Envelope]>

    /// Compiles the template of a jurisdiction for messages of a version of ECF.
    ///
    /// - Returns: the form, nil if the template has an error, and everything that was found.
    package static func compile(
        from library: TemplateLibrary, for jurisdiction: String, in profile: ECFProfile = .ecf5
    ) -> (form: MessageForm?, findings: [TemplateEngine.Finding]) {
        let sources = library.templates(of: jurisdiction)
        // Findings speak of the file as it is; what is rendered has no line breaks between its tags.
        let written = compile(sources, profile)
        guard written.template != nil, let template = compile(compacted(sources), profile).template else {
            return (nil, written.findings)
        }
        return (MessageForm(template), written.findings)
    }

    private static func compile(_ sources: TemplateSet, _ profile: ECFProfile) -> Compilation {
        Template.compile(profile.template, from: sources, schema: schema, audience: .public, syntax: .xml)
    }

    private init(_ template: Template) {
        self.template = template
        let use = FieldUse(template.usedFields)
        setting = FieldFiller(settingFields, in: Self.schema, used: use)
        filings = FieldFiller(Self.envelopes, in: Self.schema, used: use)
    }

    /// Values with everything filled in that is the same in all messages of a packet.
    func values(in setting: MessageSetting) -> Values {
        var values = Values(Self.schema)
        self.setting.fill(setting, &values)
        values.keepSoFar()
        return values
    }

    /// Fills in the cases of one message, in place of those before them.
    func fill(_ values: inout Values, with envelopes: [Envelope]) {
        values.reset()
        filings.fill(envelopes, &values)
    }

    private static func compacted(_ sources: TemplateSet) -> TemplateSet {
        TemplateSet([
            sources.names.compactMap { name in
                sources.source(named: name).map { source in
                    guard source.path.hasSuffix(suffix) else { return source }
                    return TemplateSource(name: source.name, path: source.path, text: compact(source.text))
                }
            }
        ])
    }

    /// Takes out line breaks with the blanks around them: between tags altogether, inside a tag or a text to one blank.
    static func compact(_ text: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var compact: [UInt8] = []
        compact.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard isBlank(text[index]) else {
                compact.append(text[index])
                index += 1
                continue
            }
            let end = text[index...].firstIndex { !isBlank($0) } ?? text.count
            let blanks = text[index..<end]
            if !blanks.contains(0x0A) {
                compact += blanks
            } else if let before = compact.last, end < text.count, !">}".utf8.contains(before),
                !"<{".utf8.contains(text[end])
            {
                compact.append(0x20)
            }
            index = end
        }
        return compact
    }
}
