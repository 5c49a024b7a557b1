import Docket
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import Testing

@testable import Desk

@Suite("What monitors see")
struct WatchTests {
    @Test("The service lives, is ready, and says what it has done")
    func healthy() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .clerk)
        let browser = try await desk.browser(of: "rosa")
        #expect(try await browser.get("/health/live").body == "ok\n")
        #expect(try await browser.get("/health/ready").body == "ok\n")
        _ = try await browser.get("/users")
        _ = try await browser.get("/no/such/page")
        let text = try await browser.get("/metrics").body
        #expect(text.contains("vacatur_requests_total{route=\"GET /users\",status=\"403\"} 1\n"))
        #expect(text.contains("vacatur_request_seconds_bucket{route=\"GET /users\",le=\"+Inf\"} 1\n"))
        #expect(text.contains("vacatur_request_seconds_count{route=\"GET /users\"} 1\n"))
        #expect(text.contains("vacatur_events_total{event=\"signed_in\"} 1\n"))
        #expect(text.contains("\nvacatur_sessions 1.0\n"))
        // A path is counted by its pattern, or everybody could fill the table.
        #expect(!text.contains("such"))
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(
                line.firstMatch(of: /^[a-z_]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? [0-9.e+-]+$/) != nil,
                "\(line)")
        }
    }

    @Test("A line of the log is one JSON object, whatever an entry says")
    func logLine() throws {
        let event = LogEvent(
            level: .warning, message: "a \"word\"\n", metadata: ["route": "GET /é\\", "code": "", "z": "\u{1}\t"],
            source: nil, file: "", function: "", line: 0)
        let line = JSONLog.line(event, ["hb.request.id": "7", "z": "less"], at: 1_774_083_900)
        #expect(line.last == UInt8(ascii: "\n") && line.count { $0 < 0x20 } == 1)
        let fields = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
        #expect(
            fields == [
                "time": "2026-03-21T09:05:00Z", "level": "warning", "message": "a \"word\"\n", "request": "7",
                "route": "GET /é\\", "z": "\u{1}\t",
            ])
    }

    @Test("A folder of results that is gone, or a docket that is, is said to be so")
    func notReady() async throws {
        let desk = try TestDesk { $0.results = "/proc/none" }
        let answer = try await Browser(desk).get("/health/ready")
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.body == "results: cannot be written\n")
        #expect(try await Browser(desk).get("/health/live").status == .ok)
    }

    @Test("A log line has the pattern of the path, and nothing that a person typed")
    func logs() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .clerk, fullName: "Secretperson")
        let browser = try await desk.browser(of: "rosa")
        for path in ["/users/Secretperson?q=Secretperson", "/Secretperson", "/sign-in?next=/Secretperson"] {
            _ = try await browser.get(path, [.userAgent: "Secretperson"])
        }
        _ = try await Browser(desk).signIn("Secretperson", "Secretperson")
        let lines = desk.lines.all.withLock { $0 }
        #expect(lines.contains { $0.contains("GET /users/{user}") && $0.contains("403") })
        #expect(!lines.contains { $0.contains("Secretperson") || $0.contains(TestDesk.password) })
    }

    @Test("A failure of the program is told without its words, and logged by its type")
    func failures() async throws {
        struct Secretfailure: Error { let name = "Ochoa, Maria" }
        let desk = try TestDesk(adding: { routes in
            routes.get("/api/v1/fails", for: .everybody) { _, _ in throw Secretfailure() }
            routes.get("/fails", for: .everybody) { _, _ in throw DocketError(.diskFull) }
            routes.get("/api/v1/busy", for: .everybody) { _, _ in throw DocketError(.busy) }
        })
        let answer = try await Browser(desk).get("/api/v1/fails")
        #expect(answer.status == .internalServerError)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(
            answer.body == """
                {"code":"internal","detail":"A fault of the program. Tell the administrator the request's id and the time.",\
                "exitCode":70,"instance":"urn:request:test","status":500,"title":"Internal Server Error","type":"about:blank"}
                """)
        let page = try await Browser(desk).get("/fails")
        #expect(page.status.code == 507 && page.has("disk-full") && page.has("<h1>Insufficient Storage</h1>"))
        let busy = try await Browser(desk).get("/api/v1/busy")
        #expect(
            busy.headers[.retryAfter] == "5" && busy.body.contains("\"exitCode\":75")
                && busy.body.contains("\"code\":\"busy\""))
        let lines = desk.lines.all.withLock { $0 }
        #expect(lines.contains { $0.contains("Secretfailure") })
        #expect(!lines.contains { $0.contains("Ochoa") })
    }

    @Test("So many requests at once, then so many a second; everybody by themselves, and the forgotten cost nothing")
    func rates() throws {
        let limiter = RateLimiter<Int>(perSecond: 2)
        let start = ContinuousClock.now
        for _ in 0..<20 { try limiter.take(1, now: start) }
        #expect(throws: Refusal.tooMany(retryAfter: 1)) { try limiter.take(1, now: start) }
        try limiter.take(2, now: start)
        #expect(throws: Refusal.self) { try limiter.take(1, now: start + .milliseconds(400)) }
        try limiter.take(1, now: start + .milliseconds(1_000))
        for key in 10..<50_000 { try limiter.take(key, now: start + .milliseconds(1_000)) }
    }
}
