import Docket
import Foundation
import Synchronization
import Testing

@testable import Casework
@testable import Desk

@Suite("Jobs in processes of their own", .serialized, .timeLimit(.minutes(20)))
struct JobProcessTests {
    private let folder = NSTemporaryDirectory() + "process-" + UUID().uuidString

    /// The executable that was built beside the tests.
    private var program: String {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "vacatur-desk").path
    }

    /// A program that does what a line of the shell says, whatever it is called with.
    private func script(_ line: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/program-\(UUID().uuidString)"
        try "#!/bin/sh\n\(line)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func process(_ program: String, in output: String) -> JobProcess {
        JobProcess(
            program: program, place: OfficePlace(output: output, templates: TestOffice.templates, schemas: "Schemas"))
    }

    private func job(on docket: Docket, _ order: JobOrder) throws -> Job {
        let asked = JobRequest(kind: order.kind.rawValue, order: try order.json, owner: "para")
        guard case .accepted = try docket.submit(asked, atMost: 9, at: 5), let job = try docket.beginNextJob(at: 6)
        else {
            throw CancellationError()
        }
        return job
    }

    private func verification() throws -> Job {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try job(on: Docket(path: "\(folder)/docket.sqlite"), .verify(batch: "none"))
    }

    @Test("It comes to what the same job comes to in this process, and tells how far it is")
    func same() async throws {
        try #require(FileManager.default.isExecutableFile(atPath: program), "\(program) is not built")
        let list = try SampleList.csv(10)
        var results: [JobResult] = []
        let stages = Mutex<[String]>([])
        for number in 1...2 {
            let output = "\(folder)/\(number)"
            try FileManager.default.createDirectory(atPath: "\(output)/.uploads/a", withIntermediateDirectories: true)
            try Data(list).write(to: URL(filePath: "\(output)/.uploads/a/list.csv"))
            let docket = try Docket(path: "\(output)/docket.sqlite")
            let order = JobOrder.generate(
                JobOrder.Generation(
                    files: ["a/list.csv"], aliases: nil, screening: nil, asOf: "2020-02-13", reviewer: nil,
                    jurisdiction: nil, layout: "zip", printing: "none"))
            let job = try job(on: docket, order)
            let place = OfficePlace(output: output, templates: TestOffice.templates, schemas: "Schemas")
            let result =
                number == 1
                ? try await JobWork(in: place) { _ in }.run(job, at: 7)
                : try await process(program, in: output).run(job) { progress in
                    stages.withLock { $0.append(progress.stage.rawValue) }
                }
            results.append(result)
        }
        #expect(results[0] == results[1])
        #expect(stages.withLock { $0.contains("Reading rows") && $0.contains("Publishing packets") })
    }

    @Test("A process that falls, or cannot be begun, fails its job and nothing else")
    func fallen() async throws {
        let job = try verification()
        for (program, code) in [(try script("exit 1"), "internal-failure"), ("\(folder)/none", "no-process")] {
            do {
                _ = try await process(program, in: folder).run(job) { _ in }
                Issue.record("\(program) came to something")
            } catch let failure as WorkerFailure {
                #expect(failure.code == code)
            }
        }
    }

    @Test("What a process says beside its lines is passed over, and its own failure is told as it is")
    func lines() async throws {
        let job = try verification()
        let told = #"{"failure":{"code":"busy","exit":75,"message":"another run"}}"#
        let program = try script("echo nonsense; echo '{}'; echo '\(told)'")
        do {
            _ = try await process(program, in: folder).run(job) { _ in }
            Issue.record("it came to something")
        } catch let failure as WorkerFailure {
            #expect(failure.code == "busy" && failure.exit == 75)
        }
    }

    @Test("A process is killed when nobody wants its job any more")
    func killed() async throws {
        let job = try verification()
        // Tells that it has begun, and then never ends by itself.
        let begun = #"{"progress":{"stage":"Reading rows","done":0,"total":0}}"#
        let process = process(try script("echo '\(begun)'; exec cat"), in: folder)
        let (news, told) = AsyncStream.makeStream(of: Void.self)
        let task = Task { try await process.run(job) { _ in told.yield() } }
        for await _ in news { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
}
