import Cases
import Testing

/// Superstrikes, gang pairs and sections of Penal Code section 290, as the table lists them and otherwise.
struct SectionTableTests {
    private static let superstrikes = [
        "37", "128", "187", "188", "205", "207", "217.1", "218", "219", "220", "264.1", "269", "287", "451.5", "653F",
        "4500", "12308", "12310", "18745", "18755", "189", "189.1", "189.5", "190", "190.2", "190.25", "190(A)",
        "190.2(A)(1)", "191", "191.5", "209", "209.5", "245(D)(3)", "261", "261(A)(2)", "262", "262(A)(1)", "273AB",
        "273AB(B)", "286", "286(C)(1)", "286(C)(2)(B)", "286(C)(3)(C)", "286(D)(1)", "286(D)(3)", "288", "288(A)",
        "288(B)(1)", "288(B)(2)", "288A", "288A(D)", "288A(C)(1)", "288A(C)(2)(C)", "288.5", "288.5(A)", "289",
        "289(J)", "289(A)(1)(A)", "289(A)(2)(C)", "667.61", "667.7", "667.71", "11418(A)(1)", "11418(B)(2)",
    ]

    @Test("Each listed section is a superstrike, alone and as an attempt", arguments: superstrikes)
    func listedSuperstrikes(section: String) {
        for text in ["\(section) PC", "664/\(section) PC-X", "\(section) PCX", "459 PC/\(section) PC"] {
            let both = read(text)
            #expect(both.reference.marks.contains(.superstrike))
            #expect(both.corrected.marks.contains(.superstrike))
            #expect(!both.corrected.marks.contains(.unlistedSuperstrike))
        }
        #expect(!read("\(section) HS").corrected.marks.contains(.superstrike))
        #expect(read("1\(section) PC").reference.marks.contains(.superstrike))
    }

    @Test("Section 1672(a) is of another code")
    func militaryCode() {
        #expect(read("1672(A) MV").reference.marks.contains(.superstrike))
        #expect(!read("1672(A) PC").reference.marks.contains(.superstrike))
        #expect(!read("1672 MV").reference.marks.contains(.superstrike))
    }

    @Test(
        "Subsections that are not listed are no superstrikes, and doubtful",
        arguments: [
            "187(A) PC", "189.1(A) PC", "191.5(A) PC", "207(A) PC", "245(D) PC", "245(D)(3)(A) PC",
            "286(B) PC", "286(C)(2)(D) PC", "288(C)(1) PC", "288A(A) PC", "289(A)(1) PC", "653F(A) PC", "11418(A) PC",
            "187PC", "187  PC", "664187 PC", "664245(D)(3) PC",
        ])
    func unlistedSuperstrikes(text: String) {
        let marks = read(text).corrected.marks
        #expect(marks.contains(.unlistedSuperstrike))
        #expect(!marks.contains(.superstrike))
    }

    @Test(
        "Plainly other offenses are neither",
        arguments: [
            "245(A)(1) PC", "245 PC", "187.5 PC", "1870 PC", "187(A) HS", "667 PC", "667.5(B) PC", "11418(C) PC",
            "190.123 PC",
            "459 PC", "237 PC", "18700 PC", "288.7 PC", "273A(A) PC", "PC 187", "187 P C", "187-PC",
        ])
    func otherOffenses(text: String) {
        #expect(read(text).corrected.marks.isDisjoint(with: [.superstrike, .unlistedSuperstrike]))
    }

    private static let pc290 = [
        "262(A)", "262(A)(1)", "264.1", "264.1(B)", "266", "266C", "266J", "267", "272", "285", "287", "288",
        "311.2(B)", "311.2(D)", "314(1)", "314(2)", "451.5", "653F(B)", "653F(C)", "236.1(B)", "236.1(C)(1)", "243.4",
        "243.4(E)(1)", "266H(B)(2)", "266I(B)", "288A(B)(1)", "288.2", "288.3(A)", "288.4", "288.5(A)", "288.7(B)",
        "311.1", "311.3", "311.4", "311.10", "311.11(A)", "647.6(A)", "647A", "261", "261(A)(2)", "261.5", "269(A)",
        "269A", "286(B)(1)", "289(H)",
    ]

