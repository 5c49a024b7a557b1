package import TemplateEngine

/// Checks every template of every jurisdiction, as a run would compile them.
package struct TemplateCheck: Sendable {
    /// Everything found, by file, line and column; each once, however many documents use the file.
    package let findings: [Finding]
    /// Declared fields that no template of any jurisdiction uses: `case-motion: case.hasAkas`.
    package let unusedFields: [String]
    package let templates: Int

    package init(_ library: TemplateLibrary) {
        var findings: [Finding] = []
        var used: [DocumentKind: Set<String>] = [:]
        var templates = 0
        for folder in ["base"] + library.jurisdictions {
            let sources = library.templates(of: folder)
            for kind in DocumentKind.allCases {
                let compiled = Template.compile(
                    kind.rawValue, from: sources, schema: kind.schema, audience: kind.audience, syntax: .html)
                templates += 1
                findings += compiled.findings.filter { !findings.contains($0) }
                used[kind, default: []].formUnion(compiled.template?.usedFields ?? [])
            }
        }
        self.findings = findings.sorted { ($0.path, $0.line, $0.column) < ($1.path, $1.line, $1.column) }
        self.templates = templates
        unusedFields = Self.unused(used)
    }

    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// Documents that are made from one kind of source share their fields, so a field is used if any of them uses it.
    private static func unused(_ used: [DocumentKind: Set<String>]) -> [String] {
        var unused: [String] = []
        for form in Dictionary(grouping: DocumentKind.allCases, by: \.schema.name).sorted(by: { $0.key < $1.key }) {
            let all = form.value.reduce(into: Set<String>()) { $0.formUnion(used[$1] ?? []) }
            for path in form.value[0].schema.dottedPaths() where !all.contains(path) {
                unused.append("\(form.key): \(path)")
            }
        }
        return unused
    }
}
