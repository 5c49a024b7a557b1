internal import Casework
internal import Digests
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Takes files in: announced first, then sent in one piece or many, whole only when their digest is the one announced.
final class UploadDesk: Sendable {
    struct Limits: Sendable {
        /// Bytes of one file.
        var fileSize: Int64 = 8 << 30
        /// What one user may have lying here.
        var quota = UploadQuota(files: 100, bytes: 32 << 30)
        /// Seconds that an unfinished upload is kept after its last byte, and a whole one after its last use.
        var unfinished: Int64 = 24 * 3_600
        var whole: Int64 = 30 * 24 * 3_600
    }

    let folder: UploadFolder
    let limits: Limits
    private let room: Workroom
    /// Uploads to which somebody is sending right now.
    private let busy = Mutex<Set<String>>([])

    init(_ room: Workroom, in place: OfficePlace, limits: Limits = Limits()) {
        self.room = room
        folder = UploadFolder(place)
        self.limits = limits
    }

    /// Takes note of a file that will be sent.
    ///
    /// - Throws: 413 for a file or a sender beyond the limits, 507 and 503 where the disk refuses.
    func announce(_ name: String, size: Int64, sha256: String, by owner: String) async throws -> Upload {
        guard size <= limits.fileSize else { throw Refusal.tooLarge }
        let upload = new(name, size: size, sha256: sha256, by: owner)
        let folder = folder
        // The file first: a file without a note is swept away, a note without a file would be a promise.
        try folder.make(upload)
        do {
            let quota = limits.quota
            guard try await room.writing({ try $0.begin(upload, within: quota) }) else {
                throw Refusal.uploadQuota
            }
            // Nothing will be sent for an empty file.
            return size == 0 ? try await finish(upload) : upload
        } catch {
            folder.remove(upload)
            throw error
        }
    }

    private func new(_ name: String, size: Int64, sha256: String, by owner: String) -> Upload {
        let now = room.now()
        return Upload(
            id: String(Secret().text.prefix(32)), owner: owner, name: name, size: size, sha256: sha256, madeAt: now,
            changedAt: now)
    }

    /// Takes the file of a form, whole, in one request; it lies on the disk before the docket knows of it. `check` gets the
    /// form's token, which stands before the file, and may throw.
    ///
    /// - Throws: what `announce` and `receive` throw; 411 without the length of the body, 422 where no file was chosen.
    func take(
        _ request: Request, by owner: String, check: (String?) throws -> Void
    ) async throws -> Upload {
        var form = try FileForm(request)
        guard form.length <= limits.fileSize else { throw Refusal.tooLarge }
        try check(try await form.text(of: "csrf"))
        let name = try UploadName.checked(try await form.fileName(of: "file"))
        let incoming = new(name, size: form.length, sha256: "", by: owner)
        try folder.make(incoming)
        var made = incoming
        do {
            let sink = try UploadSink(folder.path(incoming), size: form.length, offset: 0)
            while let bytes = try await form.nextBytes() { try await sink.write(bytes) }
            try await sink.flush()
            made = Upload(
                id: incoming.id, owner: owner, name: name, size: sink.offset,
                sha256: try await UploadSink.digest(of: folder.path(incoming)).hex, isWhole: true,
                madeAt: incoming.madeAt, changedAt: room.now())
            try folder.rename(incoming, to: made)
            let (upload, quota) = (made, limits.quota)
            guard try await room.writing({ try $0.begin(upload, within: quota) }) else { throw Refusal.uploadQuota }
            return upload
        } catch {
            folder.remove(incoming)
            folder.remove(made)
            throw error
        }
    }

    /// An upload of a user, and how many of its bytes have come.
    ///
    /// - Throws: 404 where there is none, or it is somebody else's.
    func upload(_ id: String, of owner: String) async throws -> (upload: Upload, offset: Int64) {
        guard id.utf8.count == 32, let upload = try await room.reading({ try $0.upload(id) }), upload.owner == owner,
            let offset = folder.offset(of: upload)
        else { throw Refusal.notFound }
        return (upload, offset)
    }

