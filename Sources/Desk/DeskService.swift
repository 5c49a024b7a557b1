internal import Docket
internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// The service: an HTTP server on loopback, behind a proxy that does TLS.
package struct DeskService: Sendable {
    let room: Workroom
    let api: DeskAPI

    /// Opens the docket and reads the templates of the pages; what is wrong with either is said before anybody connects.
    ///
    /// - Throws: `DocketError`, or an error that names the template.
    package init(_ settings: DeskSettings) throws {
        let files = try OfficeFiles(folder: settings.templates, at: Int64(time(nil)))
        try self.init(settings, files, logger: Logger(label: "vacatur-desk") { _ in JSONLog() }) { Int64(time(nil)) }
    }

    /// The same with files that were read before, and a clock that gives seconds since 1970, UTC; `api` makes what works behind
    /// the API.
    init(
        _ settings: DeskSettings, _ files: OfficeFiles, logger: Logger, now: @escaping @Sendable () -> Int64,
        api: (Workroom) -> DeskAPI = { DeskAPI($0) }
    ) throws {
        room = try Workroom(settings, files, logger: logger, now: now)
        self.api = api(room)
    }

    /// Serves until the process is told to stop; requests under way are finished first.
    package func run() async throws {
        try await application().runService()
        do { try await room.settle() } catch {
            // It is written down beside the docket, and the next service takes it from there.
            room.logger.warning("what was shown last is not in the audit chain yet")
        }
    }

    /// The application with all its routes, for the server and for tests.
    func application() -> Application<RouterResponder<DeskContext>> {
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        _ = routes(into: router)
        let limits = room.settings.limits
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [SlowClientHandler()],
            idleTimeout: .seconds(limits.idleConnection),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
        return Application(
            router: router,
            server: HTTPServerBuilder { ConnectionChannel(responder: $0, configuration: http) },
            configuration: ApplicationConfiguration(
                address: .hostname(room.settings.listenOn, port: room.settings.port), serverName: "vacatur-desk",
                availableConnectionsDelegate: .maximum(limits.connections, logger: room.logger)),
            services: api.services,
            logger: room.logger)
    }

    /// Adds every route of the service; each group has its own file.
    func routes(into router: Router<DeskContext>) -> Routes {
        let gate = Gate(room)
        router.add(middleware: Answering(room: room, gate: gate, refusals: RefusalAnswers(pages: room.pages)))
        let routes = Routes(into: router, gate: gate)
        WatchRoutes(room: room).add(to: routes)
        AssetRoutes(room: room).add(to: routes)
        SignInPages(room: room).add(to: routes)
        HomePage(room: room).add(to: routes)
        AccountPages(room: room).add(to: routes)
        UserPages(room: room).add(to: routes)
        AuditPages(room: room).add(to: routes)
        api.add(to: routes)
        routes.finish()
        return routes
    }
}
