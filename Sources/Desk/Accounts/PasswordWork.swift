internal import Digests
internal import Dispatch
internal import Synchronization

/// Hashes passwords: two at a time, because each takes a core and much memory for a while, and a bounded number in wait.
final class PasswordWork: Sendable {
    private static let longestQueue = 60

    private let cost: PasswordHash.Cost
    private let queues = [DispatchQueue(label: "passwords 1"), DispatchQueue(label: "passwords 2")]
    private let waiting = Mutex<(count: Int, turn: Int)>((0, 0))
    /// What is checked where there is no such user, so that this takes as long.
    private let nobody: PasswordHash?

    init(cost: PasswordHash.Cost) {
        self.cost = cost
        nobody = try? PasswordHash(of: Secret().text, cost: cost)
    }

    func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await inTurn { try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password is the one of a hash; false, after as long a time, where there is no hash.
    func check(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        guard let stored = hash ?? nobody else { throw HashingFailure() }
        let matches = try await inTurn { try stored.matches(password) }
        return matches && hash != nil
    }

    private func inTurn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let turn: Int? = waiting.withLock { waiting in
            guard waiting.count < Self.longestQueue else { return nil }
            waiting.count += 1
            waiting.turn = (waiting.turn + 1) % queues.count
            return waiting.turn
        }
        guard let turn else { throw Refusal.tooMany(retryAfter: 5) }
        defer { waiting.withLock { $0.count -= 1 } }
        return try await queues[turn].doing(work)
    }
}
