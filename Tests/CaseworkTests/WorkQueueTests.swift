import Synchronization
import Testing

@testable import Casework

/// Jobs go out in order, a bounded number at once; results come back in order; the first failure stops the rest.
struct WorkQueueTests {
    private struct Failed: Error, Equatable {
        let job: Int
    }

    @Test(arguments: [0, 1, 2, 3, 500]) func resultsComeInTheOrderOfTheJobs(_ jobs: Int) async throws {
        let results = try await WorkQueue.run(Array(0..<jobs)) { job in
            // Uneven work, so that workers overtake each other.
            var chance = Chance(UInt64(job))
            let rounds = chance.below(2_000)
            return (0..<rounds).reduce(job) { sum, _ in sum &+ Int(truncatingIfNeeded: chance.next() & 0) }
        }
        #expect(results == Array(0..<jobs))
    }

    @Test func neverMoreAtOnceThanWorkers() async throws {
        let state = Mutex((running: 0, most: 0))
        _ = try await WorkQueue.run(Array(0..<200)) { job in
            state.withLock {
                $0.running += 1
                $0.most = max($0.most, $0.running)
            }
            var chance = Chance(UInt64(job))
            for _ in 0..<1_000 { _ = chance.next() }
            state.withLock { $0.running -= 1 }
        }
        let (running, most) = state.withLock { $0 }
        #expect(running == 0)
        #expect((1...WorkQueue.workers).contains(most))
    }

    @Test func theFirstFailureStopsTheQueue() async throws {
        let begun = Mutex<[Int]>([])
        await #expect(throws: Failed(job: 10)) {
            try await WorkQueue.run(Array(0..<10_000)) { job in
                begun.withLock { $0.append(job) }
                if job == 10 { throw Failed(job: job) }
            }
        }
        // Those under way when it failed may end, and a worker that was between two jobs may have taken one more.
        let jobs = begun.withLock { $0 }
        #expect(jobs.contains(10) && jobs.count < 10_000)
    }

    @Test func aFailureIsNotLostWhenAllFail() async {
        await #expect(throws: Failed.self) {
            try await WorkQueue.run(Array(0..<50)) { job in throw Failed(job: job) } as [Void]
        }
    }
}
