import Cases
import Testing

struct FindingTests {
    private func count(
        _ determination: Determination, _ sentence: SentenceStatus = .completed, on date: String = "1998-03-04"
    ) throws -> Count {
        Count(
            place: RowPlace(file: 0, row: 1), number: "1", section: CodeSection(number: "11359"), level: .felony,
            convictionDate: try #require(CalendarDate(iso: date)), sentence: sentence, determination: determination)
    }

    @Test(arguments: [
        (Determination.dismissal, SentenceStatus.completed, Finding.eligible(.dismissAndSeal)),
        (.dismissal, .unknown, .eligible(.dismissAndSeal)), (.dismissal, .serving, .eligible(.recall)),
        (.reduction, .completed, .eligible(.redesignate)), (.reduction, .serving, .eligible(.recall)),
        (.notEligible, .completed, .stopped(.notEligible)), (.handReview, .completed, .stopped(.handReview)),
        (.maybeEligible, .completed, .stopped(.handReview)), (.missing, .completed, .stopped(.handReview)),
        (.cityReview, .completed, .stopped(.cityReview)),
    ])
    func determinationAndSentenceDecide(determination: Determination, sentence: SentenceStatus, finding: Finding) throws
    {
        #expect(Finding(of: try count(determination, sentence)) == finding)
    }

    @Test func convictionsUnderProposition64AreNotReached() throws {
        #expect(Finding(of: try count(.dismissal, on: "2016-11-08")) == .eligible(.dismissAndSeal))
        #expect(Finding(of: try count(.dismissal, on: "2016-11-09")) == .stopped(.afterProposition64))
    }

    @Test func onlyEligibleCountsJoinACase() throws {
        #expect(EligibleCount(try count(.handReview)) == nil)
        #expect(EligibleCount(try count(.reduction))?.relief == .redesignate)
    }

    @Test func figuresAddUp() throws {
        let first = try #require(EligibleCount(try count(.dismissal)))
        let second = try #require(EligibleCount(try count(.reduction, on: "2001-01-02")))
        var eligible = EligibleCase(
            number: "BA1", person: Person(name: PersonName(last: "SAMPLE")),
            route: Route(jurisdiction: "x", courthouse: "y"), count: first)
        eligible.add(second)
        eligible.add(second)
        var figures = Figures()
        figures.add(eligible)
        #expect(figures.total == CaseTotal(cases: 1, counts: 3))
        #expect(
            figures.byRelief == [
                .dismissAndSeal: CaseTotal(cases: 1, counts: 1), .redesignate: CaseTotal(cases: 1, counts: 2),
            ])
        #expect(figures.byDecade == [1990: 1, 2000: 2])
        #expect(figures.earliest?.iso == "1998-03-04")
        var doubled = figures
        doubled.add(figures)
        #expect(doubled.total == CaseTotal(cases: 2, counts: 6))
        #expect(doubled.latest?.iso == "2001-01-02")
    }
}
