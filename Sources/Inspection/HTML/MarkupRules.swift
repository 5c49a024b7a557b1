/// What the parts of an HTML document have to be, one function a rule.
enum MarkupRules {
    static let ofAll: [Rule<MarkupView>] = [readable, title, language, passive, tableHeaders]

    /// The order of the parts above the text (rule 2.111).
    static let ofPleadings: [Rule<MarkupView>] = [
        attorney, courtTitle, caseTitle, caseNumber, paperTitle,
    ]

    static func readable(_ view: MarkupView, _ findings: inout FindingList) {
        if !view.isWellFormed { findings.add(.readable, "the HTML is not well-formed") }
    }

    static func title(_ view: MarkupView, _ findings: inout FindingList) {
        if view.title.allSatisfy({ $0 <= 0x20 }) { findings.add(.title, "the document has no title") }
    }

    static func language(_ view: MarkupView, _ findings: inout FindingList) {
        if view.language.isEmpty { findings.add(.language, "the document names no language") }
    }

    static func passive(_ view: MarkupView, _ findings: inout FindingList) {
        if view.actingParts > 0 {
            findings.add(.passive, "\(view.actingParts) elements or attributes that act or fetch something")
        }
    }

    static func tableHeaders(_ view: MarkupView, _ findings: inout FindingList) {
        if view.headlessTables > 0 { findings.add(.tableHeaders, "\(view.headlessTables) tables without headings") }
    }

    static func attorney(_ view: MarkupView, _ findings: inout FindingList) {
        if !view.beginsWithAttorney {
            findings.add(.attorney, "the text does not begin with the attorney's block")
        } else if !view.hasBarNumber {
            findings.add(.attorney, "no bar number above the title of the court")
        }
    }

    static func courtTitle(_ view: MarkupView, _ findings: inout FindingList) {
        if !view.hasCourtTitle {
            findings.add(.courtTitle, "no title of a court")
        } else if view.beginsWithAttorney, !view.courtFollows {
            findings.add(.courtTitle, "something stands between the attorney's block and the title of the court")
        }
    }

    static func caseTitle(_ view: MarkupView, _ findings: inout FindingList) {
        if !view.hasCaseTitle { findings.add(.caseTitle, "no title of a case below that of the court") }
    }

    static func caseNumber(_ view: MarkupView, _ findings: inout FindingList) {
        if !view.hasCaseNumber { findings.add(.caseNumber, "no number of a case opposite its title") }
    }

    static func paperTitle(_ view: MarkupView, _ findings: inout FindingList) {
        if view.hasCaseNumber, !view.hasPaperTitle {
            findings.add(.paperTitle, "no title of the paper below the number")
        }
    }
}
