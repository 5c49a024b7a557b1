import Digests
import Docket
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Testing

@testable import Desk

@Suite("Attempts: what is written into pages and headers")
struct TextAttempts {
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
}
