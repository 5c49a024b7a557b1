import Foundation
import Testing

/// The service may be killed anywhere, and begun again on the same folders.
@Suite(.timeLimit(.minutes(20)), .enabled(if: DeskServer.isThere, "no vacatur-desk beside the tests"))
struct DeskKillTests {
    /// Lists that are made into packets one after the other.
    private struct Work {
        let office: Office
        var caller: DeskCaller
        var jobs = 0

        init(_ office: Office, _ desk: DeskServer) async throws {
            self.office = office
            caller = try await DeskCaller(desk, as: "ada", DeskServer.chosen)
        }

        /// Orders the packets of another list.
        mutating func order() async throws {
            let rows =
                Row.felonies(jobs * 1_000..<jobs * 1_000 + 60) + Row.misdemeanors(jobs * 1_000..<jobs * 1_000 + 20)
            let upload = try await caller.upload(Data(Row.table(rows).utf8))
            let asked = try await caller.send(
                "POST", "/api/v1/batches", "application/json",
                Data(#"{"uploads":["\#(upload)"],"asOf":"\#(Office.asOf)","print":"none"}"#.utf8))
            try #require(asked.status == 202, "\(asked)")
            jobs += 1
        }

        /// Waits for all jobs.
        ///
        /// - Returns: their folders, and how often they were begun.
        func finish() async throws -> (folders: [String], attempts: Int) {
            var (folders, attempts) = ([String](), 0)
            for job in 1...jobs {
                _ = try await caller.watch(job: job, events: .max)
                let reply = try await caller.send("GET", "/api/v1/jobs/\(job)")
                #expect(reply.value("\"state\":\"") == "done", "\(reply.body)")
                folders.append(try #require(reply.value("\"folder\":\"")))
                attempts += try #require(reply.value("\"attempts\":").flatMap { Int($0) })
            }
            return (folders, attempts)
        }
    }

    private func administrator(_ office: Office) async throws {
        let program = try #require(DeskServer.program)
        let made = try await Program.run(
            "/bin/bash",
            [
                "-c", #"echo "$0" | "$@""#, DeskServer.chosen, program, "administrator", "ada", "--full-name",
                "Ada Min",
                "--password",
            ] + DeskServer.places, in: office.scratch)
        try #require(made.code == 0, "\(made.err)")
    }

    @Test("Killed twenty times in the middle of jobs, the service loses nothing, and packets have the same bytes")
    func kills() async throws {
        let office = try Office()
        try await administrator(office)
        var desk: DeskServer? = try await DeskServer(office)
        var work = try await Work(office, try #require(desk))
        try await work.order()
        var job = 1
        for kill in 1...20 {
            // Killed when the service has told so many events since it was begun, over as many jobs as that takes.
            var left = kill
            while true {
                left -= try await work.caller.watch(job: job, events: left)
                if left <= 0 { break }
                job += 1
                if job > work.jobs { try await work.order() }
            }
            desk = nil
            let again = try await DeskServer(office)
            work.caller = try DeskCaller(again, like: work.caller)
            desk = again
        }
        let (folders, attempts) = try await work.finish()
        #expect(attempts > work.jobs + 10)

        let calm = try Office()
        try await administrator(calm)
        let other = try await DeskServer(calm)
        var undisturbed = try await Work(calm, other)
        for _ in 1...work.jobs { try await undisturbed.order() }
        let expected = try await undisturbed.finish()
        #expect(folders == expected.folders && expected.attempts == work.jobs)
        for folder in folders {
            let differing = differences(
                try calm.scratch.tree("out/\(folder)"), try office.scratch.tree("out/\(folder)"))
            #expect(differing == [], "\(folder)")
        }
        #expect(office.scratch.batches(in: "out") == calm.scratch.batches(in: "out"))
        let audited = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(audited.code == 0, "\(audited.out)")
        withExtendedLifetime((desk, other)) {}
    }

    @Test("A second service on the same docket is refused, and one is let in when the first has gone")
    func two() async throws {
        let office = try Office()
        let first = try await DeskServer(office)
        let program = try #require(DeskServer.program)
        let second = try await Program.run(
            program, ["serve", "--insecure-loopback", "--port", "0"] + DeskServer.places, in: office.scratch)
        #expect(second.code == 75)
        #expect(second.err == "vacatur-desk: another service is at work on out/docket.sqlite; stop it first\n")
        withExtendedLifetime(first) {}
    }

    @Test("A service that cannot write says so and does not begin")
    func readOnly() async throws {
        let office = try Office()
        let program = try #require(DeskServer.program)
        let ran = try await Program.run(
            program,
            ["serve", "--insecure-loopback", "--port", "0", "--docket", "/proc/none/docket.sqlite", "--output", "out"],
            in: office.scratch)
        #expect(ran.code == 73)
        #expect(ran.err.contains("is the disk full or read-only?"))
    }
}
