internal import Casework
internal import Docket
internal import HTTPTypes
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// Does the jobs of the docket, a few at a time, and fairly among those who ask. Each job uses both cores, so one at a time
/// is the rule.
///
/// What was running when the service was killed is begun again at the next start and gives the same bytes. A stop does not
/// wait for jobs: they are broken off, which is safe at any moment, and begun again likewise.
final class JobRunner: Service {
    /// Does a job: in a process of its own, or in this one.
    typealias Work = @Sendable (Job, @escaping @Sendable (Progress) -> Void) async throws -> JobResult

    /// A job on its way. To break it off, `work` alone is cancelled: what follows has to read and write the docket, which a
    /// cancelled task does not.
    private struct Run {
        let work: Task<JobResult, any Error>
        let whole: Task<Void, Never>

        func stop() {
            work.cancel()
            whole.cancel()
        }
    }

    let board = JobBoard()
    private let room: Workroom
    private let atOnce: Int
    private let work: Work
    private let abandon: @Sendable (Job, Int64) throws -> Void
    private let pause: @Sendable (Duration) async throws -> Void
    private let calls: AsyncStream<Void>
    private let caller: AsyncStream<Void>.Continuation
    private let running = Mutex<[Int64: Run]>([:])
    /// Jobs that one user may have waiting.
    private static let mostWaiting = 50

    /// `atOnce` jobs may run at the same time. `pause` waits, and comes from outside so that tests need not. `work` does a job,
    /// and `abandon` gives up what a cancelled one left.
    init(
        _ room: Workroom, atOnce: Int = 1, pause: @escaping @Sendable (Duration) async throws -> Void,
        work: @escaping Work, abandon: @escaping @Sendable (Job, Int64) throws -> Void
    ) {
        self.room = room
        self.atOnce = atOnce
        self.pause = pause
        self.work = work
        self.abandon = abandon
        (calls, caller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Asking

    /// Takes a job in.
    ///
    /// - Returns: the job, and whether it is new.
    /// - Throws: 409 where the key was used for another request, 422 for an upload that cannot be read, 429 for too many.
    func submit(_ request: JobRequest) async throws -> (job: Job, isNew: Bool) {
        let now = room.now()
        switch try await room.writing({ try $0.submit(request, atMost: Self.mostWaiting, at: now) }) {
        case .accepted(let job):
            board.tell(job)
            caller.yield()
            return (job, true)
        case .known(let job): return (job, false)
        case .conflict:
            throw Refusal(
                .conflict, "idempotency-key", "This Idempotency-Key was used for another request. Choose a new one.")
        case .unknownUpload:
            throw Refusal.invalid("unknown-upload", "An upload is not there, is not whole, or is somebody else's.")
        case .tooMany: throw Refusal.tooMany(retryAfter: 60)
        }
    }

    /// Takes a job out of the queue, or breaks it off.
    ///
    /// - Throws: 404 where there is none.
    func cancel(_ id: Int64) async throws -> Job {
        let now = room.now()
        guard let job = try await room.writing({ try $0.cancel(job: id, at: now) }) else { throw Refusal.notFound }
        if job.state == .cancelled { board.tell(job) }
        if job.isUnwanted { running.withLock { $0[id] }?.work.cancel() }
        return job
    }

    // MARK: Doing

    func run() async throws {
        let resumed = try await room.writing { try $0.resumeJobs() }
        if resumed > 0 { room.logger.info("jobs resumed", metadata: ["jobs": "\(resumed)"]) }
        caller.yield()
        let beats = Task { [board, pause] in
            while !Task.isCancelled {
                try await pause(.seconds(15))
                board.beat()
            }
        }
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in calls { await beginJobs() }
        } onCancelOrGracefulShutdown: { [caller] in
            caller.finish()
        }
        beats.cancel()
        board.close()
        let runs = running.withLock { Array($0.values) }
        for run in runs { run.stop() }
        for run in runs { await run.whole.value }
    }

    /// Begins as many jobs as may run.
    private func beginJobs() async {
        while running.withLock({ $0.count }) < atOnce {
            let now = room.now()
            do {
                guard let job = try await room.writing({ try $0.beginNextJob(at: now) }) else { return }
                board.tell(job)
                running.withLock { running in
                    let doing = Task(priority: .utility) { [board, work] in
                        try await work(job) { board.tell($0, of: job.id) }
                    }
                    running[job.id] = Run(work: doing, whole: Task { await self.finish(job, doing) })
                }
            } catch {
                room.logger.error("no job can be begun", metadata: ["error": "\(CommandFailure(error)?.code ?? "")"])
                guard (try? await pause(.seconds(10))) != nil else { return }
            }
        }
    }

    /// Waits for the end of a job's work and records what it came to.
    private func finish(_ job: Job, _ work: Task<JobResult, any Error>) async {
        defer {
            running.withLock { $0[job.id] = nil }
            caller.yield()
        }
        do {
            await end(job, as: .done, result: try await work.value.json)
        } catch is CancellationError {
            // Broken off: by whoever does not want it any more, or by a stop of the service, which resumes it.
            let present = try? await room.reading { try $0.job(job.id) }
            guard present?.isUnwanted == true else { return }
            await giveUp(job)
            await end(job, as: .cancelled)
        } catch let failure as WorkerFailure {
            await end(
                job, as: .failed,
                failure: Job.Failure(code: failure.code, exit: Int(failure.exit), message: failure.message))
        } catch {
            let failure = CommandFailure(error)
            if failure == nil { room.logger.error("a job failed", metadata: ["type": "\(type(of: error))"]) }
            await end(
                job, as: .failed,
                failure: Job.Failure(
                    code: failure?.code ?? "internal-failure", exit: Int(failure?.exit ?? 70),
                    message: failure?.message ?? "The job failed; the log of the service tells more."))
        }
    }

    private func giveUp(_ job: Job) async {
        let (abandon, now) = (abandon, room.now())
        do {
            try await room.writing { _ in try abandon(job, now) }
        } catch {
            room.logger.error(
                "what a cancelled job left cannot be given up",
                metadata: ["error": "\(CommandFailure(error)?.code ?? "")"])
        }
    }

    /// Records the end, however long the docket cannot be written: a result is not thrown away for a full disk.
    private func end(_ job: Job, as state: Job.State, result: String = "", failure: Job.Failure? = nil) async {
        while true {
            let now = room.now()
            do {
                let ended = try await room.writing {
                    try $0.end(job, as: state, result: result, failure: failure, at: now)
                }
                return board.tell(ended)
            } catch {
                room.logger.error(
                    "the end of a job cannot be recorded", metadata: ["error": "\(CommandFailure(error)?.code ?? "")"])
                guard (try? await pause(.seconds(10))) != nil else { return }
            }
        }
    }
}
