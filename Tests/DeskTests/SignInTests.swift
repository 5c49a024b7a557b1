import Digests
import Docket
import HTTPTypes
import Testing

@testable import Desk

@Suite("Signing in and out")
struct SignInTests {
    @Test("Whoever has name and password gets in, with a cookie that no script and no other site can use")
    func cookie() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let browser = Browser(desk)
        let answer = try await browser.signIn("Rosa", TestDesk.password, next: "/account")
        #expect(answer.headers[.location] == "/account")
        let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-vacatur-session=") })
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict; Secure"))
        #expect(try await browser.get("/").has("Rosa Lindqvist"))
        let secret = try #require(browser.cookies["__Host-vacatur-session"])
        #expect(secret.utf8.count == 64)
        // Stored is the digest alone.
        #expect(
            try await desk.room.reading { try $0.session(Digest(of: secret), rules: .init(idle: 9, length: 9), at: 0) }
                != nil)
    }

    @Test("Without TLS the cookie goes without the marks that need it, and only on loopback")
    func insecureCookie() async throws {
        let desk = try TestDesk { $0.isInsecureLoopback = true }
        try await desk.user("rosa", .paralegal)
        let answer = try await Browser(desk).signIn("rosa", TestDesk.password)
        #expect(
            answer.headers[values: .setCookie].contains { $0.hasPrefix("vacatur-session=") && !$0.contains("Secure") })
        #expect(answer.headers[.strictTransportSecurity] == nil)
    }

    @Test("A wrong password, an unknown name, a name that cannot be and a user who is shut out get the same answer")
    func wrong() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        try await desk.user("first", .administrator)
        let out = try await desk.user("gone", .clerk)
        let now = desk.now
        _ = try await desk.room.writing { try $0.setDisabled(true, user: out.id, by: "first", at: now) }
        var bodies: Set<String> = []
        let attempts: [(String, String)] = [
            ("rosa", "not the password"), ("nobody", TestDesk.password), ("1 <b>", TestDesk.password),
            ("gone", TestDesk.password),
        ]
        for (name, password) in attempts {
            let browser = Browser(desk)
            let token = try #require(try await browser.get("/sign-in").formToken)
            let answer = try await browser.post("/sign-in", [("name", name), ("password", password), ("csrf", token)])
            #expect(answer.status == .unauthorized)
            #expect(browser.cookies["__Host-vacatur-session"] == nil)
            bodies.insert(answer.body.replacing(token, with: ""))
        }
        #expect(bodies.count == 1)
    }

    @Test("After so many failures a name is locked, also for the right password, and for a name that nobody has")
    func locked() async throws {
        let desk = try TestDesk { $0.limits.failuresOfName = 3 }
        try await desk.user("rosa", .paralegal)
        for name in ["rosa", "nobody"] {
            for _ in 0..<3 {
                #expect(try await Browser(desk).signIn(name, "not the password").status == .unauthorized)
                desk.wait(10)
            }
            let answer = try await Browser(desk).signIn(name, TestDesk.password)
            #expect(answer.status == .tooManyRequests)
            // The first of the three failures leaves the window of 15 minutes.
            #expect(answer.headers[.retryAfter] == "\(15 * 60 - 30)")
        }
        desk.wait(15 * 60 - 60)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
        // And the count begins anew.
        #expect(try await Browser(desk).signIn("rosa", "not the password").status == .unauthorized)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
    }

    @Test("Attempts that are made at the same time do not slip through together")
    func race() async throws {
        let desk = try TestDesk { $0.limits.failuresOfName = 3 }
        try await desk.user("rosa", .paralegal)
        let tried = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for _ in 0..<12 { group.addTask { try await Browser(desk).signIn("rosa", "not the password").status } }
            return try await group.reduce(into: [HTTPResponse.Status]()) { $0.append($1) }
        }
        #expect(tried.count { $0 == .unauthorized } == 3)
        #expect(tried.count { $0 == .tooManyRequests } == 9)
    }

    @Test("An address is locked after its failures with any names; others are not")
    func lockedAddress() async throws {
        let desk = try TestDesk { $0.limits.failuresOfAddress = 4 }
        try await desk.user("rosa", .paralegal)
        func attempt(_ name: String, _ password: String, from address: String) async throws -> HTTPResponse.Status {
            let browser = Browser(desk)
            let token = try await browser.get("/sign-in").formToken ?? ""
            let fields = [("name", name), ("password", password), ("csrf", token)]
            // What the client says of itself stands before what the proxy added.
            return try await browser.post("/sign-in", fields, [.forwardedFor: "198.51.100.1, \(address)"]).status
        }
        for index in 0..<4 { #expect(try await attempt("name\(index)", "x", from: "192.0.2.1") == .unauthorized) }
        #expect(try await attempt("rosa", TestDesk.password, from: "192.0.2.1") == .tooManyRequests)
        #expect(try await attempt("rosa", TestDesk.password, from: "192.0.2.2") == .seeOther)
    }

    @Test("An administrator lets a locked user try again")
    func unlocked() async throws {
        let desk = try TestDesk { $0.limits.failuresOfName = 1 }
        let rosa = try await desk.user("rosa", .paralegal)
        try await desk.user("first", .administrator)
        _ = try await Browser(desk).signIn("rosa", "not the password")
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .tooManyRequests)
        let administrator = try await desk.browser(of: "first")
        #expect(try await administrator.post("/users/\(rosa.id)/unlock", from: "/users/\(rosa.id)").status == .seeOther)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
    }

    @Test("A session ends when it is not used, and in any case after its length")
    func ends() async throws {
        let desk = try TestDesk {
            $0.limits.sessionIdle = 600
            $0.limits.sessionLength = 3_000
        }
        try await desk.user("rosa", .paralegal)
        let browser = try await desk.browser(of: "rosa")
        for _ in 0..<5 {
            desk.wait(599)
            #expect(try await browser.get("/").status == .ok)
        }
        desk.wait(10)
        #expect(try await browser.get("/").status == .seeOther)
        let idle = try await desk.browser(of: "rosa")
        desk.wait(600)
        #expect(try await idle.get("/").status == .seeOther)
    }

    @Test("All of it is in the audit chain, with neither what was typed nor a secret")
    func audited() async throws {
        let desk = try TestDesk { $0.limits.failuresOfName = 1 }
        let rosa = try await desk.user("rosa", .paralegal)
        _ = try await Browser(desk).signIn("my secret by mistake", "x")
        let browser = try await desk.browser(of: "rosa")
        _ = try await browser.post("/sign-out", from: "/")
        _ = try await Browser(desk).signIn("rosa", "wrong")
        let lines = try await desk.room.reading { try $0.auditPage(limit: 100) }
        #expect(
            lines.reversed().map { "\($0.action.rawValue) \($0.subject) \($0.actor)" } == [
                "templates-published 1 vacatur-desk", "user-made \(rosa.id) test", "sign-in-failed 0 ",
                "signed-in \(rosa.id) rosa",
                "signed-out \(rosa.id) rosa",
                "sign-in-failed \(rosa.id) rosa",
            ])
        #expect(!"\(lines)".contains("mistake"))
        #expect(try await desk.room.reading { try $0.verifyAudit().isWhole })
    }

    @Test(
        "The page to sign in speaks English or Spanish",
        arguments: [
            ("/sign-in", "", "Sign in"), ("/sign-in", "es-MX,es;q=0.9", "Iniciar sesión"),
            ("/sign-in?lang=es", "en", "Iniciar sesión"),
            ("/sign-in?lang=en", "es", "Sign in"),
        ])
    func languages(path: String, wanted: String, title: String) async throws {
        let desk = try TestDesk()
        let answer = try await Browser(desk).get(path, wanted.isEmpty ? [:] : [.acceptLanguage: wanted])
        #expect(answer.has("<h1>\(title)</h1>"))
        #expect(answer.has("<html lang=\"\(title == "Sign in" ? "en" : "es")\">"))
    }
}
