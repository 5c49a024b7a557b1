internal import Dispatch
internal import Docket
internal import Logging
internal import Synchronization

/// Writes down what users are shown of persons, before they are shown it, and sees that it comes into the audit chain soon.
final class AccessJournal: Sendable {
    /// How long entries gather, so that a hundred readers cost few transactions.
    private static let pause = DispatchTimeInterval.milliseconds(200)

    private let log: AccessLog
    private let queue: DispatchQueue
    private let logger: Logger
    private let isPlanned = Atomic(false)

    /// `queue` is the one that writes in the docket.
    init(_ log: AccessLog, queue: DispatchQueue, logger: Logger) {
        self.log = log
        self.queue = queue
        self.logger = logger
        if log.isWaiting { plan() }
    }

    /// Returns when the entry is written down.
    ///
    /// - Throws: `DocketError`; nothing may be shown then.
    func add(_ entry: DataShown) throws(DocketError) {
        // Also after a failure: the chain is tried again with every entry that is refused for it.
        defer { plan() }
        try log.append(entry)
    }

    /// Returns when all that was shown is in the audit chain.
    func settle() async throws {
        try await queue.doing { [log] in try log.chain() }
    }

    private func plan() {
        guard !isPlanned.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.asyncAfter(deadline: .now() + Self.pause) { [self] in
            isPlanned.store(false, ordering: .releasing)
            do throws(DocketError) { try log.chain() } catch {
                logger.error(
                    "what was shown is not in the audit chain yet", metadata: ["code": "\(error.code.rawValue)"])
            }
        }
    }
}
