import Cases
import Docket
import Filings

/// Holds the figures of independent counts against each other. They must agree to the last case: the docket's own
/// totals, what the lists added up row by row, and what the volumes really hold.
enum Reconciliation {
    static func check(
        _ totals: Totals, against summary: JurisdictionSummary, figures: Figures, contents: PacketContents
    ) throws(CaseworkError) {
        let name = summary.jurisdiction
        try agree("cases listed in \(name)", figures.total.cases, summary.cases)
        try agree("counts listed in \(name)", figures.total.counts, summary.counts)
        try agree("cases in the volumes of \(name)", contents.cases, summary.cases)
        if !contents.jobs.isEmpty {
            let printed = contents.jobs.filter { $0.kind == .cases }.reduce(0) { $0 + $1.cases }
            try agree("cases in the print jobs of \(name)", printed, summary.cases)
        }
        try agree("letters in the volumes of \(name)", contents.letters, summary.letters)
        try agree("rows filed in \(name)", summary.rows(.filed), summary.counts)
        try agree("rows of all outcomes in \(name)", Outcome.allCases.reduce(0) { $0 + totals[$1] }, totals.rows)
        // Over every relief, level and courthouse, not only those that one of the two counts knows.
        for relief in Relief.allCases {
            let listed = figures.byRelief[relief] ?? CaseTotal()
            let tally = summary.reliefs.first { $0.key == relief }
            try agree("cases of relief \(relief.rawValue) in \(name)", listed.cases, tally?.cases ?? 0)
            try agree("counts of relief \(relief.rawValue) in \(name)", listed.counts, tally?.counts ?? 0)
        }
        for level in OffenseLevel.allCases {
            let tally = summary.levels.first { $0.key == level }
            try agree("counts of level \(level.rawValue) in \(name)", figures.byLevel[level] ?? 0, tally?.counts ?? 0)
        }
        try agree("courthouses in \(name)", figures.byCourthouse.count, summary.courthouses.count)
        for tally in summary.courthouses {
            let listed = figures.byCourthouse[tally.courthouse] ?? CaseTotal()
            try agree("cases at \(tally.courthouse) in \(name)", listed.cases, tally.cases)
            try agree("counts at \(tally.courthouse) in \(name)", listed.counts, tally.counts)
        }
        // What the manifest will say: its courthouses are those that the county has.
        try agree("cases at all courthouses of \(name)", totals.courthouses.reduce(0) { $0 + $1.cases }, summary.cases)
        try agree("counts of all reliefs in \(name)", totals.reliefs.reduce(0) { $0 + $1.counts }, summary.counts)
    }

    /// What the notice of challenge will say is what the docket has, and what the totals count as challenged.
    static func check(
        _ totals: Totals, against summary: JurisdictionSummary, challenges: ChallengeSummary
    ) throws(CaseworkError) {
        let name = summary.jurisdiction
        try agree("challenged cases listed in \(name)", challenges.figures.total.cases, summary.challenged.cases)
        try agree("challenged counts listed in \(name)", challenges.figures.total.counts, summary.challenged.counts)
        try agree("rows challenged in \(name)", totals[.challenged], summary.challenged.counts)
        try agree("challenges withdrawn in \(name)", challenges.withdrawals, summary.withdrawals)
    }

    /// What notices say is what the docket took for them.
    static func check(
        _ totals: Totals, granted: Int, letters: Int, in jurisdiction: String
    ) throws(CaseworkError) {
        try agree("granted cases listed in \(jurisdiction)", totals.cases, granted)
        try agree("letters in the volumes of \(jurisdiction)", totals.letters, letters)
        let courthouses = totals.courthouses.reduce(0) { $0 + $1.cases }
        try agree("granted cases at all courthouses of \(jurisdiction)", courthouses, granted)
    }

    /// The report on filings speaks of every case that was filed.
    static func check(filed: Int, against summary: JurisdictionSummary) throws(CaseworkError) {
        try agree("cases reported of \(summary.jurisdiction)", filed, summary.cases)
    }

    /// Every row that went in came out in exactly one place.
    static func check(rowsIn: Int, rowsOut: Int) throws(CaseworkError) {
        try agree("rows of the batch", rowsOut, rowsIn)
    }

    private static func agree(_ what: String, _ found: Int, _ expected: Int) throws(CaseworkError) {
        guard found == expected else {
            throw CaseworkError(
                .reconciliation,
                "\(what): \(found), but \(expected) are on the docket; nothing was published. This is a fault of the program."
            )
        }
    }
}

extension Totals {
    /// The totals of a packet, for its manifest.
    init(_ summary: JurisdictionSummary, _ figures: Figures, letters: Int, courthouses: [Courthouse]) {
        self.init(
            figures, rows: summary.totalRows, people: summary.people, letters: letters, courthouses: courthouses)
        for (outcome, rows) in summary.outcomes { self[outcome] = rows }
    }

    /// The totals of a packet of notices, whose rows are counts that were filed.
    init(granted figures: Figures, people: Int, letters: Int, courthouses: [Courthouse]) {
        self.init(figures, rows: figures.total.counts, people: people, letters: letters, courthouses: courthouses)
        self[.filed] = figures.total.counts
    }

    private init(_ figures: Figures, rows: Int, people: Int, letters: Int, courthouses: [Courthouse]) {
        self.init(
            rows: rows, cases: figures.total.cases, counts: figures.total.counts, people: people, letters: letters,
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

    /// The totals of a batch: those of its parts together. A person with cases in two packets counts twice.
    init(sumOf parts: [Totals], courthouses: [Courthouse]) {
        self.init(
            rows: parts.reduce(0) { $0 + $1.rows }, cases: parts.reduce(0) { $0 + $1.cases },
            counts: parts.reduce(0) { $0 + $1.counts }, people: parts.reduce(0) { $0 + $1.people },
            letters: parts.reduce(0) { $0 + $1.letters },
            reliefs: Relief.allCases.compactMap { relief in
                let found = parts.flatMap(\.reliefs).filter { $0.code == relief.mark }
                guard !found.isEmpty else { return nil }
                return ReliefTotal(
                    code: relief.mark, cases: found.reduce(0) { $0 + $1.cases },
                    counts: found.reduce(0) { $0 + $1.counts })
            },
            courthouses: courthouses.compactMap { courthouse in
                let found = parts.flatMap(\.courthouses).filter { $0.name == courthouse.name }
                guard !found.isEmpty else { return nil }
                return CourthouseTotal(
                    name: courthouse.name, cases: found.reduce(0) { $0 + $1.cases },
                    counts: found.reduce(0) { $0 + $1.counts })
            })
        for outcome in Outcome.allCases { self[outcome] = parts.reduce(0) { $0 + $1[outcome] } }
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
