import Testing

@testable import Cases

/// How filings are added up.
@Suite struct FilingProgressTests {
    private static let asOf = day(2020, 9, 1)

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("no such day") }
        return date
    }

    private func case_(
        _ standing: FilingStanding, at courthouse: String = "foltz", reliefs: [Relief: Int] = [.dismissAndSeal: 2],
        filed: CalendarDate = day(2020, 2, 13), accepted: CalendarDate? = nil, decided: CalendarDate? = nil
    ) -> CaseProgress {
        CaseProgress(
            courthouse: courthouse, standing: standing, counts: 2, reliefs: reliefs, filed: filed, accepted: accepted,
            decided: decided)
    }

    @Test(
        "what the court did goes before what the clerk did",
        arguments: [
            (nil, nil, .pending), (.sent, nil, .pending), (.received, nil, .pending), (.accepted, nil, .accepted),
            (.partiallyAccepted, nil, .partlyAccepted), (.rejected, nil, .rejected), (.cancelled, nil, .rejected),
            (nil, .granted, .granted), (.rejected, .granted, .granted), (.accepted, .noFile, .noFile),
            (.accepted, .alreadyDone, .alreadyDone), (.accepted, .struck, .struck), (.accepted, .denied, .denied),
        ] as [(CaseState?, CaseState?, FilingStanding)])
    func standings(_ filing: CaseState?, _ court: CaseState?, _ standing: FilingStanding) {
        #expect(FilingStanding(filing: filing, court: court) == standing)
    }

    @Test("every case stands in one place, and the places are what was filed")
    func addsUp() {
        var progress = FilingProgress(asOf: Self.asOf)
        for (index, standing) in FilingStanding.allCases.enumerated() {
            for _ in 0...index { progress.add(case_(standing, decided: Self.asOf), of: "da") }
        }
        progress.add(
            challenged: CaseTotal(cases: 3, counts: 4), at: .init(jurisdiction: "da", courthouse: "foltz"),
            on: Self.day(2020, 2, 13))
        let total = progress.total
        #expect(total.filed == CaseTotal(cases: 45, counts: 90))
        #expect(FilingStanding.allCases.map { total[$0].cases } == Array(1...9))
        #expect(total.eligible == CaseTotal(cases: 48, counts: 94))
        #expect(total.waiting.cases == 1 + 2 + 3)
    }

    @Test("what waits is counted by its days, and nothing else is")
    func ages() {
        var progress = FilingProgress(asOf: Self.asOf)
        let days = [0, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 2_000]
        for number in days {
            let filed = CalendarDate(dayNumber: Self.asOf.dayNumber - number) ?? Self.asOf
            progress.add(case_(.pending, filed: filed), of: "da")
            progress.add(case_(.accepted, filed: filed, accepted: Self.asOf), of: "da")
            for other in [FilingStanding.rejected, .granted, .denied] {
                progress.add(case_(other, filed: filed, decided: Self.asOf), of: "da")
            }
        }
        #expect(WaitingTime.allCases.map { progress.total.sinceFiled[$0] } == Array(repeating: 4, count: 6))
        #expect(progress.total.sinceAccepted == [.month: 12])
        #expect(progress.total.oldestWaiting?.dayNumber == Self.asOf.dayNumber - 2_000)
    }

    @Test("quarters have what was filed and decided in them, and what was left at their end")
    func quarters() {
        var progress = FilingProgress(asOf: Self.asOf)
        let (first, second) = (Quarter(of: Self.day(2020, 3, 31)), Quarter(of: Self.day(2020, 4, 1)))
        #expect(first.description == "2020-Q1" && second.description == "2020-Q2")
        progress.add(case_(.granted, decided: Self.day(2020, 2, 20)), of: "da")
        progress.add(case_(.granted, reliefs: [.redesignate: 1, .recall: 1], decided: Self.day(2020, 5, 1)), of: "da")
        progress.add(case_(.granted, reliefs: [:], decided: Self.day(2020, 5, 1)), of: "city")
        progress.add(case_(.denied, decided: Self.day(2020, 5, 1)), of: "da")
        progress.add(case_(.rejected), of: "da")
        progress.add(case_(.pending, at: "torrance", filed: Self.day(2020, 4, 2)), of: "da")
        let foltz = progress.quarters.mapValues { $0["foltz"] ?? QuarterFigures() }
        #expect(foltz[first]?.filed == 10 && foltz[second]?.filed == 0)
        #expect(foltz[first]?.granted == [.dismissAndSeal: 2])
        #expect(foltz[second]?.granted == [.redesignate: 1, .recall: 1])
        #expect(foltz[second]?.grantedOtherwise == 2 && foltz[second]?.closed == [.denied: 2])
        #expect(progress.pending(atEndOf: first, courthouse: "foltz") == 8)
        #expect(progress.pending(atEndOf: second, courthouse: "foltz") == 2)
        #expect(progress.pending(atEndOf: first, courthouse: "torrance") == 0)
        #expect(progress.pending(atEndOf: second, courthouse: "torrance") == 2)
    }

    @Test("two parts added are the whole, in either order")
    func parts() {
        var whole = FilingProgress(asOf: Self.asOf)
        var parts = [whole, whole]
        for (index, standing) in FilingStanding.allCases.enumerated() {
            let one = case_(
                standing, at: index % 3 == 0 ? "foltz" : "torrance", accepted: Self.asOf, decided: Self.asOf)
            whole.add(one, of: index % 2 == 0 ? "da" : "city")
            parts[index % 2].add(one, of: index % 2 == 0 ? "da" : "city")
        }
        var (one, other) = (parts[0], parts[1])
        one.add(parts[1])
        other.add(parts[0])
        #expect(one == whole && other == whole)
    }
}
