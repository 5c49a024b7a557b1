internal import Synchronization

/// So many requests a second of each, and ten times as many at once. What nobody asked for lately is forgotten, so that
/// memory is bounded.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let most: Double
    private let buckets = Mutex<[Key: Bucket]>([:])
    private static var keyLimit: Int { 20_000 }

    init(perSecond: Double) {
        self.perSecond = perSecond
        most = perSecond * 10
    }

    /// Takes one request.
    ///
    /// - Throws: `too-many-requests` with the time after which there is one again.
    func take(_ key: Key, now: ContinuousClock.Instant) throws(Refusal) {
        let missing = buckets.withLock { buckets -> Double in
            if buckets.count >= Self.keyLimit { forget(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: most, filledAt: now)
            bucket.tokens = tokens(in: bucket, now)
            bucket.filledAt = now
            let missing = 1 - bucket.tokens
            if missing <= 0 { bucket.tokens -= 1 }
            buckets[key] = bucket
            return missing
        }
        if missing > 0 { throw .tooMany(retryAfter: max(1, Int((missing / perSecond).rounded(.up)))) }
    }

    private func tokens(in bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        min(most, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
    }

    /// Full buckets need not be remembered; if all are in use, everybody starts anew.
    private func forget(_ buckets: inout [Key: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { tokens(in: $0.value, now) < most }
        if buckets.count >= Self.keyLimit { buckets.removeAll() }
    }
}
