package import Cases

/// What a screening came to, over everybody in the files; the figures of the reference program's summary.
package struct ScreeningTotals: Sendable {
    /// People of some kind, and how many of them would be left without it.
    package struct Left: Hashable, Sendable {
        package var noFelony = 0
        package var noConviction = 0
        /// Of people with a conviction in the seven years before the as-of date.
        package var noRecentConviction = 0

        package init() {}
    }

    package var people = 0
    package var convictions = 0
    package var convictionsInCounty = 0
    /// Convictions of Proposition 64 by section, 11357 to 11360.
    package var bySection = [0, 0, 0, 0]
    package var bySectionInCounty = [0, 0, 0, 0]
    /// Of the county's; undated ones do not count.
    package var earliest: CalendarDate?
    package var determinations: [Determination: [Int]] = [:]
    package var reasons: [Determination: [String: Int]] = [:]
    /// Convictions that often go with them, by the text that names the section.
    package var related: [String: Int] = [:]
    package var peopleWithFelony = 0
    package var peopleWithConviction = 0
    package var peopleWithRecentConviction = 0
    package var underFindings = Left()
    package var underDismissAll = Left()
    package var underDismissAllAndRelated = Left()

    package init() {}

    /// Findings, over all sections.
    package func findings(_ determination: Determination) -> Int {
        determinations[determination]?.reduce(0, +) ?? 0
    }

    package var findings: Int { determinations.values.reduce(0) { $0 + $1.reduce(0, +) } }
}

extension ScreeningTotals {
    /// Adds a person.
    ///
    /// - Parameters:
    ///   - history: all convictions.
    ///   - judgments: in the order of the convictions.
    ///   - recentAfter: convictions after this day are recent.
    mutating func add(_ history: CriminalHistory, _ judgments: [Judgment], recentAfter: CalendarDate?) {
        people += 1
        guard !history.convictions.isEmpty else { return }
        peopleWithConviction += 1
        var all = Kinds()
        var found = Kinds()
        var proposition64 = Kinds()
        var withRelated = Kinds()
        var next = 0
        for (index, conviction) in history.convictions.enumerated() {
            let isRecent = recentAfter.flatMap { after in conviction.date.map { after < $0 } } ?? false
            all.add(conviction, isRecent)
            add(conviction)
            let isRelevant = conviction.isInCounty && conviction.offense.proposition64 != nil
            if isRelevant { proposition64.add(conviction, isRecent) }
            if isRelevant || conviction.isInCounty && conviction.offense.related != nil {
                withRelated.add(conviction, isRecent)
            }
            guard next < judgments.count, judgments[next].conviction == index else { continue }
            add(judgments[next], of: conviction)
            found.add(conviction, isRecent, judgments[next].determination)
            next += 1
        }
        if all.felonies > 0 { peopleWithFelony += 1 }
        if all.recent > 0 { peopleWithRecentConviction += 1 }
        underFindings.add(all, relieved: found)
        underDismissAll.add(all, relieved: proposition64)
        underDismissAllAndRelated.add(all, relieved: withRelated)
    }

    private mutating func add(_ conviction: Conviction) {
        convictions += 1
        if conviction.isInCounty { convictionsInCounty += 1 }
        if let related = conviction.offense.related { self.related[related, default: 0] += 1 }
        guard let section = conviction.offense.proposition64 else { return }
        bySection[Int(section.rawValue) - 1] += 1
        guard conviction.isInCounty else { return }
        bySectionInCounty[Int(section.rawValue) - 1] += 1
        if let date = conviction.date, earliest.map({ date < $0 }) ?? true { earliest = date }
    }

    private mutating func add(_ judgment: Judgment, of conviction: Conviction) {
        guard let section = conviction.offense.proposition64 else { return }
        determinations[judgment.determination, default: [0, 0, 0, 0]][Int(section.rawValue) - 1] += 1
        reasons[judgment.determination, default: [:]][judgment.reason, default: 0] += 1
    }

    /// Adds what another thread counted.
    mutating func add(_ other: ScreeningTotals) {
        people += other.people
        convictions += other.convictions
        convictionsInCounty += other.convictionsInCounty
        for index in 0..<4 {
            bySection[index] += other.bySection[index]
            bySectionInCounty[index] += other.bySectionInCounty[index]
        }
        earliest = [earliest, other.earliest].compactMap(\.self).min()
        determinations.merge(other.determinations) { zip($0, $1).map(+) }
        reasons.merge(other.reasons) { $0.merging($1, uniquingKeysWith: +) }
        related.merge(other.related, uniquingKeysWith: +)
        peopleWithFelony += other.peopleWithFelony
        peopleWithConviction += other.peopleWithConviction
        peopleWithRecentConviction += other.peopleWithRecentConviction
        underFindings.add(other.underFindings)
        underDismissAll.add(other.underDismissAll)
        underDismissAllAndRelated.add(other.underDismissAllAndRelated)
    }
}

/// A person's convictions of some kind.
private struct Kinds {
    var convictions = 0
    var felonies = 0
    var recent = 0

    mutating func add(_ conviction: Conviction, _ isRecent: Bool) {
        convictions += 1
        if conviction.isFelony { felonies += 1 }
        if isRecent { recent += 1 }
    }

    /// A dismissal clears the conviction; a reduction only takes the felony away.
    mutating func add(_ conviction: Conviction, _ isRecent: Bool, _ determination: Determination) {
        switch determination {
        case .dismissal: add(conviction, isRecent)
        case .reduction: felonies += conviction.isFelony ? 1 : 0
        default: break
        }
    }
}

extension ScreeningTotals.Left {
    fileprivate mutating func add(_ all: Kinds, relieved: Kinds) {
        if all.felonies > 0, relieved.felonies == all.felonies { noFelony += 1 }
        if relieved.convictions == all.convictions { noConviction += 1 }
        if all.recent > 0, relieved.recent == all.recent { noRecentConviction += 1 }
    }

    fileprivate mutating func add(_ other: Self) {
        noFelony += other.noFelony
        noConviction += other.noConviction
        noRecentConviction += other.noRecentConviction
    }
}
