/// What holds for every page of every document, one function a rule.
enum PageRules {
    static let all: [Rule<PageView>] = [offPage, searchable, readable, marks]

    static func offPage(_ view: PageView, _ findings: inout FindingList) {
        let text = view.text
        for run in text.runs where !text.isBlank(run) {
            let isOn = run.x >= 0 && run.end <= text.width && run.y >= 0 && run.y <= text.height
            if !isOn { findings.add(.offPage, page: view.page, line: view.line(of: run), "text that leaves the page") }
        }
    }

    static func searchable(_ view: PageView, _ findings: inout FindingList) {
        if view.text.unknownCodes > 0 {
            findings.add(.searchable, page: view.page, "\(view.text.unknownCodes) letters that nobody can search for")
        }
    }

    static func readable(_ view: PageView, _ findings: inout FindingList) {
        if view.text.isStrange {
            findings.add(.readable, page: view.page, "the page has content of a kind that Vacatur does not write")
        }
    }

    static func marks(_ view: PageView, _ findings: inout FindingList) {
        // What could not be read to its end says nothing of its marks.
        guard !view.text.isStrange else { return }
        if view.text.unmarked > 0 {
            findings.add(.marks, page: view.page, "\(view.text.unmarked) texts or lines that are not marked")
        }
        if view.text.isUnbalanced { findings.add(.marks, page: view.page, "marks that begin or end nowhere") }
    }
}
