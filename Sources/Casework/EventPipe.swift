import Dispatch
import Synchronization

/// Carries what is read from the thread that reads it to the thread that writes the docket, in pieces and in order, so
/// that both are busy. Holds a few pieces at most, however large the batch is.
final class EventPipe<Event: Sendable, Summary: Sendable>: Sendable {
    private struct State {
        var pieces: [[Event]] = []
        /// What the reader came to, once it has.
        var outcome: Result<Summary, any Error>?
        /// The receiver has given up; what is sent goes nowhere.
        var isAbandoned = false
    }

    /// The reader is told to stop.
    private struct Abandoned: Error {}

    private let state = Mutex(State())
    private let sent = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    private init() {
        // Signalled rather than begun with: a semaphore may not go away below the value that it began with.
        for _ in 0..<8 { room.signal() }
    }

    /// Runs `read` on a thread of its own and gives its events to `receive` on this one.
    ///
    /// - Parameters:
    ///   - read: sends every event to the closure that it is given.
    ///   - receive: takes them, in order.
    /// - Throws: what `read` throws, after all that it sent was received; or what `receive` throws.
    /// - Returns: what `read` returns.
    static func run(
        _ read: @escaping @Sendable ((Event) throws -> Void) throws -> Summary,
        receive: (Event) throws -> Void
    ) throws -> Summary {
        try runInPieces(
            { send in
                var piece: [Event] = []
                let outcome = Result {
                    try read { event in
                        piece.append(event)
                        guard piece.count == 512 else { return }
                        try send(piece)
                        piece.removeAll(keepingCapacity: true)
                    }
                }
                if case .failure(let error) = outcome, error is Abandoned { throw error }
                try send(piece)
                return try outcome.get()
            }, receive: receive)
    }

    /// The same for a reader that has pieces at hand. It may send them from any thread, one after the other.
    static func runInPieces(
        _ read: @escaping @Sendable (@escaping @Sendable ([Event]) throws -> Void) throws -> Summary,
        receive: (Event) throws -> Void
    ) throws -> Summary {
        let pipe = EventPipe()
        DispatchQueue.global().async { pipe.send(from: read) }
        do {
            while let piece = pipe.next() { for event in piece { try receive(event) } }
        } catch {
            // The reader uses what its caller closes, so nobody goes on before it has ended.
            pipe.abandon()
            pipe.ended.wait()
            throw error
        }
        guard let outcome = pipe.state.withLock({ $0.outcome }) else { preconditionFailure("the reader has not ended") }
        return try outcome.get()
    }

    private func send(from read: (@escaping @Sendable ([Event]) throws -> Void) throws -> Summary) {
        defer { ended.signal() }
        do {
            let summary = try read { try self.pass($0) }
            state.withLock { $0.outcome = .success(summary) }
        } catch is Abandoned {
            return
        } catch {
            state.withLock { $0.outcome = .failure(error) }
        }
        sent.signal()
    }

    private func pass(_ piece: [Event]) throws {
        room.wait()
        try state.withLock { state in
            if state.isAbandoned { throw Abandoned() }
            state.pieces.append(piece)
        }
        sent.signal()
    }

    /// The next piece; nil when the reader has ended and everything was taken.
    private func next() -> [Event]? {
        sent.wait()
        let piece = state.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
        if piece != nil { room.signal() }
        return piece
    }

    /// Lets the reader run into the open, wherever it waits.
    private func abandon() {
        state.withLock { $0.isAbandoned = true }
        room.signal()
    }
}
