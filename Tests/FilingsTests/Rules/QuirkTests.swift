import Cases
import Filings
import Testing

/// What the reference program does and nobody would want, by its number in our list of facts: `los-angeles-2019` does the
/// same, `vacatur` puts it right or leaves it to a person. Quirks of rows and figures are tested where rows are read.
struct QuirkTests {
    private let reference: RuleSet
    private let ours: RuleSet

    init() throws {
        reference = try shippedRules("los-angeles-2019")
        ours = try shippedRules("vacatur")
    }

    private static let noCriteria = "No applicable eligibility criteria"
    private static let strike = "PC 667(e)(2)(c)(iv)"
    private static let unlistedStrike = "Superstrike section with an unlisted subsection"

    /// Both reasons for a sale of 2010, with a burglary of 2015 and this in the record.
    private func reasons(_ entries: Entry...) throws -> [String] {
        var record = SampleRecord(sale, burglary)
        record.entries += entries
        return [try record.reason(by: reference), try record.reason(by: ours)]
    }

    @Test(
        "Q1: 237 PC is not 37 PC, nor 1272 PC 272, nor 1246 PC 246",
        arguments: ["237 PC", "137 PC", "537 PC", "1187 PC", "2.187 PC"])
    func longerNumbers(text: String) throws {
        #expect(try reasons(Entry(text, "2005-01-01")) == [Self.strike, Self.noCriteria])
    }

