import Casework
import Glibc
import Synchronization

/// Shows progress on standard error: a bar with rate and time left on a terminal, a line for each stage otherwise.
final class ProgressDisplay: Sendable {
    private struct State {
        var stage: Progress.Stage?
        var began = 0.0
        var drawn = 0.0
        var hasLine = false
    }

    private let state = Mutex(State())
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ progress: Progress) {
        state.withLock { state in
            let now = Self.seconds()
            let isNew = state.stage != progress.stage
            if isNew {
                endLine(&state)
                state = State(stage: progress.stage, began: now)
                if !isTerminal { Failure.write("\(progress.stage.rawValue)\n") }
            }
            // Ten times a second is enough for an eye.
            guard isTerminal, isNew || now - state.drawn > 0.1 || progress.done == progress.total else { return }
            state.drawn = now
            state.hasLine = true
            Failure.write("\r\u{1B}[K\(Self.line(progress, after: now - state.began))")
        }
    }

    /// Leaves the cursor on a line of its own.
    func finish() { state.withLock { endLine(&$0) } }

    private func endLine(_ state: inout State) {
        guard state.hasLine else { return }
        Failure.write("\n")
        state.hasLine = false
    }

    static func line(_ progress: Progress, after seconds: Double) -> String {
        let rate = seconds > 0 ? Double(progress.done) / seconds : 0
        guard progress.total > 0 else {
            return progress.done > 0 ? "\(progress.stage.rawValue): \(progress.done)" : progress.stage.rawValue
        }
        let filled = progress.done * 24 / progress.total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        var line = "\(progress.stage.rawValue) \(bar) \(progress.done * 100 / progress.total) %"
        if rate > 0 {
            line += "  \(Int(rate)) a second"
            let left = Int(Double(progress.total - progress.done) / rate)
            line += left >= 60 ? "  \(left / 60) min \(left % 60) s left" : "  \(left) s left"
        }
        return line
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
