import Digests
import Docket
import FoundationEssentials
import Glibc
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import Desk

/// A service with a docket of its own, and a clock that stands still unless told.
final class TestDesk: Sendable {
    static let start: Int64 = 1_780_000_000
    static let password = "correct horse battery"

    let folder: String
    let service: DeskService
    let routes: [RouteEntry]
    let lines = KeptLines()
    private let clock: SharedClock
    private let responder: RouterResponder<DeskContext>

    /// With settings changed, and with routes that the service itself does not have.
    init(_ change: (inout DeskSettings) -> Void = { _ in }, adding: (Routes) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.path + "/desk-\(Secret().text.prefix(12))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var settings = DeskSettings(
            docket: "\(folder)/docket.sqlite", templates: TestDesk.templates, results: folder)
        settings.hosts = ["desk.example.gov"]
        settings.passwordCost = PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)
        change(&settings)
        let clock = SharedClock(Self.start)
        let logger = Logger(label: "test") { [lines] _ in KeptLog(lines: lines) }
        service = try DeskService(settings, try Self.files.get(), logger: logger) { clock.time.withLock { $0 } }
        self.clock = clock
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        let routes = service.routes(into: router)
        adding(routes)
        self.routes = routes.table
        responder = router.buildResponder()
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Read once for all tests.
    static let files = Result { try OfficeFiles(folder: templates, at: start) }

    static let templates: String = {
        let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(file)/Templates"
    }()

    var room: Workroom { service.room }

    var now: Int64 { clock.time.withLock { $0 } }

    func wait(_ seconds: Int64) { clock.time.withLock { $0 += seconds } }

    /// Makes a user with the usual password, which is their own.
    @discardableResult
    func user(
        _ name: String, _ role: Role, offices: [String] = [], fullName: String = "Rosa Lindqvist"
    ) async throws -> User {
        let cost = room.settings.passwordCost
        let now = now
        return try await room.writing { docket in
            guard let userName = UserName(name) else { throw DocketError(.unknownUser) }
            let bar = role == .deputy || role == .cityOffice ? "123456" : ""
            return try docket.makeUser(
                userName, User.Details(fullName: fullName, barNumber: bar, role: role, jurisdictions: offices),
                password: try PasswordHash(of: Self.password, cost: cost), isInitial: false, by: "test", at: now)
        }
    }

    /// A browser of a user who is signed in.
    func browser(of name: String) async throws -> Browser {
        let browser = Browser(self)
        let answer = try await browser.signIn(name, Self.password)
        guard answer.status == .seeOther else { throw PageError(description: "cannot sign in: \(answer.status)") }
        return browser
    }

    /// What a connection hands over beside a request.
    func context() -> DeskContext {
        var logger = room.logger
        logger[metadataKey: "hb.request.id"] = "test"
        return DeskContext(source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
    }

    /// Sends a request as a connection would.
    func answer(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String = "",
        host: String? = "desk.example.gov"
    ) async throws -> Answer {
        let request = Request(
            head: HTTPRequest(method: method, scheme: "https", authority: host, path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: context())
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return Answer(
            status: response.status, headers: response.headers, body: writer.bytes.withLock { String(buffer: $0) })
    }
}

final class SharedClock: Sendable {
    let time: Mutex<Int64>
    init(_ time: Int64) { self.time = Mutex(time) }
}

struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: String

    /// The token in the first form of the page.
    var formToken: String? {
        body.split(separator: "name=\"csrf\" value=\"", maxSplits: 1).dropFirst().first
            .map { String($0.prefix { $0 != "\"" }) }
    }

    func has(_ text: String) -> Bool { body.contains(text) }
}

private final class CollectingWriter: ResponseBodyWriter, Sendable {
    let bytes = Mutex(ByteBuffer())

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { _ = $0.writeImmutableBuffer(buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Keeps cookies and sends forms, as a browser does.
final class Browser {
    let desk: TestDesk
    var cookies: [String: String] = [:]

    init(_ desk: TestDesk) { self.desk = desk }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers)
    }

    /// Loads a page and sends a form with the token that is on it.
    func post(_ path: String, _ fields: [(String, String)] = [], from page: String) async throws -> Answer {
        let token = try await get(page).formToken ?? ""
        return try await post(path, fields + [("csrf", token)])
    }

    func post(_ path: String, _ fields: [(String, String)], _ headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.map { "\(LocalTarget.encoded($0))=\(LocalTarget.encoded($1))" }.joined(separator: "&")
        return try await send(.post, path, headers, body: body)
    }

    func signIn(_ name: String, _ password: String, next: String = "/") async throws -> Answer {
        try await post("/sign-in", [("name", name), ("password", password), ("next", next)], from: "/sign-in")
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String = ""
    ) async throws -> Answer {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")
        }
        let answer = try await desk.answer(method, path, headers, body: body)
        for cookie in answer.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        return answer
    }
}

/// Keeps log lines for tests to look at.
struct KeptLog: LogHandler {
    let lines: KeptLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
        lines.all.withLock { $0.append("\(event.message) \(fields.sorted { $0.key < $1.key })") }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}

final class KeptLines: Sendable {
    let all = Mutex<[String]>([])
}
