internal import Cases

/// Adds the control totals again.
enum TotalsCheck {
    static func check(_ batch: BatchManifest, _ log: VerificationLog) {
        let place = "manifest.xml"
        check(batch.totals, place, log)
        var sum = Totals()
        var reliefs: [String: (cases: Int, counts: Int)] = [:]
        for part in batch.parts {
            let totals = part.totals
            sum.rows += totals.rows
            sum.cases += totals.cases
            sum.counts += totals.counts
            sum.letters += totals.letters
            for outcome in Outcome.allCases { sum[outcome] += totals[outcome] }
            for relief in totals.reliefs {
                let before = reliefs[relief.code] ?? (0, 0)
                reliefs[relief.code] = (before.cases + relief.cases, before.counts + relief.counts)
            }
        }
        compare(batch.totals.rows, sum.rows, "rows", "of the parts", place, log)
        compare(batch.totals.cases, sum.cases, "cases", "of the parts", place, log)
        compare(batch.totals.counts, sum.counts, "counts", "of the parts", place, log)
        compare(batch.totals.letters, sum.letters, "letters", "of the parts", place, log)
        for outcome in Outcome.allCases {
            compare(batch.totals[outcome], sum[outcome], "rows \(outcome.rawValue)", "of the parts", place, log)
        }
        for relief in batch.totals.reliefs {
            let parts = reliefs[relief.code] ?? (0, 0)
            compare(relief.cases, parts.cases, "cases of relief \(relief.code)", "of the parts", place, log)
            compare(relief.counts, parts.counts, "counts of relief \(relief.code)", "of the parts", place, log)
        }
        // Notices are not made of rows of inputs.
        guard batch.run.notices == nil else { return }
        let rows = batch.inputs.reduce(0) { $0 + $1.rows }
        compare(batch.totals.rows, rows, "rows", "of the inputs", place, log)
    }

    /// The sums within one manifest.
    static func check(_ totals: Totals, _ place: String, _ log: VerificationLog) {
        let rows = Outcome.allCases.reduce(0) { $0 + totals[$1] }
        compare(totals.rows, rows, "rows", "of the outcomes", place, log)
        let counts = totals.reliefs.reduce(0) { $0 + $1.counts }
        compare(totals.counts, counts, "counts", "of the reliefs", place, log)
        guard !totals.courthouses.isEmpty else { return }
        let cases = totals.courthouses.reduce(0) { $0 + $1.cases }
        compare(totals.cases, cases, "cases", "of the courthouses", place, log)
        let heard = totals.courthouses.reduce(0) { $0 + $1.counts }
        compare(totals.counts, heard, "counts", "of the courthouses", place, log)
    }

    /// The totals of a packet's manifest against its schedule.
    static func check(_ totals: Totals, _ index: ScheduleIndex, _ place: String, _ log: VerificationLog) {
        compare(totals.cases, index.cases, "cases", "in the schedule", place, log)
        compare(totals.counts, index.counts, "counts", "in the schedule", place, log)
        for relief in totals.reliefs {
            let cases = index.reliefs.cases[relief.code] ?? 0
            compare(relief.cases, cases, "cases of relief \(relief.code)", "in the schedule", place, log)
            let counts = index.reliefs.counts[relief.code] ?? 0
            compare(relief.counts, counts, "counts of relief \(relief.code)", "in the schedule", place, log)
        }
        for courthouse in totals.courthouses {
            let found = index.courthouses[courthouse.name] ?? ScheduleIndex.CourthouseCounts()
            compare(courthouse.cases, found.cases, "cases of \(courthouse.name)", "in the schedule", place, log)
            compare(courthouse.counts, found.counts, "counts of \(courthouse.name)", "in the schedule", place, log)
        }
    }

    private static func compare(
        _ stated: Int,
        _ found: Int,
        _ what: String,
        _ whence: String,
        _ place: String,
        _ log: VerificationLog
    ) {
        guard stated != found else { return }
        log.add(.totalsDiffer, place, "\(stated) \(what) stated, \(found) \(whence)")
    }
}
