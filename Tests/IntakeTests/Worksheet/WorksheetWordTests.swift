import Cases
import Testing

@testable import Intake

@Suite struct WorksheetWordTests {
    @Test(
        "decisions in people's words",
        arguments: [
            ("approve", .approve), ("APPROVED", .approve), (" Yes ", .approve), ("OK", .approve), ("y", .approve),
            ("no challenge", .approve), ("Not challenged.", .approve), ("do not challenge", .approve),
            ("Challenge", .challenge), ("challenged", .challenge), ("oppose", .challenge), ("deny", .challenge),
            ("hold", .hold), ("on hold", .hold), ("pending", .hold), ("Refer", .refer), ("transfer", .refer),
            ("no", nil), ("n", nil), ("x", nil), ("", nil), ("aprove", nil), ("approve challenge", nil),
        ] as [(String, RulingWords.Decision?)])
    func decisions(text: String, expected: RulingWords.Decision?) {
        #expect(RulingWords.decision(text) == expected)
    }

    @Test(
        "grounds",
        arguments: [
            ("does-not-meet-11361.8", .doesNotMeetCriteria), ("Does not meet 11361.8", .doesNotMeetCriteria),
            ("does not meet criteria", .doesNotMeetCriteria), ("(i)", .doesNotMeetCriteria),
            ("ineligible", .doesNotMeetCriteria), ("unreasonable-risk", .unreasonableRisk),
            ("Unreasonable risk of danger to public safety", .unreasonableRisk), ("(ii)", .unreasonableRisk),
            ("", nil), ("because", nil),
        ] as [(String, ChallengeGround?)])
    func grounds(text: String, expected: ChallengeGround?) {
        #expect(RulingWords.ground(text) == expected)
    }

    @Test(
        "reliefs",
        arguments: [
            ("dismiss-seal", .dismissAndSeal), ("Dismissal and sealing", .dismissAndSeal), ("D", .dismissAndSeal),
            ("reduce", .redesignate), ("redesignate", .redesignate), ("R", .redesignate), ("recall", .recall),
            ("Resentencing", .recall), ("S", .recall), ("", nil), ("seal it all", nil),
        ] as [(String, Relief?)])
    func reliefs(text: String, expected: Relief?) {
        #expect(RulingWords.relief(text) == expected)
    }

    @Test("every word that the program writes is read")
    func ownWords() {
        for ground in ChallengeGround.allCases { #expect(RulingWords.ground(ground.rawValue) == ground) }
        for relief in Relief.allCases { #expect(RulingWords.relief(relief.rawValue) == relief) }
        for decision in RulingWords.Decision.allCases { #expect(RulingWords.decision(decision.rawValue) == decision) }
    }

    @Test(
        "bar numbers",
        arguments: [
            ("123456", "123456"), ("SBN 123456", "123456"), ("#12345", "12345"), ("123", nil), ("1234567", nil),
            ("12a456", nil), ("", nil),
        ] as [(String, String?)])
    func barNumbers(text: String, expected: String?) {
        #expect(RulingWords.barNumber(text) == expected)
    }

    @Test(
        "what spreadsheet programs do to a value is no edit",
        arguments: [
            ("BA012345", "BA012345", true), ("BA012346", "BA012345", false), ("", "BA012345", false),
            ("BA012345", "", false), ("12345", "0012345", true), ("0012345", "12345", true),
            ("12346", "0012345", false),
            ("1.23457E+11", "123456789012", true), ("1,23457E+11", "123456789012", true),
            ("1.24457E+11", "123456789012", false), ("MU?OZ", "MUÑOZ", true), ("MUNOZ", "MUÑOZ", false),
            ("MU?OZ", "MUNOZ", false), ("OCHOA,  ANA ", "OCHOA, ANA", true), ("Ochoa, Ana", "OCHOA, ANA", false),
            ("=1+1", "'=1+1", true), ("'=1+1", "=1+1", true), ("born 1960; 50", "born 1960; 51", false),
            ("0", "", false),
        ])
    func cells(cell: String, written: String, expected: Bool) {
        #expect(CellText.isSame(cell, as: written) == expected)
    }

    @Test(
        "dates of any country",
        arguments: [
            ("1998-03-04", true), ("3/4/1998", true), ("03/04/1998", true), ("04.03.1998", true), ("4/3/98", true),
            ("1998/3/4", true), ("1998-03-04 00:00:00", true), ("35858", true), ("35859", false), ("5/3/1998", false),
            ("1998-03-05", false), ("", false), ("March 1998", false),
        ])
    func dates(cell: String, expected: Bool) {
        #expect(CellText.isSame(cell, as: CalendarDate(iso: "1998-03-04")) == expected)
    }

    @Test("no date is an empty cell")
    func noDate() {
        #expect(CellText.isSame("", as: CalendarDate?.none))
        #expect(!CellText.isSame("1998-03-04", as: CalendarDate?.none))
    }
}
