/// Something in a person's life that the state keeps a cycle for.
enum HistoryEvent: Sendable {
    /// A case under Proposition 64's sections in the county.
    case marijuana(counts: Int, isFelony: Bool)
    case marijuanaElsewhere
    /// A case under the sections that these offenses had before 1973.
    case formerMarijuana
    case felony, misdemeanor, strike, gang, sex
    /// An arrest, or a case, that led to no conviction.
    case release, dismissal
    case drugRegistration, sexRegistration
    case applicant, death
}

/// Who somebody is, and what the state has on record about them, in order of time.
struct HistoryLife: Sendable {
    let person: InventedPerson
    private(set) var events: [(day: SampleDay, event: HistoryEvent)] = []

    init(ordinal: Int, seed: UInt64, random: inout SeededGenerator) {
        let isFelony = random.chance(Self.felonyShare)
        let years = isFelony ? Self.felonyYears : CaseMaker.misdemeanorYears
        person = InventedPerson(ordinal: ordinal, seed: seed, year: years.draw(&random), random: &random)
        addMarijuana(isFelony: isFelony, &random)
        addOthers(&random)
        addHeavy(&random)
        // Two events of one day keep their order, so that every machine writes the same.
        let ordered = events.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }
        events = ordered.map(\.element)
        addDeath(&random)
    }

    /// Few misdemeanors, as in the list of February 2020.
    private static let felonyShare = 0.93

    /// Felonies of the sections that Proposition 64 names; before 1973 they had other numbers.
    private static let felonyYears = CaseMaker.felonyYears(from: 1973)

    private mutating func add(_ event: HistoryEvent, _ day: SampleDay) { events.append((day, event)) }

    /// The convictions for which the person is in the file: 1.24 counts.
    private mutating func addMarijuana(isFelony: Bool, _ random: inout SeededGenerator) {
        var left = Self.countsPerPerson.draw(&random)
        var year = person.firstYear
        while left > 0 {
            let counts = left > 1 && random.chance(0.45) ? left : 1
            left -= counts
            let isLate = random.chance(0.015)
            let day =
                isLate ? Self.day(in: random.within(2017...2019), &random) : min(Self.day(in: year, &random), .last)
            add(.marijuana(counts: counts, isFelony: isFelony || random.chance(0.3)), day.courtDay)
            if isFelony, random.chance(0.3) { add(.drugRegistration, SampleDay(number: day.number + 30)) }
            year = min(2016, year + 1 + random.below(8))
        }
        if person.birth.parts.year <= 1950, random.chance(0.4) {
            let first = max(1961, person.birth.parts.year + 18)
            add(.formerMarijuana, Self.day(in: random.within(first...1972), &random))
        }
        if random.chance(0.05) { add(.marijuanaElsewhere, anyDay(&random)) }
    }

    /// What most histories hold besides, a few of them much.
    private mutating func addOthers(_ random: inout SeededGenerator) {
        var limit = 0
        while limit < 60, random.chance(0.785) { limit += 1 }
        for _ in 0..<limit {
            let event = Self.usual.draw(&random)
            add(event, anyDay(&random))
        }
        if random.chance(0.2) { add(.applicant, anyDay(&random)) }
    }

    /// The last event, if anything.
    private mutating func addDeath(_ random: inout SeededGenerator) {
        let isOld = person.birth < SampleDay(year: 1945, month: 1, day: 1)
        guard random.chance(isOld ? 0.12 : 0.012), let last = events.last else { return }
        add(.death, SampleDay(number: last.day.number + random.within(1_000...3_000)))
    }

    /// What keeps relief away.
    private mutating func addHeavy(_ random: inout SeededGenerator) {
        if random.chance(0.012) { add(.strike, anyDay(&random)) }
        if random.chance(0.004) { add(.gang, anyDay(&random)) }
        guard random.chance(0.018) else { return }
        let day = anyDay(&random)
        add(.sex, day)
        for year in 1...random.within(1...6) where random.chance(0.85) {
            add(.sexRegistration, SampleDay(number: day.number + 60 + 365 * year))
        }
        // Some were convicted in another state: the file has the registration alone.
        if random.chance(0.15) { events.removeAll { if case .sex = $0.event { true } else { false } } }
    }

    /// A court day of the grown-up years, up to 2018.
    private func anyDay(_ random: inout SeededGenerator) -> SampleDay {
        let first = max(1961, person.birth.parts.year + 18)
        // More often in the twenties and thirties.
        let span = min(2018 - first, random.chance(0.6) ? 18 : 45)
        return Self.day(in: first + random.below(max(1, span)), &random)
    }

    private static func day(in year: Int, _ random: inout SeededGenerator) -> SampleDay {
        SampleDay(year: year, month: random.within(1...12), day: random.within(1...28)).courtDay
    }

    private static let countsPerPerson = Weighted<Int>([
        (1, weight: 815), (2, weight: 140), (3, weight: 36), (4, weight: 9),
    ])

    private static let usual = Weighted<HistoryEvent>([
        (.misdemeanor, weight: 40), (.felony, weight: 22), (.release, weight: 18), (.dismissal, weight: 20),
    ])
}
