import Casework
import Digests
import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Samples
import Synchronization
import Testing

@testable import Desk

/// A service with one user of each role, a docket and a folder of results; removed with the test.
final class TestOffice: Sendable {
    let path: String
    let service: DeskService
    let clock: Clock
    private let secrets: [String: Secret]

    final class Clock: Sendable {
        private let seconds = Mutex<Int64>(1_700_000_000)
        var now: Int64 { seconds.withLock { $0 } }
        func advance(_ by: Int64) { seconds.withLock { $0 += by } }
    }

    static let templates = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Templates")
        .standardized.path

    /// `work` does jobs; nil for the real work.
    init(
        limits: UploadDesk.Limits = UploadDesk.Limits(), at path: String? = nil,
        templates: String = TestOffice.templates, work: JobRunner.Work? = nil
    ) throws {
        let folder = path ?? NSTemporaryDirectory() + "desk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var settings = DeskSettings(docket: "\(folder)/docket.sqlite", templates: templates, results: folder)
        settings.isInsecureLoopback = true
        settings.passwordCost = PasswordHash.Cost(exponent: 4, blockSize: 1, lanes: 1)
        settings.limits.userRate = 100_000
        settings.limits.addressRate = 100_000
        let clock = Clock()
        self.clock = clock
        self.path = folder
        // Keeps the ids of requests, and is silent.
        var logger = Logger(label: "test", factory: StreamLogHandler.standardError(label:))
        logger.logLevel = .critical
        service = try DeskService(
            settings, try TestDesk.files.get(), logger: logger, now: { clock.now },
            api: { DeskAPI($0, uploadLimits: limits, work: work) })
        secrets = try Self.users(settings.docket, settings.passwordCost, at: clock.now)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static func users(_ path: String, _ cost: PasswordHash.Cost, at now: Int64) throws -> [String: Secret] {
        let docket = try Docket(path: path)
        let password = try PasswordHash(of: "a long password of a test", cost: cost)
        let people: [(String, User.Details)] = [
            ("para", User.Details(fullName: "Pat Arden", role: .paralegal)),
            ("para2", User.Details(fullName: "Pia Brill", role: .paralegal)),
            ("deputy", User.Details(fullName: "Dana Whitfield", barNumber: "123456", role: .deputy)),
            (
                "beach",
                User.Details(
                    fullName: "Bea Cole", barNumber: "222222", role: .cityOffice, jurisdictions: ["long-beach"])
            ),
            (
                "torrance",
                User.Details(fullName: "Tom Orr", barNumber: "333333", role: .cityOffice, jurisdictions: ["torrance"])
            ),
            ("clerk", User.Details(fullName: "Cleo Dunn", role: .clerk)),
            ("admin", User.Details(fullName: "Ada Min", role: .administrator)),
        ]
        var secrets: [String: Secret] = [:]
        for (name, details) in people {
            let known = try UserName(name).flatMap { try docket.user(named: $0)?.user }
            let user =
                try known
                ?? docket.makeUser(
                    try #require(UserName(name)), details, password: password, isInitial: false, by: "test", at: now)
            let secret = Secret()
            try docket.makeToken("test", digest: secret.digest, for: user, expiresAt: now + 1_000_000, at: now)
            secrets[name] = secret
        }
        try docket.close()
        return secrets
    }

    /// Runs requests against the service, with its jobs running.
    func test<Value: Sendable>(_ body: @Sendable (OfficeClient) async throws -> Value) async throws -> Value {
        try await service.application().test(.router) { try await body(OfficeClient(office: self, client: $0)) }
    }

    /// The routes of the service.
    var routes: [RouteEntry] { service.routes(into: Router(context: DeskContext.self)).table }

    /// The secret of a user's API token.
    func bearer(_ name: String) -> String { "Bearer \(secrets[name]?.text ?? "")" }
}

/// Asks on behalf of users.
struct OfficeClient: Sendable {
    let office: TestOffice
    let client: any TestClientProtocol

    func send(
        _ method: HTTPRequest.Method, _ uri: String, as user: String?, _ headers: HTTPFields = [:],
        body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if let user { headers[.authorization] = office.bearer(user) }
        return try await client.execute(uri: uri, method: method, headers: headers, body: body)
    }

    func get(_ uri: String, as user: String?, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.get, uri, as: user, headers)
    }

    func post(
        _ uri: String, as user: String?, _ headers: HTTPFields = [:], json: String
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await send(.post, uri, as: user, headers, body: ByteBuffer(string: json))
    }

    /// Sends a file in one piece.
    ///
    /// - Returns: its id.
    func upload(_ bytes: [UInt8], name: String = "list.csv", as user: String) async throws -> String {
        let id = try await announce(bytes, name: name, as: user)
        let sent = try await piece(bytes, of: id, from: 0, as: user)
        try #require(sent.status == .noContent, "\(String(buffer: sent.body))")
        return id
    }

    func announce(_ bytes: [UInt8], name: String = "list.csv", sha256: String? = nil, as user: String) async throws
        -> String
    {
        let digest = sha256 ?? bytes.withUnsafeBytes { SHA256().digest(of: $0) }.hex
        let made = try await post(
            "/api/v1/uploads", as: user, json: #"{"name":"\#(name)","size":\#(bytes.count),"sha256":"\#(digest)"}"#)
        try #require(made.status == .created, "\(String(buffer: made.body))")
        return try JSON(made)["id"].text
    }

    func piece(
        _ bytes: [UInt8], of id: String, from offset: Int, as user: String
    ) async throws -> TestResponse {
        try await send(
            .patch, "/api/v1/uploads/\(id)", as: user,
            [.contentType: "application/offset+octet-stream", .uploadOffset: String(offset)],
            body: ByteBuffer(bytes: bytes))
    }

    /// Waits for the end of a job, by its events.
    func finished(_ job: TestResponse, as user: String) async throws -> JSON {
        try #require([.accepted, .ok].contains(job.status), "\(String(buffer: job.body))")
        let id = try JSON(job)["id"].number
        let events = try await get("/api/v1/jobs/\(id)/events", as: user)
        try #require(events.status == .ok)
        return try JSON(try await get("/api/v1/jobs/\(id)", as: user))
    }
}

/// An answer, read without ceremony.
struct JSON: CustomStringConvertible {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    init(_ response: TestResponse) throws {
        value = try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
    }

    subscript(name: String) -> JSON {
        if case .object(let fields) = value { JSON(fields[name] ?? .null) } else { JSON(.null) }
    }

    var items: [JSON] { if case .list(let items) = value { items.map(JSON.init) } else { [] } }
    var text: String { if case .text(let text) = value { text } else { "" } }
    var number: Int { if case .integer(let number) = value { Int(number) } else { -1 } }
    var isTrue: Bool { value == .bool(true) }
    var isNull: Bool { value == .null }
    var description: String { "\(value)" }
}

/// Invented lists of eligible cases.
enum SampleList {
    static func csv(_ cases: Int, seed: UInt64 = 1) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "sample-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(filePath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try Sample(cases: cases, seed: seed, format: .csv).write(to: file.fileDescriptor)
        try file.close()
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// A few rows of each of two offices, the county's and a city's.
    static func csv(ofEach count: Int) throws -> [UInt8] {
        let lines = String(decoding: try csv(2_000, seed: 3), as: UTF8.self).components(separatedBy: "\r\n")
        let city = lines.filter { $0.contains("Long Beach") }.prefix(count)
        let county = lines.dropFirst().filter { !$0.contains("Long Beach") }.prefix(count)
        return Array((lines.prefix(1) + city + county).joined(separator: "\r\n").utf8)
    }
}
