/// The tables of sections that close the way to relief, as the Department of Justice's texts name them.
enum SectionTable {
    /// Superstrikes: Penal Code section 667(e)(2)(C)(iv). A subdivision counts only as listed.
    static let superstrikes: [SectionPattern] = [
        SectionPattern(
            "37", "128", "187", "188", "205", "207", "217.1", "218", "219", "220", "264.1", "269", "287", "451.5",
            "653F", "4500", "12308", "12310", "18745", "18755"),
        SectionPattern("189", then: .listed(["", ".1", ".5"])),
        SectionPattern("190", then: .decimalsAndParentheses),
        SectionPattern("191", "209", then: .listed(["", ".5"])),
        SectionPattern("245", then: .listed(["(D)(3)"])),
        SectionPattern("261", "262", "273AB", then: .parentheses),
        SectionPattern(
            "286",
            then: .listed([
                "", "(C)(1)", "(C)(1)(A)", "(C)(1)(B)", "(C)(1)(C)", "(C)(2)", "(C)(2)(A)", "(C)(2)(B)", "(C)(2)(C)",
                "(C)(3)", "(C)(3)(A)", "(C)(3)(B)", "(C)(3)(C)", "(D)(1)", "(D)(2)", "(D)(3)",
            ])),
        SectionPattern("288", then: .listed(["", "(A)", "(B)(1)", "(B)(2)"])),
        SectionPattern(
            "288A", then: .listed(["", "(D)", "(C)(1)", "(C)(2)(A)", "(C)(2)(B)", "(C)(2)(C)"])),
        SectionPattern("288.5", then: .listed(["", "(A)"])),
        SectionPattern(
            "289", then: .listed(["", "(J)", "(A)(1)(A)", "(A)(1)(B)", "(A)(1)(C)", "(A)(2)(C)"])),
        SectionPattern("667", then: .listed([".61", ".7", ".71"])),
        SectionPattern("11418", then: .listed(["(A)(1)", "(B)(1)", "(B)(2)"])),
        SectionPattern("1672(A)", code: " MV"),
    ]

    /// Offenses that the enhancement of Penal Code section 186.22(b)(4) makes superstrikes.
    static let gangOffenses = SectionPattern("136.1", "215", "213(A)(1)(A)", "246", "519", "12022.55")

    static let gangEnhancement = SectionPattern("186.22(B)(4)")

    /// Sections that may require registration under Penal Code section 290.
    static let pc290: [SectionPattern] = [
        SectionPattern(
            "262(A)", "262(A)(1)", "264.1", "266", "266C", "266J", "267", "285", "287", "288", "311.2(B)", "311.2(C)",
            "311.2(D)", "314(1)", "314(2)", "451.5", "653F(B)", "653F(C)"),
        SectionPattern(
            "236.1(B)", "236.1(C)", "243.4", "266H(B)", "266I(B)", "288A", "288.2", "288.3", "288.4", "288.5", "288.7",
            "311.1", "311.3", "311.4", "311.10", "311.11", "647.6", "647A", then: .anything),
        SectionPattern("264.1", then: .parenthesisAndAnything),
        SectionPattern("261", "269", then: .subdivisionAndAnything),
        SectionPattern("286", "289", then: .anythingWithoutPoint),
    ]

    /// How offices write subdivisions of the table's section 314 that has them in parentheses.
    private static let indecentExposure = SectionPattern("314.1", "314.2")

    /// Also in the list, though registration is not automatic: contributing to the delinquency of a minor.
    static let delinquency = SectionPattern("272")

    /// The same (Pen. Code 290.006): unlawful intercourse with a minor. As part of section 261 it is in the list.
    static let unlawfulIntercourse: StaticString = "261.5"

    /// What a text says of superstrikes, and of the parts of gang pairs.
    static func strikes(in text: OffenseText, as reading: Reading) -> Offense.Marks {
        var marks: Offense.Marks = []
        if gangEnhancement.occurs(in: text, as: reading) { marks.insert(.gangEnhancement) }
        if gangOffenses.occurs(in: text, as: reading) { marks.insert(.gangOffense) }
        if superstrikes.contains(where: { $0.occurs(in: text, as: reading) })
            || text.containsLine(where: { hasGangPair($0, as: reading) })
        {
            marks.insert(.superstrike)
        } else {
            if superstrikes.contains(where: { $0.occursUnlisted(in: text) }) { marks.insert(.unlistedSuperstrike) }
            if gangOffenses.occursUnlisted(in: text) {
                marks.insert(.unlistedGangOffense)
                if gangEnhancement.place(in: text, as: reading, isCoded: false) != nil {
                    marks.insert(.unlistedSuperstrike)
                }
            }
        }
        return marks
    }

    /// In a line: an enhanceable section and, later, the enhancement; or the enhancement and, later, such a section with
    /// its code.
    private static func hasGangPair(_ text: OffenseText, as reading: Reading) -> Bool {
        if let offense = gangOffenses.place(in: text, as: reading, isCoded: false),
            gangEnhancement.place(in: text, from: offense.upperBound, as: reading) != nil
        {
            return true
        }
        guard let enhancement = gangEnhancement.place(in: text, as: reading, isCoded: false) else { return false }
        return gangOffenses.place(in: text, from: enhancement.upperBound, as: reading) != nil
    }

    /// What a text says of offenses under Penal Code section 290.
    static func registrations(in text: OffenseText, as reading: Reading) -> Offense.Marks {
        if pc290.contains(where: { $0.occurs(in: text, as: reading, except: unlawfulIntercourse) }) { return .pc290 }
        if delinquency.occurs(in: text, as: reading) || pc290.contains(where: { $0.occurs(in: text, as: reading) }) {
            return [.pc290, .pc290ByOrder]
        }
        let isUnlisted = (pc290 + [indecentExposure]).contains { $0.occursUnlisted(in: text) }
        return isUnlisted || indecentExposure.occurs(in: text, as: reading) ? .unlistedPC290 : []
    }
}
