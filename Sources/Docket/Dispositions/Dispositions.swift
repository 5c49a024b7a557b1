package import Cases
internal import GRDB

/// One folder of notices about what the court did: the acts that no folder before it took up.
package struct DispositionRun: Hashable, Sendable {
    let id: Int64
    let batch: Int64
    /// Among the runs of its batch, from 1.
    package let number: Int
    /// The day as of which the court's acts count.
    package let asOf: CalendarDate
    /// Whether its folder is complete.
    package let isPublished: Bool
}

/// What the court did with a case, as a run of notices took it up.
package struct Disposition: Hashable, Sendable {
    /// From 1, within the jurisdiction.
    package let sequence: Int
    /// Empty where the batch was purged.
    package let number: String
    package let courthouse: String
    /// The court's act.
    package let state: CaseState
    /// The court's time, in seconds since 1970, UTC.
    package let time: Int64
    /// Whether another answer of the court contradicts.
    package let differs: Bool
    /// The number of the earlier run that gave notice of relief in this case; nil where none did.
    package let grantNoticed: Int?
}

extension Docket {
    /// The court's time of the latest outcome of these batches that is known; nil where none is.
    package func latestOutcome(of batches: [Batch]) throws(DocketError) -> Int64? {
        try Self.translating {
            try pool.read { database in
                let rows = try Prepared(database, "SELECT max(time) FROM outcome WHERE batch = ?")
                var latest: Int64?
                for batch in batches {
                    rows.bind(batch.id, at: 1)
                    if try rows.next(), !rows.isNull(0) { latest = max(latest ?? .min, rows.integer(0)) }
                    rows.reset()
                }
                return latest
            }
        }
    }

    /// The runs of notices of a batch whose folders are complete, oldest first.
    package func dispositionRuns(of batch: Batch) throws(DocketError) -> [DispositionRun] {
        try Self.translating {
            try pool.read { try DispositionTable.runs(of: batch.id, $0).filter(\.isPublished) }
        }
    }

    /// Takes up every act of the court that no run before took: a case is noticed once for each act.
    ///
    /// A run that was begun and not published is given again, with the acts that it took then, so that it ends with the same
    /// bytes.
    ///
    /// - Parameters:
    ///   - batch: a filing that is packed.
    ///   - asOf: the last day whose acts count, in California.
    /// - Returns: nil where there is nothing new.
    /// - Throws: `wrongStage` unless it is a packed filing, `purged`, `unknownBatch`.
    package func beginDispositions(of batch: Batch, asOf: CalendarDate) throws(DocketError) -> DispositionRun? {
        try changing(batch) { batch, database in
            guard batch.stage == .packed, batch.description.mode == .filing else {
                throw DocketError(.wrongStage, batch.stage.rawValue)
            }
            try PurgeTable.refuse(batch, database)
            let runs = try DispositionTable.runs(of: batch.id, database)
            if let begun = runs.first(where: { !$0.isPublished }) { return begun }
            return try DispositionTable.begin(
                batch, number: (runs.last?.number ?? 0) + 1, asOf: asOf, database)
        }
    }

    /// Reads what a run took of a jurisdiction, in filing order.
    ///
    /// - Throws: `DocketError`; and what `body` throws, unchanged.
    package func dispositions(
        of run: DispositionRun, in jurisdiction: String, _ body: (Disposition) throws -> Void
    ) throws {
        try reading { database in
            let labels = try Labels(database)
            guard let label = labels.known(jurisdiction) else { return }
            let rows = try Prepared(database, DispositionTable.ofRun)
            rows.bind(run.id, at: 1)
            rows.bind(label, at: 2)
            while try rows.next() {
                guard let state = CaseState(rawValue: rows.text(3)) else {
                    throw DocketError(.damaged, "disposition of a case")
                }
                try body(
                    Disposition(
                        sequence: Int(rows.integer(0)), number: rows.text(1),
                        courthouse: try labels.text(rows.integer(2)), state: state, time: rows.integer(4),
                        differs: rows.integer(5) != 0, grantNoticed: rows.isNull(6) ? nil : Int(rows.integer(6))))
            }
        }
    }

    /// Records that a run's folder is complete, in the audit chain too. Does nothing to one that is published already.
    ///
    /// - Parameters:
    ///   - run: as `beginDispositions` gave it.
    ///   - batch: its batch.
    ///   - folder: its name.
    ///   - time: seconds since 1970, UTC.
    /// - Throws: `DocketError`.
    package func publish(
        _ run: DispositionRun, of batch: Batch, folder: String, at time: Int64
    ) throws(DocketError) {
        // A run that is lost would be noticed again.
        try Self.translating { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") } }
        try changing(batch) { batch, database in
            try database.execute(
                sql: "UPDATE disposition_run SET is_published = 1 WHERE id = ? AND is_published = 0",
                arguments: [run.id])
            guard database.changesCount == 1 else { return }
            var chain = try AuditChain(database)
            var entry = AuditEntry(
                time: time, action: .dispositionsNoticed, batch: batch.id, courtCase: run.id,
                actor: batch.description.actor, detail: folder)
            entry.content = try DispositionSeal(database).content(ofRun: run.id)
            try chain.append(entry)
            try chain.finish(database)
        }
    }
}
