import Digests

/// How long to wait before a request is sent again.
enum Backoff {
    /// In milliseconds: a quarter of an hour.
    private static let longest: Int64 = 900_000
    /// A court that asks for more patience than this is asked again tomorrow by whoever starts the program.
    private static let longestAsked = 86_400

    /// Twice as long after each attempt, between half of that and all of it, so that what failed together does not come
    /// back together. The same request waits the same time after the same attempt.
    ///
    /// - Parameters:
    ///   - first: seconds.
    ///   - attempts: made so far, from 1.
    ///   - request: its identifier.
    ///   - asked: seconds that the court wants at least (`Retry-After`).
    /// - Returns: milliseconds.
    static func wait(first: Int, attempts: Int, request: String, asked: Int?) -> Int64 {
        var whole = min(longest, Int64(first) * 1_000)
        for _ in 1..<max(1, min(attempts, 32)) { whole = min(longest, whole * 2) }
        let dice = Digest(of: "\(request) \(attempts)").bytes.prefix(4).reduce(0) { $0 << 8 | Int64($1) }
        let wait = whole / 2 + (whole / 2) * dice / Int64(UInt32.max)
        return max(wait, Int64(min(asked ?? 0, longestAsked)) * 1_000)
    }
}
