import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Desk

/// Numbers that look random and are the same in every run (SplitMix64).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func one<Element>(of list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &self)] }

    mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    /// Bytes with some of them changed, taken out, repeated, or replaced by ones that readers stumble over.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            let end = Int.random(in: place...min(bytes.count, place + 12), using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes.replaceSubrange(place..<end, with: [])
            case 1: bytes.insert(contentsOf: Array(one(of: Self.stumbling).utf8), at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &self), at: place)
            default: bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return bytes
    }

    static let stumbling = [
        "\0", "\r\n", "\u{FEFF}", "%", "%00", "%ff", "%2e%2e%2f", "../", "\"", "\\", "{", "[", "]", "}", ":", ",",
        "null",
        "-1", "0", "1e999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "NaN", "é",
        "\u{202E}",
        "😀", String(repeating: "[", count: 3_000), String(repeating: "a", count: 5_000), "' OR 1=1 --", "<script>", "*",
        "2020-02-30", "0000-00-00", "99999-12-31", "true", "\u{1}", "&", "=", ";", " ", "+",
    ]
}

/// Requests that nobody would think of. Whatever comes, the service says what is wrong with it, and it is never its own fault.
@Suite("Requests by chance", .serialized, .timeLimit(.minutes(20)))
struct FuzzTests {
    /// Requests of one test; more are sent with `VACATUR_FUZZ=1500`.
    private static let count = ProcessInfo.processInfo.environment["VACATUR_FUZZ"].flatMap { Int($0) } ?? 300
    private static let users: [String?] = ["para", "deputy", "beach", "torrance", "clerk", "admin", nil]

