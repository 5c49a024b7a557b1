import Cases
import Docket

/// The batches that were filed, and which of them is meant where a schedule does not say.
struct FiledBatches {
    /// A batch with the ids of its jurisdictions.
    struct Filed {
        let batch: Batch
        let jurisdictions: [String]
    }

    private var filed: [String: Filed] = [:]
    private let named: Filed?
    private let jurisdiction: String?

    /// - Parameters:
    ///   - docket: where they are.
    ///   - name: a batch's folder or its name; nil for the only one that there is.
    ///   - jurisdiction: the only one to look in; nil for all.
    /// - Throws: `.usage` where there is no such batch, or the batch has no such jurisdiction.
    init(_ docket: Docket, named name: String?, jurisdiction: String?) throws {
        for batch in try docket.batches() where batch.stage == .packed && batch.description.mode == .filing {
            let summary = try docket.summary(of: batch)
            filed[batch.description.folder] = Filed(
                batch: batch, jurisdictions: summary.jurisdictions.map(\.jurisdiction).filter { !$0.isEmpty })
        }
        if let name {
            guard let found = filed[Self.folder(name)] else {
                throw CaseworkError(.usage, "\(name): the docket has no such batch that was filed")
            }
            named = found
        } else {
            named = filed.count == 1 ? filed.values.first : nil
        }
        if let jurisdiction, let named, !named.jurisdictions.contains(jurisdiction) {
            throw CaseworkError(
                .usage,
                "the batch has no jurisdiction \"\(jurisdiction)\"; it has "
                    + named.jurisdictions.joined(separator: ", "))
        }
        self.jurisdiction = jurisdiction
    }

    /// The batch that was named.
    func only() throws(CaseworkError) -> Filed {
        guard let named = place("", "") else { throw CaseworkError(.usage, "name a batch that was filed") }
        return named
    }

    private static func folder(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// The batch that a row is of, and the jurisdictions in which it may be.
    ///
    /// - Parameters:
    ///   - name: what the row says; empty for nothing.
    ///   - jurisdiction: likewise.
    /// - Returns: nil where it is not known.
    func place(_ name: String, _ jurisdiction: String) -> Filed? {
        guard let batch = name.isEmpty ? named : filed[Self.folder(name)] else { return nil }
        let wanted = jurisdiction.isEmpty ? self.jurisdiction : jurisdiction
        guard let wanted else { return batch }
        let found = batch.jurisdictions.filter { Routing.key($0) == Routing.key(wanted) }
        return found.isEmpty ? nil : Filed(batch: batch.batch, jurisdictions: found)
    }
}
