import Docket
import HTTPTypes
import Testing

@testable import Desk

/// Who may do what. The table is written by hand: a route that is not in it, or answers somebody else, fails.
@Suite("Who may do what")
struct RouteTableTests {
    /// Letters of those who are answered: `p` paralegal, `d` deputy, `o` city office, `c` clerk, `a` administrator; `*`
    /// everybody, signed in or not; `u` every user, also with a password to change; `m` programs on this machine, and `a`.
    static let table: [String: String] = [
        "GET /health/live": "*",
        "GET /health/ready": "*",
        "GET /metrics": "m",
        "GET /assets/{name}": "*",
        "GET /sign-in": "*",
        "POST /sign-in": "*",
        "POST /sign-out": "u",
        "GET /": "pdoca",
        "GET /account": "u",
        "POST /account/password": "u",
        "POST /account/tokens": "pdoca",
        "POST /account/tokens/{token}/revoke": "pdoca",
        "GET /users": "a",
        "GET /users/new": "a",
        "POST /users": "a",
        "GET /users/{user}": "a",
        "POST /users/{user}": "a",
        "POST /users/{user}/password": "a",
        "POST /users/{user}/disable": "a",
        "POST /users/{user}/enable": "a",
        "POST /users/{user}/unlock": "a",
        "GET /templates": "a",
        "POST /templates/check": "a",
        "POST /templates/publish": "a",
        "POST /templates/installed": "a",
        "GET /templates/file": "a",
        "POST /templates/file": "a",
        "POST /templates/file/drop": "a",
        "GET /templates/preview/{jurisdiction}/{kind}": "a",
        "GET /templates/versions/{version}": "a",
        "POST /templates/versions/{version}/restore": "a",
        "GET /audit": "a",
        "POST /audit/check": "a",
        "GET /uploads": "pdoca",
        "POST /uploads": "pdoca",
        "GET /uploads/{upload}": "pdoca",
        "POST /uploads/{upload}/delete": "pdoca",
        "POST /uploads/{upload}/packets": "pda",
        "POST /uploads/{upload}/screening": "pda",
        "GET /jobs": "pdoca",
        "GET /jobs/{job}": "pdoca",
        "POST /jobs/{job}/cancel": "pdoca",
        "GET /screenings": "pda",
        "GET /screenings/{screening}": "pda",
        "POST /screenings/{screening}/packets": "pda",
        "POST /screenings/{screening}/report": "pda",
        "GET /reviews": "do",
        "GET /reviews/{screening}": "do",
        "GET /reviews/{screening}/next": "do",
        "POST /reviews/{screening}/policy": "d",
        "GET /reviews/{screening}/convictions": "do",
        "GET /reviews/{screening}/convictions/{place}": "do",
        "POST /reviews/{screening}/convictions/{place}": "do",
        "POST /reviews/{screening}/convictions/{place}/undo": "do",
        "POST /reviews/{screening}/bulk": "do",
        "POST /reviews/{screening}/bulk/decide": "do",
        "GET /outcomes": "pdoca",
        "GET /outcomes/{batch}": "pdoca",
        "POST /outcomes/{batch}/schedule": "pc",
        "GET /outcomes/{batch}/packets/{jurisdiction}": "pdoca",
        "POST /outcomes/{batch}/packets/{jurisdiction}": "pc",
        "GET /batches": "pdoca",
        "GET /batches/{batch}": "pdoca",
        "GET /batches/{batch}/problems": "pdoca",
        "POST /batches/{batch}/verify": "pda",
        "POST /batches/{batch}/messages": "pda",
        "GET /batches/{batch}/messages/{round}/{jurisdiction}": "pdoca",
        "POST /batches/{batch}/approve": "d",
        "GET /batches/{batch}/packets/{jurisdiction}": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/cases": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/cases/{number}": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/letters": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/letters/{number}": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/challenges": "pdoca",
        "GET /batches/{batch}/packets/{jurisdiction}/challenges/{number}": "pdoca",
        "GET /api/v1/openapi.yaml": "*",
        "GET /api/v1/audit": "a",
        "GET /api/v1/audit/verification": "a",
        "GET /api/v1/templates/{jurisdiction}/{kind}/preview": "pda",
        "GET /api/v1/batches": "pdoca",
        "POST /api/v1/batches": "pda",
        "GET /api/v1/batches/{batch}": "pdoca",
        "GET /api/v1/batches/{batch}/problems": "pdoca",
        "POST /api/v1/batches/{batch}/verifications": "pda",
        "POST /api/v1/batches/{batch}/messages": "pda",
        "GET /api/v1/batches/{batch}/messages": "pdoca",
        "GET /api/v1/batches/{batch}/messages/{round}/{jurisdiction}": "pdoca",
        "GET /api/v1/batches/{batch}/messages/{round}/{jurisdiction}/files/**": "pdoca",
        "GET /api/v1/batches/{batch}/files": "pdca",
        "GET /api/v1/batches/{batch}/files/{file}": "pdca",
        "GET /api/v1/batches/{batch}/packets": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/files/**": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/outcomes": "pdoca",
        "POST /api/v1/batches/{batch}/packets/{jurisdiction}/outcomes": "pc",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/cases": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/cases/{number}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/cases/{number}/{document}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/letters": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/letters/{number}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/letters/{number}/{document}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/challenges": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/challenges/{number}": "pdoca",
        "GET /api/v1/batches/{batch}/packets/{jurisdiction}/challenges/{number}/{document}": "pdoca",
        "GET /api/v1/jobs": "pdoca",
        "GET /api/v1/jobs/{job}": "pdoca",
        "DELETE /api/v1/jobs/{job}": "pdoca",
        "GET /api/v1/jobs/{job}/events": "pdoca",
        "POST /api/v1/screenings": "pda",
        "GET /api/v1/screenings": "pdoa",
        "GET /api/v1/screenings/{screening}": "pdoa",
        "GET /api/v1/screenings/{screening}/summary": "pda",
        "GET /api/v1/screenings/{screening}/status": "pdoa",
        "GET /api/v1/screenings/{screening}/convictions": "pdoa",
        "POST /api/v1/screenings/{screening}/reports": "pda",
        "GET /api/v1/screenings/{screening}/reports/{file}": "pda",
        "POST /api/v1/screenings/{screening}/rulings": "do",
        "POST /api/v1/screenings/{screening}/policy": "d",
        "POST /api/v1/uploads": "pdoca",
        "GET /api/v1/uploads": "pdoca",
        "GET /api/v1/uploads/{upload}": "pdoca",
        "PATCH /api/v1/uploads/{upload}": "pdoca",
        "DELETE /api/v1/uploads/{upload}": "pdoca",
    ]

    private static let letters: [(letter: Character, role: Role)] = [
        ("p", .paralegal), ("d", .deputy), ("o", .cityOffice), ("c", .clerk), ("a", .administrator),
    ]

    @Test("The service has the routes of the table, and no others")
    func complete() throws {
        let desk = try TestDesk()
        #expect(Set(desk.routes.map(\.name)) == Set(Self.table.keys))
        #expect(desk.routes.count == Self.table.count)
    }

    /// What a route answers to somebody who may not: nobody signed in is sent to the page to sign in or told so, everybody
    /// else is refused. What a route answers to somebody who may depends on the route, but is neither.
    @Test("Every route answers whom the table says, and refuses everybody else", arguments: letters.map(\.role))
    func roles(role: Role) async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        for route in desk.routes {
            let letters = try #require(Self.table[route.name])
            guard letters != "*" else { continue }
            let isNamed = Self.letters.contains { $0.role == role && letters.contains($0.letter) }
            let isAllowed = letters == "u" || isNamed || letters == "m" && role == .administrator
            let name = "user-\(desk.routes.firstIndex(of: route) ?? 0)"
            try await desk.user(name, role, offices: ["long-beach"])
            let browser = try await desk.browser(of: name)
            let answer = try await Self.ask(route, browser)
            let isRefused = answer.status == .unauthorized || answer.has("wrong-role")
            #expect(isRefused != isAllowed, "\(route.name) for \(role): \(answer.status.code)")
        }
    }

    @Test("Nobody who is not signed in gets through")
    func nobody() async throws {
        let desk = try TestDesk()
        for route in desk.routes where Self.table[route.name] != "*" {
            let answer = try await Self.ask(route, Browser(desk))
            let isSentToSignIn = answer.status == .seeOther && answer.headers[.location]?.hasPrefix("/sign-in") == true
            #expect(isSentToSignIn || answer.status == .unauthorized, "\(route.name): \(answer.status.code)")
            let isPage = route.method == .get && !route.path.hasPrefix("/api/")
            #expect(isSentToSignIn == isPage, "\(route.name)")
        }
    }

    @Test("Whoever has to change the password can do nothing else")
    func initialPassword() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let user = try await desk.user("new", .administrator)
        let browser = try await desk.browser(of: "new")
        let (now, hash) = (desk.now, try await desk.room.passwords.hash(TestDesk.password))
        try await desk.room.writing { try $0.setPassword(hash, user: user.id, isInitial: true, by: "first", at: now) }
        #expect(try await browser.get("/account").status == .seeOther)
        let answer = try await browser.signIn("new", TestDesk.password)
        #expect(answer.headers[.location] == "/account")
        for route in desk.routes {
            let letters = try #require(Self.table[route.name])
            guard letters != "*", letters != "u" else { continue }
            let answer = try await Self.ask(route, browser)
            let goesToAccount = answer.status == .seeOther && answer.headers[.location] == "/account"
            #expect(goesToAccount || answer.has("password-change-required"), "\(route.name): \(answer.status.code)")
        }
    }

    /// Asks with a valid form token, so that only the role decides.
    private static func ask(_ route: RouteEntry, _ browser: Browser) async throws -> Answer {
        let path = route.path.replacing("{jurisdiction}", with: "long-beach").replacing("**", with: "x")
            .split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("{") ? "999" : String($0) }.joined(separator: "/")
        // Through the proxy, as everything that comes from people does.
        var headers: HTTPFields = [.forwardedFor: "192.0.2.7"]
        if route.method == .get { return try await browser.get(path, headers) }
        let token = try await browser.get("/account").formToken ?? ""
        if route.path.hasPrefix("/api/") {
            headers[.formToken] = token
            return try await browser.send(route.method, path, headers)
        }
        return try await browser.post(path, [("csrf", token)], headers)
    }
}
