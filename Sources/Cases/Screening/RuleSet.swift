/// A policy of relief as data: ordered steps, of which the first that applies decides a conviction.
package struct RuleSet: Sendable {
    package let id: String
    package let name: String
    /// Statutes and published programs that it follows.
    package let sources: [String]
    /// How the texts of the file are to be read for it.
    package let reading: Reading
    package private(set) var parameters: [RuleParameter]
    /// The last one applies always.
    package let steps: [RuleStep]
    /// The reasons of the steps with their parameters filled in.
    private(set) var reasons: [String]

    /// A set whose `last` step applies where none of the others does; its conditions are not asked.
    package init(
        id: String, name: String, sources: [String], reading: Reading, parameters: [RuleParameter], steps: [RuleStep],
        last: RuleStep
    ) {
        self.id = id
        self.name = name
        self.sources = sources
        self.reading = reading
        self.parameters = parameters
        self.steps = steps + [last]
        reasons = []
        fillReasons()
    }

    /// The same rules with other values, such as those of a command line.
    package func with(parameters values: [String: Int]) throws(RuleParameterError) -> RuleSet {
        var changed = self
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let index = parameters.firstIndex(where: { $0.name == name }) else {
                throw .unknown(name, known: parameters.map(\.name))
            }
            guard parameters[index].allows(value) else { throw .outOfRange(parameters[index], value) }
            changed.parameters[index].value = value
        }
        changed.fillReasons()
        return changed
    }

    func value(of number: RuleNumber) -> Int {
        switch number {
        case .value(let value): value
        case .parameter(let index): parameters[index].value
        }
    }

    private mutating func fillReasons() {
        reasons = steps.map { step in
            parameters.reduce(step.reason) { text, parameter in
                text.replacing("{\(parameter.name)}", with: String(parameter.value))
            }
        }
    }
}

/// One step of a rule set.
package struct RuleStep: Hashable, Sendable {
    /// Names the step in results and reports: `two-priors`.
    package let rule: String
    /// All have to hold.
    package let conditions: [RuleCondition]
    package let determination: Determination
    /// May name parameters, `{age}`; the section, `{section}`; and the doubt that holds, `{doubt}`. May be empty.
    package let reason: String
    /// Where the step comes from: statute, or policy.
    package let cites: [String]

    package init(
        rule: String, conditions: [RuleCondition], determination: Determination, reason: String, cites: [String]
    ) {
        self.rule = rule
        self.conditions = conditions
        self.determination = determination
        self.reason = reason
        self.cites = cites
    }
}

/// A number that an office may set.
package struct RuleParameter: Hashable, Sendable {
    package let name: String
    package internal(set) var value: Int
    package let range: ClosedRange<Int>
    /// Whether 0 is allowed too, which switches off the conditions that use it.
    package let canBeOff: Bool
    package let meaning: String

    /// - Returns: nil where the value is not allowed.
    package init?(name: String, value: Int, range: ClosedRange<Int>, canBeOff: Bool, meaning: String) {
        self.name = name
        self.value = value
        self.range = range
        self.canBeOff = canBeOff
        self.meaning = meaning
        guard allows(value) else { return nil }
    }

    package func allows(_ value: Int) -> Bool { range.contains(value) || (canBeOff && value == 0) }
}

/// Why a parameter cannot be set.
package enum RuleParameterError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknown(String, known: [String])
    case outOfRange(RuleParameter, Int)

    package var description: String {
        switch self {
        case .unknown(let name, let known):
            known.isEmpty
                ? "the rules have no parameters, and none \"\(name)\""
                : "the rules have no parameter \"\(name)\"; they have \(known.joined(separator: ", "))"
        case .outOfRange(let parameter, let value):
            "\(parameter.name) cannot be \(value); it is \(parameter.allowed)"
        }
    }
}

extension RuleParameter {
    /// `40 to 65, or 0 for off`.
    package var allowed: String {
        "\(range.lowerBound) to \(range.upperBound)\(canBeOff ? ", or 0 for off" : "")"
    }
}
