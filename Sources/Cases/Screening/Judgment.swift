/// What a rule set made of one relevant conviction: one in the county, of a section of Proposition 64.
package struct Judgment: Hashable, Sendable {
    /// Index into the history's convictions.
    package let conviction: Int
    package let determination: Determination
    /// In the words of the rule set; those of `los-angeles-2019` are the reference's. May be empty.
    package let reason: String
    /// Key of the step of the rule set that decided.
    package let rule: String
    /// What that step looked at, for a reviewer: `born 1970-07-01`, `50 on 2020-07-01`.
    package let facts: [String]
    /// What is doubtful about the person and this conviction, whether or not the rules ask for it.
    package let doubts: HistoryDoubt

    package init(
        conviction: Int, determination: Determination, reason: String, rule: String, facts: [String],
        doubts: HistoryDoubt
    ) {
        self.conviction = conviction
        self.determination = determination
        self.reason = reason
        self.rule = rule
        self.facts = facts
        self.doubts = doubts
    }
}

/// What a rule set made of one person.
package struct PersonJudgment: Sendable {
    /// Texts of superstrikes and gang pairs, each once, in byte order.
    package var superstrikes: [String]
    /// Texts of offenses under Penal Code section 290, in the order of the file.
    package var pc290: [String]
    /// Convictions by section of Proposition 64, in any county: 11357, 11358, 11359, 11360.
    package var bySection: [Int]
    /// The latest dated conviction; nil if all are undated.
    package var latestConviction: CalendarDate?
    /// For each relevant conviction, in the order of the file.
    package var judgments: [Judgment]

    package init(
        superstrikes: [String], pc290: [String], bySection: [Int], latestConviction: CalendarDate?,
        judgments: [Judgment]
    ) {
        self.superstrikes = superstrikes
        self.pc290 = pc290
        self.bySection = bySection
        self.latestConviction = latestConviction
        self.judgments = judgments
    }
}
