import Docket
import Testing

private func request(_ kind: String, by owner: String, key: String = "", order: String = "{}") -> JobRequest {
    JobRequest(kind: kind, order: order, owner: owner, key: key)
}

extension Docket {
    /// Takes a job in that has to be accepted.
    fileprivate func accept(_ request: JobRequest, at time: Int64 = 1) throws -> Job {
        guard case .accepted(let job) = try submit(request, atMost: 10, at: time) else {
            throw DocketError(.internalFailure, "not accepted")
        }
        return job
    }
}

@Suite("Jobs on the docket")
struct JobTests {
    private let folder = Folder()

    @Test("Askers take turns, whoever asked first; of one asker's jobs the oldest comes first")
    func fairness() throws {
        let docket = try Docket(path: folder.docket)
        for number in 1...3 { _ = try docket.accept(request("screen", by: "ana", order: "{\"n\":\(number)}")) }
        _ = try docket.accept(request("screen", by: "bo"))
        _ = try docket.accept(request("verify", by: "cy"))
        var order: [String] = []
        for time in Int64(10)..<20 {
            guard let job = try docket.beginNextJob(at: time) else { break }
            order.append("\(job.asked.owner) \(job.id)")
            #expect(job.state == .running)
            #expect(job.begunAt == time)
            _ = try docket.end(job, as: .done, result: "{}", at: time)
        }
        #expect(order == ["ana 1", "bo 4", "cy 5", "ana 2", "ana 3"])
    }

    @Test("The same key and request are one job, another request under the key is refused, and keys are an asker's own")
    func idempotency() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.accept(request("screen", by: "ana", key: "k", order: "{\"a\":1}"))
        #expect(
            try docket.submit(request("screen", by: "ana", key: "k", order: "{\"a\":1}"), atMost: 10, at: 2)
                == .known(first))
        #expect(
            try docket.submit(request("screen", by: "ana", key: "k", order: "{\"a\":2}"), atMost: 10, at: 2)
                == .conflict)
        #expect(
            try docket.submit(request("verify", by: "ana", key: "k", order: "{\"a\":1}"), atMost: 10, at: 2)
                == .conflict)
        #expect(try docket.accept(request("screen", by: "bo", key: "k")).id == 2)
        #expect(try docket.accept(request("screen", by: "ana", order: "{\"a\":1}")).id == 3)
    }

    @Test("A job that was running when the service died waits again; one that nobody wants any more is cancelled")
    func resumed() throws {
        do {
            let docket = try Docket(path: folder.docket)
            _ = try docket.accept(request("screen", by: "ana"))
            _ = try docket.accept(request("verify", by: "bo"))
            _ = try docket.beginNextJob(at: 10)
            _ = try docket.beginNextJob(at: 11)
            let unwanted = try #require(try docket.cancel(job: 2, at: 12))
            #expect(unwanted.state == .running)
            #expect(unwanted.isUnwanted)
        }
        let docket = try Docket(path: folder.docket)
        #expect(try docket.resumeJobs() == 1)
        #expect(try docket.job(1)?.state == .waiting)
        #expect(try docket.job(2)?.state == .cancelled)
        let again = try #require(try docket.beginNextJob(at: 20))
        #expect(again.id == 1)
        #expect(again.attempts == 2)
        #expect(try docket.beginNextJob(at: 21) == nil)
    }

    @Test("What has ended stays as it ended, and a waiting job is taken out of the queue")
    func ending() throws {
        let docket = try Docket(path: folder.docket)
        _ = try docket.accept(request("screen", by: "ana"))
        _ = try docket.accept(request("verify", by: "ana"))
        let job = try #require(try docket.beginNextJob(at: 10))
        let failure = Job.Failure(code: "unusable-input", exit: 3, message: "list.csv: is empty")
        let failed = try docket.end(job, as: .failed, failure: failure, at: 11)
        #expect(failed.failure == failure)
        #expect(try docket.end(job, as: .done, result: "{}", at: 12) == failed)
        #expect(try docket.cancel(job: 1, at: 13) == failed)
        #expect(try docket.cancel(job: 2, at: 13)?.state == .cancelled)
        #expect(try docket.beginNextJob(at: 14) == nil)
        #expect(try docket.cancel(job: 3, at: 13) == nil)
    }

    @Test("Nobody may have more jobs waiting than the limit")
    func limit() throws {
        let docket = try Docket(path: folder.docket)
        _ = try docket.accept(request("screen", by: "ana"))
        #expect(try docket.submit(request("screen", by: "ana"), atMost: 1, at: 2) == .tooMany)
        #expect(try docket.accept(request("screen", by: "bo")).id == 2)
    }

    @Test("Jobs are listed newest first, page by page, everybody's or one asker's")
    func listing() throws {
        let docket = try Docket(path: folder.docket)
        for number in 0..<6 { _ = try docket.accept(request("screen", by: number % 2 == 0 ? "ana" : "bo")) }
        #expect(try docket.jobs(of: nil, before: nil, limit: 4).map(\.id) == [6, 5, 4, 3])
        #expect(try docket.jobs(of: nil, before: 3, limit: 4).map(\.id) == [2, 1])
        #expect(try docket.jobs(of: "ana", before: 5, limit: 4).map(\.id) == [3, 1])
    }
}

