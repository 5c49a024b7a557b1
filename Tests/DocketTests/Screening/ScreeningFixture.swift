import Cases
import Docket

let screenedOn = required(CalendarDate(iso: "2020-01-15"))

func screeningDescription(_ identity: String, summary: String = "{}") -> ScreeningDescription {
    ScreeningDescription(
        identity: identity, county: "LOS ANGELES", rules: "los-angeles-2019", rulesDigest: "digest", asOf: screenedOn,
        program: "1", inputs: [BatchInput(name: "history.csv", size: 10, sha256: identity)], summary: summary)
}

func conviction(
    _ order: String = "001002001000", _ determination: Determination = .dismissal, level: OffenseLevel = .felony,
    sentence: SentenceStatus = .completed, caseNumber: String = "BA012345"
) -> ScreenedConviction {
    ScreenedConviction(
        place: RowPlace(file: 0, row: 1), countOrder: order, caseNumbers: [caseNumber], court: "CASC FOLTZ",
        section: CodeSection(number: "11359"), offense: "11359 HS", level: level,
        convictionDate: CalendarDate(iso: "1998-03-04"), sentence: sentence, determination: determination,
        reason: "50 years or older", rule: "age", facts: ["born 1960-01-02"], doubts: [])
}

func screened(_ id: String, _ convictions: [ScreenedConviction], last: String = "OCHOA") -> ScreenedPerson {
    ScreenedPerson(
        person: Person(identifier: id, name: PersonName(last: last, first: "ANA")), sex: "F", race: "WHITE",
        superstrikes: [], pc290: [], isRegistered: false,
        all: ConvictionTotals(convictions: 3, felonies: 2, recent: 1), proposition64: ConvictionTotals(convictions: 1),
        related: ConvictionTotals(), convictions: convictions)
}

extension Docket {
    /// Takes a screening of these people in, all to one jurisdiction.
    @discardableResult
    func screen(_ identity: String, _ people: [ScreenedPerson], to jurisdiction: String = district) throws -> Screening
    {
        try screen(screeningDescription(identity), at: 1_579_046_400) { admission in
            for person in people {
                try admission.add(person, jurisdictions: person.convictions.map { _ in jurisdiction })
            }
        }
    }

    func allReviewed(_ screening: Screening) throws -> [ReviewedPerson] {
        var people: [ReviewedPerson] = []
        try reviewed(screening) { people.append($0) }
        return people
    }
}
