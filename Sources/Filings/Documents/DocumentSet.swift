package import TemplateEngine

/// The compiled documents of one jurisdiction.
package struct DocumentSet: Sendable {
    private let templates: [DocumentKind: Template]
    private let codes: [DocumentKind: TemplateCode]

    /// Compiles every document of a jurisdiction.
    ///
    /// - Returns: the set, nil if any template has an error, and everything that was found.
    package static func compile(
        _ kinds: [DocumentKind] = DocumentKind.allCases, from library: TemplateLibrary, for jurisdiction: String
    ) -> (documents: DocumentSet?, findings: [Finding]) {
        let sources = library.templates(of: jurisdiction)
        var templates: [DocumentKind: Template] = [:]
        var findings: [Finding] = []
        for kind in kinds {
            let compiled = Template.compile(
                kind.rawValue, from: sources, schema: kind.schema, audience: kind.audience, syntax: .html)
            templates[kind] = compiled.template
            findings += compiled.findings.filter { !findings.contains($0) }
        }
        guard templates.count == kinds.count else { return (nil, findings) }
        return (DocumentSet(templates: templates), findings)
    }

    private init(templates: [DocumentKind: Template]) {
        self.templates = templates
        codes = templates.filter { DocumentKind.ofCase.contains($0.key) || $0.key == .letter }.mapValues { TemplateCode($0) }
    }

    package subscript(kind: DocumentKind) -> Template {
        guard let template = templates[kind] else { preconditionFailure("\(kind.rawValue) was not compiled") }
        return template
    }

    /// The compressed form of a template that fills volumes; nil for documents that occur once.
    func code(of kind: DocumentKind) -> TemplateCode? { codes[kind] }
}
