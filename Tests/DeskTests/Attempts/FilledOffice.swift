import Digests
import Docket
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Samples
import Testing

@testable import Desk

/// A service with something of everybody in it: a filed batch of the county and of Long Beach, a screening, an upload and a
/// job of a paralegal.
struct FilledOffice {
    let client: OfficeClient
    let batch, screening, upload: String
    let job: Int
    /// A document of the first case of Long Beach.
    let document: String
    /// What only Long Beach and the county may see: numbers and digests of its cases.
    let secrets: [String]
    /// A conviction under review that is not Torrance's.
    let conviction: (key: String, place: String)

    init(_ client: OfficeClient) async throws {
        self.client = client
        let list = try await client.upload(try SampleList.csv(ofEach: 4), as: "deputy")
        let generated = try await Self.done(
            "/api/v1/batches", #"{"uploads":["\#(list)"],"asOf":"2020-02-13","mode":"filing","print":"none"}"#,
            as: "deputy", client)
        batch = generated["result"]["folder"].text
        upload = try await client.upload(try Self.history(300), as: "para")
        let screened = try await Self.done(
            "/api/v1/screenings", #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#, as: "para", client)
        job = screened["id"].number
        screening = try #require(
            try JSON(try await client.get("/api/v1/screenings", as: "para"))["items"].items.first)["id"].text
        let cases = try JSON(
            try await client.get("/api/v1/batches/\(batch)/packets/long-beach/cases", as: "deputy"))["items"].items
        let documents = try #require(cases.first)["documents"].items
        document = try #require(documents.first)["name"].text
        secrets = cases.map { $0["caseNumber"].text } + documents.map { $0["sha256"].text }
        let open = try JSON(
            try await client.get("/api/v1/screenings/\(screening)/convictions?limit=1000", as: "deputy"))["items"].items
        let other = try #require(open.first { !"\($0)".contains("torrance") })
        conviction = (
            other["key"].text, "\(other["place"]["person"].number).\(other["place"]["position"].number)"
        )
    }

    private static func done(
        _ uri: String, _ order: String, as user: String, _ client: OfficeClient
    ) async throws -> JSON {
        let job = try await client.finished(try await client.post(uri, as: user, json: order), as: user)
        try #require(job["state"].text == "done", "\(job)")
        return job
    }

    private static func history(_ rows: Int) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "history-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(filePath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try HistorySample(rows: rows, seed: 5).write(to: file.fileDescriptor)
        try file.close()
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// The path of a route that leads to what is there.
    func path(_ route: RouteEntry) -> String {
        let file = route.path.contains("reports") ? "summary.html" : "exceptions.csv"
        let values = [
            "{batch}": batch, "{screening}": screening, "{upload}": upload, "{job}": String(job),
            "{jurisdiction}": "long-beach", "{number}": "1", "{document}": document, "{place}": conviction.place,
            "{file}": file, "**": "cover.html", "{kind}": "motion",
        ]
        return route.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { values[String($0)] ?? ($0.hasPrefix("{") ? "1" : String($0)) }.joined(separator: "/")
    }

    /// A session of a user, as a browser shows it with a form of a page.
    func session(of name: String) async throws -> HTTPFields {
        let (room, secret) = (client.office.service.room, Secret())
        let now = client.office.clock.now
        try await room.writing { docket in
            let user = try #require(try UserName(name).flatMap { try docket.user(named: $0)?.user })
            try docket.beginSession(
                of: user.id, token: secret.digest, from: "192.0.2.7", rules: room.settings.sessionRules, at: now)
        }
        return [
            .cookie: "\(room.settings.sessionCookie.name)=\(secret.text)",
            .formToken: SignedIn(secret: secret).formToken,
        ]
    }
}
