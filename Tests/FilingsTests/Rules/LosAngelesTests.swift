import Cases
import Filings
import Testing

/// Each step of `los-angeles-2019`, on both sides of its boundaries.
struct LosAngelesTests {
    private static let hand = Determination.handReview
    private static let noCriteria = ("no-criteria", hand, "No applicable eligibility criteria")
    private static let overTen = ("conviction-free", Determination.dismissal, "No convictions in past 10 years")
    private static let overAge = ("age", Determination.dismissal, "50 years or older")
    private static let young = ("young", Determination.dismissal, "21 years or younger")
    private static let serving = ("serving", hand, "Currently serving sentence")
    private static let strike = ("superstrike", Determination.notEligible, "PC 667(e)(2)(c)(iv)")
    private static let pc290 = ("pc-290", Determination.notEligible, "PC 290")
    private static let priors = ("two-priors", Determination.notEligible, "Two priors")
    private static let onlyThese = (
        "only-proposition-64", Determination.dismissal, "Only has 11357-60 charges and completed sentence"
    )
    private static let later = ("after-proposition-64", Determination.notEligible, "Occurred after 11/09/2016")
    private static let little = ("possession-a-b", Determination.dismissal, "11357(a) or 11357(b)")
    private static let other = ("possession-other", hand, "Other 11357")
    private static let city = ("misdemeanor", Determination.cityReview, "Misdemeanor or Infraction")

    private static let old = Entry("187 PC", "2001-01-01")

    typealias Branch = (record: SampleRecord, expected: (rule: String, Determination, reason: String))

