import Casework
import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Desk

@Suite("Versions of templates", .serialized, .timeLimit(.minutes(20)))
struct TemplateVersionTests {
    private static let path = "base/letter.html.mustache"

    private func user(_ name: String, _ office: TestOffice) async throws -> User {
        try #require(try await office.service.room.reading { try $0.users() }.first { $0.name == name })
    }

    /// Publishes the letter with a sentence more.
    private func publish(_ sentence: String, _ office: TestOffice) async throws {
        let desk = TemplateDesk(room: office.service.room)
        let (bench, admin) = (try await desk.bench(), try await user("admin", office))
        let file = try #require(bench.present(Self.path))
        let text = String(decoding: file.text, as: UTF8.self)
        let start = try #require(text.firstRange(of: "<p>"))
        try await desk.keep(
            text.replacingCharacters(in: start, with: "<p>\(sentence) "), at: Self.path, insteadOf: file.digest,
            by: admin)
        let check = try await desk.publish(try await desk.bench(), note: "", by: admin)
        #expect(check.errors == [])
    }

    private func letter(_ job: JSON, as user: String, _ client: OfficeClient) async throws -> String {
        let batch = job["result"]["folder"].text
        let answer = try await client.get("/api/v1/batches/\(batch)/packets/long-beach/letters/1/letter.html", as: user)
        try #require(answer.status == .ok, "\(job)")
        return String(buffer: answer.body)
    }

    @Test("A job keeps the version that it was asked with, whenever it is begun; the next one has the next")
    func jobs() async throws {
        let doors = AsyncStream.makeStream(of: Void.self)
        let place = NSTemporaryDirectory() + "versions-" + UUID().uuidString
        // The first job waits for the door, so that something is published between asking and beginning.
        let office = try TestOffice(at: place) { job, progress in
            if job.id == 1 { for await _ in doors.stream { break } }
            let office = OfficePlace(output: place, templates: TestOffice.templates, schemas: "Schemas")
            return try await JobWork(in: office, progress: progress).run(job, at: 7)
        }
        try await office.test { client in
            let upload = try await client.upload(try SampleList.csv(ofEach: 2), as: "para")
            func ask(_ day: String) async throws -> TestResponse {
                try await client.post(
                    "/api/v1/batches", as: "para",
                    json: #"{"uploads":["\#(upload)"],"asOf":"\#(day)","print":"none"}"#)
            }
            let first = try await ask("2020-02-13")
            try await publish("A later sentence.", office)
            let second = try await ask("2020-02-14")
            doors.continuation.yield()
            let before = try await letter(try await client.finished(first, as: "para"), as: "para", client)
            let after = try await letter(try await client.finished(second, as: "para"), as: "para", client)
            #expect(!before.contains("A later sentence.") && after.contains("A later sentence."))
        }
    }

    @Test("Two who edit the same file do not write over each other, and a mistake is not published")
    func edited() async throws {
        let office = try TestOffice()
        let desk = TemplateDesk(room: office.service.room)
        let (admin, bench) = (try await user("admin", office), try await desk.bench())
        let file = try #require(bench.present(Self.path))
        try await desk.keep("one\r\n", at: Self.path, insteadOf: file.digest, by: admin)
        await #expect(throws: Refusal.self) {
            try await desk.keep("two\n", at: Self.path, insteadOf: file.digest, by: admin)
        }
        let present = try #require(try await desk.bench().present(Self.path))
        #expect(present.text == Array("one\n".utf8))
        let check = try await desk.publish(try await desk.bench(), note: "", by: admin)
        #expect(!check.errors.isEmpty)
        #expect(try await desk.bench().version.number == 1)
        // Back to what is published is no draft any more.
        try await desk.keep(
            String(decoding: file.text, as: UTF8.self), at: Self.path, insteadOf: present.digest, by: admin)
        #expect(try await desk.bench().drafts.isEmpty)
    }

    @Test("Only files that there are, or that a jurisdiction may have of its own, can be written")
    func paths() async throws {
        let office = try TestOffice()
        let desk = TemplateDesk(room: office.service.room)
        let admin = try await user("admin", office)
        for path in [
            "", "/etc/passwd", "../x.mustache", "base/../../x.html.mustache", "desk/home.html.mustache",
            "base/new.html.mustache",
            "atlantis/letter.html.mustache", "long-beach/none.html.mustache", "long-beach/a/letter.html.mustache",
            "long-beach/../base/letter.html.mustache", "base/county.yaml\n",
        ] {
            await #expect(throws: Refusal.notFound, "\(path)") {
                try await desk.keep("x", at: path, insteadOf: "", by: admin)
            }
        }
        try await desk.keep("x", at: "long-beach/letter.html.mustache", insteadOf: "", by: admin)
        #expect(try await desk.bench().drafts.keys.sorted() == ["long-beach/letter.html.mustache"])
    }

    @Test("An earlier version comes back as the next one, and a restart goes on with the last")
    func restored() async throws {
        let office = try TestOffice()
        let desk = TemplateDesk(room: office.service.room)
        let old = try #require(try await desk.bench().present(Self.path))
        try await publish("A sentence.", office)
        #expect(try await desk.bench().present(Self.path) != old)
        try await desk.restore(1, by: try await user("admin", office))
        #expect(try await desk.bench().version.number == 3)
        #expect(try await desk.bench().present(Self.path) == old)
        await #expect(throws: Refusal.notFound) { try await desk.restore(9, by: try await user("admin", office)) }
        let again = try TestOffice(at: office.path)
        #expect(again.service.room.templates.hasSuffix("/.templates/3"))
        #expect(try await again.service.room.reading { try $0.verifyAudit().isWhole })
    }

    @Test("An installed folder that is another after an upgrade is told of, until it is taken in")
    func upgraded() async throws {
        let office = try TestOffice()
        let desk = TemplateDesk(room: office.service.room)
        #expect(try await desk.installedDifferences(try await desk.bench()) == [])
        // What the office has changed itself is no upgrade.
        try await publish("A sentence.", office)
        #expect(try await desk.installedDifferences(try await desk.bench()) == [])
        // As if the folder had been another one when the service began.
        let docket = try Docket(path: "\(office.path)/other.sqlite")
        let files = try PublishedTemplates.installedFiles(TestOffice.templates)
        #expect(try !docket.wasPublished(files))
        let old = files.dropLast() + [TemplateFile(path: "base/zz.html.mustache", text: [65])]
        _ = try docket.publishTemplates(Array(old), after: 0, note: "", by: "x", at: 1)
        #expect(try !docket.wasPublished(files))
        _ = try docket.publishTemplates(files, after: 1, note: "", by: "x", at: 1)
        #expect(try docket.wasPublished(files))
        try docket.close()
    }

    @Test("A difference has the lines that are other, with a few around them, and no others")
    func lines() {
        let old = (1...20).map { "line \($0)" }.joined(separator: "\n") + "\n"
        let new = old.replacing("line 10\n", with: "line ten\n").replacing("line 20\n", with: "")
        let difference = LineDifference(from: old, to: new)
        let changed = difference.lines.filter { $0.kind == .added || $0.kind == .removed }
        #expect(
            changed.map { "\($0.kind) \($0.number) \($0.text)" } == [
                "removed 10 line 10", "added 10 line ten", "removed 20 line 20",
            ])
        #expect(difference.lines.filter { $0.kind == .gap }.count == 2)
        #expect(difference.lines.count == 3 + 6 + 3 + 2)
        #expect(LineDifference(from: old, to: old).lines.isEmpty)
        #expect(LineDifference(from: "", to: "a\n").lines.map(\.text) == ["a"])
    }
}
