import Cases

/// `progress.csv`: every figure of the report on filings in long form, one a row, for spreadsheets and statistics programs.
///
/// `measure` says what is counted and `jurisdiction` and `courthouse` (ids) of what; `quarter` and `days` are filled where the
/// measure has them. Measures that name a quarter are in counts, ages are in cases.
struct ProgressTable {
    static let columns = ["measure", "jurisdiction", "courthouse", "quarter", "days", "cases", "counts"]

    private var text = CSVText()

    static func bytes(of report: ProgressReport) -> [UInt8] {
        var table = ProgressTable()
        table.text.row(columns)
        for (place, figures) in report.progress.places.sorted(by: { $0.key < $1.key }) {
            for (measure, total) in figures.measures {
                table.add(measure, place, cases: total.cases, counts: total.counts)
            }
            for (measure, ages) in [
                ("waiting-since-filed", figures.sinceFiled), ("waiting-since-accepted", figures.sinceAccepted),
            ] {
                for age in WaitingTime.allCases { table.add(measure, place, days: age.rawValue, cases: ages[age] ?? 0) }
            }
            if let oldest = figures.oldestWaiting {
                table.add(
                    "oldest-waiting", place, days: String(report.progress.asOf.dayNumber - oldest.dayNumber))
            }
        }
        for (quarter, courts) in report.quarters {
            for court in courts {
                let place = FilingProgress.Place(jurisdiction: "", courthouse: court.id)
                let pending = report.progress.pending(atEndOf: quarter, courthouse: court.id)
                for (measure, count) in court.figures.measures + [("pending-at-end-of-quarter", pending)] {
                    table.add(measure, place, quarter: quarter.description, counts: count)
                }
            }
        }
        return table.text.bytes
    }

    private mutating func add(
        _ measure: String, _ place: FilingProgress.Place, quarter: String = "", days: String = "", cases: Int? = nil,
        counts: Int? = nil
    ) {
        text.row(
            [measure, place.jurisdiction, place.courthouse, quarter, days]
                + [cases, counts].map { $0.map(String.init) ?? "" })
    }
}

extension FilingFigures {
    /// The figures by name, as tables for machines call them; what is filed is the sum of those after it.
    var measures: [(name: String, total: CaseTotal)] {
        [("eligible", eligible), ("challenged", challenged), ("filed", filed)]
            + FilingStanding.allCases.map { ($0.rawValue, self[$0]) }
    }
}

extension QuarterFigures {
    /// As above, in counts.
    var measures: [(name: String, count: Int)] {
        [
            ("filed-in-quarter", filed), ("challenged-in-quarter", challenged),
            ("dismissed-and-sealed", granted[.dismissAndSeal] ?? 0), ("redesignated", granted[.redesignate] ?? 0),
            ("resentenced", granted[.recall] ?? 0), ("granted-kind-purged", grantedOtherwise),
        ]
            + [FilingStanding.denied, .struck, .noFile, .alreadyDone].map {
                ("\($0.rawValue)-in-quarter", closed[$0] ?? 0)
            }
    }
}
