/// What stands where on the first page of a pleading: California Rules of Court, rule 2.111, one function a rule.
enum FirstPageRules {
    static let all: [Rule<PageView>] = [
        attorney, clerkSpace, courtTitle, caseTitle, caseNumber, paperTitle,
    ]

    /// Lines 1 to 7: from 1 inch to 3 1/3 inches.
    private static let courtTop = 240.0

    static func attorney(_ view: PageView, _ findings: inout FindingList) {
        let block = view.body.filter(view.isAboveCourtTitle)
        guard let first = block.min(by: { $0.y < $1.y }) else {
            return findings.add(.attorney, page: view.page, line: 1, "nothing stands above the title of the court")
        }
        if first.y < PageView.textTop || first.y > PageView.textTop + 24 {
            findings.add(
                .attorney, page: view.page, line: view.line(of: first),
                "the attorney's first line stands \(points(first.y)) from the top")
        }
        let hasBarNumber = block.contains {
            view.text.contains("SBN", in: $0) || view.text.contains("State Bar", in: $0)
                || view.text.contains("Bar No", in: $0)
        }
        if !hasBarNumber {
            findings.add(.attorney, page: view.page, line: 1, "no bar number above the title of the court")
        }
    }

    static func clerkSpace(_ view: PageView, _ findings: inout FindingList) {
        let center = view.center + PageView.tolerance
        for run in view.text.runs
        where run.end > center && run.y > PageView.textTop && run.y - run.size * 0.7 < courtTop {
            // Where the title of the court stands is another rule's.
            guard !view.text.isBlank(run), run.y != view.courtTitle?.y else { continue }
            findings.add(
                .clerkSpace, page: view.page, line: view.line(of: run),
                "text reaches \(points(run.end - view.center)) into the right half")
        }
        for stroke in view.text.strokes
        where stroke.end > center && stroke.y < courtTop && stroke.bottom > PageView.textTop && stroke.height < 600 {
            findings.add(.clerkSpace, page: view.page, "a line or a box in the right half")
        }
    }

    static func courtTitle(_ view: PageView, _ findings: inout FindingList) {
        guard let title = view.courtTitle else {
            return findings.add(.courtTitle, page: view.page, "no title of a court")
        }
        let end = view.body.lazy.filter(view.isAboveCourtTitle).map(\.y).max() ?? 0
        let line = view.line(of: title)
        // An attorney's block of more than seven lines moves it down, never up.
        if title.y < courtTop || (line != 8 && end < courtTop) {
            findings.add(.courtTitle, page: view.page, line: line, "the title of the court is not on line 8")
        }
    }

    /// The run with "v." in the left half below the title of the court.
    private static func versus(_ view: PageView) -> TextRun? {
        guard let court = view.courtTitle else { return nil }
        return view.body.first { run in
            run.y > court.y && run.x < view.center
                && (view.text.contains(" v. ", in: run)
                    || view.text.characters(of: run).elementsEqual("v.".utf16))
        }
    }

    /// The run that states the number, below the title of the court.
    private static func number(_ view: PageView) -> TextRun? {
        guard let court = view.courtTitle else { return nil }
        return view.body.first { $0.y > court.y && view.text.contains("Case No", in: $0) }
    }

    static func caseTitle(_ view: PageView, _ findings: inout FindingList) {
        guard view.courtTitle != nil, versus(view) == nil else { return }
        findings.add(.caseTitle, page: view.page, "no title of a case below that of the court")
    }

    static func caseNumber(_ view: PageView, _ findings: inout FindingList) {
        guard let court = view.courtTitle else { return }
        guard let number = number(view) else {
            return findings.add(.caseNumber, page: view.page, "no number of a case")
        }
        let end = (versus(view)?.y ?? court.y) + 24
        if number.x < view.center || number.y > end + PageView.tolerance {
            findings.add(
                .caseNumber, page: view.page, line: view.line(of: number), "the number is not opposite the title")
        }
    }

    static func paperTitle(_ view: PageView, _ findings: inout FindingList) {
        guard let court = view.courtTitle else { return }
        // A number that stands elsewhere is another rule's.
        let above = number(view).map { $0.x >= view.center ? $0.y : court.y } ?? court.y
        let isThere = view.body.contains { $0.tag == .title && $0.y > above && $0.x >= view.center - 1 }
        if !isThere { findings.add(.paperTitle, page: view.page, "no title of the paper below the number") }
    }
}
