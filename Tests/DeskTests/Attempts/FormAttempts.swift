import Digests
import Docket
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Testing

@testable import Desk

private let zeros = String(repeating: "0", count: 64)

@Suite("Attempts: forms from elsewhere, and stolen cookies")
struct FormAttempts {
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

    // MARK: Cookies

    @Test("A cookie that was copied before its owner signed out is worth nothing")
    func signedOut() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let browser = try await desk.browser(of: "rosa")
        let thief = Browser(desk)
        thief.cookies = browser.cookies
        #expect(try await thief.get("/").status == .ok)
        let answer = try await browser.post("/sign-out", from: "/")
        #expect(answer.headers[.location] == "/sign-in?ended=yes")
        #expect(browser.cookies["__Host-vacatur-session"] == nil)
        #expect(try await thief.get("/").status == .seeOther)
    }

    @Test("Every sign-in makes a secret of its own, whatever cookie came with it")
    func fixation() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let browser = Browser(desk)
        let planted = Secret().text
        browser.cookies["__Host-vacatur-session"] = planted
        #expect(try await browser.signIn("rosa", TestDesk.password).status == .seeOther)
        let first = try #require(browser.cookies["__Host-vacatur-session"])
        #expect(first != planted)
        #expect(try await browser.signIn("rosa", TestDesk.password).status == .seeOther)
        #expect(browser.cookies["__Host-vacatur-session"] != first)
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

    private static let newUser: [(String, String)] = [
        ("name", "evil"), ("full-name", "Evil"), ("role", "administrator"),
    ]
}
