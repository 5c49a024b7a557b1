import Cases
import Filings
import Testing

/// The rule files other than `los-angeles-2019`: each step of each, and what the data may not decide.
struct RuleFileTests {
    typealias Branch = (rules: String, rule: String, record: SampleRecord)

    private static let old = Entry("187 PC", "2001-01-01")
    private static let priors = [Entry("11359 HS", "2001-01-01"), Entry("664/11359(A)", "2002-01-01")]

    private static func clean(_ entries: Entry...) -> SampleRecord { SampleRecord(sale).with { $0.entries += entries } }

    private static func onFile(_ text: String, _ doubts: HistoryDoubt = []) -> SampleRecord {
        SampleRecord(Entry(text, "2010-03-01").doubtful(doubts))
    }

    private static let branches: [Branch] = vacatur + statute + county + dismissAll

    private static let vacatur: [Branch] = [
        ("rejected-row", clean(old).doubtful(.rejectedRow)), ("rejected-row", clean().doubtful(.damagedText)),
        ("undated", SampleRecord(Entry("11359", nil).misdemeanor, old)),
        ("undated", SampleRecord(Entry("11357(A)", "2020-07-02"))),
        ("misdemeanor", SampleRecord(Entry("11357(B)", "2020-07-01").misdemeanor)),
        ("level-unknown", SampleRecord(sale.misdemeanor.doubtful(.unknownLevel))),
        ("misdemeanor-doubtful", SampleRecord(sale.misdemeanor.doubtful(.missingCaseNumber))),
        ("misdemeanor", SampleRecord(sale.misdemeanor, old).born(nil)),
        ("after-proposition-64", onFile("11359").with { $0.entries[0].day = "2016-11-09" }),
        ("possession-doubtful", onFile("11357(A)", .missingCaseNumber)),
        ("possession-doubtful", onFile("11357(A)", .interleavedSentences)),
        ("possession-a-b", onFile("11357(B) HS").with { $0.entries += [old, Entry("459 PC", nil)] }),
        ("possession-other", onFile("11357(C) HS").born(nil)),
        // What is certain goes before what is doubtful about it or about the person.
        ("superstrike", clean(old, Entry("187(A) PC", nil)).born(nil)),
        ("superstrike", SampleRecord(sale.doubtful(.missingCaseNumber), old)),
        ("pc-290", clean(Entry("288.2 PC", "2010-02-28"), Entry("187 PC", nil))),
        ("two-priors", clean(priors[0], priors[1], Entry("187 PC", nil)).with { $0.isRegistered = true }),
        ("superstrike-undated", clean(Entry("187 PC", nil))),
        ("superstrike-unlisted", clean(Entry("187(A) PC", "2010-02-28"))),
        ("pc-290-registration", clean().with { $0.isRegistered = true }),
        ("pc-290-doubtful", clean(Entry("272 PC", "2010-02-28"))),
        ("pc-290-unlisted", clean(Entry("285(A) PC", "2010-02-28"))),
        ("two-priors-undated", clean(priors[0], Entry("11359 HS", nil))),
        ("person-doubtful", SampleRecord(sale.doubtful(.missingCaseNumber))),
        ("person-doubtful", clean().born(nil)), ("person-doubtful", clean().doubtful(.severalBirthDates)),
        ("record-doubtful", clean(Entry("459 PC", nil))), ("record-doubtful", clean(Entry("459 PC", "2021-01-01"))),
        ("record-doubtful", clean(Entry("459 PC", "2001-01-01").doubtful(.interleavedSentences))),
        ("record-doubtful", clean(Entry("459 PC", "2001-01-01").doubtful(.unreadableSentence))),
        ("record-doubtful", clean(Entry("459 PC", "2001-01-01").doubtful(.repeatedRow))),
        // Another count's number is not this one's.
        ("conviction-free", clean(Entry("459 PC", "2001-01-01").doubtful(.missingCaseNumber))),
        ("age", clean(burglary).born("1970-07-01")), ("no-criteria", clean(burglary).born("1970-07-02")),
        ("young", clean(burglary).born("1999-07-02")), ("no-criteria", clean(burglary).born("1999-07-01")),
        ("only-proposition-64", SampleRecord(Entry("11360", "2016-01-01"))),
        ("conviction-free", clean(Entry("459 PC", "2010-07-01"))),
        ("no-criteria", clean(Entry("459 PC", "2010-07-02"))),
        ("serving", clean(burglary.days(1_858))), ("deceased", clean(burglary).with { $0.isDeceased = true }),
        // Priors are of the same section, not of the same five characters.
        ("no-criteria", clean(burglary, Entry("11360", "2001-01-01"), Entry("11359", "2001-01-01"))),
    ].map { ("vacatur", $0.0, $0.1) }

