import Digests
import Docket
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Testing

@testable import Desk

@Suite("Attempts: more than one may")
struct RoleAttempts {
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
}
