/// What a screening and its review come to: convictions by all their sides, and what relief leaves on people's records.
/// Fed person by person; its memory depends on how many sections, courts and reasons there are, not on how many people.
///
/// Nothing in it is about one person, but figures by race and sex have to go through `PublishedTable`.
package struct Impact: Sendable {
    package let asOf: CalendarDate
    package private(set) var total = ImpactTotal()
    /// Each breaks all convictions down, so that the convictions of its lines add up to `total`.
    package private(set) var breakdowns: [ImpactDimension: Breakdown<String>] = [:]
    package private(set) var bySection = Breakdown<DeterminationPart>()
    package private(set) var byReason = Breakdown<DeterminationPart>()
    /// Of convictions with a date that can be.
    package private(set) var earliest: CalendarDate?
    package private(set) var latest: CalendarDate?
    /// People with something on their record today.
    package private(set) var having = RecordTotals()
    /// People who had such things and keep none of them.
    package private(set) var losing: [ReliefChoice: RecordTotals] = [:]
    /// By the court as the file names it.
    package private(set) var courts: [String: ReviewFigures] = [:]
    /// Rulings that count, by when they were made, and by kind.
    package private(set) var rulings: [Quarter: [String: Int]] = [:]
    package private(set) var records: [PersonTrait: PeopleTable]
    package private(set) var reviews: [PersonTrait: PeopleTable]

    /// Convictions after this day are recent.
    private let seventhYear: CalendarDate?

    private let courthouse: @Sendable (String) -> String

    /// `courthouse` gives the key of the courthouse of a court as the file names it; empty where none is known.
    package init(asOf: CalendarDate, courthouse: @escaping @Sendable (String) -> String) {
        self.asOf = asOf
        self.courthouse = courthouse
        seventhYear = asOf.adding(years: -7)
        func tables(_ outcomes: [String]) -> [PersonTrait: PeopleTable] {
            Dictionary(uniqueKeysWithValues: PersonTrait.allCases.map { ($0, PeopleTable(outcomes: outcomes)) })
        }
        records = tables(RecordOutcome.allCases.map(\.rawValue))
        reviews = tables(ReviewOutcome.allCases.map(\.rawValue))
    }

    package mutating func add(_ person: ReviewedPerson) {
        total += ImpactTotal(convictions: person.screened.convictions.count, people: 1)
        for (index, screened) in person.screened.convictions.enumerated() {
            let court = screened.court.withSingleBlanks
            add(
                ReviewedConviction(
                    screened: screened, court: court, courthouse: courthouse(court),
                    jurisdiction: person.jurisdictions[index], state: person.states[index]))
        }
        addRecord(of: person.screened, person.rulings.map { $0?.ruling })
    }

    private mutating func add(_ conviction: ReviewedConviction) {
        let screened = conviction.screened
        for dimension in ImpactDimension.allCases {
            breakdowns[dimension, default: Breakdown()].add(dimension.value(of: conviction), of: total.people)
        }
        bySection.add(
            DeterminationPart(determination: screened.determination, part: screened.section.number), of: total.people)
        byReason.add(DeterminationPart(determination: screened.determination, part: screened.reason), of: total.people)
        if let date = screened.convictionDate, date <= asOf {
            earliest = min(earliest ?? date, date)
            latest = max(latest ?? date, date)
        }
        courts[conviction.court, default: ReviewFigures()].add(screened, conviction.state)
        if let recorded = conviction.state.counting, let quarter = Quarter(of: recorded.time) {
            rulings[quarter, default: [:]][recorded.ruling.reportKey, default: 0] += 1
        }
    }

    private mutating func addRecord(of person: ScreenedPerson, _ rulings: [Ruling?]) {
        having.add(having: person.all)
        for choice in ReliefChoice.allCases {
            let cleared = choice.cleared(person, rulings, since: seventhYear)
            losing[choice, default: RecordTotals()].add(losing: person.all, cleared)
        }
        let hasRelief = person.convictions.contains { [.dismissal, .reduction].contains($0.determination) }
        let record = RecordOutcome(
            person, ReliefChoice.findings.cleared(person, rulings, since: seventhYear), hasRelief: hasRelief)
        let review = ReviewOutcome(rulings)
        for trait in PersonTrait.allCases {
            let group = trait.value(of: person)
            records[trait]?.add(group, record.index, convictions: person.convictions.count)
            reviews[trait]?.add(group, review.index, convictions: person.convictions.count)
        }
    }
}

extension CaseIterable where Self: Equatable {
    /// Its place among all cases.
    fileprivate var index: Int { Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0 }
}