    private static let statute: [Branch] = [
        ("rejected-row", clean(old).doubtful(.rejectedRow)), ("undated", SampleRecord(Entry("11359", nil))),
        ("undated", SampleRecord(sale.doubtful(.unknownLevel))),
        ("after-proposition-64", onFile("11360").with { $0.entries[0].day = "2016-11-09" }),
        ("misdemeanor-now", onFile("11360").with { $0.entries[0].day = "2016-11-08" }),
        ("attempt", onFile("664/11359")), ("attempt", onFile("664-11359 HS")), ("attempt", onFile("182/11360")),
        ("possession-doubtful", onFile("11357(A)").born(nil)),
        ("possession-doubtful", onFile("11357(A)", .repeatedRow)),
        ("possession-under-21", onFile("11357(A)").born("1989-03-02")),
        ("possession-a-b", onFile("11357(A)").born("1989-03-01")),
        ("possession-other", onFile("11357(C)")), ("possession-other", onFile("11357")),
        (
            "misdemeanor-doubtful",
            SampleRecord(Entry("11360(B)", "2001-01-01").misdemeanor.doubtful(.missingCaseNumber))
        ),
        ("gift-or-transport", SampleRecord(Entry("11360(B) HS", "2001-01-01").misdemeanor, old)),
        ("not-a-felony", SampleRecord(sale.misdemeanor)),
        ("superstrike", clean(old)), ("pc-290", clean(Entry("288.2 PC", "2001-01-01"))),
        ("two-priors", clean(priors[0], priors[1])), ("misdemeanor-now", clean(priors[0])),
        ("superstrike-undated", clean(Entry("187 PC", nil))),
        ("superstrike-unlisted", clean(Entry("187(A) PC", "2001-01-01"))),
        ("pc-290-registration", clean().with { $0.isRegistered = true }),
        ("pc-290-doubtful", clean(Entry("261.5 PC", "2001-01-01"))),
        ("pc-290-unlisted", clean(Entry("314.1 PC", "2001-01-01"))),
        ("two-priors-undated", clean(Entry("11359", nil), Entry("11359", nil))),
        ("felony-doubtful", SampleRecord(sale.doubtful(.missingCaseNumber))),
        // No age, no other conviction, no time without conviction.
        ("misdemeanor-now", clean(burglary).born("1999-01-01")), ("misdemeanor-now", clean(burglary).born(nil)),
    ].map { ("ab-1706", $0.0, $0.1) }

    private static let county: [Branch] = [
        ("rejected-row", clean(old).doubtful(.rejectedRow)), ("misdemeanor", SampleRecord(sale.misdemeanor)),
        ("dismiss-11357", onFile("11357(C)")), ("dismiss-11358", onFile("11359/11358")),
        ("under-21-at-conviction", clean(burglary).born("1989-03-02")),
        ("reduce-11359", clean(burglary).born("1989-03-01")),
        ("age", clean(burglary).born("1970-07-01")), ("reduce-11359", clean(burglary).born("1970-07-02")),
        ("crime-free", clean(Entry("459 PC", "2010-06-30"))), ("reduce-11359", clean(Entry("459 PC", "2010-07-01"))),
        ("only-proposition-64", SampleRecord(Entry("11360", "2016-01-01").days(10_000))),
        ("deceased", clean(burglary).with { $0.isDeceased = true }),
        ("reduce-11360", onFile("11360(A)").with { $0.entries.append(burglary) }),
    ].map { ("county", $0.0, $0.1) }

