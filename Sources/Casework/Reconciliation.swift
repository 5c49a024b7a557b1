import Cases
import Docket
import Filings

/// Holds the figures of independent counts against each other. They must agree to the last case: the docket's own
/// totals, what the lists added up row by row, and what the volumes really hold.
enum Reconciliation {
    static func check(
        _ totals: Totals, against summary: JurisdictionSummary, figures: Figures, contents: PacketBuild.PacketContents
    ) throws(CaseworkError) {
        let name = summary.jurisdiction
        try agree("cases listed in \(name)", figures.total.cases, summary.cases)
        try agree("counts listed in \(name)", figures.total.counts, summary.counts)
        try agree("cases in the volumes of \(name)", contents.cases, summary.cases)
        try agree("letters in the volumes of \(name)", contents.letters, summary.letters)
        try agree("rows filed in \(name)", summary.rows(.filed), summary.counts)
        for tally in summary.reliefs {
            let listed = figures.byRelief[tally.key] ?? CaseTotal()
            try agree("cases of relief \(tally.key.rawValue) in \(name)", listed.cases, tally.cases)
            try agree("counts of relief \(tally.key.rawValue) in \(name)", listed.counts, tally.counts)
        }
        for tally in summary.courthouses {
            let listed = figures.byCourthouse[tally.courthouse] ?? CaseTotal()
            try agree("cases at \(tally.courthouse) in \(name)", listed.cases, tally.cases)
        }
    }

    /// Every row that went in came out in exactly one place.
    static func check(rowsIn: Int, rowsOut: Int) throws(CaseworkError) {
        try agree("rows of the batch", rowsOut, rowsIn)
    }

    private static func agree(_ what: String, _ found: Int, _ expected: Int) throws(CaseworkError) {
        guard found == expected else {
            throw CaseworkError(
                .reconciliation,
                "\(what): \(found), but \(expected) are on the docket; nothing was published. This is a fault of the program.")
        }
    }
}

extension Totals {
    /// The totals of a packet, for its manifest.
    init(_ summary: JurisdictionSummary, _ figures: Figures, letters: Int, courthouses: [Courthouse]) {
        self.init(
            rows: summary.totalRows, outcomes: summary.outcomes, cases: figures.total.cases,
            counts: figures.total.counts, people: summary.people, letters: letters,
            reliefs: Relief.allCases.compactMap { relief in
                figures.byRelief[relief].map {
                    ReliefTotal(code: relief.mark, cases: $0.cases, counts: $0.counts)
                }
            },
            courthouses: courthouses.compactMap { courthouse in
                figures.byCourthouse[courthouse.id].map {
                    CourthouseTotal(name: courthouse.name, cases: $0.cases, counts: $0.counts)
                }
            })
    }
}

extension JurisdictionSummary {
    /// The rows of the jurisdiction by where they ended, without the places where none did.
    var outcomes: [Outcome: Int] {
        Outcome.allCases.reduce(into: [:]) { result, outcome in
            let rows = rows(outcome)
            if rows > 0 { result[outcome] = rows }
        }
    }
}

extension InputStamp {
    init(_ input: InputFile) { self.init(name: input.name, size: input.size, sha256: input.sha256, rows: input.rows) }
}
