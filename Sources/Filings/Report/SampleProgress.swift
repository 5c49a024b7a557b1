import Cases

/// A report about invented filings, for those who write its template.
enum SampleProgress {
    static func report(in context: PacketContext) -> ProgressReport {
        var progress = FilingProgress(asOf: context.asOf)
        let courthouses = context.county.courthouses.prefix(4).map(\.id)
        for number in 0..<(courthouses.isEmpty ? 0 : 480) {
            guard let filed = CalendarDate(dayNumber: context.asOf.dayNumber - number % 400) else { continue }
            let standing = FilingStanding.allCases[number * number % 23 % FilingStanding.allCases.count]
            progress.add(
                CaseProgress(
                    courthouse: courthouses[number % courthouses.count], standing: standing, counts: 1 + number % 2,
                    reliefs: number % 5 == 0 ? [.redesignate: 1 + number % 2] : [.dismissAndSeal: 1 + number % 2],
                    filed: filed, accepted: filed,
                    decided: standing.isDecided
                        ? CalendarDate(dayNumber: min(context.asOf.dayNumber, filed.dayNumber + 60)) : nil),
                of: context.jurisdiction.id)
        }
        return ProgressReport(
            county: context.county.name, program: context.program, progress: progress,
            batches: [ProgressReport.Counted(name: context.batchName, asOf: context.asOf, cases: 480)],
            places: context.county)
    }
}
