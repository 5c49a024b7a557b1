internal import Dispatch
internal import Docket
internal import Synchronization

/// Puts what users are shown of persons into the audit chain, before they are shown it. Requests that come while an entry is
/// being written share the next transaction, so that a hundred readers cost little more than one.
final class AccessJournal: Sendable {
    private struct Waiting {
        var entries: [DataShown] = []
        var readers: [CheckedContinuation<Void, any Error>] = []
        var isWriting = false
    }

    private let docket: Docket
    private let queue: DispatchQueue
    private let waiting = Mutex(Waiting())

    init(_ docket: Docket, queue: DispatchQueue) {
        self.docket = docket
        self.queue = queue
    }

    /// Returns when the entry is in the chain.
    ///
    /// - Throws: `DocketError`; nothing may be shown then.
    func add(_ entry: DataShown) async throws {
        try await withCheckedThrowingContinuation { reader in
            let begins = waiting.withLock { waiting in
                waiting.entries.append(entry)
                waiting.readers.append(reader)
                defer { waiting.isWriting = true }
                return !waiting.isWriting
            }
            if begins { queue.async { self.write() } }
        }
    }

    private func write() {
        while true {
            let (entries, readers) = waiting.withLock { waiting in
                defer { (waiting.entries, waiting.readers) = ([], []) }
                if waiting.entries.isEmpty { waiting.isWriting = false }
                return (waiting.entries, waiting.readers)
            }
            if entries.isEmpty { return }
            let result = Result { try docket.record(entries) }
            for reader in readers { reader.resume(with: result) }
        }
    }
}
