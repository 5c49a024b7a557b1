package import TemplateEngine

/// Checks every template of every jurisdiction, as a run would compile them.
package struct TemplateCheck: Sendable {
    /// Everything found, by file, line and column; each once, however many documents use the file.
    package let findings: [Finding]
    /// Declared fields that no template of any jurisdiction uses, with a document that has them: `case: case.hasAkas`.
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

    /// The same check with what was found in further templates.
    package func adding(_ more: [Finding], templates: Int) -> TemplateCheck {
        TemplateCheck(
            findings: findings + more.filter { !findings.contains($0) }, unusedFields: unusedFields,
            templates: self.templates + templates)
    }

    private init(findings: [Finding], unusedFields: [String], templates: Int) {
        self.findings = findings.sorted { ($0.path, $0.line, $0.column) < ($1.path, $1.line, $1.column) }
        self.unusedFields = unusedFields
        self.templates = templates
    }

    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// A field that many documents declare, such as the office's telephone, is used if any template uses it. A group of
    /// fields that nothing uses is named once; the `isLast` of lists comes for free and is not named.
    private static func unused(_ used: [DocumentKind: Set<String>]) -> [String] {
        let all = used.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        var unused: [String] = []
        var named: Set<String> = []
        for kind in DocumentKind.allCases {
            for path in kind.schema.dottedPaths() where !all.contains(path) && !path.hasSuffix("isLast") {
                let group = path.split(separator: ".").dropLast().joined(separator: ".")
                guard !named.contains(group), named.insert(path).inserted else { continue }
                unused.append("\(kind.schema.name): \(path)")
            }
        }
        return unused
    }
}
