import Cases
import Testing

struct CodeSectionTests {
    @Test(arguments: [
        ("11357(a)", "11357", "(a)"), ("HS 11358", "11358", ""), ("11359 HS", "11359", ""),
        ("H&S § 11360(A)", "11360", "(a)"), ("11357(B) HS-POSSESS MARIJUANA", "11357", "(b)"),
        ("11357(B)(1)", "11357", "(b)(1)"), ("664/11360(A) HS", "11360", "(a)"), ("11530.5 HS", "11530.5", ""),
        ("11362.1", "11362.1", ""),
    ])
    func readsTheWaysOfWritingASection(text: String, number: String, subdivision: String) throws {
        let section = try #require(CodeSection(text))
        #expect(section.number == number)
        #expect(section.subdivision == subdivision)
    }

    @Test(arguments: ["", "HS", "1135", "113590 HS", "11357 PC", "11357(A) VC", "1.11359", "see comment"])
    func refusesWhatNamesNoSection(text: String) {
        #expect(CodeSection(text) == nil)
    }

    /// `11357.5` is another offense (synthetic cannabinoids); `11361` gives no relief.
    @Test func reach() {
        #expect(CodeSection("11357.5 HS")?.reach == CodeSection.Reach.none)
        #expect(CodeSection("11361(a) HS")?.reach == CodeSection.Reach.none)
        #expect(CodeSection("11360(a) HS")?.reach == .current)
        #expect(CodeSection("11531 HS")?.reach == .former)
    }
}
