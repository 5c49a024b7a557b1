import Foundation
import Testing

/// A court to send to: `Tests/MockCourt/court.py`, a program of its own that shares nothing with the one under test.
final class MockCourt: Sendable {
    /// A line of its log.
    struct Entry: Decodable {
        struct Filing: Decodable {
            let message, filing: String
            let `case`: String
        }

        let did: String?
        let stored: [Filing]?
        let messages: [String]?
        let asked: String?
        let known: Bool?
        let unauthorized: Bool?
        let trouble: String?
    }

    static let isThere = Program.has("python3") && Program.has("openssl") && Program.has("xmllint")
    /// The schemas as OASIS publishes them, beside the project; without them the court looks at nothing but files.
    static let schema = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/ecf5/entry-review-filing.xsd").standardized.path
    static let hasSchema = FileManager.default.fileExists(atPath: schema)

    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../MockCourt/court.py").standardized.path

    let scratch: Scratch
    private let companion: Companion
    /// `https://localhost:PORT/ecf5`.
    let address: String

    /// Starts a court in the folder `court` of a test, which behaves as the script says (`court.py`). When `checking`, it
    /// validates with the official schemas, where they are, which takes its time; with `clients` it lets in only who has a
    /// certificate.
    init(
        in scratch: Scratch, _ script: String = "{}", checking: Bool = false, tls: Bool = true, clients: Bool = false
    ) async throws {
        self.scratch = scratch
        let folder = try scratch.makeFolder("court")
        try scratch.write(script, to: "court/script.json")
        if tls, !scratch.exists("court/certificate.pem") { try await Self.makeCertificate(scratch) }
        if scratch.exists("court/port") { try scratch.remove("court/port") }
        companion = try Companion(
            ["/usr/bin/env", "python3", Self.program, folder]
                + (tls ? ["--certificate", "\(folder)/certificate.pem", "--key", "\(folder)/key.pem"] : [])
                + (clients ? ["--clients", "\(folder)/certificate.pem"] : [])
                + (checking && Self.hasSchema ? ["--schema", Self.schema] : []), in: scratch)
        while !scratch.exists("court/port"), companion.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        let port = try scratch.text("court/port")
        address = "\(tls ? "https" : "http")://localhost:\(port)/ecf5"
    }

    private static func makeCertificate(_ scratch: Scratch) async throws {
        let made = try await Program.tool(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", scratch.path("court/key.pem"), "-out", scratch.path("court/certificate.pem"),
            ], in: scratch)
        try #require(made.code == 0, "\(made.err)")
    }

    var certificate: String { scratch.path("court/certificate.pem") }

    func follow(_ script: String) throws { try scratch.write(script, to: "court/script.json") }

    func log() throws -> [Entry] {
        guard scratch.exists("court/log.jsonl") else { return [] }
        return try scratch.text("court/log.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
        }
    }

    /// The filings that it took, in the order in which they came; one that it took twice would be in it twice.
    func filings() throws -> [Entry.Filing] { try log().flatMap { $0.stored ?? [] } }

    /// The cases of requests that it does not answer, in their order.
    func hanging() throws -> [String] {
        guard scratch.exists("court/hanging.jsonl") else { return [] }
        return try scratch.text("court/hanging.jsonl").split(separator: "\n").map(String.init).sorted()
    }

    /// What it found wrong with requests.
    func troubles() throws -> [String] { try log().compactMap(\.trouble) }
}
