import Digests
import Docket
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Testing

@testable import Desk

@Suite("Attempts: requests that are none of ours")
struct RequestAttempts {
    @Test(
        "Requests for other names are refused",
        arguments: [
            "", "evil.example", "desk.example.gov.evil.example", "desk.example.gov@evil.example", "a:b:c", "[::2]",
        ])
    func otherHosts(host: String) async throws {
        let desk = try TestDesk()
        #expect(try await desk.answer(.get, "/sign-in", host: host).status == .misdirectedRequest)
        #expect(try await desk.answer(.get, "/sign-in", host: nil).status == .misdirectedRequest)
    }

    @Test(
        "Requests for the service's names are answered",
        arguments: [
            "desk.example.gov", "DESK.example.gov:443", "localhost:8020", "127.0.0.1", "[::1]:8020",
        ])
    func ownHosts(host: String) async throws {
        let desk = try TestDesk()
        #expect(try await desk.answer(.get, "/sign-in", host: host).status == .ok)
    }

    @Test(
        "No path leads out of the folder of assets",
        arguments: [
            "/assets/../account.html.mustache", "/assets/%2e%2e%2fframe.html.mustache",
            "/assets/..%2f..%2fbase%2fcounty.yaml",
            "/assets/frame.html.mustache", "/assets//etc/passwd", "/assets/desk.css/..", "/assets/desk.css%00",
        ])
    func paths(path: String) async throws {
        let desk = try TestDesk()
        #expect(try await Browser(desk).get(path).status == .notFound)
    }

    private struct Body {
        var type = "application/x-www-form-urlencoded"
        let text: String
        let status: Int
    }

    private static let badBodies: [Body] = [
        Body(text: String(repeating: "a", count: Form.limit + 1), status: 413),
        Body(type: "application/json", text: "{}", status: 415), Body(type: "", text: "name=x", status: 415),
        Body(text: "name=%", status: 400), Body(text: "name=%00", status: 400), Body(text: "name=%ff%fe", status: 400),
        Body(text: "name=%1b[2J", status: 400), Body(text: String(repeating: "a&", count: 1_001), status: 400),
    ]

    @Test("Bodies that are too large, no form, or no text are refused", arguments: badBodies.indices)
    func bodies(index: Int) async throws {
        let (desk, body) = (try TestDesk(), Self.badBodies[index])
        let headers: HTTPFields = body.type.isEmpty ? [:] : [.contentType: body.type]
        #expect(try await desk.answer(.post, "/sign-in", headers, body: body.text).status.code == body.status)
    }

    @Test("Whoever asks too often waits", arguments: ["/sign-in", "/"])
    func tooOften(path: String) async throws {
        let desk = try TestDesk { $0.limits.addressRate = 3 }
        var refused: Answer?
        for _ in 0..<50 {
            let answer = try await Browser(desk).get(path)
            if answer.status == .tooManyRequests { refused = answer }
        }
        #expect(refused?.headers[.retryAfter] == "1")
        #expect(try await Browser(desk).get("/health/live").status == .ok)
    }

    @Test("A method that a path does not have is told apart from a path that is not there")
    func methods() async throws {
        let desk = try TestDesk()
        let answer = try await Browser(desk).send(.post, "/audit")
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET, HEAD")
        #expect(try await Browser(desk).send(.delete, "/nothing").status == .notFound)
    }

    @Test("What monitors read is not for whoever comes through the proxy")
    func metrics() async throws {
        let desk = try TestDesk()
        #expect(try await Browser(desk).get("/metrics").status == .ok)
        #expect(try await Browser(desk).get("/metrics", [.forwardedFor: "192.0.2.1"]).status == .seeOther)
    }
}
