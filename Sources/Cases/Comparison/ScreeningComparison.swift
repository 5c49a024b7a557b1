/// What a screening rests on.
package struct ScreeningTerms: Hashable, Sendable {
    package let rules: String
    package let rulesDigest: String
    package let asOf: CalendarDate
    package let program: String
    /// Digests of the input files.
    package let inputs: Set<String>

    package init(rules: String, rulesDigest: String, asOf: CalendarDate, program: String, inputs: Set<String>) {
        self.rules = rules
        self.rulesDigest = rulesDigest
        self.asOf = asOf
        self.program = program
        self.inputs = inputs
    }
}

/// How many convictions two screenings agree and differ on.
package struct ComparisonTotals: Hashable, Sendable {
    /// The same finding for the same reason.
    package fileprivate(set) var same = 0
    /// Of them: the file says something else of the conviction or the person.
    package fileprivate(set) var sameOnOtherData = 0
    package fileprivate(set) var differences: [FindingDifference.Kind: Int] = [:]
    /// A difference with several causes counts at each.
    package fileprivate(set) var causes: [DifferenceCause: Int] = [:]
    /// Of convictions that both have: how often a determination became another.
    package fileprivate(set) var changes: [DeterminationChange: Int] = [:]
    /// Convictions of people without an identifier, who are never taken for another.
    package fileprivate(set) var unidentifiedBefore = 0
    package fileprivate(set) var unidentifiedAfter = 0

    /// Convictions of the earlier screening: each is the same, differs, is gone, or cannot be compared.
    package var before: Int {
        same + unidentifiedBefore + differences.filter { $0.key != .new }.values.reduce(0, +)
    }
    package var after: Int {
        same + unidentifiedAfter + differences.filter { $0.key != .gone }.values.reduce(0, +)
    }
}

package struct DeterminationChange: Hashable, Comparable, Sendable {
    package let before: Determination
    package let after: Determination

    package static func < (left: DeterminationChange, right: DeterminationChange) -> Bool {
        (left.before.rawValue, left.after.rawValue) < (right.before.rawValue, right.after.rawValue)
    }
}

/// Compares two screenings, person by person. Convictions are the same by `SUBJECT_ID` and `CNT_ORDER`.
///
/// A difference is the data's if the file says something else of the conviction or the person; the rules' if they differ;
/// the as-of date's if that differs. Several may apply at once, and then each may have done it.
package struct ScreeningComparison: Sendable {
    package private(set) var totals = ComparisonTotals()

    private let earlier: ScreeningTerms
    private let later: ScreeningTerms
    private let hasSameInputs: Bool
    private let hasSameRules: Bool

    package init(from earlier: ScreeningTerms, to later: ScreeningTerms) {
        self.earlier = earlier
        self.later = later
        hasSameInputs = earlier.inputs == later.inputs
        hasSameRules = earlier.rules == later.rules && earlier.rulesDigest == later.rulesDigest
    }

    /// Takes a person of the later screening, with what the earlier one knows of the same identifier; nil for a person
    /// without one.
    ///
    /// - Returns: what is new and what changed.
    package mutating func add(_ person: ScreenedPerson, before: [ScreenedPerson]?) -> [FindingDifference] {
        guard let before else {
            totals.unidentifiedAfter += person.convictions.count
            return []
        }
        return person.convictions.compactMap { conviction in
            let found = Self.find(conviction.countOrder, in: before)
            let difference =
                found.map { changed($0, (person, conviction)) } ?? new(conviction, isKnown: !before.isEmpty)
            if let difference { count(difference) }
            return difference
        }
    }

    /// Takes a person of the earlier screening, with what the later one knows.
    ///
    /// - Returns: what is gone.
    package mutating func add(_ person: ScreenedPerson, after: [ScreenedPerson]?) -> [FindingDifference] {
        guard let after else {
            totals.unidentifiedBefore += person.convictions.count
            return []
        }
        return person.convictions.compactMap { conviction in
            guard Self.find(conviction.countOrder, in: after) == nil else { return nil }
            let difference = FindingDifference(
                of: conviction, before: FoundAs(conviction), after: nil, causes: causesOfAbsence,
                what: [after.isEmpty ? "person not in the later screening" : "conviction not in the later screening"])
            if let difference { count(difference) }
            return difference
        }
    }

    private static func find(
        _ countOrder: String, in people: [ScreenedPerson]
    ) -> (person: ScreenedPerson, conviction: ScreenedConviction)? {
        for person in people {
            if let conviction = person.convictions.first(where: { $0.countOrder == countOrder }) {
                return (person, conviction)
            }
        }
        return nil
    }

    private func new(_ conviction: ScreenedConviction, isKnown: Bool) -> FindingDifference? {
        FindingDifference(
            of: conviction, before: nil, after: FoundAs(conviction), causes: causesOfAbsence,
            what: [isKnown ? "conviction not in the earlier screening" : "person not in the earlier screening"])
    }

    private mutating func changed(
        _ before: (person: ScreenedPerson, conviction: ScreenedConviction),
        _ after: (person: ScreenedPerson, conviction: ScreenedConviction)
    ) -> FindingDifference? {
        let facts = ChangedFacts(before, after, isSameDay: earlier.asOf == later.asOf)
        var causes: [DifferenceCause] = []
        var what: [String] = []
        if !hasSameInputs, !facts.deciding.isEmpty {
            causes.append(.data)
            what += facts.all
        }
        if !hasSameRules {
            causes.append(.rules)
            what.append(rulesText)
            if before.conviction.rule != after.conviction.rule {
                what.append("step: \(before.conviction.rule) to \(after.conviction.rule)")
            }
        }
        if earlier.asOf != later.asOf {
            causes.append(.date)
            what.append("as of \(earlier.asOf.iso) to \(later.asOf.iso)")
        }
        if causes.isEmpty {
            if hasSameInputs {
                causes = [.program]
                what = ["program: \(earlier.program) to \(later.program)"]
            } else {
                causes = [.data]
                what = ["elsewhere in the person's history"]
            }
        }
        let difference = FindingDifference(
            of: after.conviction, before: FoundAs(before.conviction), after: FoundAs(after.conviction), causes: causes,
            what: what)
        if difference == nil {
            totals.same += 1
            if !hasSameInputs, !facts.all.isEmpty { totals.sameOnOtherData += 1 }
        } else {
            let change = DeterminationChange(
                before: before.conviction.determination, after: after.conviction.determination)
            if change.before != change.after { totals.changes[change, default: 0] += 1 }
        }
        return difference
    }

    /// The same files can hold other convictions only for rules that read them differently, or another program.
    private var causesOfAbsence: [DifferenceCause] {
        var causes: [DifferenceCause] = []
        if !hasSameInputs { causes.append(.data) }
        if !hasSameRules { causes.append(.rules) }
        return causes.isEmpty ? [.program] : causes
    }

    private var rulesText: String {
        earlier.rules == later.rules ? "rules: \(later.rules) was changed" : "rules: \(earlier.rules) to \(later.rules)"
    }

    private mutating func count(_ difference: FindingDifference) {
        totals.differences[difference.kind, default: 0] += 1
        for cause in difference.causes { totals.causes[cause, default: 0] += 1 }
    }
}
