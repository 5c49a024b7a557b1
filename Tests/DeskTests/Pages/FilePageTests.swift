import Docket
import FoundationEssentials
import HTTPTypes
import Testing

@testable import Desk

@Suite("Files, brought in by a form without a script")
struct FilePageTests {
    private static let kind = "multipart/form-data; boundary=xYz"

    private func form(token: String?, file: String?, bytes: String = "a,b\r\n1,2\r\n", isWhole: Bool = true) -> String {
        var text = ""
        if let token { text += "--xYz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n" }
        if let file {
            text += "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file)\"\r\n\r\n\(bytes)\r\n"
        }
        return text + (isWhole ? "--xYz--\r\n" : "")
    }

    private func send(_ body: String, by browser: Browser) async throws -> Answer {
        try await browser.send(
            .post, "/uploads",
            [.contentType: Self.kind, .contentLength: String(body.utf8.count)], body: body)
    }

    @Test("A file is taken, listed under its name, and deleted")
    func taken() async throws {
        let desk = try TestDesk()
        try await desk.user("pat", .paralegal)
        let browser = try await desk.browser(of: "pat")
        let token = try #require(try await browser.get("/uploads").formToken)
        let name = "O'<b>list</b>.csv"
        let sent = try await send(form(token: token, file: name), by: browser)
        #expect(sent.status == .seeOther)
        let path = try #require(sent.headers[.location])
        let page = try await browser.get(path)
        #expect(page.status == .ok && page.has("O'&lt;b&gt;list&lt;/b&gt;.csv") && !page.has("<b>list"))
        #expect(page.has("Make packets"))
        #expect(try await browser.get("/uploads").has("O'&lt;b&gt;list&lt;/b&gt;.csv"))
        let gone = try await browser.post("\(path)/delete", from: path)
        #expect(gone.status == .seeOther)
        #expect(try await browser.get(path).status == .notFound)
        #expect(try await browser.get("/uploads").has("You have no files here"))
    }

    @Test("Without the token of the page, cut off, or without a file, nothing is taken and nothing stays")
    func refused() async throws {
        let desk = try TestDesk()
        try await desk.user("pat", .paralegal)
        let browser = try await desk.browser(of: "pat")
        let token = try #require(try await browser.get("/uploads").formToken)
        let other = String(repeating: "0", count: token.utf8.count)
        let table: [(String, HTTPResponse.Status)] = [
            (form(token: nil, file: "a.csv"), .badRequest), (form(token: other, file: "a.csv"), .forbidden),
            (form(token: token, file: ""), .unprocessableContent), (form(token: token, file: nil), .badRequest),
            (form(token: token, file: "a.csv", isWhole: false), .badRequest), ("", .badRequest),
            ("rubbish", .badRequest),
            (form(token: token, file: String(repeating: "x", count: 300)), .unprocessableContent),
        ]
        for (body, status) in table {
            #expect(try await send(body, by: browser).status == status, "\(body.prefix(300))")
        }
        let noLength = try await browser.send(.post, "/uploads", [.contentType: Self.kind], body: "")
        #expect(noLength.status == .lengthRequired)
        let wrongKind = try await browser.post("/uploads", [("csrf", token)])
        #expect(wrongKind.status == .unsupportedMediaType)
        #expect(try await browser.get("/uploads").has("You have no files here"))
        let lying = try FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/.uploads")
        #expect(lying == [])
    }

    @Test("A form that makes no sense is said on its own page, with the reason")
    func orders() async throws {
        let desk = try TestDesk()
        try await desk.user("pat", .paralegal)
        let browser = try await desk.browser(of: "pat")
        let token = try #require(try await browser.get("/uploads").formToken)
        let path = try #require(
            try await send(form(token: token, file: "a.csv"), by: browser).headers[.location])
        let badDay = try await browser.post(
            "\(path)/packets", [("as-of", "2020-02-30"), ("mode", "draft")], from: path)
        #expect(badDay.status == .unprocessableContent && badDay.has("asOf is a day such as 2020-02-13."))
        let filing = try await browser.post(
            "\(path)/packets", [("as-of", "2020-02-13"), ("mode", "filing")], from: path)
        #expect(filing.status == .forbidden)
        let made = try await browser.post("\(path)/packets", [("as-of", "2020-02-13"), ("mode", "draft")], from: path)
        #expect(made.status == .seeOther && made.headers[.location] == "/jobs/1")
        let job = try await browser.get("/jobs/1")
        #expect(job.has("Make packets") && job.has("Waiting") && job.has("http-equiv=\"refresh\""))
        #expect(try await browser.post("\(path)/delete", from: path).status == .conflict)
        #expect(try await browser.post("/jobs/1/cancel", from: "/jobs/1").status == .seeOther)
        let over = try await browser.get("/jobs/1")
        #expect(over.has("Cancelled") && !over.has("http-equiv=\"refresh\""))
    }

    @Test("Somebody else's file and job are not there")
    func others() async throws {
        let desk = try TestDesk()
        try await desk.user("pat", .paralegal)
        try await desk.user("bea", .cityOffice, offices: ["long-beach"])
        let browser = try await desk.browser(of: "pat")
        let token = try #require(try await browser.get("/uploads").formToken)
        let path = try #require(
            try await send(form(token: token, file: "a.csv"), by: browser).headers[.location])
        _ = try await browser.post("\(path)/packets", [("as-of", "2020-02-13")], from: path)
        let other = try await desk.browser(of: "bea")
        #expect(try await other.get(path).status == .notFound)
        #expect(try await other.post("\(path)/delete", from: "/account").status == .notFound)
        #expect(try await other.get("/jobs/1").status == .notFound)
        #expect(try await other.post("/jobs/1/cancel", from: "/account").status == .notFound)
        #expect(!(try await other.get("/jobs").has("/jobs/1")))
    }
}
