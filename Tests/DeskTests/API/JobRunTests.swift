import Digests
import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Casework
@testable import Desk

/// Lets jobs go on when a test says so.
private final class Doors: Sendable {
    private let streams = Mutex<[Int64: (AsyncStream<Void>, AsyncStream<Void>.Continuation)]>([:])
    private let begun = Mutex<[Int64]>([])

    private func door(_ id: Int64) -> (AsyncStream<Void>, AsyncStream<Void>.Continuation) {
        streams.withLock { streams in
            let door = streams[id] ?? AsyncStream.makeStream(of: Void.self)
            streams[id] = door
            return door
        }
    }

    var order: [Int64] { begun.withLock { $0 } }

    func open(_ id: Int64) { door(id).1.finish() }

    func wait(_ id: Int64) async throws {
        begun.withLock { $0.append(id) }
        for await _ in door(id).0 {}
        try Task.checkCancellation()
    }
}

@Suite("Jobs of the service", .serialized, .timeLimit(.minutes(20)))
struct JobRunTests {
    private static let order = #"{"uploads":[],"screening":"none","mode":"draft"}"#

    private static func empty() throws -> JobResult { try JobResult(exit: 0, folder: "", summary: [String: Int]()) }

    @Test("A job that was abandoned in the middle is begun again at the next start and ends with the same folder")
    func resumed() async throws {
        let folder = NSTemporaryDirectory() + "desk-" + UUID().uuidString
        let list = try SampleList.csv(10)
        let id = try await abandon(in: folder, list)
        let office = try TestOffice(at: folder)
        try await office.test { client in
            _ = try await client.get("/api/v1/jobs/\(id)/events", as: "para")
            let job = try JSON(try await client.get("/api/v1/jobs/\(id)", as: "para"))
            #expect(job["state"].text == "done")
            #expect(job["attempts"].number == 2)
            let batch = job["result"]["folder"].text
            #expect(FileManager.default.fileExists(atPath: "\(folder)/\(batch)/manifest.xml"))
            let again = try await client.finished(
                try await client.post(
                    "/api/v1/batches", as: "para",
                    json:
                        #"{"uploads":["\#(try await client.upload(list, as: "para"))"],"asOf":"2020-02-13","print":"none"}"#
                ),
                as: "para")
            #expect(again["result"]["folder"].text == batch)
        }
    }

    /// Leaves a job running, as a kill does: the docket has it so, and nobody is at it.
    private func abandon(in folder: String, _ list: [UInt8]) async throws -> Int {
        // Its folder stays for the next service.
        let office = Unmanaged.passRetained(try TestOffice(at: folder))
        let desk = office.takeUnretainedValue().service.api
        let digest = list.withUnsafeBytes { SHA256().digest(of: $0) }.hex
        let upload = try await desk.uploads.announce("list.csv", size: Int64(list.count), sha256: digest, by: "para")
        _ = try await desk.uploads.receive(
            RequestBody(buffer: ByteBuffer(bytes: list)), of: upload.id, from: 0, by: "para")
        let order = JobOrder.generate(
            JobOrder.Generation(
                files: [UploadFolder.path(of: upload)], aliases: nil, screening: nil, asOf: "2020-02-13", reviewer: nil,
                jurisdiction: nil, layout: "zip", printing: "none"))
        let (job, _) = try await desk.runner.submit(
            JobRequest(kind: order.kind.rawValue, order: try order.json, owner: "para", uploads: [upload.id]))
        _ = try await desk.room.writing { try $0.beginNextJob(at: 5) }
        return Int(job.id)
    }

