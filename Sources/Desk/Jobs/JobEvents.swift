internal import Casework
internal import Docket
internal import FoundationEssentials
internal import Synchronization

/// Something that happened to a job, as a server-sent event (WHATWG HTML, 9.2).
struct JobEvent: Hashable, Sendable {
    enum Kind: String, Sendable {
        /// It waits, runs, or has ended.
        case state
        /// It has come to another stage.
        case stage
        /// It has come further within a stage. Only the latest is kept.
        case progress
    }

    /// Grows with every event of a job, also over restarts of the service, so that a watcher can go on where it was.
    let id: Int64
    let kind: Kind
    /// JSON on one line.
    let data: String

    var text: String { "id: \(id)\nevent: \(kind.rawValue)\ndata: \(data)\n\n" }

    /// The first id of an attempt; the last one is that of its end.
    static func first(ofAttempt attempt: Int) -> Int64 { Int64(attempt) * 1_000_000 }

    static func last(ofAttempt attempt: Int) -> Int64 { first(ofAttempt: attempt) + 999_999 }

    /// The state of a job as the docket has it.
    init(_ job: Job) {
        kind = .state
        id =
            job.state.isOver
            ? Self.last(ofAttempt: job.attempts)
            : Self.first(ofAttempt: job.attempts) + (job.state == .waiting ? 1 : 2)
        data = Self.line(
            StateData(
                job: job.id, state: job.state.rawValue, code: job.failure?.code, exit: job.failure?.exit,
                detail: job.failure?.message))
    }

    init(_ id: Int64, _ kind: Kind, _ progress: Progress, of job: Int64) {
        self.id = id
        self.kind = kind
        data = Self.line(
            ProgressData(job: job, stage: progress.stage.rawValue, done: progress.done, total: progress.total))
    }

    private struct StateData: Encodable {
        let job: Int64
        let state: String
        let code: String?
        let exit: Int?
        let detail: String?
    }

    private struct ProgressData: Encodable {
        let job: Int64
        let stage: String
        let done, total: Int
    }

    private static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

/// What jobs are doing right now, for whoever watches. A job only leaves word here and goes on; watchers come and read in
/// their own time, and what a slow one has missed of the progress is gone.
final class JobBoard: Sendable {
    /// Why a watcher is woken.
    enum Call: Sendable {
        case news
        /// Nothing happened for a while; the watcher's line is tried.
        case beat
    }

    private struct Sheet {
        var attempt: Int
        var next: Int64
        var events: [JobEvent] = []
        var progress: (event: JobEvent, told: Progress)?
        var isOver = false

        /// Keeps a stage that ends as it stood at last, so that its figures are whole.
        mutating func keepProgress() {
            if let last = progress?.event, events.last != last { events.append(last) }
        }
    }

    private struct State {
        var sheets: [Int64: Sheet] = [:]
        /// Sheets of jobs that have ended, oldest first.
        var ended: [Int64] = []
        var watchers: [Int64: [Int: AsyncStream<Call>.Continuation]] = [:]
        var nextWatcher = 0
        var isClosed = false
    }

    /// Sheets of ended jobs that are kept; of others the docket knows the end.
    private static let keptSheets = 64

    private let state = Mutex(State())

    // MARK: Leaving word

    /// A job begins, waits again, or ends.
    func tell(_ job: Job) {
        let event = JobEvent(job)
        change(job.id) { state in
            var sheet = state.sheets[job.id] ?? Sheet(attempt: job.attempts, next: 0)
            if sheet.attempt != job.attempts || sheet.next == 0 {
                sheet = Sheet(attempt: job.attempts, next: JobEvent.first(ofAttempt: job.attempts) + 3)
            }
            sheet.keepProgress()
            sheet.progress = nil
            sheet.events.append(event)
            sheet.isOver = job.state.isOver
            state.sheets[job.id] = sheet
            guard sheet.isOver else { return }
            state.ended.append(job.id)
            while state.ended.count > Self.keptSheets { state.sheets[state.ended.removeFirst()] = nil }
        }
    }

    func tell(_ progress: Progress, of job: Int64) {
        change(job) { state in
            guard var sheet = state.sheets[job], !sheet.isOver else { return }
            let isNew = sheet.progress?.told.stage != progress.stage
            let event = JobEvent(sheet.next, isNew ? .stage : .progress, progress, of: job)
            sheet.next += 1
            if isNew {
                sheet.keepProgress()
                sheet.events.append(event)
            }
            sheet.progress = (event, progress)
            state.sheets[job] = sheet
        }
    }

    private func change(_ job: Int64, _ body: (inout State) -> Void) {
        let watchers = state.withLock { state in
            body(&state)
            return state.watchers[job].map { Array($0.values) } ?? []
        }
        for watcher in watchers { watcher.yield(.news) }
    }

    // MARK: Watching

    /// The last word on a job's progress; nil where it is not running.
    func progress(of job: Int64) -> Progress? { state.withLock { $0.sheets[job]?.progress?.told } }

    /// What has happened to a job since an event, in order; and whether nothing more will. nil where nothing is known here.
    func events(of job: Int64, after last: Int64) -> (events: [JobEvent], isOver: Bool)? {
        state.withLock { state in
            guard let sheet = state.sheets[job] else { return nil }
            var events = sheet.events.filter { $0.id > last }
            if let latest = sheet.progress?.event, latest.id > last, events.last != latest { events.append(latest) }
            return (events, sheet.isOver)
        }
    }

    /// Calls whenever there may be something new. Ends when the service stops.
    func watch(_ job: Int64) -> AsyncStream<Call> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number: Int? = state.withLock { state in
                guard !state.isClosed else { return nil }
                state.nextWatcher += 1
                state.watchers[job, default: [:]][state.nextWatcher] = continuation
                return state.nextWatcher
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in self?.leave(job, number) }
        }
    }

    private func leave(_ job: Int64, _ number: Int) {
        state.withLock { state in
            state.watchers[job]?[number] = nil
            if state.watchers[job]?.isEmpty == true { state.watchers[job] = nil }
        }
    }

    /// Wakes every watcher.
    func beat() {
        for watcher in state.withLock({ $0.watchers.values.flatMap(\.values) }) { watcher.yield(.beat) }
    }

    /// Sends every watcher home; who watches again later goes on where it was.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            return state.watchers.values.flatMap(\.values)
        }
        for watcher in watchers { watcher.finish() }
    }
}
