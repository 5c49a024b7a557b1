import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Casework
@testable import Desk

@Suite("Events of jobs")
struct JobEventTests {
    private func office() throws -> TestOffice {
        try TestOffice { _, progress in
            for (stage, total) in [(Progress.Stage.reading, 3), (.numbering, 0), (.documents, 2)] {
                for done in 0...total { progress(Progress(stage: stage, done: done, total: total)) }
            }
            return try JobResult(exit: 0, folder: "", summary: [String: Int]())
        }
    }

    private struct Event {
        let id: Int64
        let kind: String
        let data: String
    }

    private func events(_ response: TestResponse) -> [Event] {
        String(buffer: response.body).components(separatedBy: "\n\n").compactMap { block in
            let lines = block.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
            let fields = Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], String($0[1].dropFirst())) }) { $1 }
            guard let id = fields["id"].flatMap(Int64.init) else { return nil }
            return Event(id: id, kind: fields["event"] ?? "", data: fields["data"] ?? "")
        }
    }

    @Test("Events come in order, each once; whoever comes back gets what came after; an ended job tells its end")
    func order() async throws {
        let office = try office()
        try await office.test { client in
            let asked = try await client.post("/api/v1/batches", as: "para", json: #"{"screening":"abc"}"#)
            let uri = "/api/v1/jobs/\(try JSON(asked)["id"].number)/events"
            let first = try await client.get(uri, as: "para")
            #expect(first.headers[.contentType] == "text/event-stream; charset=utf-8")
            let all = events(try await client.get(uri, as: "para", [.lastEventID: "0"]))
            #expect(all.map(\.id) == all.map(\.id).sorted())
            #expect(Set(all.map(\.id)).count == all.count)
            let stages = all.filter { $0.kind == "stage" }.map(\.data)
            #expect(stages.count == 3)
            #expect(stages[0].contains("Reading rows"))
            #expect(stages[2].contains("Writing documents"))
            #expect(all.contains { $0.kind == "progress" && $0.data.contains(#""done":3"#) })
            #expect(all.last?.data.contains(#""state":"done""#) == true)
            let middle = all[all.count / 2].id
            let rest = events(try await client.get(uri, as: "para", [.lastEventID: String(middle)]))
            #expect(rest.map(\.id) == all.map(\.id).filter { $0 > middle })
            let none = events(try await client.get(uri, as: "para", [.lastEventID: String(all.last?.id ?? 0)]))
            #expect(none.isEmpty)
        }
        // The next run of the service knows the end only, under the same id.
        let board = JobBoard()
        #expect(board.events(of: 1, after: 0) == nil)
    }

    @Test("A watcher that does not read holds nobody up, and finds the latest word when it comes back")
    func slow() throws {
        let board = JobBoard()
        let folder = try TestOffice()
        let docket = try Docket(path: "\(folder.path)/docket.sqlite")
        guard
            case .accepted(let waiting) = try docket.submit(
                JobRequest(kind: "verify", order: "{}", owner: "para"), atMost: 9, at: 1),
            let running = try docket.beginNextJob(at: 2)
        else { throw CancellationError() }
        board.tell(waiting)
        let calls = board.watch(waiting.id)
        board.tell(running)
        for done in 0...100_000 { board.tell(Progress(stage: .documents, done: done, total: 100_000), of: running.id) }
        let (events, isOver) = try #require(board.events(of: running.id, after: 0))
        #expect(events.count < 8)
        #expect(events.last?.data.contains(#""done":100000"#) == true)
        #expect(!isOver)
        board.close()
        withExtendedLifetime(calls) {}
    }
}
