/// What the list says of one count, read against the statute: eligible for which relief, or why not.
package enum Finding: Hashable, Sendable {
    case eligible(Relief)
    case stopped(ProblemCode)

    /// The first day on which Proposition 64 was in force; later convictions were made under it.
    package static let proposition64 = CalendarDate(number: 2016_11_09)

    /// Reads a count's determination as a finding.
    package init(of count: Count) {
        self.init(of: count.determination, count.sentence, convictedOn: count.convictionDate)
    }

    /// Reads a determination as a finding.
    ///
    /// A person still serving the sentence is resentenced under H&S 11361.8(a)-(b); one who has completed it gets
    /// dismissal and sealing, or redesignation, under (e)-(f).
    package init(of determination: Determination, _ sentence: SentenceStatus, convictedOn date: CalendarDate?) {
        if let date, let first = Self.proposition64, date >= first {
            self = .stopped(.afterProposition64)
            return
        }
        self =
            switch determination {
            case .dismissal: .eligible(sentence == .serving ? .recall : .dismissAndSeal)
            case .reduction: .eligible(sentence == .serving ? .recall : .redesignate)
            case .notEligible: .stopped(.notEligible)
            case .maybeEligible, .handReview, .missing: .stopped(.handReview)
            case .cityReview: .stopped(.cityReview)
            }
    }
}

/// A count with the relief that it was found eligible for.
package struct EligibleCount: Hashable, Sendable {
    package let count: Count
    package let relief: Relief

    /// - Returns: nil unless the count's finding is eligible.
    package init?(_ count: Count) {
        guard case .eligible(let relief) = Finding(of: count) else { return nil }
        self.count = count
        self.relief = relief
    }
}

/// A court case of one person, with its eligible counts, sent to a prosecutor and a courthouse.
package struct EligibleCase: Hashable, Sendable {
    package let number: String
    package let person: Person
    package let route: Route
    /// In the order of the batch; never empty.
    package private(set) var counts: [EligibleCount]

    package init(number: String, person: Person, route: Route, count: EligibleCount) {
        self.number = number
        self.person = person
        self.route = route
        counts = [count]
    }

    /// A case with all its counts, as the docket reads it back.
    ///
    /// - Returns: nil without counts.
    package init?(number: String, person: Person, route: Route, counts: [EligibleCount]) {
        guard !counts.isEmpty else { return nil }
        self.number = number
        self.person = person
        self.route = route
        self.counts = counts
    }

    /// Adds another count of the same case.
    package mutating func add(_ count: EligibleCount) { counts.append(count) }

    /// The kinds of relief asked for in this case, in the order of the schedules.
    package var reliefs: [Relief] { Relief.allCases.filter { relief in counts.contains { $0.relief == relief } } }
}
