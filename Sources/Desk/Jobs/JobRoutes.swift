internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// `/api/v1/jobs`: what was asked for, how far it has come, and what it came to.
struct JobRoutes: Sendable {
    let room: Workroom
    let runner: JobRunner

    func add(to routes: Routes) {
        let room = room
        let runner = runner
        routes.get("/api/v1/jobs", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let owner = try context.user.seesEverything ? nil : context.user.name
            let before = try paging.number
            let jobs = try await room.reading { try $0.jobs(of: owner, before: before, limit: paging.limit + 1) }
            return try JSONReply.of(
                paging.page(jobs, next: { String($0.id) }) { JobRecord($0, runner.board.progress(of: $0.id)) })
        }
        routes.get("/api/v1/jobs/{job}", for: .allRoles) { _, context in
            let job = try await Self.job(context, room)
            return try JSONReply.of(JobRecord(job, runner.board.progress(of: job.id)))
        }
        routes.on(.delete, "/api/v1/jobs/{job}", for: .allRoles) { _, context in
            let job = try await Self.job(context, room)
            guard try job.mayBeCancelled(by: context.user) else { throw Refusal.notYours }
            let present = try await runner.cancel(job.id)
            return try JSONReply.of(JobRecord(present, nil), status: .accepted)
        }
        routes.get("/api/v1/jobs/{job}/events", for: .allRoles) { request, context in
            let job = try await Self.job(context, room)
            let last = request.headers[.lastEventID].flatMap(Int64.init) ?? -1
            return Self.events(of: job, after: last, board: runner.board)
        }
    }

    /// The job of a request.
    ///
    /// - Throws: 404 where there is none that the user may see.
    private static func job(_ context: DeskContext, _ room: Workroom) async throws -> Job {
        guard let id = Int64(try context.parameter("job")), let job = try await room.reading({ try $0.job(id) }),
            try job.maySee(context.user)
        else { throw Refusal.notFound }
        return job
    }

    private static func events(of job: Job, after last: Int64, board: JobBoard) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
        ]
        let body = ResponseBody { writer in
            var last = last
            // Watched before it is read, so that nothing falls between the two.
            let calls = board.watch(job.id)
            var isBeat = false
            func send() async throws -> Bool {
                guard let (events, isOver) = board.events(of: job.id, after: last) else {
                    let event = JobEvent(job)
                    if event.id > last { try await writer.write(ByteBuffer(string: event.text)) }
                    last = max(last, event.id)
                    return job.state.isOver
                }
                for event in events { try await writer.write(ByteBuffer(string: event.text)) }
                if events.isEmpty, isBeat { try await writer.write(ByteBuffer(string: ": \n\n")) }
                last = events.last?.id ?? last
                return isOver
            }
            if try await !send() {
                for await call in calls {
                    isBeat = call == .beat
                    if try await send() { break }
                }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

/// A job as the API shows it.
struct JobRecord: Encodable, Sendable {
    struct Progress: Encodable, Sendable {
        let stage: String
        let done, total: Int
    }

    struct Failure: Encodable, Sendable {
        let code: String
        let exit: Int
        let detail: String
    }

    let id: Int64
    let kind, owner, state: String
    let jurisdiction: String?
    let cancelling: Bool
    let attempts: Int
    let askedAt: Int64
    let begunAt, endedAt: Int64?
    let progress: Progress?
    let failure: Failure?
    let result: JSONValue?

    init(_ job: Job, _ progress: Casework.Progress?) {
        id = job.id
        kind = job.asked.kind
        owner = job.asked.owner
        state = job.state.rawValue
        jurisdiction = job.asked.jurisdiction.isEmpty ? nil : job.asked.jurisdiction
        cancelling = job.isUnwanted && !job.state.isOver
        attempts = job.attempts
        askedAt = job.askedAt
        begunAt = job.begunAt
        endedAt = job.endedAt
        self.progress =
            job.state == .running
            ? progress.map { Progress(stage: $0.stage.rawValue, done: $0.done, total: $0.total) } : nil
        failure = job.failure.map { Failure(code: $0.code, exit: $0.exit, detail: $0.message) }
        result = try? JSONDecoder().decode(JSONValue.self, from: Data(job.result.utf8))
    }
}

extension HTTPField.Name {
    static let lastEventID = named("Last-Event-ID")
    /// Tells a proxy not to hold events back.
    static let accelBuffering = named("X-Accel-Buffering")
}