    /// A user's uploads, the newest first.
    func uploads(of owner: String) async throws -> [Upload] { try await room.reading { try $0.uploads(of: owner) } }

    /// Takes bytes from an offset on.
    ///
    /// - Returns: the upload, and the offset to go on from.
    /// - Throws: 409 for another offset, while somebody else sends to it, and once it is whole; 413 beyond its size; 422 if
    ///   its digest is another, after which it is gone; 507 and 503 where the disk refuses.
    func receive(_ body: RequestBody, of id: String, from offset: Int64, by owner: String) async throws -> (
        Upload, Int64
    ) {
        guard busy.withLock({ $0.insert(id).inserted }) else {
            throw Refusal(.conflict, "upload-busy", "Another request is sending to this upload.")
        }
        defer { _ = busy.withLock { $0.remove(id) } }
        let (upload, present) = try await upload(id, of: owner)
        if upload.isWhole { throw Refusal(.conflict, "upload-whole", "This upload is whole already.") }
        guard offset == present else { throw Refusal.wrongOffset(present) }
        let sink = try UploadSink(folder.path(upload), size: upload.size, offset: offset)
        for try await buffer in body { try await sink.write(buffer) }
        try await sink.flush()
        if sink.offset == upload.size { return (try await finish(upload), sink.offset) }
        let now = room.now()
        try await room.writing { try $0.touch(upload: id, at: now) }
        return (upload, sink.offset)
    }

    /// Compares the whole file with what was announced.
    private func finish(_ upload: Upload) async throws -> Upload {
        let digest = try await UploadSink.digest(of: folder.path(upload))
        guard upload.sha256.isEmpty || digest.hex == upload.sha256 else {
            _ = try await room.writing { try $0.forget(upload: upload.id) }
            folder.remove(upload)
            throw Refusal.invalid(
                "checksum-mismatch", "What came is not what was announced: SHA-256 differs. Send the file again.")
        }
        var whole = upload
        whole.sha256 = digest.hex
        whole.isWhole = true
        whole.changedAt = room.now()
        let done = whole
        if upload.sha256.isEmpty { try folder.rename(upload, to: done) }
        try await room.writing { try $0.complete(done) }
        return done
    }

    /// Deletes an upload.
    ///
    /// - Throws: 404; 409 while a job waits for it or reads it, or somebody sends to it.
    func delete(_ id: String, of owner: String) async throws {
        let (upload, _) = try await upload(id, of: owner)
        let inUse = Refusal(.conflict, "upload-busy", "A job reads this upload, or somebody sends to it.")
        guard busy.withLock({ $0.insert(id).inserted }) else { throw inUse }
        defer { _ = busy.withLock { $0.remove(id) } }
        guard try await room.writing({ try $0.forget(upload: id) }) else { throw inUse }
        folder.remove(upload)
    }

    /// Deletes what was abandoned.
    ///
    /// - Returns: how many uploads.
    func sweep() async throws -> Int {
        let now = room.now()
        let (unfinished, whole) = (now - limits.unfinished, now - limits.whole)
        let abandoned = try await room.reading {
            try $0.uploadsAbandoned(unfinishedSince: unfinished, wholeSince: whole)
        }
        var count = 0
        for upload in abandoned where busy.withLock({ !$0.contains(upload.id) }) {
            guard try await room.writing({ try $0.forget(upload: upload.id) }) else { continue }
            folder.remove(upload)
            count += 1
        }
        let known = try await room.reading { try $0.uploadNames() }
        folder.removeStrays(except: known, unchangedSince: unfinished)
        return count
    }
}

extension Refusal {
    static let uploadQuota = Refusal(
        .contentTooLarge, "quota",
        "You have as much lying here as is allowed. Delete uploads that you no longer need.")
}
