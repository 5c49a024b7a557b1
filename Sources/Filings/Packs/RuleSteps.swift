import Cases

/// Reads the steps of a rule set, whose parameters are known.
struct RuleSteps {
    let parameters: [RuleParameter]

    /// - Returns: all steps but the last, and the last, which is the only one that applies always.
    func read(_ node: YAMLNode) throws(PackError) -> (first: [RuleStep], last: RuleStep) {
        let items = node.items()
        var steps: [RuleStep] = []
        for (index, item) in items.enumerated() {
            let step = try self.step(item, isLast: index == items.count - 1)
            if steps.contains(where: { $0.rule == step.rule }) {
                throw item.contradiction("two steps have the rule \"\(step.rule)\"")
            }
            steps.append(step)
        }
        guard let last = steps.popLast() else { throw node.malformed("there are no steps") }
        for (index, parameter) in parameters.enumerated() where !(steps + [last]).contains(where: { $0.uses(index) }) {
            throw node.contradiction("no step uses the parameter \"\(parameter.name)\"")
        }
        return (steps, last)
    }

    private func step(_ node: YAMLNode, isLast: Bool) throws(PackError) -> RuleStep {
        let fields = try node.fields("a step", ["rule", "when", "determination", "reason", "cites"])
        let rule = try fields.required("rule").text()
        let when = try fields.required("when")
        var conditions: [RuleCondition] = []
        if when.isWord("always") {
            guard isLast else { throw when.contradiction("\"always\" before the last step: no later one would apply") }
        } else {
            guard !isLast else { throw when.contradiction("the last step has to apply always: write `when: always`") }
            for (name, argument) in try when.entries("when of \(rule)") {
                conditions.append(try RuleConditionReader(parameters: parameters).read(name, argument))
            }
            guard !conditions.isEmpty else { throw when.malformed("no condition in \(rule)") }
        }
        let step = RuleStep(
            rule: rule, conditions: conditions,
            determination: try fields.required("determination").choice(
                "determination", of: Determination.allCases.map { ($0.rawValue, $0) }),
            reason: try fields.required("reason").text(), cites: try fields["cites"]?.texts() ?? [])
        try check(try fields.required("reason"), of: step)
        return step
    }

    /// Every name in braces has to be one that can be filled in.
    private func check(_ reason: YAMLNode, of step: RuleStep) throws(PackError) {
        let known = parameters.map(\.name) + ["section"] + (step.asksDoubts ? ["doubt"] : [])
        var rest = step.reason[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { throw reason.malformed("\"{\" is not closed") }
            let name = String(rest[rest.index(after: open)..<close])
            guard known.contains(name) else { throw reason.unknown("name in a reason", name, known) }
            rest = rest[rest.index(after: close)...]
        }
    }
}

extension RuleStep {
    fileprivate var asksDoubts: Bool {
        conditions.contains {
            switch $0 {
            case .doubts, .doubtsAnywhere: true
            default: false
            }
        }
    }

    fileprivate func uses(_ parameter: Int) -> Bool { conditions.contains { $0.number == .parameter(parameter) } }
}

extension RuleCondition {
    /// The number that the condition asks for, where it asks for one.
    fileprivate var number: RuleNumber? {
        switch self {
        case .convictedYearsAgo(let number), .ageAtLeast(let number), .ageAtMost(let number),
            .youngerAtConviction(let number), .noConvictionAfter(yearsBack: let number),
            .noConvictionOnOrAfter(yearsBack: let number), .on(let number):
            number
        default: nil
        }
    }
}
