import Digests
import Docket
import HTTPTypes
import Testing

@testable import Desk

@Suite("A user's own account, and those an administrator makes")
struct AccountTests {
    private static let new = "a longer and better one"

    @Test("A new password ends every other session, and the old one does not pass any more")
    func newPassword() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let (browser, other) = (try await desk.browser(of: "rosa"), try await desk.browser(of: "rosa"))
        let before = browser.cookies
        let answer = try await browser.post(
            "/account/password", [("current", TestDesk.password), ("new", Self.new), ("again", Self.new)],
            from: "/account")
        #expect(answer.headers[.location] == "/account?done=password")
        #expect(try await browser.get("/account?done=password").has("Your password is changed."))
        #expect(try await other.get("/").status == .seeOther)
        let thief = Browser(desk)
        thief.cookies = before
        #expect(try await thief.get("/").status == .seeOther)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .unauthorized)
        #expect(try await Browser(desk).signIn("rosa", Self.new).status == .seeOther)
    }

    private static let bad: [[String]] = [
        [TestDesk.password, new, "another", "same way twice"], [TestDesk.password, "short", "short", "at least 12"],
        [TestDesk.password, "my name is Rosa", "my name is Rosa", "name to sign in with"],
        [TestDesk.password, "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "6 different"],
        [TestDesk.password, "Password of mine", "Password of mine", "tries first"],
        [TestDesk.password, TestDesk.password, TestDesk.password, "is the old one"],
        ["wrong", new, new, "current password is another"],
    ]

    @Test("A password that will not do is said to be so, and nothing changes", arguments: bad)
    func badPassword(typed: [String]) async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .paralegal)
        let browser = try await desk.browser(of: "rosa")
        let answer = try await browser.post(
            "/account/password", [("current", typed[0]), ("new", typed[1]), ("again", typed[2])], from: "/account")
        #expect(answer.status == .unprocessableContent)
        #expect(answer.has(typed[3]))
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
    }

    @Test("At an open session nobody can try passwords for long")
    func guessing() async throws {
        let desk = try TestDesk { $0.limits.failuresOfName = 3 }
        try await desk.user("rosa", .paralegal)
        let browser = try await desk.browser(of: "rosa")
        var last = HTTPResponse.Status.ok
        for _ in 0..<4 {
            let fields: [(String, String)] = [("current", "wrong"), ("new", Self.new), ("again", Self.new)]
            last = try await browser.post("/account/password", fields, from: "/account").status
        }
        #expect(last == .tooManyRequests)
    }

    @Test("A token does what its user may, until it is revoked, expires, or the user is shut out")
    func tokens() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let rosa = try await desk.user("rosa", .administrator)
        let browser = try await desk.browser(of: "rosa")
        func make(_ days: String) async throws -> HTTPFields {
            let page = try await browser.post(
                "/account/tokens", [("label", "reports"), ("days", days)], from: "/account")
            let text = page.body.split(separator: "<code class=\"secret\">").dropFirst().first.map {
                String($0.prefix(64))
            }
            return [.authorization: "Bearer \(try #require(text))"]
        }
        func status(_ headers: HTTPFields) async throws -> Int {
            try await desk.answer(.get, "/audit", headers).status.code
        }
        let (first, second, third) = (try await make("1"), try await make("9"), try await make("9"))
        #expect(!(try await browser.get("/account").has("class=\"secret\"")))
        #expect(try await status(first) == 200)
        #expect(try await status([.authorization: "Bearer \(Secret().text)"]) == 303)
        #expect(try await status([.authorization: "Basic cm9zYTpy"]) == 303)
        desk.wait(86_400)
        #expect(try await status(first) == 303)
        #expect(try await status(second) == 200)
        let again = try await desk.browser(of: "rosa")
        #expect(
            try await again.post("/account/tokens/2/revoke", from: "/account").headers[.location]
                == "/account?done=revoked")
        #expect(try await status(second) == 303)
        #expect(try await status(third) == 200)
        let now = desk.now
        _ = try await desk.room.writing { try $0.setDisabled(true, user: rosa.id, by: "first", at: now) }
        #expect(try await status(third) == 303)
        #expect(try await again.get("/").status == .seeOther)
    }

    @Test("A token needs no token of a form, but sends no forms of pages either")
    func tokensAndForms() async throws {
        let desk = try TestDesk(adding: { routes in
            routes.on(.post, "/api/v1/test", for: .roles(.clerk)) { _, _ in .redirect(to: "/") }
        })
        let user = try await desk.user("rosa", .clerk)
        let (secret, now) = (Secret(), desk.now)
        try await desk.room.writing {
            try $0.makeToken("test", digest: secret.digest, for: user, expiresAt: now + 60, at: now)
        }
        let headers: HTTPFields = [.authorization: "Bearer \(secret.text)"]
        #expect(try await desk.answer(.post, "/api/v1/test", headers).status == .seeOther)
        let form: HTTPFields = [
            .authorization: "Bearer \(secret.text)", .contentType: "application/x-www-form-urlencoded",
        ]
        #expect(try await desk.answer(.post, "/account/tokens", form, body: "label=x&days=9").status == .forbidden)
        // With the cookie the same request needs the header.
        let browser = try await desk.browser(of: "rosa")
        #expect(try await browser.send(.post, "/api/v1/test").status == .forbidden)
        let token = try #require(try await browser.get("/").formToken)
        #expect(try await browser.send(.post, "/api/v1/test", [.formToken: token]).status == .seeOther)
    }

    @Test("Nobody revokes the token of another user")
    func otherToken() async throws {
        let desk = try TestDesk()
        let rosa = try await desk.user("rosa", .clerk)
        try await desk.user("sam", .clerk)
        let now = desk.now
        try await desk.room.writing {
            try $0.makeToken("x", digest: Secret().digest, for: rosa, expiresAt: now + 60, at: now)
        }
        let browser = try await desk.browser(of: "sam")
        #expect(try await browser.post("/account/tokens/1/revoke", from: "/account").status == .notFound)
        #expect(try await desk.room.reading { try $0.tokens(of: rosa.id, at: now).count } == 1)
    }

    // MARK: The administrator's pages

    @Test("A user who is made gets a password to begin with, once, and has to change it")
    func make() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let browser = try await desk.browser(of: "first")
        let fields: [(String, String)] = [
            ("name", "City.One"), ("full-name", " Ira   Castellan "), ("role", "city-office"), ("bar-number", "654321"),
            ("office", "pasadena"), ("office", "long-beach"),
        ]
        let page = try await browser.post("/users", fields, from: "/users/new")
        #expect(page.status == .ok)
        let password = try #require(page.body.split(separator: "class=\"secret\">").dropFirst().first?.prefix(23))
        let user = try await desk.room.reading { try $0.users() }[0]
        #expect(user.name == "city.one")
        #expect(
            user.details
                == .init(
                    fullName: "Ira Castellan", barNumber: "654321", role: .cityOffice,
                    jurisdictions: ["long-beach", "pasadena"]))
        #expect(user.mustChangePassword)
        let city = Browser(desk)
        #expect(try await city.signIn("city.one", String(password)).headers[.location] == "/account")
        #expect(try await city.get("/account").has("Somebody else knows your password"))
        let changed: [(String, String)] = [("current", String(password)), ("new", Self.new), ("again", Self.new)]
        #expect(try await city.post("/account/password", changed, from: "/account").status == .seeOther)
        #expect(try await city.get("/").has("long-beach, pasadena"))
        #expect(
            try await browser.post("/users", fields, from: "/users/new").has("Another user signs in with this name"))
    }

    private static let impossible: [String: String] = [
        "name=1x&full-name=A&role=clerk": "begins with a letter",
        "name=ok&full-name=%20&role=clerk": "full name",
        "name=ok&full-name=A": "Choose a role",
        "name=ok&full-name=A&role=king": "Choose a role",
        "name=ok&full-name=A&role=deputy": "needs a State Bar number",
        "name=ok&full-name=A&role=deputy&bar-number=12x456": "four to six digits",
        "name=ok&full-name=A&role=city-office&bar-number=123456": "Choose the jurisdictions",
        "name=ok&full-name=A&role=city-office&office=..%2Fbase": "no such jurisdiction",
    ]

    @Test("What cannot be a user is said to be so, with what was typed still there", arguments: impossible)
    func cannotBe(fields: String, problem: String) async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let browser = try await desk.browser(of: "first")
        let token = try #require(try await browser.get("/users/new").formToken)
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let page = try await browser.send(.post, "/users", headers, body: "\(fields)&csrf=\(token)")
        #expect(page.status == .unprocessableContent)
        #expect(page.has(problem))
        #expect(page.has(fields.hasPrefix("name=ok") ? "name=\"name\" value=\"ok\"" : "name=\"name\" value=\"1x\""))
        #expect(try await desk.room.reading { try $0.users().count } == 1)
    }

    @Test("The last administrator can neither leave nor be shut out")
    func lastAdministrator() async throws {
        let desk = try TestDesk()
        let first = try await desk.user("first", .administrator)
        let browser = try await desk.browser(of: "first")
        let path = "/users/\(first.id)"
        #expect(
            try await browser.post(path, [("full-name", "A"), ("role", "clerk")], from: path).has("last administrator"))
        #expect(try await browser.post("\(path)/disable", from: path).status == .unprocessableContent)
        #expect(try await browser.get("/users").status == .ok)
        try await desk.user("second", .administrator)
        #expect(try await browser.post(path, [("full-name", "A"), ("role", "clerk")], from: path).status == .seeOther)
        #expect(try await desk.browser(of: "first").get("/users").status == .forbidden)
    }

    @Test("Whoever is shut out is out at once, and whoever gets a new password has to change it")
    func shutOut() async throws {
        let desk = try TestDesk()
        try await desk.user("first", .administrator)
        let rosa = try await desk.user("rosa", .clerk)
        let (browser, other) = (try await desk.browser(of: "first"), try await desk.browser(of: "rosa"))
        let path = "/users/\(rosa.id)"
        #expect(try await browser.post("\(path)/disable", from: path).status == .seeOther)
        #expect(try await other.get("/").status == .seeOther)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .unauthorized)
        #expect(try await browser.post("\(path)/enable", from: path).status == .seeOther)
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
        let page = try await browser.post("\(path)/password", from: path)
        let password = try #require(page.body.split(separator: "class=\"secret\">").dropFirst().first?.prefix(23))
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .unauthorized)
        #expect(try await Browser(desk).signIn("rosa", String(password)).headers[.location] == "/account")
    }

    @Test("The command line makes an administrator, and gives one who is there a new password; nobody else")
    func commandLine() async throws {
        let desk = try TestDesk()
        try await desk.user("rosa", .clerk)
        let path = desk.room.settings.docket
        let made = try FirstAdministrator.make("Ana", fullName: "Ana Duarte", password: nil, docket: path, at: desk.now)
        #expect(made.isNew && made.password.count == 23)
        #expect(try await Browser(desk).signIn("ana", made.password).headers[.location] == "/account")
        let again = try FirstAdministrator.make("ana", fullName: "", password: Self.new, docket: path, at: desk.now)
        #expect(!again.isNew)
        #expect(try await Browser(desk).signIn("ana", Self.new).headers[.location] == "/")
        #expect(throws: DocketError(.nameTaken)) {
            try FirstAdministrator.make("rosa", fullName: "", password: nil, docket: path, at: 0)
        }
        #expect(try await Browser(desk).signIn("rosa", TestDesk.password).status == .seeOther)
    }

    @Test("Passwords to begin with are long, clear to read, and never the same")
    func initialPasswords() {
        let passwords = (0..<200).map { _ in PasswordRules.initial() }
        #expect(Set(passwords).count == 200)
        for password in passwords {
            #expect(PasswordRules.problem(with: password, of: "rosa") == nil || Set(password).count < 6)
            #expect(password.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
            #expect(!password.contains { "lo01".contains($0) })
        }
    }
}
