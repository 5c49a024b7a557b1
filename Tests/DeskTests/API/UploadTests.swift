import Casework
import Digests
import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Desk

@Suite("Uploads")
struct UploadTests {
    private let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }

    @Test("A file sent in pieces is gone on with where it stopped, and is whole when its digest fits")
    func pieces() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let id = try await client.announce(bytes, as: "para")
            let first = try await client.piece(Array(bytes[..<100_000]), of: id, from: 0, as: "para")
            #expect(first.status == .noContent)
            #expect(first.headers[.uploadOffset] == "100000")
            let wrong = try await client.piece(Array(bytes[90_000...]), of: id, from: 90_000, as: "para")
            #expect(wrong.status == .conflict)
            #expect(wrong.headers[.uploadOffset] == "100000")
            #expect(try JSON(wrong)["code"].text == "wrong-offset")
            let head = try await client.send(.head, "/api/v1/uploads/\(id)", as: "para")
            #expect(head.headers[.uploadOffset] == "100000")
            #expect(head.headers[.uploadLength] == "300000")
            #expect(head.headers[.uploadComplete] == "?0")
            let rest = try await client.piece(Array(bytes[100_000...]), of: id, from: 100_000, as: "para")
            #expect(rest.headers[.uploadComplete] == "?1")
            let record = try JSON(try await client.get("/api/v1/uploads/\(id)", as: "para"))
            #expect(record["complete"].isTrue)
            let again = try await client.piece([1], of: id, from: 300_000, as: "para")
            #expect(try JSON(again)["code"].text == "upload-whole")
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: "\(office.path)/.uploads")
        let file = try #require(files.first { $0.hasSuffix(".csv") })
        #expect([UInt8](try Data(contentsOf: URL(filePath: "\(office.path)/.uploads/\(file)"))) == bytes)
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(office.path)/.uploads/\(file)")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("A file with another digest than announced is refused and gone")
    func checksum() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let id = try await client.announce(bytes, sha256: String(repeating: "0", count: 64), as: "para")
            let sent = try await client.piece(bytes, of: id, from: 0, as: "para")
            #expect(sent.status == .unprocessableContent)
            #expect(try JSON(sent)["code"].text == "checksum-mismatch")
            #expect(try await client.get("/api/v1/uploads/\(id)", as: "para").status == .notFound)
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(office.path)/.uploads") == [])
    }

    @Test("More bytes than announced are refused, and those announced can still come")
    func tooMany() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let id = try await client.announce(Array(bytes[..<50_000]), as: "para")
            #expect(try await client.piece(bytes, of: id, from: 0, as: "para").status == .contentTooLarge)
            let offset = Int(
                try await client.send(.head, "/api/v1/uploads/\(id)", as: "para").headers[.uploadOffset] ?? "")
            let rest = try #require(offset)
            #expect(rest < 50_000)
            let sent = try await client.piece(Array(bytes[rest..<50_000]), of: id, from: rest, as: "para")
            #expect(sent.headers[.uploadComplete] == "?1")
        }
    }

    @Test("The next buffer is taken from the sender when the last one is on the disk, however large the file is")
    func flat() async throws {
        let office = try TestOffice()
        let size = 100 << 20
        let piece = [UInt8](repeating: 7, count: 1 << 16)
        let hasher = SHA256()
        for _ in 0..<size / piece.count { hasher.update(piece) }
        let digest = hasher.finish().hex
        let desk = office.service.api.uploads
        let upload = try await desk.announce("big.csv", size: Int64(size), sha256: digest, by: "para")
        let file = desk.folder.path(upload)
        let ahead = Mutex(0)
        let given = Mutex(0)
        let body = RequestBody(
            asyncSequence: AsyncStream {
                let sent = given.withLock { $0 }
                let there = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
                ahead.withLock { $0 = max($0, sent - there) }
                guard sent < size else { return nil }
                given.withLock { $0 += piece.count }
                return ByteBuffer(bytes: piece)
            })
        let (whole, end) = try await desk.receive(body, of: upload.id, from: 0, by: "para")
        #expect(whole.isWhole)
        #expect(end == Int64(size))
        #expect(ahead.withLock { $0 } == 0)
    }

    @Test("A sender that goes away leaves what it sent, and another request goes on")
    func gone() async throws {
        struct Gone: Error {}
        let office = try TestOffice()
        let desk = office.service.api.uploads
        let digest = bytes.withUnsafeBytes { SHA256().digest(of: $0) }.hex
        let upload = try await desk.announce("list.csv", size: Int64(bytes.count), sha256: digest, by: "para")
        let (stream, sender) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
        sender.yield(ByteBuffer(bytes: bytes[..<200_000]))
        sender.finish(throwing: Gone())
        await #expect(throws: Gone.self) {
            _ = try await desk.receive(RequestBody(asyncSequence: stream), of: upload.id, from: 0, by: "para")
        }
        let (_, offset) = try await desk.upload(upload.id, of: "para")
        #expect(offset == 200_000)
        let (whole, _) = try await desk.receive(
            RequestBody(buffer: ByteBuffer(bytes: bytes[200_000...])), of: upload.id, from: offset, by: "para")
        #expect(whole.isWhole)
    }

    @Test("Limits of a file and of a sender hold, and an announcement that makes no sense is refused with a reason")
    func limits() async throws {
        var limits = UploadDesk.Limits()
        limits.fileSize = 1_000
        limits.quota = UploadQuota(files: 2, bytes: 1_500)
        let office = try TestOffice(limits: limits)
        try await office.test { client in
            let digest = String(repeating: "a", count: 64)
            func announce(_ json: String) async throws -> String {
                let answer = try await client.post("/api/v1/uploads", as: "para", json: json)
                return "\(answer.status.code) \(try JSON(answer)["code"].text)"
            }
            let table = [
                (#"{"name":"a.csv","size":1001,"sha256":"\#(digest)"}"#, "413 too-large"),
                (#"{"name":"","size":1,"sha256":"\#(digest)"}"#, "422 bad-name"),
                (#"{"name":"a\u0000","size":1,"sha256":"\#(digest)"}"#, "422 bad-name"),
                (#"{"name":"a","size":-1,"sha256":"\#(digest)"}"#, "422 bad-size"),
                (#"{"name":"a","size":1,"sha256":"zz"}"#, "422 bad-digest"),
                (#"{"name":"a","size":"1","sha256":"\#(digest)"}"#, "422 wrong-type"),
                (#"{"name":"a"}"#, "422 missing-field"),
                (#"{"name":"a","#, "400 bad-json"),
                (#"{"name":"a","size":0,"sha256":"\#(digest)"}"#, "422 checksum-mismatch"),
                (#"{"name":"a","size":900,"sha256":"\#(digest)"}"#, "201 "),
                (#"{"name":"a","size":700,"sha256":"\#(digest)"}"#, "413 quota"),
                (#"{"name":"a","size":600,"sha256":"\#(digest)"}"#, "201 "),
                (#"{"name":"a","size":0,"sha256":"\#(digest)"}"#, "413 quota"),
            ]
            for (json, expected) in table {
                let answer = try await announce(json)
                #expect(answer == expected, "\(json)")
            }
        }
    }

    @Test("Whatever a sender calls a file, nothing of it becomes a name on the disk")
    func names() async throws {
        let office = try TestOffice()
        try await office.test { client in
            for name in ["../../etc/passwd", "..", "/tmp/x", "a/b.xml", "=cmd|' /C calc'!A0", "ФАЙЛ.CSV", "x.php"] {
                _ = try await client.announce([], name: name, as: "para")
            }
        }
        let allowed = Set("0123456789abcdef/.csvxml")
        let files = try FileManager.default.subpathsOfDirectory(atPath: "\(office.path)/.uploads")
        #expect(files.filter { $0.contains("/") }.count == 7)
        #expect(files.allSatisfy { $0.allSatisfy(allowed.contains) })
    }

    @Test("Abandoned uploads go when their time has come, and not before")
    func abandoned() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let open = try await client.announce(bytes, as: "para")
            let whole = try await client.upload(Array(bytes[..<10]), as: "para")
            let desk = office.service.api.uploads
            #expect(try await desk.sweep() == 0)
            office.clock.advance(24 * 3_600 + 1)
            #expect(try await desk.sweep() == 1)
            #expect(try await client.get("/api/v1/uploads/\(open)", as: "para").status == .notFound)
            #expect(try await client.get("/api/v1/uploads/\(whole)", as: "para").status == .ok)
            office.clock.advance(30 * 24 * 3_600)
            #expect(try await desk.sweep() == 1)
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(office.path)/.uploads") == [])
    }

    @Test("A disk that is full, and one that cannot be written, are told apart and said in words")
    func disk() async throws {
        let full = try UploadSink("/dev/full", size: 10, offset: 0)
        let failure = await #expect(throws: Refusal.self) { try await full.write(ByteBuffer(string: "x")) }
        #expect(failure?.status.code == 507 && failure?.code == "disk-full")
        let place = OfficePlace(output: "/sys/none", templates: TestOffice.templates, schemas: "Schemas")
        let upload = Upload(
            id: "0123456789abcdef0123456789abcdef", owner: "para", name: "a.csv", size: 1, sha256: "", madeAt: 1,
            changedAt: 1)
        let refusal = #expect(throws: Refusal.self) { try UploadFolder(place).make(upload) }
        #expect(refusal?.status.code == 503 && refusal?.code == "storage-read-only")
    }
}
