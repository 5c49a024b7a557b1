import Cases
import Testing

/// Both readings of an offense's text.
func read(_ text: String) -> (reference: Offense, corrected: Offense) {
    Array(text.utf8).withUnsafeBytes { Offense.readings(of: $0) }
}

struct OffenseReadingTests {
    @Test(
        "What stands before the first hyphen is the code text",
        arguments: [
            ("11359 HS-POSSESS FOR SALE", "11359 HS", "11359 HS"), ("11359 HS", "11359 HS", "11359 HS"),
            (" 11359 HS -X", " 11359 HS ", "11359 HS"), ("-11359", "", ""), ("", "", ""),
            ("664-11359 HS-POSSESS", "664", "664-11359 HS"), ("182-11359 HS", "182", "182-11359 HS"),
            ("653F(B)-187 PC-X", "653F(B)", "653F(B)-187 PC"), ("664(A)-187 PC-X", "664(A)", "664(A)-187 PC"),
            ("664-ATTEMPT", "664", "664"), ("1664-187 PC", "1664", "1664"), ("11359-11360 HS", "11359", "11359"),
        ])
    func codeText(source: String, reference: String, corrected: String) {
        #expect(read(source).reference.text == reference)
        #expect(read(source).corrected.text == corrected)
    }

    @Test(
        "The section of Proposition 64 is the one that stands first",
        arguments: [
            ("11357 HS", Proposition64Section.possession, Proposition64Section.possession),
            ("11358", .cultivation, .cultivation), ("11359HS", .possessionForSale, .possessionForSale),
            ("11360(A)/11357(B)", .sale, .sale), ("MARIJUANA SALE 11360 HS", .sale, .sale),
            ("66411359", .possessionForSale, .possessionForSale), ("664/11360(A) HS", .sale, .sale),
            ("11357A", .possession, .possession), ("11357.5 HS", .possession, nil), ("113580", .cultivation, nil),
            ("11357.5/11359", .possession, .possessionForSale), ("11357. 5", .possession, .possession),
            ("111359", .possessionForSale, .possessionForSale), ("1135", nil, nil), ("11361 HS", nil, nil),
            ("11530 HS", nil, nil), ("1111357", .possession, .possession), ("11335 11360", .sale, .sale),
            ("HS-11357", nil, nil),
        ])
    func section(text: String, reference: Proposition64Section?, corrected: Proposition64Section?) {
        #expect(read(text).reference.proposition64 == reference)
        #expect(read(text).corrected.proposition64 == corrected)
    }

