package import Cases
package import Docket
import Filings

/// What becomes of a batch when it is no longer needed: drafts are discarded, and filed batches purged once the court has
/// sealed its records.
package struct Retention: Sendable {
    /// A batch, for a list of all.
    package struct Line: Sendable {
        package let batch: Batch
        package let isPurged: Bool
    }

    private let docket: String

    /// `docket` is a path.
    package init(docket: String) { self.docket = docket }

    /// All batches that were not discarded, oldest first.
    package func batches() throws -> [Line] {
        let docket = try Docket.existing(docket)
        defer { try? docket.close() }
        return try docket.batches().map { Line(batch: $0, isPurged: try docket.isPurged($0)) }
    }

    /// Deletes what the docket knows of the persons of a filed batch, and its folders. Killed halfway it is run again.
    ///
    /// - Parameters:
    ///   - name: of the batch's folder.
    ///   - output: the folder of all batches.
    ///   - reviewer: who answers for it; stands in the audit chain.
    ///   - time: seconds since 1970, UTC.
    /// - Returns: the folders that were removed.
    /// - Throws: `CaseworkError` `.usage` for a batch that was not filed; `DocketError`, `PackingError`.
    package func purge(_ name: String, in output: String, by reviewer: Reviewer, at time: Int64) throws -> [String] {
        let docket = try Docket.existing(docket)
        defer { try? docket.close() }
        let batch = try docket.batch(inFolder: name)
        guard batch.stage == .packed, batch.description.mode == .filing else {
            throw CaseworkError(.usage, "\(name): not filed; `vacatur docket discard` gives it up")
        }
        try docket.purge(batch, by: reviewer, at: time)
        return try BatchFolder.delete(batch: name, in: output)
    }

    /// Gives a draft, or a batch that was never finished, up: its data and its folders are deleted.
    ///
    /// - Returns: the folders that were removed.
    package func discard(_ name: String, in output: String, at time: Int64) throws -> [String] {
        let docket = try Docket.existing(docket)
        defer { try? docket.close() }
        let batch = try docket.batch(inFolder: name)
        guard batch.description.mode == .draft || batch.stage != .packed else {
            throw CaseworkError(.usage, "\(name): filed; what the court has cannot be discarded, only purged")
        }
        // Folders first: without the docket's entry nobody could name them any more.
        let removed = try BatchFolder.delete(batch: name, in: output)
        try docket.discard(batch, at: time)
        return removed
    }
}

extension Docket {
    /// The last batch whose folder has this name.
    func batch(inFolder name: String) throws -> Batch {
        guard let batch = try batches().last(where: { $0.description.folder == name }) else {
            throw CaseworkError(.usage, "\(name): the docket has no such batch; name its docket with --docket")
        }
        return batch
    }

    /// The batch whose folder has this name; one that a prosecutor approved and that is published.
    func filing(inFolder name: String) throws -> Batch {
        let batch = try batch(inFolder: name)
        guard batch.stage == .packed, batch.description.mode == .filing else {
            throw CaseworkError(.usage, "\(name): a draft, or not finished; only what a prosecutor approved is sent")
        }
        return batch
    }
}
