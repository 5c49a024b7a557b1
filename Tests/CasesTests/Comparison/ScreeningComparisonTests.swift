import Testing

@testable import Cases

struct ScreeningComparisonTests {
    private static func terms(
        rules: String = "vacatur", digest: String = "d1", asOf: String = "2019-07-01", program: String = "1",
        inputs: Set<String> = ["aa"]
    ) throws -> ScreeningTerms {
        ScreeningTerms(
            rules: rules, rulesDigest: digest, asOf: try #require(CalendarDate(iso: asOf)), program: program,
            inputs: inputs)
    }

    private static let hand = InventedRecord.conviction(.handReview, reason: "No applicable", rule: "else")
    private static let dismissed = InventedRecord.conviction(.dismissal, reason: "50 years or older", rule: "age")

    /// Two screenings of one conviction.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var before = hand
        var after = dismissed
        var personBefore: @Sendable (inout ScreenedPerson) -> Void = { _ in }
        var personAfter: @Sendable (inout ScreenedPerson) -> Void = { _ in }
        var rules = "vacatur"
        var digest = "d1"
        var asOf = "2019-07-01"
        var program = "1"
        var inputs: Set<String> = ["aa"]
        let causes: [DifferenceCause]
        let what: [String]
    }

    private static let cases = [
        Case(
            testDescription: "turned fifty", asOf: "2020-07-01", causes: [.date],
            what: ["as of 2019-07-01 to 2020-07-01"]),
        Case(
            testDescription: "other rules on the same file", rules: "dismiss-all", digest: "d2", causes: [.rules],
            what: ["rules: vacatur to dismiss-all", "step: else to age"]),
        Case(
            testDescription: "the same rules, edited", digest: "d2", causes: [.rules],
            what: ["rules: vacatur was changed", "step: else to age"]),
        Case(
            testDescription: "a date corrected",
            after: InventedRecord.conviction(.dismissal, on: "2001-03-02"), inputs: ["bb"], causes: [.data],
            what: ["conviction date: 2001-02-03 to 2001-03-02"]),
        Case(
            testDescription: "a level corrected, and a date lost",
            after: InventedRecord.conviction(.dismissal, level: .misdemeanor, on: nil), inputs: ["bb"],
            causes: [.data], what: ["conviction date: 2001-02-03 to none", "level: felony to misdemeanor"]),
        Case(
            testDescription: "birth date and name corrected: neither is told",
            personAfter: {
                $0.person.birthDate = CalendarDate(iso: "1960-01-01")
                $0.person.name.last = "FIGMENT"
            }, inputs: ["bb"], causes: [.data], what: ["birth date", "name"]),
        Case(
            testDescription: "a strike came to light",
            before: InventedRecord.conviction(.dismissal), after: InventedRecord.conviction(.notEligible, reason: "PC"),
            personAfter: {
                $0.superstrikes = ["187 PC"]
                $0.all.convictions += 1
                $0.all.felonies += 1
            }, inputs: ["bb"], causes: [.data],
            what: ["superstrikes: 0 to 1", "convictions on record: 1 to 2", "felonies on record: 1 to 2"]),
        Case(
            testDescription: "another name decides nothing", personAfter: { $0.person.name.last = "FIGMENT" },
            inputs: ["bb"], causes: [.data], what: ["elsewhere in the person's history"]),
        Case(
            testDescription: "data and rules",
            after: InventedRecord.conviction(.dismissal, section: "11358", rule: "else"), digest: "d2", inputs: ["bb"],
            causes: [.data, .rules],
            what: ["section: 11359 to 11358", "offense: 11359 HS to 11358 HS", "rules: vacatur was changed"]),
        Case(
            testDescription: "a new delivery that says the same, a year later", asOf: "2020-07-01", inputs: ["bb"],
            causes: [.date], what: ["as of 2019-07-01 to 2020-07-01"]),
        Case(
            testDescription: "a sentence that ended in between is the date's",
            before: InventedRecord.conviction(.handReview, sentence: .serving), asOf: "2020-07-01", inputs: ["bb"],
            causes: [.date], what: ["as of 2019-07-01 to 2020-07-01"]),
        Case(
            testDescription: "a sentence corrected",
            before: InventedRecord.conviction(.handReview, sentence: .serving), inputs: ["bb"], causes: [.data],
            what: ["sentence: serving to completed"]),
        Case(
            testDescription: "nothing but the program", program: "2", causes: [.program], what: ["program: 1 to 2"]),
    ]

    @Test("Why a finding changed", arguments: cases) func whyAFindingChanged(_ item: Case) throws {
        var comparison = ScreeningComparison(
            from: try Self.terms(),
            to: try Self.terms(
                rules: item.rules, digest: item.digest, asOf: item.asOf, program: item.program, inputs: item.inputs))
        var before = InventedRecord.person([item.before])
        var after = InventedRecord.person([item.after])
        before.all = ConvictionTotals(convictions: 1, felonies: 1)
        after.all = before.all
        item.personBefore(&before)
        item.personAfter(&after)
        let found = comparison.add(after, before: [before])
        #expect(found.count == 1)
        #expect(found.first?.kind == .changed)
        #expect(found.first?.causes == item.causes)
        #expect(found.first?.what == item.what)
        #expect(found.first?.before?.determination == item.before.determination)
        #expect(found.first?.after?.determination == item.after.determination)
        #expect(comparison.add(before, after: [after]).isEmpty)
        let change = DeterminationChange(before: item.before.determination, after: item.after.determination)
        #expect(comparison.totals.changes == [change: 1])
        #expect(comparison.totals.before == 1 && comparison.totals.after == 1)
    }

    @Test("The same determination for another reason is told apart")
    func anotherReason() throws {
        var comparison = ScreeningComparison(from: try Self.terms(), to: try Self.terms(asOf: "2020-07-01"))
        let before = InventedRecord.person([InventedRecord.conviction(reason: "No convictions in past 10 years")])
        let found = comparison.add(InventedRecord.person([Self.dismissed]), before: [before])
        #expect(found.map(\.kind) == [.reason])
        #expect(found.first?.before?.text == "Eligible for Dismissal: No convictions in past 10 years")
        #expect(comparison.totals.changes.isEmpty)
    }

    @Test("The same finding is no difference, also where the file says something else")
    func sameFinding() throws {
        var comparison = ScreeningComparison(from: try Self.terms(), to: try Self.terms(inputs: ["bb"]))
        let person = InventedRecord.person([Self.dismissed])
        var other = person
        other.person.name.first = "ANA"
        #expect(comparison.add(person, before: [person]).isEmpty)
        #expect(comparison.add(other, before: [person]).isEmpty)
        #expect(comparison.totals.same == 2)
        #expect(comparison.totals.sameOnOtherData == 1)
    }

    @Test("What is new and what is gone", arguments: [true, false])
    func newAndGone(hasSameInputs: Bool) throws {
        var comparison = ScreeningComparison(
            from: try Self.terms(),
            to: try Self.terms(rules: hasSameInputs ? "county" : "vacatur", inputs: [hasSameInputs ? "aa" : "bb"]))
        let first = InventedRecord.conviction(order: "001001001000")
        let second = InventedRecord.conviction(order: "001001002000")
        let both = InventedRecord.person([first, second])
        let one = InventedRecord.person([first])
        let cause = hasSameInputs ? DifferenceCause.rules : .data
        let new = comparison.add(both, before: [one])
        #expect(new.map(\.kind) == [.new] && new.first?.before == nil && new.first?.causes == [cause])
        #expect(new.first?.what == ["conviction not in the earlier screening"])
        #expect(comparison.add(one, before: []).first?.what == ["person not in the earlier screening"])
        let gone = comparison.add(both, after: [one])
        #expect(gone.map(\.kind) == [.gone] && gone.first?.after == nil && gone.first?.causes == [cause])
        #expect(
            comparison.add(both, after: []).map(\.what) == [
                ["person not in the later screening"], ["person not in the later screening"],
            ])
        #expect(comparison.totals.differences == [.new: 2, .gone: 3])
        #expect(comparison.totals.causes == [cause: 5])
    }

    @Test("A person read from several files is found in any of them; one without identifier in none")
    func severalAndNone() throws {
        var comparison = ScreeningComparison(from: try Self.terms(), to: try Self.terms())
        let first = InventedRecord.person([InventedRecord.conviction(order: "001001001000")])
        let second = InventedRecord.person([InventedRecord.conviction(order: "002001001000")])
        #expect(comparison.add(second, before: [first, second]).isEmpty)
        #expect(comparison.add(second, before: nil).isEmpty)
        #expect(comparison.add(first, after: nil).isEmpty)
        #expect(comparison.totals.same == 1)
        #expect(comparison.totals.unidentifiedBefore == 1 && comparison.totals.unidentifiedAfter == 1)
    }
}