    @Test("Q1: so also for section 290 and for gang pairs")
    func longerNumbersElsewhere() throws {
        #expect(try reasons(Entry("1272 PC", "2005-01-01")) == ["PC 290", Self.noCriteria])
        #expect(
            try reasons(Entry("1246 PC", "2005-01-01"), Entry("186.22(B)(4) PC", "2005-01-01"))
                == [Self.strike, Self.noCriteria])
        #expect(try reasons(Entry("664/187 PC", "2005-01-01")) == [Self.strike, Self.strike])
    }

    @Test(
        "Q2: a superstrike with a subsection that is not listed is left to a person",
        arguments: [
            "187(A) PC", "207(A) PC", "209(B)(1) PC", "220(A) PC", "191.5(A) PC", "664/187(A) PC", "4500(A) PC",
            "217.1(A) PC", "245(D) PC",
        ])
    func unlistedSuperstrike(text: String) throws {
        #expect(try reasons(Entry(text, "2005-01-01")) == [Self.noCriteria, Self.unlistedStrike])
        #expect(try reasons(Entry(text, nil))[1] == Self.unlistedStrike)
        // On the same day and later it would exclude nothing.
        #expect(try reasons(Entry(text, "2010-03-01")) == [Self.noCriteria, Self.noCriteria])
    }

    @Test(
        "Q2: an offense that is plainly another is not left to a person",
        arguments: ["245(A)(1) PC", "667.5 PC", "187.5 PC"])
    func otherSubsections(text: String) throws {
        #expect(try reasons(Entry(text, "2005-01-01")) == [Self.noCriteria, Self.noCriteria])
    }

    @Test("Q2: so also for section 290 and for gang pairs")
    func unlistedElsewhere() throws {
        #expect(
            try reasons(Entry("266C(A) PC", "2005-01-01"))
                == [Self.noCriteria, "PC 290 section with an unlisted subsection"])
        #expect(
            try reasons(Entry("215(A) PC", "2005-01-01"), Entry("186.22(B)(4) PC", "2005-01-01"))
                == [Self.noCriteria, Self.unlistedStrike])
    }

    @Test("Q3: a gang pair has no date of its own and disqualifies earlier convictions too; ours asks a person")
    func gangPair() throws {
        let pair = { (day: String) in [Entry("246 PC", day), Entry("186.22(B)(4) PC", day)] }
        let doubt = "Superstrike without a date, or made by a gang enhancement that is not dated before"
        let later = pair("2012-01-01")
        #expect(try reasons(later[0], later[1]) == [Self.strike, doubt])
        let before = pair("2009-01-01")
        #expect(try reasons(before[0], before[1]) == [Self.strike, Self.strike])
        #expect(try reasons(later[0], later[1], Entry("187 PC", "2013-01-01"))[0] == Self.noCriteria)
    }

    @Test("Q4: a registration without a conviction disqualifies everything; ours asks a person")
    func registration() throws {
        let registered = SampleRecord(sale, burglary).with { $0.isRegistered = true }
        let doubt = "PC 290 registration without a dated conviction before"
        #expect(try registered.reason(by: reference) == "PC 290")
        #expect(try registered.reason(by: ours) == doubt)
        let later = registered.with { $0.entries.append(Entry("243.4(A) PC", "2012-01-01")) }
        #expect(try later.reason(by: reference) == Self.noCriteria)
        #expect(try later.reason(by: ours) == doubt)
    }

    @Test("Q5: 11357.5 is another offense", arguments: ["11357.5 HS", "113580 HS", "113591 HS"])
    func numbersThatGoOn(text: String) throws {
        let record = SampleRecord(Entry(text, "2010-03-01"))
        #expect(try record.judged(by: reference).judgments.count == 1)
        #expect(try record.judged(by: ours).judgments == [])
    }

    @Test("Q5: what stands before the number does not matter", arguments: ["66411359", "664/11359", "111359 HS"])
    func numbersThatBegin(text: String) throws {
        let record = SampleRecord(Entry(text, "2010-03-01"))
        #expect(try record.judged(by: reference).judgments.count == 1)
        #expect(try record.judged(by: ours).judgments.count == 1)
    }

    @Test("Q6: an attempt written 664-11359 is a conviction")
    func attempt() throws {
        let record = SampleRecord(Entry("664-11359 HS-POSSESS FOR SALE", "2010-03-01"), burglary)
        #expect(try record.judged(by: reference).judgments == [])
        let judgment = try record.judgment(by: ours)
        #expect(judgment.reason == Self.noCriteria)
        #expect(judgment.facts.contains("an attempt, conspiracy or solicitation"))
        #expect(try reasons(Entry("664-187 PC", "2005-01-01")) == [Self.noCriteria, Self.strike])
    }

    @Test("Q7: someone without birth date is 50; ours asks a person")
    func noBirthDate() throws {
        let record = SampleRecord(sale, burglary).born(nil)
        #expect(try record.reason(by: reference) == "50 years or older")
        #expect(try record.reason(by: ours) == "Date of birth missing or not a date")
    }

    @Test("Q8: an undated conviction is before everything; ours asks a person")
    func undated() throws {
        let doubt = "A conviction has no date, or half a date"
        let undated = SampleRecord(Entry("11359 HS", nil), Entry("187 PC", "2001-01-01"), Entry("459 PC", "2009-01-01"))
        #expect(try undated.reason(by: reference) == "No convictions in past 10 years")
        #expect(try undated.reason(by: ours) == doubt)
        #expect(try reasons(Entry("484 PC", nil)) == [Self.noCriteria, doubt])
        #expect(
            try reasons(Entry("11359 HS", nil), Entry("11359 HS", nil)) == ["Two priors", "Two priors, not all dated"])
    }

    @Test("Q11: with an undated superstrike the earliest day depends on the order of the rows; ours asks a person")
    func orderOfRows() throws {
        let undated = Entry("187 PC", nil)
        let later = Entry("187 PC", "2012-01-01")
        let doubt = "Superstrike without a date, or made by a gang enhancement that is not dated before"
        #expect(try reasons(undated) == [Self.strike, doubt])
        #expect(try reasons(undated, later) == [Self.noCriteria, doubt])
        #expect(try reasons(later, undated) == [Self.strike, doubt])
    }

    @Test("Q11: so also for section 290")
    func orderOfRowsElsewhere() throws {
        let undated = Entry("243.4 PC", nil)
        let later = Entry("243.4 PC", "2012-01-01")
        let doubt = "PC 290 section without a date, or without automatic registration"
        #expect(try reasons(undated) == ["PC 290", doubt])
        #expect(try reasons(undated, later) == [Self.noCriteria, doubt])
        #expect(try reasons(later, undated) == ["PC 290", doubt])
    }

    @Test("Q12: a part of a sentence that ended on the calendar still runs for some days")
    func longYears() throws {
        let threeYears = Entry("11359 HS", "2016-07-01").with { $0.hours = 3 * 8_784 }
        #expect(try SampleRecord(threeYears).asOf("2019-07-03").reason(by: reference) == "Currently serving sentence")
        #expect(
            try SampleRecord(threeYears).asOf("2019-07-04").reason(by: reference)
                == "Only has 11357-60 charges and completed sentence")
    }

    @Test("Q14: blanks around a text hide subsection (a); ours does not mind them")
    func blanks() throws {
        let record = SampleRecord(Entry(" 11357(A) HS ", "2010-03-01"))
        #expect(try record.reason(by: reference) == "Other 11357")
        #expect(try record.reason(by: ours) == "11357(a) or 11357(b)")
    }

    @Test(
        "Q19: a birth after the as-of date is 21 or younger, and a later conviction is being served; ours asks a person"
    )
    func future() throws {
        let doubt = "A birth or conviction after the as-of date"
        let unborn = SampleRecord(sale, burglary).born("2030-01-01")
        #expect(try unborn.reason(by: reference) == "21 years or younger")
        #expect(try unborn.reason(by: ours) == doubt)
        let later = SampleRecord(sale, Entry("459 PC", "2021-01-01"))
        #expect(try later.reason(by: reference) == "Currently serving sentence")
        #expect(try later.reason(by: ours) == doubt)
    }

    @Test("Q20: where rows give several dates of birth the first counts; ours asks a person")
    func severalBirthDates() throws {
        let record = SampleRecord(sale, burglary).doubtful(.severalBirthDates)
        #expect(try record.reason(by: reference) == Self.noCriteria)
        #expect(try record.reason(by: ours) == "Rows give different dates of birth")
    }

    @Test("Q21: a person without conviction of Proposition 64, and one without any, are judged: nothing")
    func nothing() throws {
        for rules in [reference, ours] {
            #expect(try SampleRecord(burglary).judged(by: rules).judgments == [])
            let none = rules.judge(
                CriminalHistory(birthDate: nil, isDeceased: false, isRegistered: false, convictions: []),
                asOf: try #require(CalendarDate(iso: "2020-07-01")))
            #expect(none.judgments == [])
            #expect(none.latestConviction == nil)
        }
    }

    @Test("Q22: superstrikes are sorted, each once; offenses of section 290 are as in the file")
    func lists() throws {
        let record = SampleRecord(
            sale, Entry("664/187 PC-X", "2001-01-01"), Entry("246 PC", "2001-01-01"), Entry("187 PC", "2001-01-01"),
            Entry("187 PC", "2002-01-01"), Entry("186.22(B)(4) PC", "2001-01-01"), Entry("647.6 PC", "2001-01-01"),
            Entry("261 PC", "2001-01-01"), Entry("647.6 PC", "2003-01-01"))
        for rules in [reference, ours] {
            let judged = try record.judged(by: rules)
            #expect(judged.superstrikes == ["187 PC", "246 PC + 186.22(B)(4) PC", "261 PC", "664/187 PC"])
            #expect(judged.pc290 == ["647.6 PC", "261 PC", "647.6 PC"])
        }
    }

    @Test(
        "Q24: 261.5 and 272 count as offenses of section 290; ours asks a person",
        arguments: ["261.5 PC", "261.5(C) PC", "272 PC"])
    func registrationByOrder(text: String) throws {
        #expect(
            try reasons(Entry(text, "2005-01-01"))
                == ["PC 290", "PC 290 section without a date, or without automatic registration"])
        #expect(try reasons(Entry(text, "2005-01-01"), Entry("288.2 PC", "2006-01-01")) == ["PC 290", "PC 290"])
    }

    @Test("What is doubtful is said beside a result, also where the rules decide in spite of it")
    func doubts() throws {
        let record = SampleRecord(sale.doubtful(.repeatedRow), burglary, Entry("187(A) PC", "2005-01-01")).born(nil)
        #expect(
            try record.judgment(by: reference).doubts == [.repeatedRow, .missingBirthDate, .unlistedSuperstrike])
        #expect(try SampleRecord(Entry("11359", nil)).judgment(by: reference).doubts == .undatedConviction)
        #expect(try SampleRecord(sale, Entry("187(A) PC", "2011-01-01")).judgment(by: ours).doubts == [])
    }
}
