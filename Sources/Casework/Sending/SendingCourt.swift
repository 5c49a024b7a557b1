import Cases
import Courier
import Docket
import EFiling
import Filings
import Synchronization

/// One jurisdiction whose messages are sent, and the court that takes them.
struct SendingCourt: Sendable {
    let jurisdiction: String
    let name: String
    let outbox: Outbox
    let requests: FiledRequests
    let policy: CourtPolicy
    let sending: SendingPolicy
    let endpoint: Endpoint

    /// Milliseconds from one request to the next.
    var interval: Int64 { 60_000 / Int64(sending.requestsPerMinute) }
    /// How often the court is spoken to about one request before it is given up; as often again it is asked about one that
    /// is in doubt.
    var attempts: Int { sending.attempts }
}

/// Says which request is next, for several courts and several workers.
final class SendingQueue: Sendable {
    enum Step {
        case work(SendingCourt, OutboxEntry)
        /// Nothing is due before this time, in milliseconds since 1970, UTC.
        case wait(until: Int64)
        case done
    }

    private struct State {
        /// By court: not before.
        var nextTime: [Int64]
        /// By court: why nothing more is sent to it; empty while nothing stands in the way.
        var halted: [String]
        /// By court: requests that it refused one after the other.
        var refusals: [Int]
        var busy: Set<Int64> = []
        /// The court whose turn it is.
        var turn = 0
        var isStopped = false
    }

    let courts: [SendingCourt]
    private let state: Mutex<State>

    /// If so many requests in a row are refused, something is wrong with all of them.
    private static let mostRefusals = 5

    init(_ courts: [SendingCourt]) {
        self.courts = courts
        state = Mutex(
            State(
                nextTime: Array(repeating: 0, count: courts.count), halted: Array(repeating: "", count: courts.count),
                refusals: Array(repeating: 0, count: courts.count)))
    }

    func next(at now: Int64) throws -> Step {
        try state.withLock { state in
            var wake: Int64?
            for offset in courts.indices where !state.isStopped {
                let index = (state.turn + offset) % courts.count
                guard state.halted[index].isEmpty else { continue }
                let court = courts[index]
                if state.nextTime[index] <= now,
                    let entry = try court.outbox.take(at: now, attempts: court.attempts, except: state.busy)
                {
                    state.nextTime[index] = now + court.interval
                    state.turn = index + 1
                    state.busy.insert(entry.id)
                    return .work(court, entry)
                }
                guard let due = try court.outbox.nextTime(attempts: court.attempts, except: state.busy) else {
                    continue
                }
                wake = min(wake ?? .max, max(due, state.nextTime[index]))
            }
            return wake.map { .wait(until: $0) } ?? .done
        }
    }

    func finish(_ entry: OutboxEntry) { state.withLock { _ = $0.busy.remove(entry.id) } }

    /// Sends nothing more to a court.
    func halt(_ court: SendingCourt, _ note: String) {
        change(court) { if $0.halted[$1].isEmpty { $0.halted[$1] = note } }
    }

    /// Leaves a court that is down, or too busy, alone for a while, so that not every request is tried in vain.
    func pause(_ court: SendingCourt, until time: Int64) {
        change(court) { $0.nextTime[$1] = max($0.nextTime[$1], time) }
    }

    /// Notes whether a court took a request.
    func note(refused: Bool, by court: SendingCourt) {
        change(court) { state, index in
            state.refusals[index] = refused ? state.refusals[index] + 1 : 0
            guard state.refusals[index] >= Self.mostRefusals, state.halted[index].isEmpty else { return }
            state.halted[index] = "the court refused \(state.refusals[index]) requests one after the other"
        }
    }

    func stop() { state.withLock { $0.isStopped = true } }

    func halted(_ court: SendingCourt) -> String {
        var note = ""
        change(court) { note = $0.halted[$1] }
        return note
    }

    private func change(_ court: SendingCourt, _ body: (inout State, Int) -> Void) {
        guard let index = courts.firstIndex(where: { $0.jurisdiction == court.jurisdiction }) else { return }
        state.withLock { body(&$0, index) }
    }
}
