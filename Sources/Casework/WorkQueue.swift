import Glibc
import Synchronization

/// Runs jobs on a fixed number of workers and gives their results back in the order of the jobs.
///
/// The jobs are synchronous and busy a core each, so there are never more of them under way than workers. The first
/// failure stops the queue; jobs that have begun are waited for.
enum WorkQueue {
    /// As many workers as the machine has cores for us.
    static let workers = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    static func run<Job: Sendable, Result: Sendable>(
        _ jobs: [Job], _ work: @escaping @Sendable (Job) throws -> Result
    ) async throws -> [Result] {
        let next = Atomic<Int>(0)
        let stopped = Atomic<Bool>(false)
        let results = Mutex<[Result?]>(Array(repeating: nil, count: jobs.count))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(workers, jobs.count) {
                group.addTask {
                    while !stopped.load(ordering: .relaxed) {
                        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        guard index < jobs.count else { return }
                        do {
                            let result = try work(jobs[index])
                            results.withLock { $0[index] = result }
                        } catch {
                            stopped.store(true, ordering: .relaxed)
                            throw error
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
