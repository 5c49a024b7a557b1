import Cases

/// `progress.json`: the figures of `progress.csv`, nested.
struct ProgressJSON: Encodable {
    struct Total: Encodable {
        let cases: Int
        let counts: Int
    }

    struct Figures: Encodable {
        let measures: [String: Total]
        let waitingSinceFiled: [String: Int]
        let waitingSinceAccepted: [String: Int]
        let oldestWaiting: String?

        init(_ figures: FilingFigures) {
            measures = Dictionary(
                uniqueKeysWithValues: figures.measures.map {
                    ($0.name, Total(cases: $0.total.cases, counts: $0.total.counts))
                })
            func byDays(_ ages: [WaitingTime: Int]) -> [String: Int] {
                Dictionary(uniqueKeysWithValues: WaitingTime.allCases.map { ($0.rawValue, ages[$0] ?? 0) })
            }
            waitingSinceFiled = byDays(figures.sinceFiled)
            waitingSinceAccepted = byDays(figures.sinceAccepted)
            oldestWaiting = figures.oldestWaiting?.iso
        }
    }

    struct Batch: Encodable {
        let name: String
        let asOf: String
        let cases: Int
    }

    let county: String
    let asOf: String
    let program: String
    let batches: [Batch]
    let total: Figures
    let jurisdictions: [String: Figures]
    let courthouses: [String: Figures]
    /// By quarter, then by courthouse, in counts.
    let quarters: [String: [String: [String: Int]]]

    init(_ report: ProgressReport) {
        county = report.county
        asOf = report.progress.asOf.iso
        program = report.program
        batches = report.batches.map { Batch(name: $0.name, asOf: $0.asOf.iso, cases: $0.cases) }
        total = Figures(report.progress.total)
        jurisdictions = Dictionary(
            uniqueKeysWithValues: report.jurisdictions.map { ($0.id, Figures($0.figures)) })
        courthouses = Dictionary(uniqueKeysWithValues: report.courthouses.map { ($0.id, Figures($0.figures)) })
        quarters = Dictionary(
            uniqueKeysWithValues: report.quarters.map { quarter, courts in
                let figures = courts.map { court in
                    let pending = report.progress.pending(atEndOf: quarter, courthouse: court.id)
                    let cells = court.figures.measures + [("pending-at-end-of-quarter", pending)]
                    return (court.id, Dictionary(uniqueKeysWithValues: cells.map { ($0.name, $0.count) }))
                }
                return (quarter.description, Dictionary(uniqueKeysWithValues: figures))
            })
    }
}
