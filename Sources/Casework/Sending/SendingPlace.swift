import Docket
import Filings
import Glibc

/// Where the messages of a batch lie.
struct SendingPlace {
    /// The e-filing folder.
    let path: String
    /// The name of the batch's folder.
    private let name: String

    static let ending = "-efiling"

    /// Takes the batch's folder, which means its first e-filing folder, or an e-filing folder itself: that of the first round,
    /// or one of what was rejected and made anew (`…-efiling-2`).
    init(_ batch: String) throws(CaseworkError) {
        let parts = batch.split(separator: "/")
        guard let last = parts.last else {
            throw CaseworkError(.usage, "name the folder of a batch, such as Output/2020-02-13-1f0c2a9e")
        }
        let end = last.firstRange(of: Self.ending)?.lowerBound
        name = String(last[..<(end ?? last.endIndex)])
        let above = parts.dropLast().map { "\($0)/" }.joined()
        path = (batch.hasPrefix("/") ? "/" : "") + above + (end == nil ? name + Self.ending : String(last))
    }

    func folder() throws -> ListedFolder {
        guard access(path, R_OK) == 0 else {
            throw CaseworkError(.usage, "\(path): no such folder; `vacatur efile` makes the messages first")
        }
        return try ListedFolder(path)
    }

    func batch(in docket: Docket) throws -> Batch {
        guard let batch = try docket.batches().last(where: { $0.description.folder == name }) else {
            throw CaseworkError(.usage, "\(name): the docket has no such batch; name its docket with --docket")
        }
        return batch
    }
}

/// Sees to it that one run at a time sends what is in a docket. Ends with the process, however that ends.
final class SendingLock {
    private let descriptor: Int32

    /// Locks the docket's folder; a lock on the file itself is SQLite's business.
    init(beside docket: String) throws(CaseworkError) {
        let folder = docket.lastIndex(of: "/").map { String(docket[...$0]) } ?? "."
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw CaseworkError(.busy, "\(docket): another run is sending; wait until it has finished")
        }
    }

    func release() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