    @Test("Every section that a text names is found, in its reading")
    func mentions() {
        let offense = read("11357.5/11359(A)/11360 HS").corrected
        #expect(
            Proposition64Section.allCases.map { offense.mentions($0, as: .reference) } == [true, false, true, true])
        #expect(
            Proposition64Section.allCases.map { offense.mentions($0, as: .corrected) } == [false, false, true, true])
    }

    @Test(
        "The section of a document has the subdivisions of that number",
        arguments: [
            ("664/11360(A) HS", "11360(a)"), ("66411359", "11359"), ("11357.5/11357(B)", "11357(b)"),
            ("11550 HS 11359(A)(1)", "11359(a)(1)"), ("11357 PC", "11357"), ("11358 (A)", "11358"), ("459 PC", nil),
        ] as [(String, String?)])
    func codeSection(text: String, cited: String?) {
        #expect(read(text).corrected.section(as: .corrected)?.cited == cited)
    }

    @Test(
        "An attempt, conspiracy or solicitation is marked where the number of the offense follows",
        arguments: [
            ("664/11359 HS", true), ("664-11359 HS", true), ("66411359", true), ("182/11360", true),
            ("653F(D)/11360", true), ("664 11358", true), ("664", false), ("664 PC", false), ("6641 PC", false),
            ("664.11359", false), ("11359/664", false), ("182.5 PC", false),
        ])
    func attempt(text: String, isAttempt: Bool) {
        #expect(read(text).corrected.marks.contains(.attempt) == isAttempt)
        #expect(!read(text).reference.marks.contains(.attempt))
    }

    @Test(
        "Where the offense stands in the comment",
        arguments: [
            ("", true), ("   ", true), ("\t\r\n", true), ("\u{00A0}\u{2003}", true), ("SEE COMMENT FOR CHARGE", true),
            (" SEE COMMENT FOR CHARGE\u{0085}", true), ("SEE COMMENT FOR CHARGES", false),
            ("see comment for charge", false), ("11359 HS", false), ("S", false), ("\u{00E9}", false),
        ])
    func comment(description: String, isInComment: Bool) {
        #expect(Array(description.utf8).withUnsafeBytes { Offense.isInComment(description: $0) } == isInComment)
    }

    @Test(
        "Another offense of Proposition 64 in the comment",
        arguments: [
            ("459 PC", "11359 HS", true), ("459 PC", "", false), ("459 PC", "NOTHING", false), ("", "11359 HS", false),
            ("SEE COMMENT FOR CHARGE", "11359 HS", false), ("11359 HS", "11359(A)", false), ("11359", "11360", true),
            ("664-11359 HS", "11359", false), ("11357(A)", "11357(B)", false), ("11357(A)", "11357(C)", true),
            ("11357(D)", "11357(B)", true), ("11357(C)", "11357(D)", false), ("11357 HS", "11357(A)", true),
            ("11357(A)", "11357 HS", false), ("11357(E)", "11357(C)", true), ("11357(C)", "11357(E)", false),
            ("11359", "11359/11360", false), ("459 PC", "COUNT 2 11358HS", true), ("459 PC", "113611357", true),
            ("11357/11357(B)", "11357(A)", false),
            ("11357/11357(B)", "11357 OR 11357(C)", true),
        ])
    func otherCharge(description: String, comment: String, isPossible: Bool) {
        #expect(isOther(description, comment, .reference) == isPossible)
        #expect(isOther(description, comment, .corrected) == isPossible)
    }

    @Test("Q5: 11357.5 in a comment is no offense of Proposition 64")
    func otherChargeWithinNumber() {
        #expect(isOther("459 PC", "11357.5 HS", .reference))
        #expect(!isOther("459 PC", "11357.5 HS", .corrected))
    }

    private func isOther(_ description: String, _ comment: String, _ reading: Reading) -> Bool {
        Array(description.utf8).withUnsafeBytes { description in
            Array(comment.utf8).withUnsafeBytes {
                Offense.isPossibleOtherCharge(description: description, comment: $0, reading: reading)
            }
        }
    }

    @Test(
        "Related offenses",
        arguments: [
            ("11364 HS", "11364 HS", "11364 HS"), ("11550HS-X", "11550HS", "11550 HS"),
            ("466  PC", "466  PC", "466 PC"),
            ("148.9 PC", "148.9 PC", "148.9 PC"), ("148 PC", "148 PC", "148 PC"), ("4140 BP", "4140 BP", "4140 BP"),
            ("40508 VC", "40508 VC", "40508 VC"), ("1320(A) PC", "1320(A) PC", "1320 PC"), ("1320.5 PC", nil, nil),
            ("602 HS", nil, nil), ("11359 HS", nil, nil), ("602 PC 148 PC", "602 PC", "602 PC"),
            ("148.10 PC", nil, nil),
        ] as [(String, String?, String?)])
    func related(text: String, reference: String?, corrected: String?) {
        #expect(read(text).reference.related == reference)
        #expect(read(text).corrected.related == corrected)
    }

    @Test(
        "Q18: related offenses in capitals and with subsections count, prefixes do not",
        arguments: [
            ("647(F) PC", nil, "647(F) PC"), ("647(f) PC", "647(f) PC", "647(F) PC"), ("11364(A) HS", nil, "11364 HS"),
            ("602(L) PC", nil, "602 PC"), ("1602 PC", "602 PC", nil), ("11550.5 HS", nil, nil),
        ] as [(String, String?, String?)])
    func relatedQuirks(text: String, reference: String?, corrected: String?) {
        #expect(read(text).reference.related == reference)
        #expect(read(text).corrected.related == corrected)
    }

    @Test("Bytes that are not UTF-8 are read as Latin-1, and the same text twice is one object")
    func encoding() {
        let latin: [UInt8] = Array("11359 HS ".utf8) + [0xE9]
        let both = latin.withUnsafeBytes { Offense.readings(of: $0) }
        #expect(both.reference.text == "11359 HS \u{E9}")
        #expect(both.corrected === both.reference)
    }
}
