import Testing

@testable import Cases

/// A population that can be added up by hand.
struct ImpactTests {
    private let asOf: CalendarDate

    init() throws { asOf = try #require(CalendarDate(iso: "2020-07-01")) }

    private func impact(_ people: [ReviewedPerson]) -> Impact {
        var impact = Impact(asOf: asOf) { $0 == "CASC LONG BEACH" ? "long-beach" : "" }
        for person in people { impact.add(person) }
        return impact
    }

    @Test("People stand once in a line, however many of their convictions do")
    func peopleAreCountedOnceInALine() {
        let impact = impact([
            InventedRecord.reviewed(
                InventedRecord.person([
                    InventedRecord.conviction(section: "11359"), InventedRecord.conviction(section: "11359"),
                    InventedRecord.conviction(.handReview, section: "11357", level: .misdemeanor, on: nil),
                ])),
            InventedRecord.reviewed(
                InventedRecord.person([InventedRecord.conviction(section: "11359", on: "1999-12-31")])),
        ])
        #expect(impact.total == ImpactTotal(convictions: 4, people: 2))
        func lines(_ dimension: ImpactDimension) -> [String: ImpactTotal] {
            Dictionary(
                uniqueKeysWithValues: impact.breakdowns[dimension]?.lines.map { ($0.key, $0.total) } ?? [])
        }
        #expect(
            lines(.section) == [
                "11357": ImpactTotal(convictions: 1, people: 1), "11359": ImpactTotal(convictions: 3, people: 2),
            ])
        #expect(
            lines(.decade) == [
                "": ImpactTotal(convictions: 1, people: 1), "1990s": ImpactTotal(convictions: 1, people: 1),
                "2000s": ImpactTotal(convictions: 2, people: 1),
            ])
        #expect(lines(.level)["misdemeanor"] == ImpactTotal(convictions: 1, people: 1))
        #expect(lines(.relief)[""] == ImpactTotal(convictions: 1, people: 1))
        #expect(lines(.relief)["dismiss-seal"] == ImpactTotal(convictions: 3, people: 2))
        #expect(
            impact.bySection[DeterminationPart(determination: .dismissal, part: "11359")]
                == ImpactTotal(convictions: 3, people: 2))
        #expect(impact.earliest?.iso == "1999-12-31")
        #expect(impact.latest?.iso == "2001-02-03")
    }

    /// What each choice leaves on one person's record.
    struct Losing: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let convictions: [ScreenedConviction]
        var others = ConvictionTotals()
        var related = ConvictionTotals()
        var rulings: [Ruling?] = []
        /// Felony, conviction, recent conviction; 1 where the person keeps none.
        let findings: [Int]
        var ruled = [0, 0, 0]
        let all: [Int]
        let allRelated: [Int]
    }

    private static let cases = [
        Losing(
            testDescription: "one old felony, dismissed", convictions: [InventedRecord.conviction()],
            findings: [1, 1, 0], all: [1, 1, 0], allRelated: [1, 1, 0]),
        Losing(
            testDescription: "reduction ends the felony, not the conviction",
            convictions: [InventedRecord.conviction(.reduction)], findings: [1, 0, 0], all: [1, 1, 0],
            allRelated: [1, 1, 0]),
        Losing(
            testDescription: "hand review is no relief", convictions: [InventedRecord.conviction(.handReview)],
            findings: [0, 0, 0], all: [1, 1, 0], allRelated: [1, 1, 0]),
        Losing(
            testDescription: "a misdemeanor is not a felony lost",
            convictions: [InventedRecord.conviction(level: .misdemeanor)], findings: [0, 1, 0], all: [0, 1, 0],
            allRelated: [0, 1, 0]),
        Losing(
            testDescription: "city review is no relief",
            convictions: [InventedRecord.conviction(.cityReview, level: .misdemeanor)], findings: [0, 0, 0],
            all: [0, 1, 0], allRelated: [0, 1, 0]),
        Losing(
            testDescription: "another felony stays", convictions: [InventedRecord.conviction()],
            others: ConvictionTotals(convictions: 1, felonies: 1, recent: 0), findings: [0, 0, 0], all: [0, 0, 0],
            allRelated: [0, 0, 0]),
        Losing(
            testDescription: "another misdemeanor stays", convictions: [InventedRecord.conviction()],
            others: ConvictionTotals(convictions: 1, felonies: 0, recent: 1), findings: [1, 0, 0], all: [1, 0, 0],
            allRelated: [1, 0, 0]),
        Losing(
            testDescription: "a related misdemeanor goes with the last choice alone",
            convictions: [InventedRecord.conviction()],
            related: ConvictionTotals(convictions: 1, felonies: 0, recent: 1), findings: [1, 0, 0], all: [1, 0, 0],
            allRelated: [1, 1, 1]),
        Losing(
            testDescription: "the seventh year is not recent, the day after it is",
            convictions: [
                InventedRecord.conviction(on: "2013-07-01"), InventedRecord.conviction(.handReview, on: "2013-07-01"),
                InventedRecord.conviction(on: "2013-07-02"),
            ], findings: [0, 0, 1], all: [1, 1, 1], allRelated: [1, 1, 1]),
        Losing(
            testDescription: "an undated conviction is not recent",
            convictions: [
                InventedRecord.conviction(.handReview, on: nil), InventedRecord.conviction(on: "2015-01-01"),
            ],
            findings: [0, 0, 1], all: [1, 1, 1], allRelated: [1, 1, 1]),
        Losing(
            testDescription: "approved as found", convictions: [InventedRecord.conviction(on: "2015-01-01")],
            rulings: [.approve(nil)], findings: [1, 1, 1], ruled: [1, 1, 1], all: [1, 1, 1], allRelated: [1, 1, 1]),
        Losing(
            testDescription: "approved as redesignation", convictions: [InventedRecord.conviction(.handReview)],
            rulings: [.approve(.redesignate)], findings: [0, 0, 0], ruled: [1, 0, 0], all: [1, 1, 0],
            allRelated: [1, 1, 0]),
        Losing(
            testDescription: "a recalled sentence leaves a conviction",
            convictions: [InventedRecord.conviction(sentence: .serving)], rulings: [.approve(nil)],
            findings: [1, 1, 0], ruled: [1, 0, 0], all: [1, 1, 0], allRelated: [1, 1, 0]),
        Losing(
            testDescription: "a sentence still served is recalled, whatever was approved",
            convictions: [InventedRecord.conviction(.handReview, sentence: .serving)],
            rulings: [.approve(.dismissAndSeal)], findings: [0, 0, 0], ruled: [1, 0, 0], all: [1, 1, 0],
            allRelated: [1, 1, 0]),
        Losing(
            testDescription: "a conviction under Proposition 64 gets nothing",
            convictions: [InventedRecord.conviction(on: "2016-11-09")], rulings: [.approve(.dismissAndSeal)],
            findings: [1, 1, 1], all: [1, 1, 1], allRelated: [1, 1, 1]),
        Losing(
            testDescription: "approved without any relief named", convictions: [InventedRecord.conviction(.handReview)],
            rulings: [.approve(nil)], findings: [0, 0, 0], all: [1, 1, 0], allRelated: [1, 1, 0]),
        Losing(
            testDescription: "one challenged of two",
            convictions: [InventedRecord.conviction(), InventedRecord.conviction()],
            rulings: [.approve(nil), .challenge(.doesNotMeetCriteria)], findings: [1, 1, 0], all: [1, 1, 0],
            allRelated: [1, 1, 0]),
        Losing(
            testDescription: "held and referred",
            convictions: [InventedRecord.conviction(), InventedRecord.conviction()],
            rulings: [.hold, .refer("long-beach")], findings: [1, 1, 0], all: [1, 1, 0], allRelated: [1, 1, 0]),
    ]

    @Test("What a person keeps under each choice", arguments: cases)
    func whatAPersonKeeps(_ item: Losing) {
        let person = InventedRecord.person(item.convictions, others: item.others, related: item.related)
        let impact = impact([InventedRecord.reviewed(person, item.rulings)])
        func figures(_ choice: ReliefChoice) -> [Int] {
            let totals = impact.losing[choice] ?? RecordTotals()
            return [totals.felony, totals.conviction, totals.recentConviction]
        }
        #expect(figures(.findings) == item.findings)
        #expect(figures(.rulings) == item.ruled)
        #expect(figures(.dismissAll) == item.all)
        #expect(figures(.dismissAllRelated) == item.allRelated)
    }

    @Test("The figures of a court follow the rulings, and every conviction has one place")
    func courtFigures() {
        let rulings: [Ruling?] = [
            .approve(nil), .approve(.redesignate), .approve(nil), .challenge(.unreasonableRisk), .hold,
            .refer("long-beach"), nil,
        ]
        let person = InventedRecord.person([
            InventedRecord.conviction(), InventedRecord.conviction(.handReview),
            InventedRecord.conviction(.reduction, sentence: .serving), InventedRecord.conviction(sentence: .serving),
            InventedRecord.conviction(.notEligible), InventedRecord.conviction(.cityReview),
            InventedRecord.conviction(court: "CASC  FOLTZ "),
        ])
        let impact = impact([InventedRecord.reviewed(person, rulings)])
        let court = impact.courts["CASC LONG BEACH"] ?? ReviewFigures()
        #expect(court.listed == 6)
        #expect(court.eligible == 3)
        #expect(court.unchallenged == [.dismissAndSeal: 1, .redesignate: 1, .recall: 1])
        #expect(court.challenged == [.unreasonableRisk: 1])
        #expect(court.held == 1 && court.referred == 1 && court.open == 0)
        #expect(court.pendingAtCourt == 4 && court.pendingReview == 2)
        #expect(impact.courts["CASC FOLTZ"]?.open == 1)
    }

    @Test("Where reviewers differ, and where a ruling no longer fits the finding, nothing is decided")
    func undecidedStates() {
        let recorded = RecordedRuling(ruling: .approve(nil), reviewer: InventedRecord.reviewer, time: 0, note: "")
        let person = ReviewedPerson(
            number: 1, screened: InventedRecord.person([InventedRecord.conviction(), InventedRecord.conviction()]),
            jurisdictions: ["", ""], states: [.conflict([recorded, recorded]), .changed(recorded)])
        let impact = impact([person])
        let court = impact.courts["CASC LONG BEACH"]
        #expect(court?.disputed == 1 && court?.open == 1 && court?.pendingReview == 2 && court?.pendingAtCourt == 0)
        #expect(impact.breakdowns[.ruling]?.lines.map(\.key) == ["changed", "conflict"])
        #expect(impact.losing[.rulings] == RecordTotals())
        #expect(impact.rulings.isEmpty)
    }

    @Test(
        "Rulings stand in the quarter, UTC, in which they were made",
        arguments: [
            (1_577_836_799, "2019-Q4"), (1_577_836_800, "2020-Q1"), (1_585_699_199, "2020-Q1"),
            (1_585_699_200, "2020-Q2"), (-1, "1969-Q4"), (0, "1970-Q1"),
        ] as [(Int64, String)])
    func quarters(time: Int64, quarter: String) {
        let impact = impact([
            InventedRecord.reviewed(
                InventedRecord.person([InventedRecord.conviction()]), [.challenge(.doesNotMeetCriteria)], at: time)
        ])
        #expect(impact.rulings.map { $0.key.description } == [quarter])
        #expect(impact.rulings.first?.value == ["challenge: does-not-meet-11361.8": 1])
    }

    @Test("The convictions of every breakdown add up to all", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func breakdownsAddUp(seed: UInt64) {
        var chance = SplitMix(seed)
        let people = (0..<200).map { _ in InventedPopulation.person(&chance) }
        let impact = impact(people)
        #expect(impact.total.people == 200)
        #expect(impact.total.convictions == people.reduce(0) { $0 + $1.screened.convictions.count })
        for dimension in ImpactDimension.allCases {
            let lines = impact.breakdowns[dimension]?.lines ?? []
            #expect(lines.reduce(0) { $0 + $1.total.convictions } == impact.total.convictions, "\(dimension)")
            #expect(lines.allSatisfy { (1...impact.total.people).contains($0.total.people) })
            #expect(lines.allSatisfy { $0.total.people <= $0.total.convictions })
        }
        for breakdown in [impact.byReason, impact.bySection] {
            #expect(breakdown.lines.reduce(0) { $0 + $1.total.convictions } == impact.total.convictions)
        }
        let courts = impact.courts.values.reduce(into: ReviewFigures()) { $0 += $1 }
        #expect(courts.listed == impact.total.convictions)
        #expect(courts.pendingAtCourt + courts.pendingReview == courts.listed)
        for trait in PersonTrait.allCases {
            for table in [impact.records[trait], impact.reviews[trait]] {
                let sum = table?.groups.values.joined().reduce(ImpactTotal(), +)
                #expect(sum == impact.total)
            }
        }
        // A wider choice never leaves more on a record.
        let (found, all) = (impact.losing[.findings], impact.losing[.dismissAll])
        let related = impact.losing[.dismissAllRelated]
        #expect((found?.conviction ?? 0) <= (all?.conviction ?? 0))
        #expect((all?.conviction ?? 0) <= (related?.conviction ?? 0))
        #expect((related?.conviction ?? 0) <= impact.having.conviction)
    }
}

