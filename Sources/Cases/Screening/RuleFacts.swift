extension RuleQuestion {
    /// What a step looked at, for a reviewer.
    func facts(of step: RuleStep) -> [String] {
        let facts = step.conditions.flatMap(facts)
        return (facts.isEmpty ? overview : facts) + attempt
    }

    /// Where nothing was asked: what speaks for or against relief.
    private var overview: [String] {
        [born, "convicted \(written(day))", "latest conviction \(written(record.latest))"]
    }

    private var attempt: [String] {
        conviction.offense.marks.contains(.attempt) ? ["an attempt, conspiracy or solicitation"] : []
    }

    private func facts(_ condition: RuleCondition) -> [String] {
        switch condition {
        case .felony(let isFelony): return [isFelony ? "a felony" : "not a felony"]
        case .convictedOnOrAfter: return ["convicted \(written(day))"]
        case .section, .mentions, .textBegins, .attempt: return ["offense \(conviction.offense.text)"]
        case .convictedYearsAgo(let number):
            return ["convicted \(written(day))", "\(rules.value(of: number)) years back: \(back(number))"]
        case .superstrikeBefore(.listed):
            return record.superstrikeTexts() + [
                "earliest superstrike \(written(record.earliestSuperstrike ?? .undated))", "convicted \(written(day))",
            ]
        case .superstrikeBefore(let evidence): return listed(superstrikesBefore(evidence))
        case .pc290Before(.listed):
            return record.pc290Texts() + (record.history.isRegistered ? ["registered"] : []) + [
                "earliest PC 290 \(written(record.earliestPC290 ?? .undated))", "convicted \(written(day))",
            ]
        case .pc290Before(let evidence): return listed(pc290Before(evidence))
        case .priors(_, let alike, let evidence): return listed(priors(alike, evidence))
        case .registered: return ["registered under PC 290"]
        case .deceased: return ["deceased"]
        case .ageAtLeast(let number):
            let years = rules.value(of: number)
            return [born] + (record.history.birthDate?.adding(years: years).map { ["\(years) on \($0.iso)"] } ?? [])
        case .ageAtMost:
            guard let birthDate = record.history.birthDate else { return [born] }
            return [born, "\(record.asOf.dayNumber - birthDate.dayNumber) days old"]
        case .youngerAtConviction: return [born, "convicted \(written(day))"]
        case .onlyProposition64: return ["\(record.history.convictions.count) convictions, all of 11357 to 11360"]
        case .sentenceRunning: return ["last sentence ends \(endOfSentences)"]
        case .noConvictionAfter(let number), .noConvictionOnOrAfter(let number):
            return [
                "latest conviction \(written(record.latest))", "\(rules.value(of: number)) years back: \(back(number))",
            ]
        case .doubts, .doubtsAnywhere, .on: return []
        }
    }

    private var born: String { "born \(record.history.birthDate?.iso ?? "undated")" }

    private func back(_ number: RuleNumber) -> String { written(yearsBack(rules.value(of: number))) }

    private func written(_ day: Day) -> String { day.date?.iso ?? "undated" }

    /// `187 PC 2008-01-01` for each, and the day of this conviction.
    private func listed(_ others: [Int]) -> [String] {
        let convictions = record.history.convictions
        return others.map { "\(convictions[$0].offense.text) \(written(Day(convictions[$0].date)))" }
            + ["convicted \(written(day))"]
    }

    private var endOfSentences: String {
        record.lastSentenceEnd == .max
            ? "never" : CalendarDate(dayNumber: Int(record.lastSentenceEnd / 86_400))?.iso ?? "undated"
    }
}
