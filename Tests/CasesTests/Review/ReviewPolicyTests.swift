import Cases
import Testing

@Suite struct ReviewPolicyTests {
    private func conviction(_ determination: Determination, _ sentence: SentenceStatus) -> ScreenedConviction {
        ScreenedConviction(
            place: RowPlace(file: 0, row: 1), countOrder: "001002001000", caseNumbers: [], court: "",
            section: CodeSection(number: "11359"), offense: "", level: .felony, convictionDate: nil,
            sentence: sentence, determination: determination, reason: "", rule: "", facts: [], doubts: [])
    }

    @Test(
        "what a policy rules",
        arguments: [
            (.dismissal, .completed, false, .approve(nil)), (.reduction, .serving, false, .approve(nil)),
            (.handReview, .completed, true, .hold), (.maybeEligible, .completed, true, .hold),
            (.missing, .completed, true, .hold), (.notEligible, .completed, true, nil),
            (.cityReview, .completed, false, nil), (.cityReview, .completed, true, .approve(.dismissAndSeal)),
            (.cityReview, .unknown, true, .approve(.dismissAndSeal)),
            (.cityReview, .serving, true, .approve(.recall)),
        ] as [(Determination, SentenceStatus, Bool, Ruling?)])
    func rules(determination: Determination, sentence: SentenceStatus, withCities: Bool, expected: Ruling?) {
        let policy = ReviewPolicy(withCities: withCities)
        #expect(policy.ruling(on: conviction(determination, sentence), of: "a") == expected)
        #expect(policy.ruling(on: conviction(determination, sentence), of: "") == nil)
    }
}
