import Foundation
import Glibc
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

@Suite("Attempts: out of the folders, and into the network", .serialized, .timeLimit(.minutes(20)))
struct PathAttempts {
    @Test("No parameter of any path leads out of what is published")
    func traversal() async throws {
        let office = try TestOffice()
        try "TOPSECRET".write(toFile: "\(office.path)/secret.txt", atomically: true, encoding: .utf8)
        try await office.test { client in
            let batch = try await FilledOffice(client).batch
            let base = "/api/v1/batches/\(batch)/packets/long-beach"
            let names = [
                "..", ".", "%2e%2e", "..%2fsecret.txt", "%2e%2e%2fsecret.txt", "....//secret.txt", "..%5csecret.txt",
                "%00", "a%00b", "/etc/passwd", "%2fetc%2fpasswd", "secret.txt", "docket.sqlite", ".uploads",
                "\(String(repeating: "a", count: 5_000))", "-1", "0", "9223372036854775808", "1e3", "NaN",
                "'\"<script>",
            ]
            var uris: [String] = []
            for name in names {
                uris += [
                    "/api/v1/batches/\(name)", "/api/v1/batches/\(name)/packets",
                    "/api/v1/batches/\(name)/files/index.html",
                    "/api/v1/batches/\(name)/problems", "/api/v1/batches/\(batch)/files/\(name)",
                    "/api/v1/batches/\(batch)/packets/\(name)", "\(base)/files/\(name)", "\(base)/files/../../\(name)",
                    "\(base)/cases/\(name)", "\(base)/cases/1/\(name)", "\(base)/letters/\(name)/x",
                    "/api/v1/uploads/\(name)", "/api/v1/jobs/\(name)", "/api/v1/jobs/\(name)/events",
                    "/api/v1/screenings/\(name)", "/api/v1/screenings/\(name)/reports/\(name)",
                    "/api/v1/templates/\(name)/motion/preview", "/api/v1/templates/long-beach/\(name)/preview",
                ]
            }
            for uri in uris {
                let answer = try await client.get(uri, as: "deputy")
                #expect((400..<500).contains(answer.status.code), "\(answer.status.code) \(uri.prefix(120))")
                let text = String(buffer: answer.body)
                #expect(
                    !text.contains("TOPSECRET") && !text.contains("root:") && !text.contains("SQLite format"),
                    "\(uri.prefix(120))")
            }
        }
    }

    @Test("Nothing that a client sends becomes a header or part of one")
    func headers() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let name = #"a\r\nSet-Cookie: x=1\r\n\"evil\".csv"#
            let answer = try await client.post(
                "/api/v1/uploads", as: "para",
                json: #"{"name":"\#(name)","size":1,"sha256":"\#(String(repeating: "a", count: 64))"}"#)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test("Nothing that anybody sends makes the service ask anything of the network")
    func requestsOfOurs() async throws {
        let trap = try Trap()
        let office = try TestOffice()
        try await office.test { client in
            let url = "http://127.0.0.1:\(trap.port)/x"
            // What readers of XML were made to fetch: definitions, entities, schemas, style sheets, inclusions.
            let lists = [
                "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"\(url)\"><a/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"\(url)\">]><a>&e;</a>",
                "<!DOCTYPE a [<!ENTITY % e SYSTEM \"\(url)\"> %e;]><a/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
                "<?xml-stylesheet href=\"\(url)\"?><a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                    + "xsi:noNamespaceSchemaLocation=\"\(url)\"><xi:include "
                    + "xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"\(url)\"/></a>",
            ]
            for (list, order) in lists.flatMap({ list in ["batches", "screenings"].map { (list, $0) } }) {
                let upload = try await client.upload(Array(list.utf8), name: "list.xml", as: "para")
                let job = try await client.finished(
                    try await client.post(
                        "/api/v1/\(order)", as: "para", json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#),
                    as: "para")
                #expect(job["state"].text == "failed" && !"\(job)".contains("root:"), "\(list)")
            }
            for field in ["name", "url", "callback", "endpoint", "webhook", "location"] {
                let order = #"{"uploads":[],"screening":"\#(url)","\#(field)":"\#(url)","asOf":"2020-02-13"}"#
                for uri in ["/api/v1/batches", "/api/v1/screenings", "/api/v1/uploads"] {
                    #expect(try await client.post(uri, as: "para", json: order).status.code >= 400)
                }
            }
            for path in ["/api/v1/templates/long-beach/motion/preview", "/", "/sign-in"] {
                let headers: HTTPFields = [
                    .referer: url, .origin: url, .named("X-Forwarded-Host"): "127.0.0.1:\(trap.port)",
                    .named("X-Original-URL"): url, .named("Forwarded"): "host=127.0.0.1:\(trap.port)",
                ]
                _ = try await client.get("\(path)?url=\(url)&next=\(url)", as: "deputy", headers)
            }
        }
        #expect(!trap.wasTouched)
    }
}

/// A port of this machine on which nobody has any business.
private final class Trap: Sendable {
    private let listener: Int32
    let port: UInt16

    init() throws {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        let isBound = address.withSockAddr { bind(line, $0, socklen_t($1)) == 0 && listen(line, 8) == 0 }
        listener = line
        // Family, then the port as the network writes it.
        var (name, size) = ([UInt8](repeating: 0, count: 16), socklen_t(16))
        let isNamed = name.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(line, $0.baseAddress, &size) == 0 }
        }
        port = UInt16(name[2]) << 8 | UInt16(name[3])
        try #require(isBound && isNamed)
    }

    deinit { close(listener) }

    /// Whether anybody has connected.
    var wasTouched: Bool { accept(listener, nil, nil) >= 0 }
}
