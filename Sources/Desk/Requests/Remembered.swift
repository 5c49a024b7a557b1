internal import Synchronization

/// What the docket said a moment ago, so that whoever reads one document after the other costs it a look in some seconds.
///
/// The service forgets everything when it writes in the docket, so that what it does itself holds at once: an ended session, a
/// revoked token. What another program does, such as the command line, holds within `seconds`. That somebody was not found is
/// never remembered.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var found: [Key: (value: Value, time: Int64)] = [:]
        /// How often everything was forgotten. What was looked up before and comes after is not to be remembered.
        var times = 0
    }

    private let seconds: Int64
    private let state = Mutex(State())
    private static var most: Int { 10_000 }

    init(seconds: Int64 = 5) { self.seconds = seconds }

    /// What is remembered of a key, or what `find` finds now; its errors pass.
    ///
    /// - Parameters:
    ///   - key: what is looked for.
    ///   - time: now, in seconds since 1970, UTC.
    ///   - keeps: whether what was found is to be remembered.
    ///   - find: looks in the docket.
    /// - Returns: nil where `find` finds nothing.
    func value(
        of key: Key, at time: Int64, where keeps: (Value) -> Bool = { _ in true }, find: () throws -> Value?
    ) rethrows -> Value? {
        let (known, times) = state.withLock { ($0.found[key], $0.times) }
        if let known, known.time <= time, time < known.time + seconds { return known.value }
        guard let value = try find() else { return nil }
        if keeps(value) {
            state.withLock { state in
                guard state.times == times else { return }
                if state.found.count >= Self.most { state.found.removeAll() }
                state.found[key] = (value, time)
            }
        }
        return value
    }

    /// Forgets one key only, where nothing but what belongs to it was changed.
    func forget(_ key: Key) { state.withLock { $0.found[key] = nil } }

    func forget() {
        state.withLock { state in
            state.found.removeAll(keepingCapacity: true)
            state.times += 1
        }
    }
}