    @Test("No request to any route, however it is changed, is answered with a fault", arguments: [1, 2, 3] as [UInt64])
    func routes(seed: UInt64) async throws {
        let office = try TestOffice()
        let routes = office.routes
        try await office.test { client in
            let filled = try await FilledOffice(client)
            var sessions: [HTTPFields] = []
            for user in Self.users.compactMap(\.self) { sessions.append(try await filled.session(of: user)) }
            var dice = Dice(seed)
            for _ in 0..<Self.count {
                let route = dice.one(of: routes)
                let uri = Self.uri(route, filled, &dice)
                var headers = Self.headers(&dice)
                let (kind, body) = Self.body(filled, &dice)
                if headers[.contentType] == nil { headers[.contentType] = kind }
                if route.path.hasPrefix("/uploads") || dice.happens(0.1) {
                    headers[.contentLength] = String(body.count)
                }
                let user = dice.one(of: Self.users)
                if user == nil || !route.path.hasPrefix("/api/") {
                    for field in dice.one(of: sessions) { headers[field.name] = field.value }
                }
                let method = dice.happens(0.95) ? route.method : dice.one(of: [.get, .put, .patch, .head, .delete])
                let answer = try await client.send(
                    method, uri, as: route.path.hasPrefix("/api/") ? user : nil, headers, body: ByteBuffer(bytes: body))
                #expect(
                    answer.status.code < 500,
                    """
                    \(answer.status.code) \(method) \(uri.prefix(300)) as \(user ?? "session") \(headers) \
                    \(String(decoding: body, as: UTF8.self).prefix(300)) -> \(String(buffer: answer.body).prefix(300))
                    """)
            }
            #expect(try await client.get("/health/ready", as: nil).status == .ok)
        }
    }

    /// The address of something that is there, mostly with a part changed and a query.
    private static func uri(_ route: RouteEntry, _ filled: FilledOffice, _ dice: inout Dice) -> String {
        // Who is shut out, or has another password, would make every later request the same.
        var path =
            route.path.contains("/users/{user}") ? route.path.replacing("{user}", with: "4711") : filled.path(route)
        if dice.happens(0.4) {
            var parts = path.split(separator: "/").map(String.init)
            if !parts.isEmpty {
                let place = Int.random(in: 0..<parts.count, using: &dice)
                parts[place] = text(dice.mutated(Array(parts[place].utf8)))
            }
            path = "/" + parts.joined(separator: "/")
        }
        guard dice.happens(0.5) else { return path }
        let names = [
            "limit", "cursor", "action", "before", "asOf", "next", "lang", "find", "state", "jurisdiction", "page",
            "code",
            "number", "download", "after", "rule", "person", "case", "from", "reason", "q",
        ]
        let pairs = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
            "\(dice.one(of: names))=\(text(dice.mutated(Array(dice.one(of: ["", "1", "2020-02-13", "approved"]).utf8))))"
        }
        return path + "?" + pairs.joined(separator: "&")
    }

    /// Bytes as they can stand in an address: letters and digits as they are, everything else behind `%`, mostly.
    private static func text(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "-._~%".utf8.contains(byte)
                ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
        }.joined()
    }

    private static func headers(_ dice: inout Dice) -> HTTPFields {
        var headers = HTTPFields()
        let usual: [(HTTPField.Name, [String])] = [
            (.range, ["bytes=0-1", "bytes=-5", "bytes=9-", "bytes=0-1,3-4"]),
            (.ifNoneMatch, ["*", "\"x\"", "W/\"y\""]),
            (.acceptEncoding, ["gzip", "gzip;q=0, br"]), (.idempotencyKey, ["a", "b"]), (.uploadOffset, ["0", "1"]),
            (.contentType, ["application/json", "text/plain", "multipart/form-data; boundary=x"]),
            (.named("Last-Event-ID"), ["1000001"]), (.forwardedFor, ["192.0.2.9"]), (.origin, ["http://localhost"]),
            (.acceptLanguage, ["es", "en-US,en;q=0.5"]), (.ifRange, ["\"x\""]), (.contentLength, ["1"]),
        ]
        for (name, values) in usual where dice.happens(0.12) {
            let value =
                dice.happens(0.5) ? Array(dice.one(of: values).utf8) : dice.mutated(Array(dice.one(of: values).utf8))
            headers[name] = String(decoding: value.filter { 0x20...0x7E ~= $0 }, as: UTF8.self)
        }
        return headers
    }

    /// A body that a route takes, mostly changed.
    private static func body(_ filled: FilledOffice, _ dice: inout Dice) -> (kind: String, bytes: [UInt8]) {
        let digest = String(repeating: "0", count: 64)
        let bodies = [
            (
                "application/json",
                #"{"uploads":["\#(filled.upload)"],"asOf":"2020-02-13","mode":"draft","print":"none"}"#
            ),
            ("application/json", #"{"name":"a.csv","size":3,"sha256":"\#(digest)"}"#),
            ("application/json", #"{"rulings":[{"key":"\#(filled.conviction.key)","decision":"approve","note":"x"}]}"#),
            (
                "application/json",
                #"{"outcomes":[{"number":1,"caseNumber":"NA1","state":"granted","date":"2020-05-01"}]}"#
            ),
            ("application/json", #"{"uploads":[],"asOf":"2020-02-13","parameters":{"age":50},"compareWith":"x"}"#),
            ("application/json", #"{"withCities":true,"casesPerMessage":7,"postedAt":"2020-02-13T20:00:00Z"}"#),
            ("application/x-www-form-urlencoded", "name=rosa&password=x&role=clerk&full-name=Rosa&next=/&csrf=x"),
            (
                "application/x-www-form-urlencoded",
                "decision=approve&ground=age&note=x&number=1&state=granted&date=2020-05-01"
            ),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx\r\n--x--\r\n"
            ),
            ("application/offset+octet-stream", "abc"),
        ]
        let (kind, text) = dice.one(of: bodies)
        // One that is right would only begin a job; that others have tested.
        return (kind, dice.happens(0.05) ? [] : dice.mutated(Array(text.utf8)))
    }

    // MARK: Bytes that are hardly requests

    @Test("Bytes that are no request, or one that is broken anywhere, do no harm", arguments: [4, 5] as [UInt64])
    func bytes(seed: UInt64) async throws {
        let office = try TestOffice()
        let bearer = office.bearer("deputy")
        try await office.service.application().test(.live) { client in
            let port = try #require(client.port)
            var dice = Dice(seed)
            for _ in 0..<Self.count / 4 {
                let path = dice.one(of: ["/", "/health/live", "/api/v1/jobs?limit=3", "/sign-in", "/api/v1/uploads"])
                let body = dice.one(of: ["", #"{"name":"a","size":1}"#, "name=x&csrf=y"])
                let request = """
                    \(dice.one(of: ["GET", "POST", "PATCH", "HEAD", "OPTIONS", "CONNECT"])) \(path) HTTP/1.1\r
                    Host: localhost:\(port)\r
                    Authorization: \(bearer)\r
                    Content-Type: application/json\r
                    \(dice.one(of: ["Content-Length: \(body.utf8.count)", "Transfer-Encoding: chunked", "X: y"]))\r
                    Connection: close\r
                    \r
                    \(body)
                    """
                let sent = dice.mutated(Array(request.utf8))
                let answer = try await Self.exchange(sent, port: port)
                let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 400
                #expect(status < 500, "\(String(decoding: sent, as: UTF8.self)) -> \(answer.prefix(300))")
            }
            let alive = try await client.execute(uri: "/health/ready", method: .get)
            #expect(alive.status == .ok)
            let metrics = try await client.execute(uri: "/metrics", method: .get)
            #expect(!String(buffer: metrics.body).contains("status=\"5"))
        }
    }

    /// Sends bytes, says that no more come, and reads what comes back until the end.
    private static func exchange(_ bytes: [UInt8], port: Int) async throws -> String {
        try await DispatchQueue.global().doing {
            let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(line) }
            let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
            let isConnected = address.withSockAddr { connect(line, $0, socklen_t($1)) == 0 }
            try #require(isConnected)
            _ = send(line, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            shutdown(line, Int32(SHUT_WR))
            var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
            while case let count = recv(line, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
            return String(decoding: answer, as: UTF8.self)
        }
    }
}
