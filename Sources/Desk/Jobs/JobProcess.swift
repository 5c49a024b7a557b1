internal import CSpawn
internal import Casework
internal import Dispatch
internal import Docket
internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// What a working process tells the service, one JSON object on each line of its standard output.
enum WorkerLine: Codable, Sendable {
    case progress(stage: String, done: Int, total: Int)
    case result(exit: Int32, folder: String, json: String)
    case failure(code: String, exit: Int32, message: String)
}

/// Does a job in a process of its own: it can be broken off at any moment, its memory goes with it, it leaves the cores to
/// readers when they want them, and if it falls, the service stands.
struct JobProcess: Sendable {
    /// The executable of the service, which does a job when it is called with `work`.
    let program: String
    let place: OfficePlace

    func run(_ job: Job, progress: @escaping @Sendable (Progress) -> Void) async throws -> JobResult {
        let child = try Child(
            [
                program, "work", String(job.id), "--docket", place.docket, "--output", place.output, "--templates",
                place.templates, "--schemas", place.schemas,
            ])
        let last = try await withTaskCancellationHandler {
            try await DispatchQueue(label: "job \(job.id)").doing { try child.listen(progress) }
        } onCancel: {
            child.kill()
        }
        try Task.checkCancellation()
        switch last {
        case .result(let exit, let folder, let json): return JobResult(exit: exit, folder: folder, json: json)
        case .failure(let code, let exit, let message): throw WorkerFailure(code: code, exit: exit, message: message)
        case .progress, nil: throw WorkerFailure.fallen
        }
    }
}

/// Why a working process could not do its job.
struct WorkerFailure: Error {
    let code: String
    let exit: Int32
    let message: String

    static let fallen = WorkerFailure(
        code: "internal-failure", exit: 70,
        message: "The process that did the job ended before it was done; the log of the service may tell more.")
    static let noProcess = WorkerFailure(
        code: "no-process", exit: 71, message: "No process can be begun for the job; ask an administrator.")
}

/// A working process. It ends when the service does, because it reads from a pipe that closes then.
private final class Child: Sendable {
    private let pid: pid_t
    /// Held open as long as the child is wanted.
    private let lifeline: Int32
    private let output: Int32
    private let hasEnded = Mutex(false)

    init(_ arguments: [String]) throws(WorkerFailure) {
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var (child, input, output): (pid_t, Int32, Int32) = (0, -1, -1)
        guard vacatur_spawn(arguments[0], &words, &child, &input, &output) == 0 else { throw .noProcess }
        (pid, lifeline, self.output) = (child, input, output)
    }

    func kill() {
        hasEnded.withLock { if !$0 { _ = Glibc.kill(pid, SIGKILL) } }
    }

    /// Reads what the child tells until it has ended.
    ///
    /// - Returns: its last word about the job; nil if it said none.
    func listen(_ progress: (Progress) -> Void) throws -> WorkerLine? {
        defer { end() }
        guard let stream = fdopen(output, "r") else {
            close(output)
            throw WorkerFailure.noProcess
        }
        defer { fclose(stream) }
        var (line, room): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
        defer { free(line) }
        var last: WorkerLine?
        while true {
            let count = getline(&line, &room, stream)
            guard count > 0, let line else { return last }
            let bytes = Data(bytes: line, count: count)
            guard let told = try? JSONDecoder().decode(WorkerLine.self, from: bytes) else { continue }
            if case .progress(let stage, let done, let total) = told {
                if let stage = Progress.Stage(rawValue: stage) {
                    progress(Progress(stage: stage, done: done, total: total))
                }
            } else {
                last = told
            }
        }
    }

    private func end() {
        hasEnded.withLock { hasEnded in
            close(lifeline)
            while waitpid(pid, nil, 0) < 0, errno == EINTR {}
            hasEnded = true
        }
    }
}

/// The other side: does the job of a number, and tells the service.
package enum Worker {
    /// - Returns: the exit code of the process.
    package static func run(
        job id: Int64, docket: String, output: String, templates: String, schemas: String
    ) async -> Int32 {
        // The service is gone when nothing more can be read; so is the reason to work.
        DispatchQueue(label: "lifeline").async {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) != 0 {}
            _exit(75)
        }
        let place = OfficePlace(output: output, docket: docket, templates: templates, schemas: schemas)
        do {
            // A service that was killed leaves a process that lives until it notices; its files are not to be touched before.
            let lock = try OfficeLock(beside: docket, for: .work, waits: true)
            defer { withExtendedLifetime(lock) {} }
            let store = try Docket(path: docket)
            let job = try store.job(id)
            try store.close()
            guard let job else { throw CaseworkError(.usage, "the docket has no job \(id)") }
            let result = try await JobWork(in: place) { progress in
                tell(.progress(stage: progress.stage.rawValue, done: progress.done, total: progress.total))
            }.run(job, at: Int64(time(nil)))
            tell(.result(exit: result.exit, folder: result.folder, json: result.json))
            return 0
        } catch {
            let failure = CommandFailure(error)
            tell(
                .failure(
                    code: failure?.code ?? "internal-failure", exit: failure?.exit ?? 70,
                    message: failure?.message ?? "The job failed: \(type(of: error))."))
            return failure?.exit ?? 70
        }
    }

    private static func tell(_ line: WorkerLine) {
        guard var bytes = try? JSONEncoder().encode(line) else { return }
        bytes.append(10)
        bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count, let base = bytes.baseAddress {
                let count = write(STDOUT_FILENO, base + done, bytes.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { _exit(75) }
                done += count
            }
        }
    }
}
