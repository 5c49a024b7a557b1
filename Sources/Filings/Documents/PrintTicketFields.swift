package import Cases

/// The print jobs of a packet with their sheets, for whoever prints them. It is not filed.
package struct PrintTicket: Sendable {
    let jobs: [PrintJob]
    let setup: PrintSetup
    /// What is not in the jobs because it goes elsewhere: into an envelope of its own, to the public defender.
    let apart: [PackedFile]

    package init(jobs: [PrintJob], setup: PrintSetup, apart: [PackedFile]) {
        self.jobs = jobs
        self.setup = setup
        self.apart = apart
    }

    fileprivate var cases: Int { jobs.reduce(0) { $0 + $1.cases } }
    fileprivate var pages: Int { jobs.reduce(0) { $0 + $1.pages } }
    fileprivate var sheets: Int { jobs.reduce(0) { $0 + $1.sheets } }
}

extension PrintJob {
    /// The titles of its papers; volumes of one paper together.
    fileprivate var paperTitles: [String] {
        var titles: [(title: String, count: Int)] = []
        for path in papers {
            let title = FileEntry.title(of: path)
            if titles.last?.title == title { titles[titles.count - 1].count += 1 } else { titles.append((title, 1)) }
        }
        return titles.map { $0.count == 1 ? $0.title : "\($0.title), \(grouped($0.count)) volumes" }
    }
}

let printTicketFields: [DocumentField<PrintTicket>] = [
    .number("jobTotal") { $0.jobs.count },
    .number("cases") { $0.cases },
    .number("pages") { $0.pages },
    .number("sheets") { $0.sheets },
    .flag("isTwoSided") { $0.setup.isTwoSided },
    .number("mostPages") { $0.setup.pages },
    .list(
        "jobs",
        [
            .text("file") { $0.path },
            .list("papers", [.text("title") { $0 }] as [DocumentField<String>]) { $0.paperTitles },
            .flag("hasCases") { $0.kind == .cases && $0.cases > 0 },
            .flag("hasChallenges") { $0.kind == .challenges && $0.cases > 0 },
            .flag("hasBoth") { $0.cases > 0 && !$0.papers.isEmpty },
            .number("first") { $0.first },
            .number("last") { $0.last },
            .number("cases") { $0.cases },
            .number("pages") { $0.pages },
            .number("sheets") { $0.sheets },
        ] as [DocumentField<PrintJob>]
    ) { $0.jobs },
    .flag("hasApart") { !$0.apart.isEmpty },
    .list(
        "apart",
        [
            .text("path") { $0.path },
            .text("title") { $0.title },
        ] as [DocumentField<PackedFile>]
    ) { $0.apart },
]