    @Test("One job runs at a time, users take turns, and a cancelled job makes room")
    func turns() async throws {
        let doors = Doors()
        let office = try TestOffice { job, _ in
            try await doors.wait(job.id)
            return try Self.empty()
        }
        try await office.test { client in
            func ask(_ user: String) async throws -> Int {
                let answer = try await client.post(
                    "/api/v1/batches", as: user, json: #"{"screening":"abc","mode":"draft"}"#)
                try #require(answer.status == .accepted, "\(String(buffer: answer.body))")
                return try JSON(answer)["id"].number
            }
            let jobs = [try await ask("para"), try await ask("para"), try await ask("para2"), try await ask("admin")]
            let cancelled = try await client.send(.delete, "/api/v1/jobs/\(jobs[3])", as: "admin")
            #expect(try JSON(cancelled)["state"].text == "cancelled")
            for id in [1, 3, 2] {
                doors.open(Int64(id))
                _ = try await client.get("/api/v1/jobs/\(id)/events", as: "admin")
            }
            #expect(doors.order == [1, 3, 2])
        }
    }

    @Test("A running job is broken off when its asker does not want it any more")
    func cancelled() async throws {
        let begun = AsyncStream.makeStream(of: Void.self)
        let office = try TestOffice { job, _ in
            begun.continuation.yield()
            // Until it is cancelled.
            for await _ in AsyncStream<Void>.makeStream().stream {}
            try Task.checkCancellation()
            return try Self.empty()
        }
        try await office.test { client in
            let asked = try await client.post("/api/v1/batches", as: "para", json: #"{"screening":"abc"}"#)
            for await _ in begun.stream { break }
            let id = try JSON(asked)["id"].number
            let other = try await client.send(.delete, "/api/v1/jobs/\(id)", as: "para2")
            #expect(other.status == .forbidden)
            let answer = try await client.send(.delete, "/api/v1/jobs/\(id)", as: "para")
            #expect(answer.status == .accepted)
            #expect(try await client.finished(asked, as: "para")["state"].text == "cancelled")
        }
    }

    @Test("A failure is told with the command line's code; one of the program itself without a word of it")
    func failures() async throws {
        struct Fault: Error { let secret = "a name" }
        let office = try TestOffice { job, _ in
            if job.id == 1 { throw CaseworkError(.busy, "another run works on the same batch") }
            throw Fault()
        }
        try await office.test { client in
            var answers: [JSON] = []
            for _ in 0..<2 {
                let asked = try await client.post("/api/v1/batches", as: "para", json: #"{"screening":"abc"}"#)
                answers.append(try await client.finished(asked, as: "para")["failure"])
            }
            #expect(answers[0]["code"].text == "busy")
            #expect(answers[0]["exit"].number == 75)
            #expect(answers[1]["code"].text == "internal-failure")
            #expect(!answers[1].description.contains("a name"))
        }
    }

    @Test(
        "Orders that make no sense are refused with a reason before they become jobs",
        arguments: [
            (#"{"asOf":"2020-02-13"}"#, "para", "422 no-source"),
            (#"{"uploads":["0123456789abcdef0123456789abcdef"],"asOf":"2020-02-13"}"#, "para", "422 unknown-upload"),
            (#"{"uploads":["../../../etc/passwd"],"asOf":"2020-02-13"}"#, "para", "422 unknown-upload"),
            (#"{"screening":"../x"}"#, "para", "422 bad-name"),
            (#"{"screening":"abc","aliases":"x"}"#, "para", "422 unknown-upload"),
            (#"{"screening":"abc","asOf":"2020-02-30"}"#, "para", "422 bad-date"),
            (#"{"screening":"abc","layout":"rar"}"#, "para", "422 bad-choice"),
            (#"{"screening":"abc","print":"all"}"#, "para", "422 bad-choice"),
            (#"{"screening":"abc","jurisdiction":"../x"}"#, "para", "422 bad-name"),
            (#"{"screening":"abc","mode":"court"}"#, "para", "422 bad-mode"),
            (#"{"screening":"abc","mode":"filing"}"#, "para", "403 wrong-role"),
            (#"{"screening":"abc","mode":"filing"}"#, "admin", "403 wrong-role"),
            (#"{"screening":"abc"}"#, "beach", "403 wrong-role"),
            (#"{"screening":"abc"}"#, "clerk", "403 wrong-role"),
            (#"[]"#, "para", "422 wrong-type"),
        ])
    func refused(json: String, user: String, expected: String) async throws {
        let office = try TestOffice()
        try await office.test { client in
            let answer = try await client.post("/api/v1/batches", as: user, json: json)
            let code = try JSON(answer)["code"].text
            #expect("\(answer.status.code) \(code)" == expected)
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }
}
