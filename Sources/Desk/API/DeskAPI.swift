internal import Casework
internal import Docket
internal import FoundationEssentials
internal import Logging
internal import ServiceLifecycle

/// `/api/v1`, and what works behind it: uploads, jobs, and the shelf of packets that were read lately.
struct DeskAPI: Sendable {
    let room: Workroom
    let place: OfficePlace
    let uploads: UploadDesk
    let runner: JobRunner
    let orders: OrderDesk
    let finder: PacketFinder
    /// The OpenAPI document, as it lies beside the templates of the pages.
    let description: [UInt8]
    private let sweeper: UploadSweeper

    /// `pause` waits, and comes from outside so that tests need not. `work` does a job; nil for a process of its own, or for
    /// this one if the settings name no program.
    init(
        _ room: Workroom, uploadLimits: UploadDesk.Limits = UploadDesk.Limits(),
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        work: JobRunner.Work? = nil
    ) {
        let settings = room.settings
        let place = room.place
        self.room = room
        self.place = place
        let path = "\(settings.templates)/desk/openapi.yaml"
        description = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
        uploads = UploadDesk(room, in: place, limits: uploadLimits)
        let process = settings.program.map { JobProcess(program: $0, place: place) }
        runner = JobRunner(
            room, pause: pause,
            work: { job, progress in
                if let work { return try await work(job, progress) }
                if let process { return try await process.run(job, progress: progress) }
                return try await JobWork(in: place, progress: progress).run(job, at: room.now())
            },
            abandon: { job, now in try JobWork(in: place) { _ in }.abandon(job, at: now) })
        finder = PacketFinder(room: room, place: place, shelf: PacketShelf())
        orders = OrderDesk(room: room, runner: runner)
        sweeper = UploadSweeper(desk: uploads, room: room, pause: pause)
    }

    /// What runs as long as the service does.
    var services: [any Service] { [runner, sweeper] }

    func add(to routes: Routes) {
        OfficeRoutes(room: room, place: place, description: description).add(to: routes)
        UploadRoutes(desk: uploads).add(to: routes)
        OrderRoutes(orders: orders).add(to: routes)
        JobRoutes(room: room, runner: runner).add(to: routes)
        BatchRoutes(finder: BatchFinder(room: room)).add(to: routes)
        PacketRoutes(room: room, finder: finder).add(to: routes)
        let messages = MessageFinder(room: room)
        MessageRoutes(finder: messages).add(to: routes)
        let outcomes = OutcomeDesk(room: room, place: place)
        OutcomeRoutes(desk: outcomes).add(to: routes)
        let review = ReviewDesk(room: room, place: place)
        ReviewRoutes(room: room, desk: review).add(to: routes)
        UploadPages(room: room, desk: uploads, orders: orders).add(to: routes)
        JobPages(room: room, orders: orders).add(to: routes)
        ScreeningPages(room: room, place: place, orders: orders).add(to: routes)
        BatchPages(room: room, finder: BatchFinder(room: room), messages: messages, orders: orders).add(to: routes)
        MessagePages(room: room, finder: messages).add(to: routes)
        ProblemPages(room: room, finder: BatchFinder(room: room)).add(to: routes)
        PacketPages(room: room, finder: finder).add(to: routes)
        ReviewPages(room: room, desk: review).add(to: routes)
        ConvictionPages(room: room, desk: review).add(to: routes)
        BulkReviewPages(room: room, desk: review).add(to: routes)
        TemplatePages(room: room, desk: TemplateDesk(room: room)).add(to: routes)
        OutcomePages(room: room, desk: outcomes, uploads: uploads).add(to: routes)
    }
}

/// Deletes abandoned uploads, now and then.
private struct UploadSweeper: Service {
    let desk: UploadDesk
    let room: Workroom
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try await desk.sweep()
                    if count > 0 { room.logger.info("abandoned uploads deleted", metadata: ["uploads": "\(count)"]) }
                } catch {
                    room.logger.error(
                        "uploads cannot be tidied", metadata: ["error": "\(CommandFailure(error)?.code ?? "")"])
                }
                guard (try? await pause(.seconds(3_600))) != nil else { return }
            }
        }
    }
}
