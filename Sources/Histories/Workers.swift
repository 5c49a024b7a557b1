import Dispatch
import Glibc
import Synchronization

/// Runs the same work on every core.
enum Workers {
    static let count = max(1, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

    /// Calls `work` once on each of the threads and waits for them all.
    ///
    /// - Throws: the first error of any; `stop` is called then, so that the others end soon.
    static func run(stop: @escaping @Sendable () -> Void, _ work: @escaping @Sendable () throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            do {
                try work()
            } catch {
                failure.withLock { if $0 == nil { $0 = error } }
                stop()
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// Lets threads that work on numbered things pass one after the other, in the order of the numbers.
final class Turnstile: Sendable {
    private struct State {
        var next = 0
        var isBroken = false
        var waiting: [Int: DispatchSemaphore] = [:]
    }

    private let state = Mutex(State())

    /// Another thread failed; nobody's turn comes any more.
    struct Broken: Error {}

    /// Waits until everything with a lower number has passed, does `work`, and passes.
    ///
    /// - Throws: `Broken` after `stop`; what `work` throws.
    func pass<Result>(_ number: Int, _ work: () throws -> Result) throws -> Result {
        let semaphore: DispatchSemaphore? = try state.withLock { state in
            if state.isBroken { throw Broken() }
            if state.next == number { return nil }
            let semaphore = DispatchSemaphore(value: 0)
            state.waiting[number] = semaphore
            return semaphore
        }
        if let semaphore {
            semaphore.wait()
            if state.withLock({ $0.isBroken }) { throw Broken() }
        }
        let result = try work()
        state.withLock { state in
            state.next = number + 1
            state.waiting.removeValue(forKey: number + 1)?.signal()
        }
        return result
    }

    func stop() {
        state.withLock { state in
            state.isBroken = true
            for semaphore in state.waiting.values { semaphore.signal() }
            state.waiting = [:]
        }
    }
}
