/// What a ruling rests on. If a later screening finds another, the ruling has to be made again.
package struct RulingBasis: Hashable, Sendable {
    /// Decides which office rules.
    package let level: OffenseLevel
    /// Decides which relief there is, and on which grounds it can be challenged.
    package let isServing: Bool
    package let determination: Determination

    package init(_ conviction: ScreenedConviction) {
        self.init(
            level: conviction.level, isServing: conviction.sentence == .serving,
            determination: conviction.determination)
    }

    package init(level: OffenseLevel, isServing: Bool, determination: Determination) {
        self.level = level
        self.isServing = isServing
        self.determination = determination
    }
}

/// All rulings on one conviction, in every delivery of the state's file, and what they come to.
///
/// The latest ruling of a reviewer replaces the earlier ones. A ruling by policy gives way to any made by hand. A ruling
/// on another finding than the present one does not count. A referral gives the conviction into other hands, so it gives
/// way to what another reviewer rules after it. A ruling can decide over another reviewer's by naming that reviewer's bar number. If the rulings that are left differ,
/// none counts.
package struct RulingHistory: Sendable {
    /// A ruling with what decides whether it counts.
    package struct Entry: Hashable, Sendable {
        package let recorded: RecordedRuling
        package let basis: RulingBasis
        /// Bar number of the reviewer whose earlier ruling this one decides over; empty where it does not.
        package let overrides: String
        /// Made for many convictions at once, by a rule that the reviewer named.
        package let isByPolicy: Bool

        package init(recorded: RecordedRuling, basis: RulingBasis, overrides: String, isByPolicy: Bool) {
            self.recorded = recorded
            self.basis = basis
            self.overrides = overrides
            self.isByPolicy = isByPolicy
        }
    }

    /// In the order in which they were made.
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    package mutating func append(_ entry: Entry) { entries.append(entry) }

    package mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    /// Whether a policy may rule on this finding: nobody has ruled by hand, not on an earlier finding either, and no policy
    /// on this one.
    package func isOpenToPolicy(on basis: RulingBasis) -> Bool {
        entries.allSatisfy { $0.isByPolicy && $0.basis != basis }
    }

    /// The reviewer's latest ruling made by hand, on whatever finding.
    package func latest(of reviewer: Reviewer) -> Entry? {
        entries.last { !$0.isByPolicy && $0.recorded.reviewer.barNumber == reviewer.barNumber }
    }

    package func state(on basis: RulingBasis) -> ReviewState {
        guard let latest = entries.last else { return .open }
        let standing = standing(on: basis)
        guard let last = standing.last else { return .changed(latest.recorded) }
        let open = standing.enumerated().filter { index, entry in
            guard case .refer = entry.recorded.ruling else { return true }
            return index == standing.count - 1
        }.map(\.element.recorded)
        return open.allSatisfy { $0.ruling == last.recorded.ruling } ? .ruled(last.recorded) : .conflict(open)
    }

    /// Where the conviction was referred to last; nil where nobody has, or where a later ruling decided over it. A reviewer
    /// who wants a conviction back refers it back.
    package func referral(on basis: RulingBasis) -> String? {
        var overridden: Set<String> = []
        for entry in entries.reversed() where entry.basis == basis {
            if case .refer(let jurisdiction) = entry.recorded.ruling,
                !overridden.contains(entry.recorded.reviewer.barNumber)
            {
                return jurisdiction
            }
            if !entry.overrides.isEmpty { overridden.insert(entry.overrides) }
        }
        return nil
    }

    /// The rulings on this finding that nothing later has replaced, oldest first; at most one of each reviewer.
    private func standing(on basis: RulingBasis) -> [Entry] {
        var standing: [Entry] = []
        for entry in entries where entry.basis == basis {
            if entry.isByPolicy, standing.contains(where: { !$0.isByPolicy }) { continue }
            let reviewer = entry.recorded.reviewer.barNumber
            standing.removeAll {
                $0.isByPolicy || $0.recorded.reviewer.barNumber == reviewer
                    || (!entry.overrides.isEmpty && $0.recorded.reviewer.barNumber == entry.overrides)
            }
            standing.append(entry)
        }
        return standing
    }
}