    private static let dismissAll: [Branch] = [
        ("rejected-row", clean().doubtful(.rejectedRow)),
        ("dismiss-all", SampleRecord(Entry("11360", "2018-01-01"), old).born(nil)),
    ].map { ("dismiss-all", $0.0, $0.1) }

    @Test("Each step decides on its side of the boundary", arguments: branches.indices)
    func branch(index: Int) throws {
        let branch = Self.branches[index]
        #expect(try branch.record.judgment(by: shippedRules(branch.rules)).rule == branch.rule)
    }

    @Test("Every step of every file has a branch in the table", arguments: ["vacatur", "ab-1706", "dismiss-all"])
    func everyStepIsTested(rules: String) throws {
        let tested = Self.branches.filter { $0.rules == rules }.map(\.rule)
        #expect(try shippedRules(rules).steps.map(\.rule).filter { !tested.contains($0) } == [])
    }

    @Test("The county's options, switched")
    func countyOptions() throws {
        let rules = try shippedRules("county").with(parameters: [
            "dismiss11357": 0, "dismiss11358": 0, "dismiss11360": 1, "reduce11357": 1, "reduce11358": 1,
            "reduce11359": 0, "reduce11360": 0, "under21AtConviction": 0, "age": 0, "yearsCrimeFree": 0,
            "onlyProposition64": 0, "subjectIsDeceased": 0,
        ])
        let reasons = [
            ("11357", "Reduce all HS 11357 convictions"), ("11358", "Reduce all HS 11358 convictions"), ("11359", ""),
            ("11358/11360", "Dismiss all HS 11360 convictions"),
        ]
        let everything = { (text: String) in
            Self.onFile(text).born("1940-01-01").with { $0.isDeceased = true }
        }
        for (text, reason) in reasons { #expect(try everything(text).reason(by: rules) == reason) }
        #expect(try everything("11359").judgment(by: rules).determination == .missing)
        let dismissing = try rules.with(parameters: ["dismiss11359": 1])
        #expect(try everything("11359").reason(by: dismissing) == "Dismiss all HS 11359 convictions")
        let old = try rules.with(parameters: ["yearsSinceConviction": 10])
        #expect(try everything("11359").reason(by: old) == "Conviction occurred 10 or more years ago")
        let young = SampleRecord(Entry("11359", "2010-07-02")).with { $0.asOf = "2020-07-01" }
        #expect(try young.reason(by: old) == "")
        #expect(
            try SampleRecord(Entry("11359", "2010-07-01")).reason(by: old) == "Conviction occurred 10 or more years ago"
        )
        #expect(throws: RuleParameterError.self) { try rules.with(parameters: ["age": 39]) }
    }

    @Test("Undated values in the county's flow")
    func countyUndated() throws {
        let rules = try shippedRules("county")
        #expect(try SampleRecord(Entry("11359", nil), burglary).reason(by: rules) == "21 years or younger")
        #expect(try Self.clean(burglary).born(nil).reason(by: rules) == "50 years or older")
        #expect(try SampleRecord(Entry("11359", nil), burglary).born(nil).reason(by: rules) == "21 years or younger")
    }

    @Test("Determinations of the files are ones that a list may have, and a doubt is never decided")
    func doubtsAreHandReview() throws {
        for id in ["los-angeles-2019", "vacatur", "county", "dismiss-all", "ab-1706"] {
            let rules = try shippedRules(id)
            for step in rules.steps where step.reason == "{doubt}" { #expect(step.determination == .handReview) }
            for record in [SampleRecord(sale), SampleRecord(sale.misdemeanor), Self.onFile("11357(A)")] {
                #expect(try record.doubtful(.rejectedRow).judgment(by: rules).determination == .handReview)
            }
        }
    }
}
