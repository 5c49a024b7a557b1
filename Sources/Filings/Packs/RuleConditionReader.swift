import Cases

/// Reads one condition of a step: its name and what stands behind it.
struct RuleConditionReader {
    let parameters: [RuleParameter]

    private static let names = [
        "felony", "convictedOnOrAfter", "section", "mentions", "textBegins", "attempt", "convictedYearsAgo",
        "superstrikeBefore", "pc290Before", "priors", "registered", "deceased", "ageAtLeast", "ageAtMost",
        "youngerAtConviction", "onlyProposition64", "sentenceRunning", "noConvictionAfter", "noConvictionOnOrAfter",
        "doubts", "doubtsAnywhere", "switchedOn",
    ]

    func read(_ name: String, _ argument: YAMLNode) throws(PackError) -> RuleCondition {
        switch name {
        case "felony": return .felony(try argument.bool())
        case "convictedOnOrAfter": return .convictedOnOrAfter(try date(argument))
        case "section": return .section(try sections(argument))
        case "mentions": return .mentions(try section(argument))
        case "textBegins": return .textBegins(try argument.texts())
        case "attempt": return try flag(.attempt, name, argument)
        case "convictedYearsAgo": return .convictedYearsAgo(try number(argument))
        case "superstrikeBefore": return .superstrikeBefore(try evidence(argument))
        case "pc290Before": return .pc290Before(try evidence(argument))
        case "priors": return try priors(argument)
        case "registered": return try flag(.registered, name, argument)
        case "deceased": return try flag(.deceased, name, argument)
        case "ageAtLeast": return .ageAtLeast(try number(argument))
        case "ageAtMost": return .ageAtMost(try number(argument))
        case "youngerAtConviction": return .youngerAtConviction(try number(argument))
        case "onlyProposition64": return try flag(.onlyProposition64, name, argument)
        case "sentenceRunning": return .sentenceRunning(try argument.bool())
        case "noConvictionAfter": return .noConvictionAfter(yearsBack: try number(argument))
        case "noConvictionOnOrAfter": return .noConvictionOnOrAfter(yearsBack: try number(argument))
        case "doubts": return .doubts(try doubts(argument))
        case "doubtsAnywhere": return .doubtsAnywhere(try doubts(argument))
        case "switchedOn": return .on(try parameter(argument))
        default: throw argument.unknown("condition", name, Self.names)
        }
    }

    private func flag(
        _ condition: RuleCondition, _ name: String, _ argument: YAMLNode
    ) throws(PackError) -> RuleCondition {
        guard try argument.bool() else { throw argument.malformed("write `\(name): true`, or leave it out") }
        return condition
    }

    private func priors(_ argument: YAMLNode) throws(PackError) -> RuleCondition {
        let fields = try argument.fields("priors", ["atLeast", "same", "evidence"])
        let least = try fields.required("atLeast")
        guard try least.number() > 0 else { throw least.malformed("atLeast has to be 1 or more") }
        let likeness = try fields.required("same").choice(
            "likeness", of: RuleCondition.Likeness.allCases.map { ($0.rawValue, $0) })
        let evidence = try fields.required("evidence").choice(
            "evidence", of: [("listed", RuleCondition.Evidence.listed), ("certain", .certain)])
        return .priors(atLeast: try least.number(), alike: likeness, evidence)
    }

    private func evidence(_ argument: YAMLNode) throws(PackError) -> RuleCondition.Evidence {
        try argument.choice("evidence", of: RuleCondition.Evidence.allCases.map { ($0.rawValue, $0) })
    }

    private func date(_ argument: YAMLNode) throws(PackError) -> CalendarDate {
        guard let date = CalendarDate(iso: try argument.text()) else {
            throw argument.malformed("\"\(try argument.text())\" is not a date YYYY-MM-DD")
        }
        return date
    }

    private func sections(_ argument: YAMLNode) throws(PackError) -> [Proposition64Section] {
        var sections: [Proposition64Section] = []
        for item in argument.items() { sections.append(try section(item)) }
        return sections
    }

    private func section(_ argument: YAMLNode) throws(PackError) -> Proposition64Section {
        try argument.choice("section", of: Proposition64Section.allCases.map { ($0.number, $0) })
    }

    private func doubts(_ argument: YAMLNode) throws(PackError) -> HistoryDoubt {
        var doubts: HistoryDoubt = []
        for item in argument.items() {
            doubts.formUnion(try item.choice("doubt", of: HistoryDoubt.all.map { ($0.key, $0) }))
        }
        return doubts
    }

    /// A number, or the name of a parameter.
    private func number(_ argument: YAMLNode) throws(PackError) -> RuleNumber {
        if let value = Int(try argument.text()) { return .value(value) }
        return try parameter(argument)
    }

    private func parameter(_ argument: YAMLNode) throws(PackError) -> RuleNumber {
        .parameter(try argument.choice("parameter", of: parameters.enumerated().map { ($1.name, $0) }))
    }
}