@Suite("Uploads on the docket")
struct UploadNoteTests {
    private let folder = Folder()

    private func upload(_ id: String, by owner: String = "ana", size: Int64 = 10, isWhole: Bool = false, at: Int64 = 1)
        -> Upload
    {
        Upload(
            id: id, owner: owner, name: "list.csv", size: size, sha256: String(repeating: "0", count: 64),
            isWhole: isWhole, madeAt: at, changedAt: at)
    }

    @Test("A sender has a quota of files and of bytes, and deleting makes room")
    func quota() throws {
        let docket = try Docket(path: folder.docket)
        let quota = UploadQuota(files: 2, bytes: 25)
        #expect(try docket.begin(upload("a"), within: quota))
        #expect(try !docket.begin(upload("b", size: 16), within: quota))
        #expect(try docket.begin(upload("c", size: 15), within: quota))
        #expect(try !docket.begin(upload("d", size: 0), within: quota))
        #expect(try docket.begin(upload("e", by: "bo", size: 25), within: quota))
        #expect(try docket.forget(upload: "c"))
        #expect(try docket.begin(upload("d", size: 0), within: quota))
    }

    @Test("A job reads only whole uploads, and keeps them until it has ended")
    func use() throws {
        let docket = try Docket(path: folder.docket)
        let quota = UploadQuota(files: 9, bytes: 99)
        #expect(try docket.begin(upload("open"), within: quota))
        #expect(try docket.begin(upload("whole", isWhole: true), within: quota))
        #expect(try docket.begin(upload("theirs", by: "bo", isWhole: true), within: quota))
        func submit(_ id: String) throws -> JobAdmission {
            try docket.submit(
                JobRequest(kind: "screen", order: "{}", owner: "ana", uploads: [id]), atMost: 9, at: 5)
        }
        for id in ["open", "none"] { #expect(try submit(id) == .unknownUpload(id)) }
        _ = try submit("whole")
        #expect(try !docket.forget(upload: "whole"))
        #expect(try docket.uploadsAbandoned(unfinishedSince: 9, wholeSince: 9).map(\.id) == ["open"] + ["theirs"])
        let job = try #require(try docket.beginNextJob(at: 6))
        #expect(try !docket.forget(upload: "whole"))
        _ = try docket.end(job, as: .done, result: "{}", at: 7)
        #expect(
            try docket.uploadsAbandoned(unfinishedSince: 9, wholeSince: 9).map(\.id) == ["open", "theirs", "whole"])
        #expect(try docket.uploadsAbandoned(unfinishedSince: 1, wholeSince: 9).map(\.id) == ["theirs", "whole"])
        #expect(try docket.forget(upload: "whole"))
    }
}
