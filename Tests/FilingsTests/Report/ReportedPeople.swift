import Cases

@testable import Filings

/// A small population of a report: figures that can be added up by hand, and names that must not come through.
enum ReportedPeople {
    static let names = ["SECRETNAME", "P-4711", "A7654321", "BA900001", "1961-04-05", "CONFIDENTIAL NOTE"]

    static func person(
        _ determination: Determination, _ reason: String, section: String = "11359", level: OffenseLevel = .felony,
        year: Int = 1994, court: String = "CASC LONG BEACH", sex: String = "F", race: String = "WHITE",
        ruling: Ruling? = nil
    ) -> ReviewedPerson {
        let conviction = ScreenedConviction(
            place: RowPlace(file: 0, row: 1), countOrder: "001001001000", caseNumbers: ["BA900001"], court: court,
            section: CodeSection(number: section), offense: "\(section) HS-FOR SALE", level: level,
            convictionDate: CalendarDate(year: year, month: 3, day: 4), sentence: .completed,
            determination: determination, reason: reason, rule: "rule", facts: ["born 1961-04-05"], doubts: [])
        let totals = ConvictionTotals(convictions: 1, felonies: level == .felony ? 1 : 0)
        let state = ruling.map {
            ReviewState.ruled(
                RecordedRuling(
                    ruling: $0, reviewer: Reviewer(name: "Dana Whitfield", barNumber: "123456"), time: 1_581_552_000,
                    note: "CONFIDENTIAL NOTE"))
        }
        return ReviewedPerson(
            number: 1,
            screened: ScreenedPerson(
                person: Person(
                    identifier: "P-4711", name: PersonName(last: "SECRETNAME", first: "ANA"),
                    birthDate: CalendarDate(iso: "1961-04-05"), ciiNumber: "A7654321"), sex: sex, race: race,
                superstrikes: [], pc290: [], isRegistered: false, all: totals, proposition64: totals,
                related: ConvictionTotals(), convictions: [conviction]), jurisdictions: ["county"],
            states: [state ?? .open])
    }

    /// So many people of each kind.
    static func report(_ people: [(count: Int, person: ReviewedPerson)]) -> ImpactReport {
        let asOf = CalendarDate(year: 2020, month: 7, day: 1).unsafelyUnwrapped
        var impact = Impact(asOf: asOf) { $0 == "CASC LONG BEACH" ? "long-beach" : "" }
        for (count, person) in people {
            for _ in 0..<count { impact.add(person) }
        }
        let office = Office(
            id: "o", name: "Office", division: "", address: [], telephone: "", email: "", head: "", headTitle: "",
            deputyTitle: "")
        let jurisdiction = Jurisdiction(
            id: "county", name: "County of Nowhere", names: [], prosecutesFelonies: true, office: office,
            grouping: .jurisdiction, masterCaseNumber: "", department: "", hearing: "", courthouse: "long-beach",
            rules: [], wantsConfidentialSchedule: false)
        return ImpactReport(
            screening: String(repeating: "ab", count: 32), county: "Nowhere", rules: "sample", asOf: asOf,
            program: "Vacatur test",
            inputs: [InputFile(name: "history.csv", size: 9, sha256: String(repeating: "0", count: 64), rows: 99)],
            impact: impact,
            places: County(
                name: "Nowhere", courtTitle: "", jurisdictions: [jurisdiction],
                courthouses: [Courthouse(id: "long-beach", name: "Long Beach Courthouse", address: [], district: "")],
                caseNumberShapes: [], publicDefender: PublicDefender(name: "", address: [], telephone: "")))
    }

    static let report = report([
        (40, person(.dismissal, "50 years or older", ruling: .approve(nil))),
        (30, person(.handReview, "Other 11357", section: "11357", year: 2003, sex: "M", race: "BLACK")),
        (
            20,
            person(
                .cityReview, "Misdemeanor or Infraction", section: "11357", level: .misdemeanor, court: "CAMC <ODD>",
                sex: "M", race: "BLACK")
        ),
        (12, person(.reduction, "Otherwise", sex: "M", race: "WHITE", ruling: .challenge(.unreasonableRisk))),
        (3, person(.dismissal, "Deceased", sex: "", race: "SAMOAN")),
    ])
}
