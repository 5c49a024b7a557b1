import Cases
import Testing

struct RoutingTests {
    private static let office = Office(
        id: "o", name: "Office", division: "", address: [], telephone: "", email: "", head: "", headTitle: "",
        deputyTitle: "")

    private static func jurisdiction(
        _ id: String, _ name: String, felonies: Bool = false, rules: [CourthouseRule] = [], courts: [String] = []
    ) -> Jurisdiction {
        Jurisdiction(
            id: id, name: name, names: [], prosecutesFelonies: felonies, office: office, grouping: .jurisdiction,
            masterCaseNumber: "", department: "", hearing: "", courthouse: "central", rules: rules, courts: courts,
            wantsConfidentialSchedule: false)
    }

    private let routing = Routing(
        county: County(
            name: "Sample", courtTitle: "",
            jurisdictions: [
                jurisdiction(
                    "county", "County of Sample", felonies: true,
                    rules: [CourthouseRule(pattern: "PA####", courthouse: "north")], courts: ["CASC NORTH"]),
                jurisdiction("harbor", "City of Harbor", courts: ["CASC CENTRAL", "CAMC CENTRAL"]),
            ],
            courthouses: [
                Courthouse(
                    id: "central", name: "Central Courthouse", address: [], district: "",
                    stateNames: ["CASC CENTRAL", "CAMC CENTRAL"]),
                Courthouse(
                    id: "north", name: "North Courthouse", address: [], district: "", stateNames: ["CASC NORTH"]),
                Courthouse(
                    id: "old", name: "Old Courthouse", address: [], district: "", successor: "north",
                    names: ["Division 5"]),
            ], caseNumberShapes: ["@A######"], publicDefender: PublicDefender(name: "", address: [], telephone: "")))

    private func row(
        _ number: String = "BA012345", level: OffenseLevel = .felony, jurisdiction: String = "", courthouse: String = ""
    ) throws -> CaseRow {
        let date = try #require(CalendarDate(iso: "1998-03-04"))
        return CaseRow(
            caseNumber: number, person: Person(name: PersonName(last: "SAMPLE")),
            count: Count(
                place: RowPlace(file: 0, row: 7), number: "1", section: CodeSection(number: "11359"), level: level,
                convictionDate: date, sentence: .completed, determination: .dismissal),
            jurisdiction: jurisdiction, courthouse: courthouse)
    }

    private func stop(_ outcome: Routing.Outcome) -> ProblemCode? {
        if case .failure(let stop) = outcome.route { stop.problem.code } else { nil }
    }

    @Test func feloniesAreTheDistrictAttorneys() throws {
        let outcome = routing.route(try row())
        #expect(try outcome.route.get() == Route(jurisdiction: "county", courthouse: "central"))
        #expect(outcome.doubts.isEmpty)
        #expect(stop(routing.route(try row(jurisdiction: "City of Harbor"))) == .levelOfJurisdiction)
    }

    @Test func aMisdemeanorHasToNameItsProsecutor() throws {
        #expect(stop(routing.route(try row(level: .misdemeanor))) == .missingJurisdiction)
        #expect(stop(routing.route(try row(level: .misdemeanor, jurisdiction: "Atlantis"))) == .unknownJurisdiction)
        let outcome = routing.route(try row(level: .misdemeanor, jurisdiction: "CITY OF  HARBOR"))
        #expect(try outcome.route.get().jurisdiction == "harbor")
    }

    @Test func theRowsCourthouseGoesBeforeTheNumbersLetters() throws {
        #expect(try routing.route(try row("PA0222")).route.get().courthouse == "north")
        #expect(
            try routing.route(try row("PA0222", courthouse: "Central Courthouse")).route.get().courthouse == "central")
        #expect(stop(routing.route(try row(courthouse: "Nowhere"))) == .unknownCourthouse)
    }

    @Test func aClosedCourthouseGivesWayToItsSuccessor() throws {
        let outcome = routing.route(try row(courthouse: "division 5"))
        #expect(try outcome.route.get().courthouse == "north")
        #expect(outcome.doubts.map(\.code) == [.successorCourthouse])
    }

    @Test func oddCaseNumbersWarnAndGoOn() throws {
        let outcome = routing.route(try row("12-345/B"))
        #expect(outcome.doubts.map(\.code) == [.caseNumberShape])
        #expect(try outcome.route.get().jurisdiction == "county")
    }

    private func screened(_ court: String, _ level: OffenseLevel) -> ScreenedConviction {
        ScreenedConviction(
            place: RowPlace(file: 0, row: 1), countOrder: "001002001000", caseNumbers: [], court: court,
            section: CodeSection(number: "11359"), offense: "", level: level, convictionDate: nil,
            sentence: .completed, determination: .handReview, reason: "", rule: "", facts: [], doubts: [])
    }

    @Test(
        "who reviews a screened conviction",
        arguments: [
            ("CASC CENTRAL", .felony, "county"), ("", .felony, "county"),
            ("CASC CENTRAL", .misdemeanor, "harbor"), ("CAMC  Central ", .infraction, "harbor"),
            ("CASC NORTH", .misdemeanor, "county"), ("CASC OLD", .misdemeanor, ""), ("", .misdemeanor, ""),
        ] as [(String, OffenseLevel, String)])
    func reviewer(court: String, level: OffenseLevel, expected: String) {
        #expect(routing.reviewer(of: screened(court, level)) == expected)
    }

    @Test("courts of the state's file have courthouses, and jurisdictions have names")
    func names() throws {
        #expect(routing.courthouse(ofCourt: "CAMC CENTRAL") == "central")
        #expect(routing.courthouse(ofCourt: "CAMC NORTH") == "")
        #expect(try routing.route(row("PA0222", courthouse: "CASC CENTRAL")).route.get().courthouse == "central")
        #expect(routing.jurisdiction(named: "city of HARBOR")?.id == "harbor")
        #expect(routing.jurisdiction(named: "Atlantis") == nil)
    }
}
