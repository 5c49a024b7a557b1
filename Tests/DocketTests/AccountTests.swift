import Digests
import FoundationEssentials
import GRDB
import Testing

@testable import Docket

/// Users in the docket.
@Suite struct AccountTests {
    let folder = Folder()
    private static let cost = PasswordHash.Cost(exponent: 2, blockSize: 1, lanes: 1)

    @Test(
        "A docket of an earlier version gets the tables of the service and keeps what it has",
        arguments: Schema.migrator.migrations.dropLast())
    func earlierDocket(version: String) throws {
        do {
            let pool = try DatabasePool(path: folder.docket)
            try Schema.migrator.migrate(pool, upTo: version)
            try pool.close()
        }
        let docket = try Docket(path: folder.docket)
        _ = try docket.admit("a", [row(1, "A1")])
        let user = try docket.make("rosa", .clerk)
        #expect(try docket.users() == [user])
        #expect(try docket.verifyAudit().isWhole)
        #expect(try docket.batches().count == 1)
    }

    @Test("What is stored of a user lets nobody in")
    func stored() throws {
        let docket = try Docket(path: folder.docket)
        let user = try docket.make("rosa", .clerk, password: "correct horse battery")
        let (session, token) = (Secret(), Secret())
        let rules = SessionRules(idle: 10, length: 10)
        try docket.beginSession(of: user.id, token: session.digest, from: "here", rules: rules, at: 1)
        try docket.makeToken("x", digest: token.digest, for: user, expiresAt: 100, at: 1)
        try docket.close()
        for name in ["", "-wal"] {
            guard let bytes = FileManager.default.contents(atPath: folder.docket + name) else { continue }
            for secret in ["correct horse battery", session.text, token.text] {
                #expect(bytes.firstRange(of: Data(secret.utf8)) == nil)
            }
        }
    }

    @Test("A change of a user is in the chain with who made it")
    func chain() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.make("first", .administrator)
        let rosa = try docket.make("rosa", .clerk)
        let city = User.Details(fullName: "R", barNumber: "123456", role: .cityOffice, jurisdictions: ["b", "a"])
        _ = try docket.changeUser(rosa.id, to: city, by: "first", at: 5)
        _ = try docket.changeUser(rosa.id, to: city, by: "first", at: 6)
        _ = try docket.setDisabled(true, user: rosa.id, by: "first", at: 7)
        try docket.setPassword(
            PasswordHash(of: "x", cost: Self.cost), user: first.id, isInitial: false, by: "first", at: 8)
        let lines = try docket.auditPage(limit: 3)
        #expect(lines.map(\.action) == [.passwordChanged, .userChanged, .userChanged])
        #expect(lines[2].detail == "rosa, city-office of a b, SBN 123456")
        #expect(lines[1].detail == "disabled" && lines[1].subject == rosa.id && lines[1].actor == "first")
        #expect(try docket.auditPage(action: .userMade, limit: 9).map(\.subject) == [rosa.id, first.id])
        #expect(try docket.verifyAudit() == AuditReport(entries: 5, broken: nil))
    }

    @Test("Names and roles are what they may be")
    func names() {
        for text in ["ab", "rosa.l-1_x@county", "Rosa"] { #expect(UserName(text) != nil) }
        for text in ["", "a", "1a", "-a", "a b", "é", "aé", "a\n", "a/b", String(repeating: "a", count: 65)] {
            #expect(UserName(text) == nil)
        }
        #expect(UserName("ROSA") == UserName("rosa"))
        #expect(User.Details(fullName: "", role: .clerk, jurisdictions: ["x"]).jurisdictions == [])
    }
}

extension Docket {
    fileprivate func make(_ name: String, _ role: Role, password: String = "x") throws -> User {
        try makeUser(
            required(UserName(name)), User.Details(fullName: name, role: role),
            password: try PasswordHash(of: password, cost: PasswordHash.Cost(exponent: 2, blockSize: 1, lanes: 1)),
            isInitial: false, by: "test", at: 1)
    }
}