/// People of every kind.
private enum InventedPopulation {
    static func person(_ chance: inout SplitMix) -> ReviewedPerson {
        let convictions = (0...Int.random(in: 0..<4, using: &chance)).map { _ in
            InventedRecord.conviction(
                Determination.allCases.randomElement(using: &chance) ?? .missing,
                section: ["11357", "11358", "11359", "11360"].randomElement(using: &chance) ?? "",
                level: OffenseLevel.allCases.randomElement(using: &chance) ?? .felony,
                on: Bool.random(using: &chance) ? "\(Int.random(in: 1961...2019, using: &chance))-03-04" : nil,
                sentence: SentenceStatus.allCases.randomElement(using: &chance) ?? .unknown,
                court: ["CASC FOLTZ", "CAMC VAN NUYS", ""].randomElement(using: &chance) ?? "",
                rule: ["age", "clean", ""].randomElement(using: &chance) ?? "")
        }
        let rulings: [Ruling?] = convictions.map { _ in
            [
                nil, .hold, .approve(nil), .approve(.recall), .challenge(.unreasonableRisk), .refer("torrance"),
            ].randomElement(using: &chance) ?? nil
        }
        let others = Int.random(in: 0..<3, using: &chance)
        let person = InventedRecord.person(
            convictions, others: ConvictionTotals(convictions: others, felonies: others / 2, recent: others / 2),
            related: ConvictionTotals(convictions: others / 2),
            sex: ["M", "F", ""].randomElement(using: &chance) ?? "",
            race: ["WHITE", "BLACK", "HISPANIC", "OTHER"].randomElement(using: &chance) ?? "")
        return InventedRecord.reviewed(person, rulings)
    }
}

/// SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
