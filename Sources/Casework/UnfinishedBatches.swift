import Docket
import Filings
import Glibc

/// Batches of reviewed screenings that a killed run left, and that cannot be made again once rulings have changed: what they
/// claim would be claimed for ever.
///
/// A list is different: it can be sent again as it was, and its batch is finished then.
struct UnfinishedBatches {
    let docket: Docket
    /// Where their folders are.
    let output: String

    /// Gives up every such batch but the one of this identity. One whose folder is complete was killed between publishing
    /// and its last entry; it is finished, because somebody may have filed it.
    ///
    /// - Throws: `PackingError` `.busy` where another run is at work on one of them.
    func settle(besides identity: String, at time: Int64) throws {
        for batch in try docket.batches() {
            let description = batch.description
            guard description.mode == .filing, batch.stage != .packed, !description.source.isEmpty,
                description.identity != identity
            else { continue }
            if batch.stage == .numbered, access("\(output)/\(description.folder)/manifest.xml", F_OK) == 0 {
                _ = try docket.finish(batch, at: time)
            } else {
                let folder = try BatchFolder(output: output, name: description.folder, replacing: true)
                folder.discard()
                try docket.discard(batch, at: time)
            }
        }
    }
}
