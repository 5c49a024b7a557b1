/// Cases and counts that go together in some total.
package struct CaseTotal: Hashable, Sendable {
    package var cases: Int
    package var counts: Int

    package init(cases: Int = 0, counts: Int = 0) {
        self.cases = cases
        self.counts = counts
    }

    package static func + (left: CaseTotal, right: CaseTotal) -> CaseTotal {
        CaseTotal(cases: left.cases + right.cases, counts: left.counts + right.counts)
    }

    package static func += (left: inout CaseTotal, right: CaseTotal) { left = left + right }
}

/// What a group of cases adds up to: the figures of motions, orders, declarations and covers.
package struct Figures: Hashable, Sendable {
    package private(set) var total = CaseTotal()
    package private(set) var byRelief: [Relief: CaseTotal] = [:]
    /// Counts by section number.
    package private(set) var bySection: [String: Int] = [:]
    package private(set) var byLevel: [OffenseLevel: Int] = [:]
    /// By key of the courthouse.
    package private(set) var byCourthouse: [String: CaseTotal] = [:]
    /// Counts by the first year of the decade of the conviction.
    package private(set) var byDecade: [Int: Int] = [:]
    package private(set) var earliest: CalendarDate?
    package private(set) var latest: CalendarDate?
    /// Whether any count has a section number of before 1972.
    package private(set) var hasFormerSections = false

    package init() {}

    package mutating func add(_ eligible: EligibleCase) {
        let all = CaseTotal(cases: 1, counts: eligible.counts.count)
        total += all
        byCourthouse[eligible.route.courthouse, default: CaseTotal()] += all
        for relief in eligible.reliefs {
            let counts = eligible.counts.count { $0.relief == relief }
            byRelief[relief, default: CaseTotal()] += CaseTotal(cases: 1, counts: counts)
        }
        for count in eligible.counts { add(count.count) }
    }

    private mutating func add(_ count: Count) {
        bySection[count.section.number, default: 0] += 1
        byLevel[count.level, default: 0] += 1
        byDecade[count.convictionDate.year / 10 * 10, default: 0] += 1
        earliest = min(earliest ?? count.convictionDate, count.convictionDate)
        latest = max(latest ?? count.convictionDate, count.convictionDate)
        if count.section.reach == .former { hasFormerSections = true }
    }

    /// Adds another group's figures.
    package mutating func add(_ other: Figures) {
        total += other.total
        byRelief.merge(other.byRelief, uniquingKeysWith: +)
        bySection.merge(other.bySection, uniquingKeysWith: +)
        byLevel.merge(other.byLevel, uniquingKeysWith: +)
        byCourthouse.merge(other.byCourthouse, uniquingKeysWith: +)
        byDecade.merge(other.byDecade, uniquingKeysWith: +)
        earliest = [earliest, other.earliest].compactMap(\.self).min()
        latest = [latest, other.latest].compactMap(\.self).max()
        hasFormerSections = hasFormerSections || other.hasFormerSections
    }
}
