internal import GRDB

extension Docket {
    /// Takes a job in, to be done when its turn comes. Whether the asker may use the uploads is for the caller to know. One asker may have so many waiting. `time` is in seconds since 1970, UTC.
    package func submit(_ request: JobRequest, atMost limit: Int, at time: Int64) throws(DocketError) -> JobAdmission {
        try Self.translating {
            try transaction { database in
                if !request.key.isEmpty, let known = try JobTable.job(key: request.key, of: request.owner, database) {
                    let isSame = known.asked.kind == request.kind && known.asked.order == request.order
                    return isSame ? .known(known) : .conflict
                }
                guard try JobTable.waiting(of: request.owner, database) < limit else { return .tooMany }
                for upload in request.uploads {
                    guard try UploadTable.upload(upload, database)?.isWhole == true else {
                        return .unknownUpload(upload)
                    }
                }
                let id = try JobTable.insert(request, at: time, database)
                for upload in request.uploads { try UploadTable.use(upload, by: id, database) }
                return .accepted(try JobTable.job(id, database))
            }
        }
    }

    package func job(_ id: Int64) throws(DocketError) -> Job? {
        try Self.translating { try pool.read { try JobTable.find(id, $0) } }
    }

    /// Jobs, the newest first: one asker's, or everybody's; those before an id, or the newest.
    package func jobs(of owner: String?, before id: Int64?, limit: Int) throws(DocketError) -> [Job] {
        try Self.translating { try pool.read { try JobTable.jobs(of: owner, before: id, limit: limit, $0) } }
    }

    /// The last job of a kind that came to a folder of this name.
    package func lastJob(resultingIn folder: String, kind: String) throws(DocketError) -> Job? {
        try Self.translating { try pool.read { try JobTable.last(resultingIn: folder, kind: kind, $0) } }
    }

    /// Lets the next job begin: of the askers who wait, the one whose last turn is longest ago; of that one's jobs, the
    /// oldest.
    ///
    /// - Returns: nil where none waits.
    package func beginNextJob(at time: Int64) throws(DocketError) -> Job? {
        try Self.translating {
            guard try pool.read({ try JobTable.next($0) }) != nil else { return nil }
            return try transaction { database in
                guard let id = try JobTable.next(database) else { return nil }
                try JobTable.begin(id, at: time, database)
                return try JobTable.job(id, database)
            }
        }
    }

    /// Lets jobs wait again that a run of the service left running: it was killed, or stopped in the middle.
    ///
    /// - Returns: how many.
    package func resumeJobs() throws(DocketError) -> Int {
        try Self.translating { try transaction { try JobTable.resume($0) } }
    }

    /// Records how a running job ended. What has ended stays as it is.
    package func end(
        _ job: Job, as state: Job.State, result: String = "", failure: Job.Failure? = nil, at time: Int64
    ) throws(DocketError) -> Job {
        try Self.translating {
            try transaction { database in
                try JobTable.end(job.id, as: state, result: result, failure: failure, at: time, database)
                return try JobTable.job(job.id, database)
            }
        }
    }

    /// Takes a waiting job out of the queue, or marks a running one as unwanted.
    ///
    /// - Returns: the job as it stands then; nil where there is none.
    package func cancel(job id: Int64, at time: Int64) throws(DocketError) -> Job? {
        try Self.translating {
            try transaction { database in
                guard try JobTable.find(id, database) != nil else { return nil }
                try JobTable.cancel(id, at: time, database)
                return try JobTable.job(id, database)
            }
        }
    }
}
