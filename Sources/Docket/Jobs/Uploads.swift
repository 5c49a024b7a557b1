internal import GRDB

extension Docket {
    /// Takes note of an upload that begins.
    ///
    /// - Returns: whether it was taken; false where the sender would have more than the quota.
    package func begin(_ upload: Upload, within quota: UploadQuota) throws(DocketError) -> Bool {
        try Self.translating {
            try transaction { database in
                let (files, bytes) = try UploadTable.totals(of: upload.owner, database)
                guard files < quota.files, upload.size <= quota.bytes - bytes else { return false }
                try UploadTable.insert(upload, database)
                return true
            }
        }
    }

    package func upload(_ id: String) throws(DocketError) -> Upload? {
        try Self.translating { try pool.read { try UploadTable.upload(id, $0) } }
    }

    /// Uploads, the newest first.
    package func uploads(of owner: String) throws(DocketError) -> [Upload] {
        try Self.translating { try pool.read { try UploadTable.uploads(of: owner, $0) } }
    }

    /// The ids of all uploads.
    package func uploadNames() throws(DocketError) -> Set<String> {
        try Self.translating { try pool.read { try String.fetchSet($0, sql: "SELECT id FROM upload") } }
    }

    /// Takes note that bytes came.
    package func touch(upload id: String, at time: Int64) throws(DocketError) {
        try Self.translating { try transaction { try UploadTable.touch(id, at: time, $0) } }
    }

    /// Takes note that an upload is whole, with its digest and the time of its last byte.
    package func complete(_ upload: Upload) throws(DocketError) {
        try Self.translating { try transaction { try UploadTable.complete(upload, $0) } }
    }

    /// Forgets an upload, unless a job waits for it or reads it.
    ///
    /// - Returns: whether it was forgotten; its file may go then.
    package func forget(upload id: String) throws(DocketError) -> Bool {
        try Self.translating { try transaction { try UploadTable.forget(id, $0) } }
    }

    /// Uploads that may go: unfinished ones to which nothing has come since, whole ones that nobody has used since, and
    /// none that a job waits for or reads.
    package func uploadsAbandoned(
        unfinishedSince unfinished: Int64, wholeSince whole: Int64
    ) throws(DocketError) -> [Upload] {
        try Self.translating {
            try pool.read { try UploadTable.abandoned(unfinishedSince: unfinished, wholeSince: whole, $0) }
        }
    }
}
