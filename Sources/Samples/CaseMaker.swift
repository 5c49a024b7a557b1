/// Makes one case after the other: who, when, where, and under which sections.
///
/// Memory does not grow with the number of cases: only the last few hundred people can come back with another case.
struct CaseMaker: Sendable {
    private var random: SeededGenerator
    private var numbers: CaseNumbers
    private var recent: [InventedPerson] = []
    private let seed: UInt64
    /// How many people were made so far.
    private(set) var people = 0

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        numbers = CaseNumbers(offset: random.below(15_000))
    }

    /// The next case, with all of its counts.
    mutating func next() -> SampleRecord {
        let isFelony = !random.chance(Self.misdemeanorShare)
        let jurisdiction = isFelony ? CourtTables.districtAttorney : CourtTables.misdemeanors.draw(&random)
        let person = nextPerson(isFelony: isFelony)
        let day = convictionDay(of: person)
        let court = jurisdiction.courts.draw(&random)

        var record = SampleRecord()
        person.fill(&record)
        let year = day.parts.year
        record[.caseNumber] = numbers.next(isFelony: isFelony, court: court, year: year, random: &random)
        // Felonies need no jurisdiction and most cases no courthouse: routing has to find both.
        if !isFelony || random.chance(0.9) { record[.jurisdiction] = jurisdiction.name }
        if random.chance(0.85) { record[.courthouse] = court.name }
        record.counts = counts(isFelony: isFelony, day: day)
        return record
    }

    /// 4,000 misdemeanors beside 62,000 felonies, as in the list of February 2020.
    private static let misdemeanorShare = 4_000.0 / 66_000

    /// One case in ten is another one of somebody who came before: 1.107 cases a person.
    private mutating func nextPerson(isFelony: Bool) -> InventedPerson {
        if !recent.isEmpty, random.chance(0.097) {
            let person = random.pick(recent)
            if isFelony || person.firstYear >= Self.firstMisdemeanorYear { return person }
        }
        people += 1
        let years = isFelony ? Self.felonyYears : Self.misdemeanorYears
        let person = InventedPerson(ordinal: people, seed: seed, year: years.draw(&random), random: &random)
        if recent.count < 256 { recent.append(person) } else { recent[people % 256] = person }
        return person
    }

    /// A court day in the person's first year or the ten years after.
    private mutating func convictionDay(of person: InventedPerson) -> SampleDay {
        let year = min(2016, person.firstYear + (random.chance(0.9) ? 0 : random.below(11)))
        let day = SampleDay(year: year, month: random.within(1...12), day: random.within(1...28)).courtDay
        // The year of the case number is that of the conviction, so the day must not leave it.
        return min(day, .last)
    }

    private mutating func counts(isFelony: Bool, day: SampleDay) -> [SampleCount] {
        let year = day.parts.year
        let arrest = SampleDay(number: day.number - random.within(12...280))
        let hasArrest = random.chance(0.7)
        let agency = random.chance(0.6) ? random.pick(InventedPlaces.agencies) : ""
        let status = sentenceStatus(year: year)
        let determination = random.chance(0.95) ? "Eligible for Dismissal" : "Eligible for Reduction"
        let total = Self.countsPerCase.draw(&random)
        let isNumbered = total > 1 || random.chance(0.8)
        var number = 0
        return (0..<total).map { _ in
            // Other counts of the case were not about marijuana, so numbers have gaps.
            number += random.chance(0.85) ? 1 : 2
            let offense = Offenses.draw(isFelony: isFelony, year: year, random: &random)
            var count = SampleCount()
            if isNumbered { count[.count] = String(number) }
            count[.section] = offense.section
            count[.offense] = offense.words
            count[.level] = isFelony ? "felony" : "misdemeanor"
            count[.convictionDate] = day.iso
            if hasArrest { count[.arrestDate] = arrest.iso }
            count[.arrestingAgency] = agency
            count[.sentenceStatus] = status
            count[.determination] = determination
            return count
        }
    }

    private mutating func sentenceStatus(year: Int) -> String {
        if year >= 2013, random.chance(0.05) { return "serving" }
        return random.chance(0.92) ? "completed" : ""
    }

    private static let firstMisdemeanorYear = 1976

    private static let countsPerCase = Weighted<Int>([
        (1, weight: 900), (2, weight: 83), (3, weight: 13), (4, weight: 4),
    ])

    /// Convictions rose through the sixties, fell when possession became a misdemeanor in 1976, and rose again.
    static func felonyYears(from first: Int) -> Weighted<Int> {
        let weights = years([
            (1961, 5), (1968, 14), (1974, 44), (1976, 24), (1984, 22), (1990, 28), (2000, 30), (2008, 36), (2016, 10),
        ])
        return Weighted(weights.filter { $0.0 >= first })
    }

    private static let felonyYears = felonyYears(from: 1961)

    static let misdemeanorYears = Weighted<Int>(
        years([(firstMisdemeanorYear, 10), (1990, 20), (2008, 40), (2011, 12), (2016, 5)])
    )

    /// A weight for each year, on straight lines between the given ones.
    private static func years(_ corners: [(year: Int, weight: Int)]) -> [(Int, weight: Int)] {
        var weights: [(Int, weight: Int)] = []
        for (start, end) in zip(corners, corners.dropFirst()) {
            for year in start.year..<end.year {
                let rise = (end.weight - start.weight) * 100 * (year - start.year) / (end.year - start.year)
                weights.append((year, weight: start.weight * 100 + rise))
            }
        }
        if let last = corners.last { weights.append((last.year, weight: last.weight * 100)) }
        return weights
    }
}
