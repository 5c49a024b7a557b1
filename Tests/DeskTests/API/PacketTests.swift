import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

@Suite("From an upload to single documents", .serialized, .timeLimit(.minutes(20)))
struct PacketTests {
    /// A program of the system, and what it prints.
    private func run(_ program: String, _ arguments: String..., input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (output, given) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardInput = given
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input))
        try given.fileHandleForWriting.close()
        let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) \(arguments)")
        return bytes
    }

    private func order(_ client: OfficeClient, layout: String = "zip") async throws -> JSON {
        let upload = try await client.upload(try SampleList.csv(12), as: "deputy")
        let asked = try await client.post(
            "/api/v1/batches", as: "deputy",
            json:
                #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","mode":"filing","print":"none","layout":"\#(layout)"}"#)
        let job = try await client.finished(asked, as: "deputy")
        try #require(job["state"].text == "done", "\(job)")
        return job
    }

    @Test(
        "A document is, byte for byte, what unzip takes out of its volume: whole, in parts, packed, and by its tag",
        arguments: ["zip", "tree"])
    func documents(layout: String) async throws {
        let office = try TestOffice()
        try await office.test { client in
            let job = try await order(client, layout: layout)
            let batch = job["result"]["folder"].text
            let base = "/api/v1/batches/\(batch)/packets/district-attorney"
            let packet = try JSON(try await client.get(base, as: "clerk"))
            let volume = try #require(packet["volumes"].items.first { $0["kind"].text == "cases" })
            let path = "\(office.path)/\(batch)/district-attorney/\(volume["file"]["path"].text)"
            let cases = try JSON(try await client.get("\(base)/cases?limit=1000", as: "clerk"))
            #expect(cases["items"].items.count == packet["totals"]["cases"].number)
            for item in [cases["items"].items.first, cases["items"].items.last].compactMap(\.self) {
                let folder = String(format: "%06d-", item["number"].number) + item["caseNumber"].text
                for document in item["documents"].items {
                    let name = document["name"].text
                    let uri = "\(base)/cases/\(item["number"].number)/\(name)"
                    let expected =
                        layout == "zip"
                        ? try run("/usr/bin/unzip", "-p", path, "\(folder)/\(name)")
                        : [UInt8](
                            try Data(
                                contentsOf: URL(
                                    filePath: path.replacingOccurrences(of: "manifest.xml", with: "\(folder)/\(name)")))
                        )
                    try await check(expected, at: uri, tag: document["sha256"].text, client)
                }
            }
        }
    }

    private func check(_ expected: [UInt8], at uri: String, tag: String, _ client: OfficeClient) async throws {
        let whole = try await client.get(uri, as: "clerk")
        #expect([UInt8](buffer: whole.body) == expected)
        #expect(whole.headers[.eTag] == "\"\(tag)\"")
        #expect(whole.headers[.contentLength] == String(expected.count))
        let last = expected.count - 1
        for (range, part) in [
            ("0-0", 0..<1), ("10-99", 10..<100), ("\(last)-", last..<last + 1), ("-5", last - 4..<last + 1),
        ] {
            let answer = try await client.get(uri, as: "clerk", [.range: "bytes=\(range)"])
            #expect(answer.status == .partialContent)
            #expect([UInt8](buffer: answer.body) == Array(expected[part]))
            #expect(
                answer.headers[.contentRange] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(expected.count)")
        }
        let beyond = try await client.get(uri, as: "clerk", [.range: "bytes=\(expected.count)-"])
        #expect(beyond.status == .rangeNotSatisfiable)
        let stale = try await client.get(uri, as: "clerk", [.range: "bytes=0-0", .ifRange: "\"other\""])
        #expect(stale.status == .ok)
        let known = try await client.get(uri, as: "clerk", [.ifNoneMatch: "\"x\", \"\(tag)\""])
        #expect(known.status == .notModified)
        #expect(known.body.readableBytes == 0)
        let packed = try await client.get(uri, as: "clerk", [.acceptEncoding: "br, gzip;q=0.8"])
        if packed.headers[.contentEncoding] == "gzip" {
            #expect(packed.headers[.eTag] == "\"\(tag).gz\"")
            #expect(try run("/bin/gzip", "-dc", input: [UInt8](buffer: packed.body)) == expected)
        }
        let plain = try await client.get(uri, as: "clerk", [.acceptEncoding: "gzip;q=0"])
        #expect(plain.headers[.contentEncoding] == nil)
        let head = try await client.send(.head, uri, as: "clerk")
        #expect(head.headers[.contentLength] == String(expected.count))
    }

    @Test("A document that somebody changed on the disk is not given out")
    func damaged() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await order(client)["result"]["folder"].text
            let base = "/api/v1/batches/\(batch)/packets/district-attorney"
            let volume = "\(office.path)/\(batch)/district-attorney/cases-0001.zip"
            let file = try #require(FileHandle(forUpdatingAtPath: volume))
            // Into the middle of the first document's stream, behind its header.
            try file.seek(toOffset: 400)
            try file.write(contentsOf: Data(repeating: 0x55, count: 8))
            try file.close()
            let first = try JSON(try await client.get("\(base)/cases?limit=1", as: "clerk"))["items"].items[0]
            let name = first["documents"].items[0]["name"].text
            let answer = try await client.get("\(base)/cases/\(first["number"].number)/\(name)", as: "clerk")
            #expect(answer.status == .serviceUnavailable)
            #expect(try JSON(answer)["code"].text == "damaged")
            #expect(try JSON(answer)["exitCode"].number == 73)
        }
    }

    @Test(
        "Files of a packet stream from the disk with their digest, and every document that was shown is in the audit chain"
    )
    func files() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await order(client)["result"]["folder"].text
            let base = "/api/v1/batches/\(batch)/packets/district-attorney"
            let packet = try JSON(try await client.get(base, as: "clerk"))
            for file in packet["files"].items.prefix(6) {
                let path = file["path"].text
                let answer = try await client.get("\(base)/files/\(path)", as: "clerk")
                let onDisk = try Data(contentsOf: URL(filePath: "\(office.path)/\(batch)/district-attorney/\(path)"))
                #expect(Data(answer.body.readableBytesView) == onDisk)
                #expect(
                    answer.headers[.contentDisposition]?.contains(
                        "filename=\"\(path.split(separator: "/").last ?? "")\"") == true)
            }
            let index = try await client.get("/api/v1/batches/\(batch)/files/index.html", as: "clerk")
            #expect(index.status == .ok)
            #expect(index.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            let shown = try JSON(try await client.get("/api/v1/audit?action=data-shown", as: "admin"))["items"].items
            #expect(shown.contains { $0["actor"].text == "clerk" && $0["detail"].text.hasSuffix("index.html") })
            #expect(try JSON(try await client.get("/api/v1/audit/verification", as: "admin"))["whole"].isTrue)
        }
    }

    @Test("The same order with the same key is one job; with the key another order is refused; the batch is made once")
    func idempotency() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let upload = try await client.upload(try SampleList.csv(8), as: "para")
            func ask(_ asOf: String, _ key: String) async throws -> TestResponse {
                try await client.post(
                    "/api/v1/batches", as: "para", [.idempotencyKey: key],
                    json: #"{"uploads":["\#(upload)"],"asOf":"\#(asOf)","print":"none"}"#)
            }
            let first = try await ask("2020-02-13", "one")
            #expect(first.status == .accepted)
            let again = try await ask("2020-02-13", "one")
            #expect(again.status == .ok)
            #expect(try JSON(again)["id"].number == JSON(first)["id"].number)
            let other = try await ask("2020-02-14", "one")
            #expect(other.status == .conflict)
            #expect(try JSON(other)["code"].text == "idempotency-key")
            let done = try await client.finished(first, as: "para")
            let repeated = try await client.finished(try await ask("2020-02-13", "two"), as: "para")
            #expect(repeated["result"]["folder"].text == done["result"]["folder"].text)
            #expect(repeated["result"]["summary"]["repeated"].isTrue)
            #expect(try JSON(try await client.get("/api/v1/batches", as: "para"))["items"].items.count == 1)
        }
    }

    @Test("A batch tells its totals, its problems row by row, and verifies")
    func totals() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let list =
                Array(String(decoding: try SampleList.csv(10), as: UTF8.self).utf8) + Array("nonsense,row\r\n".utf8)
            let upload = try await client.upload(list, as: "para")
            let job = try await client.finished(
                try await client.post(
                    "/api/v1/batches", as: "para",
                    json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","print":"none"}"#),
                as: "para")
            #expect(job["result"]["exit"].number == 2)
            let batch = job["result"]["folder"].text
            let record = try JSON(try await client.get("/api/v1/batches/\(batch)", as: "para"))
            #expect(record["mode"].text == "draft")
            let rows = record["jurisdictions"].items.reduce(0) { $0 + $1["rows"].number }
            #expect(rows == record["rows"].number)
            let problems = try JSON(try await client.get("/api/v1/batches/\(batch)/problems?limit=1", as: "para"))
            #expect(problems["items"].items.count == 1)
            #expect(!problems["items"].items[0]["hint"].text.isEmpty)
            let verified = try await client.finished(
                try await client.post("/api/v1/batches/\(batch)/verifications", as: "para", json: "{}"), as: "para")
            #expect(verified["result"]["summary"]["sound"].isTrue, "\(verified)")
        }
    }

    @Test("A list that cannot be read fails its job with the command line's code, and nothing else")
    func unreadable() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let upload = try await client.upload(Array("%PDF-1.7 no list at all\n".utf8), as: "para")
            let job = try await client.finished(
                try await client.post(
                    "/api/v1/batches", as: "para", json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#), as: "para"
            )
            #expect(job["state"].text == "failed")
            #expect(job["failure"]["exit"].number == 3)
            #expect(!job["failure"]["detail"].text.contains(office.path))
        }
    }
}
