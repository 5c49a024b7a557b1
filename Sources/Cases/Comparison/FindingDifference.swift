/// Why two screenings find different things of one conviction. The raw value is what `differences.csv` says.
package enum DifferenceCause: String, CaseIterable, Sendable {
    /// The state's file says something else.
    case data
    /// Other rules, or the same rules after they were changed.
    case rules
    /// Another as-of date: a birthday, the end of a sentence, years without a conviction.
    case date = "as-of date"
    /// Another version of the program, and nothing else.
    case program
}

/// What was found of a conviction.
package struct FoundAs: Hashable, Sendable {
    package let determination: Determination
    package let reason: String
    package let rule: String

    package init(determination: Determination, reason: String, rule: String) {
        self.determination = determination
        self.reason = reason
        self.rule = rule
    }

    package init(_ conviction: ScreenedConviction) {
        self.init(determination: conviction.determination, reason: conviction.reason, rule: conviction.rule)
    }

    package init(_ judgment: Judgment) {
        self.init(determination: judgment.determination, reason: judgment.reason, rule: judgment.rule)
    }

    /// `Eligible for Dismissal: 50 years or older`
    package var text: String {
        [determination.rawValue, reason].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

/// One conviction of which two screenings, or two rule sets on one file, find different things. Names rows and case numbers,
/// never people.
package struct FindingDifference: Hashable, Sendable {
    /// The raw value is what `differences.csv` says.
    package enum Kind: String, CaseIterable, Sendable {
        /// In the later screening alone.
        case new
        /// In the earlier screening alone.
        case gone
        /// Another determination.
        case changed
        /// The same determination, for another reason.
        case reason
    }

    package let kind: Kind
    /// In the files of the later screening; of a conviction that is gone, in those of the earlier one.
    package let place: RowPlace
    package let caseNumbers: [String]
    package let section: CodeSection
    /// nil for a new conviction.
    package let before: FoundAs?
    /// nil for a conviction that is gone.
    package let after: FoundAs?
    /// What can have caused it: usually one, several where several things changed together.
    package let causes: [DifferenceCause]
    /// What changed, for a reader: `level: felony to misdemeanor`. Of a person's name and birth date only that they did.
    package let what: [String]

    /// - Returns: nil where both found the same for the same reason.
    package init?(
        of conviction: ScreenedConviction, before: FoundAs?, after: FoundAs?, causes: [DifferenceCause], what: [String]
    ) {
        switch (before, after) {
        case (nil, nil): return nil
        case (nil, _): kind = .new
        case (_, nil): kind = .gone
        case (let before?, let after?) where before.determination != after.determination: kind = .changed
        case (let before?, let after?):
            guard before.reason != after.reason else { return nil }
            kind = .reason
        }
        place = conviction.place
        caseNumbers = conviction.caseNumbers
        section = conviction.section
        self.before = before
        self.after = after
        self.causes = causes
        self.what = what
    }
}
