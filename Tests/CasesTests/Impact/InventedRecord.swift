import Cases

/// People of whom only what a test is about is said.
enum InventedRecord {
    static let reviewer = Reviewer(name: "Dana Whitfield", barNumber: "123456")

    static func conviction(
        _ determination: Determination = .dismissal, section: String = "11359", level: OffenseLevel = .felony,
        on date: String? = "2001-02-03", sentence: SentenceStatus = .completed, court: String = "CASC LONG BEACH",
        reason: String = "50 years or older", rule: String = "age", order: String = "001001001000"
    ) -> ScreenedConviction {
        ScreenedConviction(
            place: RowPlace(file: 0, row: 1), countOrder: order, caseNumbers: ["BA100001"], court: court,
            section: CodeSection(number: section), offense: "\(section) HS", level: level,
            convictionDate: date.flatMap { CalendarDate(iso: $0) }, sentence: sentence, determination: determination,
            reason: reason, rule: rule, facts: [], doubts: [])
    }

    /// A person with these convictions, and so many others anywhere.
    static func person(
        _ convictions: [ScreenedConviction], others: ConvictionTotals = ConvictionTotals(),
        related: ConvictionTotals = ConvictionTotals(), sex: String = "F", race: String = "WHITE",
        since: String = "2013-07-01"
    ) -> ScreenedPerson {
        let since = CalendarDate(iso: since)
        let relevant = ConvictionTotals(
            convictions: convictions.count, felonies: convictions.count { $0.level == .felony },
            recent: convictions.count { conviction in
                guard let date = conviction.convictionDate, let since else { return false }
                return date > since
            })
        return ScreenedPerson(
            person: Person(identifier: "P-1", name: PersonName(last: "INVENTED")), sex: sex, race: race,
            superstrikes: [], pc290: [], isRegistered: false,
            all: ConvictionTotals(
                convictions: relevant.convictions + others.convictions + related.convictions,
                felonies: relevant.felonies + others.felonies + related.felonies,
                recent: relevant.recent + others.recent + related.recent),
            proposition64: relevant, related: related, convictions: convictions)
    }

    /// The person with a ruling on each conviction, made at `time`; nobody rules where it is left out.
    static func reviewed(
        _ person: ScreenedPerson, _ rulings: [Ruling?] = [], jurisdiction: String = "district-attorney",
        at time: Int64 = 1_581_552_000
    ) -> ReviewedPerson {
        let states = person.convictions.indices.map { index in
            guard index < rulings.count, let ruling = rulings[index] else { return ReviewState.open }
            return .ruled(RecordedRuling(ruling: ruling, reviewer: reviewer, time: time, note: ""))
        }
        return ReviewedPerson(
            number: 1, screened: person, jurisdictions: person.convictions.map { _ in jurisdiction }, states: states)
    }
}