    private static let branches: [Branch] = [
        // A row of the person is lost.
        (
            SampleRecord(sale.misdemeanor).doubtful(.rejectedRow),
            ("rejected-row", hand, "A row of this person could not be read")
        ),
        // Not a felony, whatever else.
        (SampleRecord(sale.misdemeanor, old), city),
        (SampleRecord(Entry("11359 HS", "2017-01-01").misdemeanor), city),
        // From November 9, 2016.
        (SampleRecord(Entry("11359 HS", "2016-11-09")), later),
        (SampleRecord(Entry("11357(A) HS", "2016-11-09")), later),
        (SampleRecord(Entry("11359 HS", "2016-11-08"), burglary), noCriteria),
        // Section 11357, before what disqualifies.
        (SampleRecord(Entry("11357(A) HS", "2010-01-01"), old), little),
        (SampleRecord(Entry("11357(B)/11360(A)", "2010-01-01"), old), little),
        (SampleRecord(Entry("11357(C) HS", "2010-01-01")), other),
        (SampleRecord(Entry("11357 HS", "2010-01-01")), other),
        (SampleRecord(Entry("664/11357(A)", "2010-01-01")), other),
        (SampleRecord(Entry("11357A HS", "2010-01-01")), other),
        (SampleRecord(Entry("11357(AB)", "2010-01-01")), other),
        (SampleRecord(Entry("11357(b) HS", "2010-01-01")), other),
        (SampleRecord(Entry("11360(A)/11357(B)", "2010-03-01"), burglary), noCriteria),
        // A superstrike before: the same day is not.
        (SampleRecord(sale, burglary, Entry("187 PC", "2010-02-28")), strike),
        (SampleRecord(sale, burglary, Entry("187 PC", "2010-03-01")), noCriteria),
        (SampleRecord(sale, burglary, Entry("187 PC", "2010-02-28").elsewhere.misdemeanor), strike),
        (SampleRecord(sale, burglary, Entry("187 PC", "2011-01-01"), Entry("664/220 PC", "2009-01-01")), strike),
        (SampleRecord(sale, burglary, Entry("246 PC 186.22(B)(4) PC", "2010-02-28")), strike),
        // Section 290 before, as a conviction or as a registration that is one.
        (SampleRecord(sale, burglary, Entry("243.4(A) PC", "2010-02-28")), pc290),
        (SampleRecord(sale, burglary, Entry("243.4(A) PC", "2010-03-01")), noCriteria),
        (SampleRecord(sale, burglary, Entry("290(B) PC", "2010-02-28").with { $0.isRegistration = true }), pc290),
        (SampleRecord(sale, burglary, Entry("288 PC", "2010-02-28")), strike),
        // Two priors by the first five characters.
        (SampleRecord(sale, burglary, Entry("11359 HS", "2001-01-01"), Entry("11359", "2001-01-01").elsewhere), priors),
        (SampleRecord(sale, burglary, Entry("11359", "2001-01-01"), Entry("11359", "2010-03-01")), noCriteria),
        (SampleRecord(sale, burglary, Entry("11359", "2001-01-01"), Entry("11360", "2001-01-01")), noCriteria),
        (
            SampleRecord(
                Entry("11360 HS", "2010-03-01"), burglary, Entry("11360(A)", "2001-01-01").misdemeanor,
                Entry("11360(B)", "2001-01-01")), priors
        ),
        (
            SampleRecord(
                Entry("664/11359", "2010-03-01"), burglary, Entry("664/11358", "2001-01-01"),
                Entry("664/11360", "2001-01-01")), priors
        ),
        (SampleRecord(sale, burglary, Entry("664/11359", "2001-01-01"), Entry("11359", "2001-01-01")), noCriteria),
        // Age, with the birthday.
        (SampleRecord(sale, burglary).born("1970-07-01"), overAge),
        (SampleRecord(sale, burglary).born("1970-07-02"), noCriteria),
        (SampleRecord(sale, burglary).born("1968-02-29").asOf("2018-02-28"), noCriteria),
        (SampleRecord(sale, burglary).born("1968-02-29").asOf("2018-03-01"), overAge),
        // Youth, by days.
        (SampleRecord(sale, burglary).born("1999-07-01"), noCriteria),
        (SampleRecord(sale, burglary).born("1999-07-02"), young),
        (SampleRecord(sale, burglary).born("1998-07-01").asOf("2019-07-01"), young),
        // Only these, with the sentences over: one that ends at the as-of midnight is.
        (SampleRecord(Entry("11359 HS", "2016-07-01"), Entry("11360", "2016-07-01")), onlyThese),
        (SampleRecord(Entry("11359 HS", "2016-07-01").days(1_461)), onlyThese),
        (SampleRecord(Entry("11359 HS", "2016-07-01").with { $0.hours = 1_461 * 24 + 12 }), serving),
        // Ten years without conviction: one exactly ten years old passes.
        (SampleRecord(sale, Entry("459 PC", "2010-07-01")), overTen),
        (SampleRecord(sale, Entry("459 PC", "2010-07-02")), noCriteria),
        (SampleRecord(Entry("11359 HS", "2005-01-01"), Entry("459 PC", "2010-03-01")).asOf("2020-02-29"), overTen),
        (SampleRecord(Entry("11359 HS", "2005-01-01"), Entry("459 PC", "2010-03-02")).asOf("2020-02-29"), noCriteria),
        // A sentence for any offense, anywhere.
        (SampleRecord(sale, burglary.elsewhere.days(1_858)), serving),
        (SampleRecord(sale, burglary.elsewhere.days(1_857)), noCriteria),
        (SampleRecord(sale, burglary.with { $0.hours = .max / 10_000_000 }), serving),
        // Deceased, last of all.
        (SampleRecord(sale, burglary).with { $0.isDeceased = true }, ("deceased", .dismissal, "Deceased")),
        (SampleRecord(sale, burglary), noCriteria),
    ]

    @Test("Each step decides on its side of the boundary", arguments: branches.indices)
    func branch(index: Int) throws {
        let branch = Self.branches[index]
        let judgment = try branch.record.judgment(by: shippedRules("los-angeles-2019"))
        #expect(judgment.rule == branch.expected.rule)
        #expect(judgment.determination == branch.expected.1)
        #expect(judgment.reason == branch.expected.reason)
    }

    @Test("Every step of the file has a branch in the table")
    func everyStepIsTested() throws {
        let tested = Set(Self.branches.map(\.expected.rule))
        #expect(try shippedRules("los-angeles-2019").steps.map(\.rule).filter { !tested.contains($0) } == [])
    }

