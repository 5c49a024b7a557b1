package import Cases
package import Digests

/// Reads rule sets from the template folder, `base/rules/<id>.yaml`.
package enum RulePack {
    /// - Throws: where the file is missing, is not of the documented form, or contradicts itself; with its line.
    package static func load(_ id: String, from library: TemplateLibrary) throws(PackError) -> RuleSet {
        try ruleSet(id, from: try library.rules(id))
    }

    /// What tells a rule set with its parameters from any other: the digest of its file and of the values.
    package static func digest(of rules: RuleSet, from library: TemplateLibrary) throws(PackError) -> Digest {
        let hasher = SHA256()
        hasher.update(try library.rules(rules.id).text)
        for parameter in rules.parameters { hasher.update("\n\(parameter.name)=\(parameter.value)") }
        return hasher.finish()
    }

    static func ruleSet(_ id: String, from file: (path: String, text: String)) throws(PackError) -> RuleSet {
        let document = try YAMLNode.document(file)
        let fields = try document.fields(
            "the rule set", ["id", "name", "sources", "reading", "parameters", "steps"])
        let named = try fields.required("id")
        guard try named.text() == id else { throw named.contradiction("the id has to be the file's name, \"\(id)\"") }
        let reading = try fields.required("reading").choice(
            "reading", of: [("reference", Reading.reference), ("corrected", .corrected)])
        let parameters = try fields["parameters"].map { node throws(PackError) in try Self.parameters(node) } ?? []
        let steps = RuleSteps(parameters: parameters)
        let (first, last) = try steps.read(try fields.required("steps"))
        return RuleSet(
            id: id, name: try fields.required("name").text(), sources: try fields.required("sources").texts(),
            reading: reading, parameters: parameters, steps: first, last: last)
    }

    private static func parameters(_ node: YAMLNode) throws(PackError) -> [RuleParameter] {
        var parameters: [RuleParameter] = []
        for (name, node) in try node.entries("parameters") {
            let fields = try node.fields("parameter \(name)", ["value", "least", "most", "canBeOff", "meaning"])
            let least = try fields.required("least")
            let most = try fields.required("most").number()
            guard try least.number() <= most else { throw least.contradiction("least is more than most") }
            let value = try fields.required("value")
            let parameter = RuleParameter(
                name: name, value: try value.number(), range: try least.number()...most,
                canBeOff: try fields["canBeOff"]?.bool() ?? false, meaning: try fields.required("meaning").text())
            guard let parameter else {
                throw value.contradiction(
                    "\(name) is \(try value.number()), outside of \(try least.number()) to \(most)")
            }
            parameters.append(parameter)
        }
        return parameters
    }
}
