import Synchronization

/// What a run is doing, for whoever watches it. Counts only: nothing of a person.
package struct Progress: Sendable {
    package enum Stage: String, Sendable {
        case reading = "Reading rows"
        case checking = "Checking values"
        case numbering = "Numbering cases"
        case schedules = "Writing schedules"
        case documents = "Writing documents"
        case printing = "Printing"
        case mailing = "Preparing the mail"
        case messages = "Making messages"
        case sending = "Sending messages"
        case packing = "Publishing packets"
        case readingHistories = "Reading histories"
        case judging = "Judging histories"
        case writingSheets = "Writing sheets"
        case publishing = "Publishing sheets"
        case counting = "Counting convictions"
        case comparing = "Comparing screenings"
        case answers = "Reading answers"
        case noticing = "Writing notices"
    }

    package let stage: Stage
    package let done: Int
    /// Zero while it is not known.
    package let total: Int

    package init(stage: Stage, done: Int, total: Int) {
        self.stage = stage
        self.done = done
        self.total = total
    }
}

/// Adds up progress from several workers and passes it on, a few hundred times in a run rather than at each document.
final class ProgressMeter: Sendable {
    private struct State {
        var stage = Progress.Stage.reading
        var done = 0
        var total = 0
        var told = 0
    }

    private let state = Mutex(State())
    private let tell: @Sendable (Progress) -> Void

    init(_ tell: @escaping @Sendable (Progress) -> Void) { self.tell = tell }

    func begin(_ stage: Progress.Stage, total: Int = 0) {
        state.withLock { $0 = State(stage: stage, done: 0, total: total, told: 0) }
        tell(Progress(stage: stage, done: 0, total: total))
    }

    func add(_ count: Int) {
        let news = state.withLock { state -> Progress? in
            state.done += count
            let step = max(500, state.total / 200)
            guard state.done - state.told >= step || state.done == state.total else { return nil }
            state.told = state.done
            return Progress(stage: state.stage, done: state.done, total: state.total)
        }
        if let news { tell(news) }
    }
}
