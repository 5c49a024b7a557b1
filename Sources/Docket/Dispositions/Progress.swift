package import Cases
internal import GRDB

extension Docket {
    /// Reads how far every case of a jurisdiction has come as of a day, in filing order and flat memory. Of a purged batch too:
    /// only the kinds of relief are no longer known.
    ///
    /// A case counts as filed when its message was sent, and on paper on the batch's day.
    ///
    /// - Parameters:
    ///   - batch: a numbered one.
    ///   - jurisdiction: its id.
    ///   - asOf: the last day whose outcomes count, in California.
    ///   - body: gets each case.
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func progress(
        of batch: Batch, in jurisdiction: String, asOf: CalendarDate, _ body: (CaseProgress) throws -> Void
    ) throws {
        try reading { database in
            let labels = try Labels(database)
            try OutcomeReader.histories(
                of: batch, in: jurisdiction, until: CaliforniaTime.lastSecond(of: asOf), database
            ) { row, history in
                let sent = history.outcomes.lazy.filter { $0.state == .sent || $0.state == .received }.map(\.time).min()
                let (filing, court) = (history.filing, history.court)
                let isAccepted = filing?.state == .accepted || filing?.state == .partiallyAccepted
                try body(
                    CaseProgress(
                        courthouse: try labels.text(row.integer(2)),
                        standing: FilingStanding(filing: filing?.state, court: court?.state),
                        counts: Int(row.integer(3)), reliefs: try Self.reliefs(row, 4),
                        filed: sent.flatMap(CaliforniaTime.day) ?? batch.description.asOf,
                        accepted: isAccepted ? filing.flatMap { CaliforniaTime.day(of: $0.time) } : nil,
                        decided: court.flatMap { CaliforniaTime.day(of: $0.time) }))
            }
        }
    }

    private static func reliefs(_ row: Prepared, _ column: Int32) throws -> [Relief: Int] {
        guard row.withBytes(column, { !$0.isEmpty }) else { return [:] }
        return try row.bareCounts(column, of: row.integer(0)).reduce(into: [:]) { $0[$1.relief, default: 0] += 1 }
    }
}
