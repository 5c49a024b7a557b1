import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

@Suite("Messages for courts", .serialized, .timeLimit(.minutes(20)))
struct MessageTests {
    /// An office whose Long Beach and Torrance e-file.
    private func office() throws -> (office: TestOffice, templates: String) {
        let templates = NSTemporaryDirectory() + "templates-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: TestOffice.templates, toPath: templates)
        for jurisdiction in ["long-beach", "torrance"] {
            let pack = "\(templates)/\(jurisdiction)/jurisdiction.yaml"
            let text = try String(contentsOfFile: pack, encoding: .utf8)
            try (text + "\ndelivery: efile\n").write(toFile: pack, atomically: true, encoding: .utf8)
        }
        return (try TestOffice(templates: templates), templates)
    }

    private func filed(_ client: OfficeClient) async throws -> String {
        let upload = try await client.upload(try SampleList.csv(ofEach: 3), as: "deputy")
        let asked = try await client.post(
            "/api/v1/batches", as: "deputy",
            json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","mode":"filing","print":"none"}"#)
        return try await client.finished(asked, as: "deputy")["result"]["folder"].text
    }

    @Test(
        "What was made for a court can be listed, read and saved by its own office, the county and the clerk, as it lies in the folder"
    )
    func files() async throws {
        let (office, templates) = try office()
        defer { try? FileManager.default.removeItem(atPath: templates) }
        try await office.test { client in
            let batch = try await filed(client)
            let base = "/api/v1/batches/\(batch)/messages"
            #expect(try JSON(try await client.get(base, as: "para"))["items"].items.isEmpty)
            #expect(try await client.get("\(base)/1/long-beach", as: "para").status == .notFound)
            let made = try await client.finished(try await client.post(base, as: "para", json: "{}"), as: "para")
            try #require(made["state"].text == "done", "\(made)")
            let listed = try JSON(try await client.get(base, as: "beach"))["items"].items
            #expect(listed.map { $0["jurisdiction"].text } == ["long-beach"])
            #expect(listed.first?["totals"]["sent"].number == 3 && listed.first?["round"].number == 1)
            let one = try JSON(try await client.get("\(base)/1/long-beach", as: "beach"))
            let files = one["files"].items.map { $0["path"].text }
            #expect(one["ecf"].text == "ecf-5.0" && one["totals"]["held"].number == 0)
            #expect(files.contains("messages-0001.zip") && files.contains("manifest.xml"), "\(files)")
            let verified = try await client.finished(
                try await client.post("/api/v1/batches/\(batch)/verifications", as: "para", json: "{}"), as: "para")
            #expect(verified["result"]["summary"]["sound"].isTrue, "\(verified)")
            for path in files {
                let answer = try await client.get("\(base)/1/long-beach/files/\(path)", as: "clerk")
                let onDisk = try Data(
                    contentsOf: URL(filePath: "\(office.path)/\(batch)-efiling/long-beach/\(path)"))
                #expect(answer.status == .ok && Data(answer.body.readableBytesView) == onDisk, "\(path)")
            }
            let shown = try JSON(try await client.get("/api/v1/audit?action=data-shown", as: "admin"))["items"].items
            #expect(
                shown.contains { $0["actor"].text == "clerk" && $0["detail"].text == "long-beach/messages-0001.zip" })
        }
    }

    @Test(
        "The page of the batch leads to what was made for its courts, and that page to every file; nobody sees another office's"
    )
    func pages() async throws {
        let (office, templates) = try office()
        defer { try? FileManager.default.removeItem(atPath: templates) }
        try await office.test { client in
            let batch = try await filed(client)
            func page(_ path: String, as user: String) async throws -> (status: Int, text: String) {
                let answer = try await client.get(path, as: user)
                return (answer.status.code, String(buffer: answer.body))
            }
            #expect(try await !page("/batches/\(batch)", as: "para").text.contains("e-filing</h2>"))
            let asked = try await client.post("/api/v1/batches/\(batch)/messages", as: "para", json: "{}")
            _ = try await client.finished(asked, as: "para")
            let place = "/batches/\(batch)/messages/1/long-beach"
            #expect(try await page("/batches/\(batch)", as: "beach").text.contains("href=\"\(place)\""))
            let own = try await page(place, as: "beach")
            #expect(own.status == 200 && own.text.contains("href=\"/api/v1\(place)/files/messages-0001.zip?download\""))
            for path in [place, "/api/v1\(place)", "/api/v1\(place)/files/manifest.xml"] {
                #expect(try await page(path, as: "torrance").status == 403, "\(path)")
                for wrong in ["/messages/0/", "/messages/2/", "/messages/x/", "/messages/-1/"] {
                    let other = path.replacing("/messages/1/", with: wrong)
                    #expect(try await page(other, as: "beach").status == 404, "\(other)")
                }
            }
            for path in ["../../manifest.xml", "%2e%2e/manifest.xml", "none.zip", ""] {
                #expect(try await page("/api/v1\(place)/files/\(path)", as: "para").status == 404, "\(path)")
            }
        }
    }

    @Test("A folder that was changed gives nothing out")
    func changed() async throws {
        let (office, templates) = try office()
        defer { try? FileManager.default.removeItem(atPath: templates) }
        try await office.test { client in
            let batch = try await filed(client)
            let base = "/api/v1/batches/\(batch)/messages"
            _ = try await client.finished(try await client.post(base, as: "para", json: "{}"), as: "para")
            let manifest = "\(office.path)/\(batch)-efiling/long-beach/manifest.xml"
            let text = try String(contentsOfFile: manifest, encoding: .utf8)
            try text.replacing("round=\"1\"", with: "round=\"3\"").write(
                toFile: manifest, atomically: true, encoding: .utf8)
            try #require(try String(contentsOfFile: manifest, encoding: .utf8) != text)
            let answer = try await client.get("\(base)/1/long-beach/files/messages-0001.zip", as: "para")
            #expect(answer.status.code >= 500 && String(buffer: answer.body).contains("damaged"))
            let asked = try await client.post("/api/v1/batches/\(batch)/verifications", as: "para", json: "{}")
            let findings = try await client.finished(asked, as: "para")["result"]["summary"]["findings"].items
            #expect(findings.contains { $0["path"].text == "\(batch)-efiling/long-beach/manifest.xml" }, "\(findings)")
        }
    }
}