    @Test("Worked examples of the published flow that are not branches above")
    func workedExamples() throws {
        let rules = try shippedRules("los-angeles-2019")
        let fourYears = Entry("11359 HS", "2016-07-01").days(1_464)
        #expect(try SampleRecord(fourYears).reason(by: rules) == "Currently serving sentence")
        let month = Entry("459 PC", "2020-06-01").with { $0.hours = 732 }
        #expect(try SampleRecord(sale, month).reason(by: rules) == "Currently serving sentence")
        let inCase = { (case1: UInt64, case2: UInt64, day: String) in
            SampleRecord(
                sale, burglary, Entry("246 PC", day).inCase(case1), Entry("186.22(B)(4) PC", day).inCase(case2))
        }
        #expect(try inCase(101_002, 101_002, "2012-01-01").reason(by: rules) == "PC 667(e)(2)(c)(iv)")
        let apart = try inCase(101_002, 101_003, "2008-01-01").judged(by: rules)
        #expect(apart.judgments.map(\.reason) == ["No applicable eligibility criteria"])
        #expect(apart.superstrikes == [])
    }

    @Test("Age and years can be set, and stand in the reason; 0 and unknown names are refused")
    func parameters() throws {
        let rules = try shippedRules("los-angeles-2019")
        let older = try rules.with(parameters: ["age": 60, "yearsConvictionFree": 5])
        let record = SampleRecord(sale, Entry("459 PC", "2015-07-01"))
        #expect(try record.born("1970-07-01").reason(by: older) == "No convictions in past 5 years")
        #expect(try record.born("1960-07-01").reason(by: older) == "60 years or older")
        #expect(throws: RuleParameterError.unknown("ages", known: ["age", "yearsConvictionFree"])) {
            try rules.with(parameters: ["ages": 60])
        }
        let error = #expect(throws: RuleParameterError.self) { try rules.with(parameters: ["age": 0]) }
        #expect(error?.description == "age cannot be 0; it is 1 to 150")
    }

    @Test("A relevant conviction is in the county and of Proposition 64")
    func relevance() throws {
        let rules = try shippedRules("los-angeles-2019")
        let judged = try SampleRecord(
            sale.elsewhere, burglary, Entry("11360 HS", "2012-01-01"), Entry("11358 HS", "2013-01-01")
        ).judged(by: rules)
        #expect(judged.judgments.map(\.conviction) == [2, 3])
        #expect(judged.bySection == [0, 1, 1, 1])
        #expect(judged.latestConviction?.iso == "2015-06-01")
        let none = try SampleRecord(burglary, Entry("187 PC", nil), sale.elsewhere).judged(by: rules)
        #expect(none.judgments == [])
        #expect(none.bySection == [0, 0, 1, 0])
    }

    @Test("What decided is said for the reviewer")
    func facts() throws {
        let rules = try shippedRules("los-angeles-2019")
        #expect(
            try SampleRecord(sale, burglary).born("1970-07-01").judgment(by: rules).facts == [
                "born 1970-07-01", "50 on 2020-07-01",
            ])
        #expect(
            try SampleRecord(sale, Entry("187 PC", "2001-01-01")).judgment(by: rules).facts == [
                "187 PC", "earliest superstrike 2001-01-01", "convicted 2010-03-01",
            ])
        #expect(
            try SampleRecord(sale, Entry("11359", "2001-01-01"), Entry("11359", nil)).judgment(by: rules).facts == [
                "11359 2001-01-01", "11359 undated", "convicted 2010-03-01",
            ])
        #expect(
            try SampleRecord(sale, Entry("459 PC", "2009-01-01")).judgment(by: rules).facts == [
                "latest conviction 2010-03-01", "10 years back: 2010-07-01",
            ])
        #expect(
            try SampleRecord(sale, burglary.days(10_000)).judgment(by: rules).facts == ["last sentence ends 2042-10-17"]
        )
        #expect(
            try SampleRecord(sale, burglary).judgment(by: rules).facts == [
                "born 1980-01-01", "convicted 2010-03-01", "latest conviction 2015-06-01",
            ])
    }
}
