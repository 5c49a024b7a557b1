/// Makes the rows of one person after the other. Memory does not grow with them.
struct HistoryMaker: Sendable {
    private(set) var people = 0
    private let seed: UInt64
    private var random: SeededGenerator
    private var numbers: CaseNumbers
    private var writer = HistoryWriter()

    /// The rows of the person made last.
    var rows: HistoryRows { writer.rows }

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        numbers = CaseNumbers(offset: random.below(15_000))
    }

    /// Makes the next person, in place of the one in `rows`.
    mutating func next() {
        people += 1
        let life = HistoryLife(ordinal: people, seed: seed, random: &random)
        writer.beginPerson(HistoryPerson.columns(of: life.person, random: &random), birth: life.person.birth)
        for (day, event) in life.events { add(event, on: day) }
    }

    private mutating func add(_ event: HistoryEvent, on day: SampleDay) {
        let year = day.parts.year
        switch event {
        case .marijuana(let counts, let isFelony): addMarijuana(counts: counts, isFelony: isFelony, on: day)
        case .marijuanaElsewhere:
            let charge = HistoryCharges.marijuana(isFelony: random.chance(0.6), year: year, random: &random)
            addConviction([charge], on: day, in: SampleCounty.others.draw(&random))
        case .formerMarijuana:
            addConviction([HistoryCharges.formerMarijuana.draw(&random)], on: day, in: .losAngeles)
        case .felony: addConviction(charges(HistoryCharges.felony, year), on: day, in: anyCounty())
        case .misdemeanor: addConviction(charges(HistoryCharges.misdemeanor, year), on: day, in: anyCounty())
        case .strike:
            let charge = HistoryCharges.draw(HistoryCharges.strike, year: year, random: &random)
            addConviction([charge], HistorySentence.strike, on: day, in: anyCounty())
        case .gang:
            let charges = [HistoryCharges.gangOffense, HistoryCharges.gangEnhancement]
            addConviction(charges, HistorySentence.strike, on: day, in: .losAngeles)
        case .sex:
            let charge = HistoryCharges.draw(HistoryCharges.sex, year: year, random: &random)
            addConviction([charge], on: day, in: anyCounty())
        case .dismissal:
            let table = random.chance(0.5) ? HistoryCharges.felony : HistoryCharges.misdemeanor
            addDismissal(charges(table, year), on: day, in: anyCounty())
        case .release:
            addArrest(charges(HistoryCharges.felony, year), on: day, in: anyCounty(), isRelease: true)
        case .drugRegistration: addRegistration(HistoryCharges.drugRegistration, on: day)
        case .sexRegistration:
            let isLater = random.chance(0.4)
            addRegistration(isLater ? HistoryCharges.laterSexRegistration : HistoryCharges.sexRegistration, on: day)
        case .applicant:
            addSingle(HistoryCharges.applicant.draw(&random), .applicant, on: day, .licenses)
        case .death: addSingle(nil, .deceased, on: day, .coroner)
        }
    }

    private mutating func charges(_ table: Weighted<HistoryCharge>, _ year: Int) -> [HistoryCharge] {
        var charges = [HistoryCharges.draw(table, year: year, random: &random)]
        while charges.count < 5, random.chance(0.3) {
            let table = random.chance(0.5) ? HistoryCharges.misdemeanor : table
            charges.append(HistoryCharges.draw(table, year: year, random: &random))
        }
        return charges
    }

    private mutating func anyCounty() -> SampleCounty {
        random.chance(0.8) ? .losAngeles : SampleCounty.others.draw(&random)
    }

    // MARK: Cycles

    private mutating func addMarijuana(counts: Int, isFelony: Bool, on day: SampleDay) {
        let year = day.parts.year
        var charges: [HistoryCharge] = []
        for _ in 0..<counts {
            charges.append(HistoryCharges.marijuana(isFelony: isFelony, year: year, random: &random))
        }
        // What often goes with it.
        if random.chance(0.1) {
            charges.append(HistoryCharges.draw(HistoryCharges.misdemeanor, year: year, random: &random))
        }
        addConviction(charges, marijuana: counts, on: day, in: .losAngeles)
    }

    /// A case that ended with a sentence, from the arrest to what came after.
    ///
    /// The sentences are drawn from a table, or from that of the offense's level. `marijuana` is how many of the charges,
    /// the first ones, are the relevant convictions.
    private mutating func addConviction(
        _ charges: [HistoryCharge], _ sentences: Weighted<HistorySentence>? = nil, marijuana: Int = 0,
        on day: SampleDay, in county: SampleCounty
    ) {
        addArrest(charges, on: SampleDay(number: day.number - random.within(12...280)), in: county)
        let court = court(for: charges, on: day, in: county)
        writer.beginStep(.court, day, court.place(on: day))
        // Some courts report their number with the first count only.
        let isNumberedOnce = random.chance(0.05)
        for (index, charge) in charges.enumerated() {
            var row = HistoryRow(count: index + 1, charge: charge)
            if index == 0 || !isNumberedOnce { row.number = court.number }
            row.level = random.chance(0.08) ? nil : charge.level
            row.isDeferred = random.chance(0.02)
            row.comment = HistoryComments.draw(isMarijuana: index < marijuana, random: &random)
            row.sentence = sentences?.draw(&random) ?? HistorySentence.draw(charge.level, random: &random)
            if index < marijuana { writer.markKey() }
            writer.add(row)
        }
        if random.chance(0.25) {
            // A count that was given up for the plea.
            let charge = HistoryCharges.draw(HistoryCharges.misdemeanor, year: day.parts.year, random: &random)
            var row = HistoryRow(count: charges.count + 1, charge: charge, number: court.number)
            row.sentence = HistorySentence.endings.draw(&random)
            writer.add(row)
        }
        addAftermath(charges[0], on: day, court)
    }

    private mutating func addDismissal(_ charges: [HistoryCharge], on day: SampleDay, in county: SampleCounty) {
        addArrest(charges, on: SampleDay(number: day.number - random.within(12...280)), in: county)
        let court = court(for: charges, on: day, in: county)
        writer.beginStep(.court, day, court.place(on: day))
        let ending = HistorySentence.endings.draw(&random)
        for (index, charge) in charges.enumerated() {
            writer.add(HistoryRow(count: index + 1, charge: charge, number: court.number, sentence: ending))
        }
    }

    private mutating func addArrest(
        _ charges: [HistoryCharge], on day: SampleDay, in county: SampleCounty, isRelease: Bool = false
    ) {
        writer.beginCycle(day)
        writer.beginStep(.arrest, day, .police(county, random: &random))
        var booking: [UInt8] = []
        HistoryText.add(random.within(1_000_000...9_999_999), width: 7, to: &booking)
        let ending = isRelease ? HistorySentence.releases.draw(&random) : .pending
        for (index, charge) in charges.enumerated() {
            writer.add(HistoryRow(count: index + 1, charge: charge, number: booking, sentence: ending))
        }
    }

    /// A court that takes up a case of these charges, and the number that it gives.
    private mutating func court(
        for charges: [HistoryCharge], on day: SampleDay, in county: SampleCounty
    ) -> HistoryCourt {
        let isFelony = charges.contains { $0.level == .felony }
        var number = county.numberPrefix
        guard number.isEmpty else {
            HistoryText.add(random.below(1_000_000), width: 6, to: &number)
            return HistoryCourt(area: county.area, county: county, isFelony: true, number: number)
        }
        let jurisdiction = isFelony ? CourtTables.districtAttorney : CourtTables.misdemeanors.draw(&random)
        let court = jurisdiction.courts.draw(&random)
        let filed = min(max(day.parts.year, CaseNumbers.years.lowerBound), CaseNumbers.years.upperBound)
        number += numbers.next(isFelony: isFelony, court: court, year: filed, random: &random).utf8
        return HistoryCourt(area: court.area, county: county, isFelony: isFelony, number: number)
    }

    /// What may follow a sentence within its cycle.
    private mutating func addAftermath(
        _ charge: HistoryCharge, on day: SampleDay, _ court: HistoryCourt
    ) {
        if random.chance(0.12) {
            writer.beginStep(.custody, SampleDay(number: day.number + random.within(1...20)), .jail)
            writer.add(HistoryRow(count: 1, charge: charge))
        }
        if random.chance(0.1) {
            writer.beginStep(.probation, SampleDay(number: day.number + random.within(1...40)), .probation)
            writer.add(HistoryRow(count: 1, charge: charge))
        }
        if random.chance(0.1) {
            let later = SampleDay(number: day.number + random.within(200...900)).courtDay
            writer.beginStep(.court, later, court.place(on: later))
            writer.add(HistoryRow(count: 1, charge: charge, number: court.number, sentence: .revoked))
        }
    }

    private mutating func addRegistration(_ charge: HistoryCharge, on day: SampleDay) {
        addSingle(charge, .registration, on: day, .police(.losAngeles, random: &random))
    }

    /// A cycle of one row.
    private mutating func addSingle(
        _ charge: HistoryCharge?, _ step: HistoryStep, on day: SampleDay, _ place: HistoryPlace
    ) {
        writer.beginCycle(day)
        writer.beginStep(step, day, place)
        writer.add(HistoryRow(count: 1, charge: charge))
    }
}
