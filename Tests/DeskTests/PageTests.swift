import Docket
import FoundationEssentials
import HTTPTypes
import TemplateEngine
import Testing

@testable import Desk

@Suite("Pages")
struct PageTests {
    @Test("The navigation leads to pages that answer whoever sees the link")
    func navigation() async throws {
        let desk = try TestDesk()
        for place in PageFrame.places {
            let route = try #require(desk.routes.first { $0.method == .get && $0.path == place.href })
            switch route.access {
            case .roles(let roles): #expect(place.roles.isSubset(of: roles))
            case .everyUser: break
            case .everybody, .machine: Issue.record("\(place.href) is no page of a user")
            }
        }
        try await desk.user("rosa", .clerk)
        let page = try await desk.browser(of: "rosa").get("/account")
        #expect(page.has("<a href=\"/account\" aria-current=\"page\" >Account</a>"))
        #expect(page.has("<a href=\"/\" >Home</a>"))
        #expect(!page.has("href=\"/users\""))
    }

    private struct Damage {
        let file: String
        var text: String?
        let named: String
    }

    private static let damages: [Damage] = [
        Damage(
            file: "home.html.mustache", text: "{{<frame}}{{$content}}<p>{{nam}}</p>{{/content}}{{/frame}}",
            named: "name"),
        Damage(
            file: "home.html.mustache",
            text: "{{<frame}}{{$content}}<p onclick=\"{{name}}\"></p>{{/content}}{{/frame}}",
            named: "onclick"),
        Damage(file: "frame.html.mustache", text: "<html><body><p>{{title}}</body></html>", named: "<p>"),
        Damage(file: "desk.css", named: "desk.css"), Damage(file: "account.html.mustache", named: "account"),
    ]

    @Test("A template that does not fit its page does not start", arguments: damages.indices)
    func wrongTemplate(index: Int) throws {
        let damage = Self.damages[index]
        let folder = FileManager.default.temporaryDirectory.path + "/pages-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.copyItem(atPath: TestDesk.templates + "/desk", toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(throws: Never.self) { try PageLibrary(folder: folder) }
        try FileManager.default.removeItem(atPath: "\(folder)/\(damage.file)")
        if let text = damage.text { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(damage.file)")) }
        let error = #expect(throws: PageError.self) { try PageLibrary(folder: folder) }
        #expect(error?.description.contains(damage.named) == true)
    }

    @Test("A field that is not declared, or is of another kind, is an error and no blank")
    func wrongFields() {
        let schema = Schema("page", [.text("a"), .flag("b"), .list("c", Schema("row", [.text("d")]))])
        let wrong: [PageFields] = [
            ["x": .text("")], ["a": .flag(true)], ["b": .text("")], ["c": .text("")], ["c": .rows([["a": .text("")]])],
            ["a": .group([:])],
        ]
        for fields in wrong {
            var values = Values(schema)
            #expect(throws: PageError.self) { try values.fill(schema, fields) }
        }
    }

    @Test("A browser that has the style is told so; one that has another gets the new one")
    func assets() async throws {
        let desk = try TestDesk()
        let types = ["desk.css": "text/css", "desk.js": "text/javascript", "desk.svg": "image/svg+xml"]
        for (name, type) in types {
            let first = try await Browser(desk).get("/assets/\(name)")
            #expect(first.status == .ok && first.headers[.contentType]?.hasPrefix(type) == true)
            let tag = try #require(first.headers[.eTag])
            let answers: [String: Int] = [tag: 304, "\"x\", \(tag)": 304, "\"x\"": 200, "": 200]
            for (header, status) in answers {
                #expect(try await Browser(desk).get("/assets/\(name)", [.ifNoneMatch: header]).status.code == status)
            }
        }
    }

    @Test("The audit chain can be paged through, filtered and checked")
    func audit() async throws {
        let desk = try TestDesk()
        var reader = desk.context()
        reader.admit(try await desk.user("first", .administrator), by: .token(id: 1))
        for sequence in 1...120 {
            try desk.room.willShow("case-order", batch: 3, sequence: Int64(sequence), reader)
        }
        try await desk.room.settle()
        let browser = try await desk.browser(of: "first")
        let newest = try await browser.get("/audit")
        #expect(newest.has(">signed-in</th>") && newest.has("batch 3, case 120") && !newest.has("batch 3, case 71<"))
        #expect(!newest.has(">Newest</a>"))
        let older = try await browser.get("/audit?before=74")
        #expect(newest.has("href=\"/audit?before=74\""))
        #expect(older.has("batch 3, case 71<") && older.has("batch 3, case 22<") && older.has(">Newest</a>"))
        let last = try await browser.get("/audit?before=24")
        #expect(last.has("user-made") && !last.has("rel=\"next\""))
        let filtered = try await browser.get("/audit?action=user-made")
        #expect(filtered.has("<option value=\"user-made\" selected=\"selected\" >") && !filtered.has("case-order"))
        #expect(try await browser.get("/audit?action=screened").has("There are no such entries."))
        #expect(try await browser.get("/audit?action=%27--&before=x").status == .ok)
        #expect(try await browser.post("/audit/check", from: "/audit").has("The chain holds: 123 entries"))
    }

    @Test("Whoever reads the chain finds in it all that was shown before, however many read at once")
    func shown() async throws {
        let desk = try TestDesk()
        let user = try await desk.user("rosa", .clerk)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 1...200 {
                group.addTask {
                    var context = desk.context()
                    context.admit(user, by: .token(id: 1))
                    try desk.room.willShow("long-beach case-order", batch: 7, sequence: Int64(index), context)
                    let lines = try await desk.room.readingAudit { try $0.auditPage(limit: 300) }
                    #expect(
                        lines.contains { $0.action == .dataShown && $0.subject == Int64(index) && $0.actor == "rosa" })
                }
            }
            try await group.waitForAll()
        }
        #expect(try await desk.room.reading { try $0.verifyAudit() } == AuditReport(entries: 202, broken: nil))
        #expect(throws: Refusal.notSignedIn) { try desk.room.willShow("x", desk.context()) }
    }
}
