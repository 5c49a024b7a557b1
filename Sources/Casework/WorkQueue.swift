import Glibc
import Synchronization

/// Runs jobs on a fixed number of workers and gives their results back in the order of the jobs.
///
/// The jobs are synchronous and busy a core each, so there are never more of them under way than workers. The first
/// failure stops the queue; jobs that have begun are waited for.
enum WorkQueue {
    /// As many workers as the machine has cores for us.
    static let workers = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    static func run<Job: Sendable, Product: Sendable>(
        _ jobs: [Job], _ work: @escaping @Sendable (Job) throws -> Product
    ) async throws -> [Product] {
        let board = Board<Product>(jobs: jobs.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(workers, jobs.count) {
                group.addTask {
                    while let index = board.take() {
                        do {
                            board.put(try work(jobs[index]), at: index)
                        } catch {
                            board.stop()
                            throw error
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return board.products
    }

    /// Which job is next, and what the others came to.
    private final class Board<Product: Sendable>: Sendable {
        private struct State {
            var next = 0
            var isStopped = false
            var products: [Product?]
        }

        private let state: Mutex<State>

        init(jobs: Int) { state = Mutex(State(products: Array(repeating: nil, count: jobs))) }

        func take() -> Int? {
            state.withLock { state in
                guard !state.isStopped, state.next < state.products.count else { return nil }
                state.next += 1
                return state.next - 1
            }
        }

        func put(_ product: Product, at index: Int) { state.withLock { $0.products[index] = product } }

        func stop() { state.withLock { $0.isStopped = true } }

        var products: [Product] { state.withLock { $0.products.compactMap(\.self) } }
    }
}
