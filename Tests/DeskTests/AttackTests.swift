import Digests
import Docket
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Testing

@testable import Desk

private let zeros = String(repeating: "0", count: 64)

/// What somebody tries who means harm; each is refused.
@Suite("Attacks")
struct AttackTests {
    // MARK: Forms from elsewhere

    @Test("A form without the token of its session changes nothing", arguments: ["none", "", "0", zeros])
    func withoutToken(token: String) async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let browser = try await desk.browser(of: "first")
        let answer = try await browser.post("/users", token == "none" ? Self.newUser : Self.newUser + [("csrf", token)])
        #expect(answer.status == .forbidden)
        #expect(answer.has("form-token"))
        #expect(try await desk.room.reading { try $0.users().count } == 1)
    }

    @Test("The token of another session is none")
    func otherToken() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        try await desk.user("other", .administrator)
        let (browser, other) = (try await desk.browser(of: "first"), try await desk.browser(of: "other"))
        let token = try #require(try await other.get("/users/new").formToken)
        #expect(try await browser.post("/users", Self.newUser + [("csrf", token)]).status == .forbidden)
    }

    private static let origins: [String] = [
        "https://evil.example", "null", "http://desk.example.gov", "https://desk.example.gov.evil.example",
        "https://desk.example.gov:8443", "cross-site", "same-site",
    ]

    @Test("What the browser says about where a form comes from has to be us", arguments: origins)
    func origin(value: String) async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let browser = try await desk.browser(of: "first")
        let token = try #require(try await browser.get("/users/new").formToken)
        let fields: [(String, String)] = Self.newUser + [("csrf", token)]
        #expect(
            try await browser.post("/users", fields, [value.hasSuffix("-site") ? .fetchSite : .origin: value]).status
                == .forbidden)
        let own: HTTPFields = [.origin: "https://desk.example.gov", .fetchSite: "same-origin"]
        #expect(try await browser.post("/users", fields, own).status == .ok)
    }

    @Test("Nobody is signed in by a form of another site")
    func signInFromElsewhere() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let fields: [(String, String)] = [("name", "rosa"), ("password", TestDesk.password)]
        #expect(try await Browser(desk).post("/sign-in", fields).status == .forbidden)
        let visitor = Browser(desk)
        let token = try #require(try await visitor.get("/sign-in").formToken)
        // The token belongs to the visitor's cookie, which the other site cannot set.
        #expect(try await Browser(desk).post("/sign-in", fields + [("csrf", token)]).status == .forbidden)
    }

    @Test("No page is shown inside a page of another site, and none runs what is not ours")
    func headers() async throws {
        let desk = try TestDesk()
        for path in ["/sign-in", "/nothing", "/health/live", "/assets/desk.css"] {
            let headers = try await Browser(desk).get(path).headers
            let policy = try #require(headers[.contentSecurityPolicy])
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.named("Referrer-Policy")] == "same-origin")
            #expect(headers[.strictTransportSecurity] != nil)
            #expect(headers[.cacheControl] == (path.hasPrefix("/assets") ? "no-cache" : "no-store"))
        }
    }

    // MARK: More than one may

    @Test(
        "A user who sends the administrator's forms gets nowhere",
        arguments: Role.allCases.filter { $0 != .administrator })
    func escalation(role: Role) async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let user = try await desk.user("rosa", role, offices: ["long-beach"])
        let browser = try await desk.browser(of: "rosa")
        let details: [(String, String)] = [("full-name", "Rosa"), ("role", "administrator"), ("bar-number", "123456")]
        #expect(try await browser.post("/users/\(user.id)", details, from: "/account").status == .forbidden)
        #expect(try await browser.post("/users", details + [("name", "evil")], from: "/account").status == .forbidden)
        #expect(try await browser.post("/users/1/password", from: "/account").status == .forbidden)
        // Nor by more fields in a form that is theirs.
        _ = try await browser.post("/account/tokens", details + [("label", "x"), ("days", "9")], from: "/account")
        #expect(try await desk.room.reading { try $0.user(user.id) }.role == role)
        #expect(try await desk.room.reading { try $0.users().count } == 2)
    }

    @Test("A role that is taken away is gone at once")
    func demotion() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let second = try await desk.user("second", .administrator)
        let browser = try await desk.browser(of: "second")
        #expect(try await browser.get("/users").status == .ok)
        let now = desk.now
        _ = try await desk.room.writing {
            try $0.changeUser(second.id, to: .init(fullName: "Second", role: .clerk), by: "first", at: now)
        }
        #expect(try await browser.get("/users").status == .seeOther)
        #expect(try await desk.browser(of: "second").get("/users").status == .forbidden)
    }

    @Test("A city office gets no further than its own jurisdictions, whether there is something or not")
    func otherOffice() async throws {
        let desk = try TestDesk()
        let city = try await desk.user("city", .cityOffice, offices: ["long-beach", "pasadena"])
        let everyone = try await desk.user("rosa", .paralegal)
        for place in ["long-beach", "pasadena", "torrance", "nowhere", "Long-Beach", "long-beach/../torrance", ""] {
            #expect(city.maySee(place) == ["long-beach", "pasadena"].contains(place))
            #expect(everyone.maySee(place))
        }
    }

    private static let places: [String: Int] = [
        "long-beach": 200, "torrance": 403, "long-beach%2F..%2Ftorrance": 403, "nowhere": 403,
    ]

    @Test("A route with the parameter {jurisdiction} refuses a city office at the gate", arguments: places)
    func jurisdictionInPath(place: String, status: Int) async throws {
        let desk = try TestDesk(adding: { routes in
            routes.get("/test/{jurisdiction}/cases", for: .allRoles) { _, _ in Response(status: .ok) }
        })
        try await desk.user("city", .cityOffice, offices: ["long-beach"])
        try await desk.user("rosa", .paralegal)
        #expect(try await desk.browser(of: "city").get("/test/\(place)/cases").status.code == status)
        #expect(try await desk.browser(of: "rosa").get("/test/\(place)/cases").status == .ok)
    }

    // MARK: What is written into pages and headers

    private static let names: [[String]] = [
        [
            "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        ],
        [
            "\"><img src=x onerror=a()>", "\"&gt;&lt;img src=x onerror=a()&gt;",
            "&quot;&gt;&lt;img src=x onerror=a()&gt;",
        ],
        ["' onmouseover='x", "' onmouseover='x", "&#39; onmouseover=&#39;x"],
        ["{{password}}", "{{password}}", "{{password}}"], ["&lt;b&gt;", "&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"],
    ]

    @Test("A name is text on every page, whatever stands in it", arguments: names)
    func scriptInNames(written: [String]) async throws {
        let (name, asText, asValue) = (written[0], written[1], written[2])
        let desk = try TestDesk()
        try await desk.user("first", .administrator, fullName: name)
        let rosa = try await desk.user("rosa", .clerk, fullName: name)
        let browser = try await desk.browser(of: "first")
        _ = try await browser.post("/account/tokens", [("label", name), ("days", "9")], from: "/account")
        for path in ["/", "/account", "/users", "/users/\(rosa.id)", "/audit"] {
            let answer = try await browser.get(path)
            #expect(answer.status == .ok)
            #expect(answer.has(asText))
            if name != asText { #expect(!answer.has(name)) }
        }
        #expect(try await browser.get("/users/\(rosa.id)").has("value=\"\(asValue)\""))
    }

    @Test(
        "After signing in nobody is sent to another site, and no header is split",
        arguments: [
            "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
            "evil",
            "/a\r\nSet-Cookie: x=y", "/\u{9}/evil.example", "", "/é",
        ])
    func redirects(next: String) async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let answer = try await Browser(desk).signIn("rosa", TestDesk.password, next: next)
        // A form with bytes that no page sends is not read at all.
        #expect(answer.status == .badRequest || answer.headers[.location] == "/")
        #expect(answer.headers[values: .setCookie].allSatisfy { !$0.hasPrefix("x=y") })
        let page = try await Browser(desk).get("/sign-in?next=" + LocalTarget.encoded(next))
        #expect(!page.has("value=\"\(next)\"") || next == "/")
        #expect(!page.has("evil"))
    }

    @Test("Where somebody wanted to go they go after signing in")
    func redirectsToOwnPages() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let answer = try await Browser(desk).get("/audit?action=signed-in&before=9")
        #expect(answer.headers[.location] == "/sign-in?next=/audit%3Faction%3Dsigned-in%26before%3D9")
        let page = try await Browser(desk).get(answer.headers[.location] ?? "")
        #expect(page.has("name=\"next\" value=\"/audit?action=signed-in&amp;before=9\""))
    }

    // MARK: Requests that are none of ours

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

    @Test("Two cookies of the session's name are none")
    func twoCookies() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let browser = try await desk.browser(of: "rosa")
        let secret = try #require(browser.cookies["__Host-vacatur-session"])
        let cookie = "__Host-vacatur-session=\(secret)"
        #expect(try await desk.answer(.get, "/", [.cookie: cookie]).status == .ok)
        #expect(try await desk.answer(.get, "/", [.cookie: "\(cookie); \(cookie)"]).status == .seeOther)
        #expect(try await desk.answer(.get, "/", [.cookie: cookie.uppercased()]).status == .seeOther)
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

    private static let newUser: [(String, String)] = [
        ("name", "evil"), ("full-name", "Evil"), ("role", "administrator"),
    ]
}
