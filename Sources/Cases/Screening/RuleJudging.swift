extension RuleSet {
    /// Judges every relevant conviction of a person: in the county, and of a section of Proposition 64.
    ///
    /// - Parameters:
    ///   - history: in the reading of this rule set.
    ///   - asOf: the day as of which ages and years are counted, from its midnight in UTC.
    /// - Returns: the lists of superstrikes and of section 290 are empty where there is nothing to judge.
    package func judge(_ history: CriminalHistory, asOf: CalendarDate) -> PersonJudgment {
        var judgment = PersonJudgment(
            superstrikes: [], pc290: [], bySection: [0, 0, 0, 0], latestConviction: nil, judgments: [])
        var isRelevant = false
        for conviction in history.convictions {
            if let date = conviction.date { judgment.latestConviction = max(date, judgment.latestConviction ?? date) }
            guard let section = conviction.offense.proposition64 else { continue }
            judgment.bySection[Int(section.rawValue) - 1] += 1
            isRelevant = isRelevant || conviction.isInCounty
        }
        guard isRelevant else { return judgment }
        let record = PersonRecord(history, asOf: asOf, as: reading)
        judgment.superstrikes = record.superstrikeTexts()
        judgment.pc290 = record.pc290Texts()
        for (index, conviction) in history.convictions.enumerated() where conviction.isInCounty {
            guard let section = conviction.offense.proposition64 else { continue }
            judgment.judgments.append(judge(RuleQuestion(record: record, index: index, section: section, rules: self)))
        }
        return judgment
    }

    private func judge(_ question: RuleQuestion) -> Judgment {
        let last = steps.count - 1
        var deciding = 0
        while deciding < last, !question.holds(steps[deciding]) { deciding += 1 }
        let step = steps[deciding]
        return Judgment(
            conviction: question.index, determination: step.determination,
            reason: question.fill(reasons[deciding], of: step), rule: step.rule,
            facts: question.facts(of: step), doubts: question.doubts)
    }
}