    @Test("Each listed section is an offense of section 290, alone and as an attempt", arguments: pc290)
    func listedPC290(section: String) {
        for text in ["\(section) PC", "664/\(section) PC"] {
            #expect(read(text).reference.marks.contains(.pc290))
            #expect(read(text).corrected.marks.contains(.pc290))
        }
        #expect(!read("\(section) HS").reference.marks.contains(.pc290))
    }

    @Test(
        "Others are not, and doubtful only where they may be meant",
        arguments: [
            ("288(C)(1) PC", true), ("266C(A) PC", true), ("272(A)(1) PC", false), ("314.1 PC", true),
            ("262(B) PC", false),
            ("286.5 PC", false), ("289.6 PC", false), ("236.1(A) PC", false), ("266H(A) PC", false), ("1288 PC", false),
            ("647(F) PC", false), ("664261 PC", true),
        ])
    func unlistedPC290(text: String, isDoubtful: Bool) {
        let marks = read(text).corrected.marks
        #expect(!marks.contains(.pc290))
        #expect(marks.contains(.unlistedPC290) == isDoubtful)
    }

    @Test(
        "Anything ends with the line",
        arguments: [
            ("261(\n) PC", false), ("288A\n PC", false), ("243.4 A-B PC", false), ("243.4 A\t PC", true),
            ("289\n PC", true),
        ])
    func lines(text: String, isListed: Bool) {
        #expect(read(text).reference.marks.contains(.pc290) == isListed)
    }

    @Test(
        "Registration by order of a court only",
        arguments: [
            ("272 PC", true), ("261.5 PC", true), ("261.5(C) PC", true), ("261 PC", false),
            ("261.5 PC/261(A)(1) PC", false),
            ("272 PC/288.2 PC", false),
        ])
    func byOrder(text: String, isByOrder: Bool) {
        for offense in [read(text).reference, read(text).corrected] {
            #expect(offense.marks.contains(.pc290))
            #expect(offense.marks.contains(.pc290ByOrder) == isByOrder)
        }
    }

    private static let gangOffenses = ["136.1", "215", "213(A)(1)(A)", "246", "519", "12022.55"]

    @Test("The enhancement and an enhanceable offense are a superstrike in one text", arguments: gangOffenses)
    func gangPairInText(section: String) {
        for text in [
            "\(section) PC 186.22(B)(4) PC", "\(section)/186.22(B)(4) PC", "186.22(B)(4)/\(section) PC",
            "\(section)(A) PC WITH 186.22(B)(4) PC",
        ] {
            #expect(read(text).reference.marks.contains(.superstrike))
            #expect(read(text).corrected.marks.contains(.superstrike))
        }
        for text in [
            "\(section) PC", "186.22(B)(4) PC", "\(section) PC\n186.22(B)(4) PC", "\(section)/186.22(B)(4)",
            "186.22(B)(4) PC/\(section) HS", "\(section) PC 186.22(B)(1) PC",
        ] {
            #expect(!read(text).reference.marks.contains(.superstrike))
            #expect(!read(text).corrected.marks.contains(.superstrike))
        }
    }

    @Test("The parts of a pair are marked where their code follows", arguments: gangOffenses)
    func gangParts(section: String) {
        #expect(read("\(section) PC").reference.marks.contains(.gangOffense))
        #expect(!read("\(section)(X) PC").reference.marks.contains(.gangOffense))
        #expect(read("\(section)(X) PC").corrected.marks.contains(.unlistedGangOffense))
        #expect(read("1\(section) PC").reference.marks.contains(.gangOffense))
        #expect(!read("1\(section) PC").corrected.marks.contains(.gangOffense))
        #expect(read("186.22(B)(4) PC").corrected.marks == .gangEnhancement)
        #expect(read("186.22(B)(4)").corrected.marks == [])
        #expect(read("186.22(B)(4)/\(section)(X) PC").corrected.marks == [.unlistedGangOffense, .unlistedSuperstrike])
    }
}
