internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes

/// Makes jobs of orders, for pages and for the API.
struct OrderDesk: Sendable {
    let room: Workroom
    let runner: JobRunner

    /// Whose order it may be that something is made of the whole county.
    static let office: RouteAccess = .roles(.paralegal, .deputy, .administrator)

    /// Makes a job of an order, which gets the paths of the uploads that it reads, in the order of their ids. Asked again with
    /// the same key, it is the same job.
    ///
    /// - Throws: 422 for an upload that is not there, not whole, or somebody else's; and what `JobRunner.submit` throws.
    func submit(
        _ uploads: [String], by owner: String, key: String = "", _ order: ([String]) throws -> JobOrder
    ) async throws -> (job: Job, isNew: Bool) {
        guard key.utf8.count <= 255 else {
            throw Refusal(.badRequest, "idempotency-key", "An Idempotency-Key has 255 bytes at most.")
        }
        let found = try await room.reading { docket in try uploads.map { try docket.upload($0) } }
        let paths = try found.map { upload throws(Refusal) in
            guard let upload, upload.owner == owner, upload.isWhole else {
                throw .invalid("unknown-upload", "An upload is not there, is not whole, or is somebody else's.")
            }
            return UploadFolder.path(of: upload)
        }
        let made = try order(paths)
        return try await runner.submit(
            JobRequest(kind: made.kind.rawValue, order: try made.json, owner: owner, key: key, uploads: uploads))
    }

    /// Orders for filing what a draft was made of, approved by a deputy: the same lists or screening, as of the same day.
    ///
    /// - Throws: 422 where the service has not made the draft itself, or the account has no State Bar number.
    func approve(_ batch: Batch, by user: User) async throws -> (job: Job, isNew: Bool) {
        let reviewer = try user.requiredReviewer
        let folder = batch.description.folder
        guard let draft = try await room.reading({ try $0.lastJob(resultingIn: folder, kind: "generate") }),
            case .generate(var order) = try JobOrder(kind: draft.asked.kind, json: draft.asked.order)
        else {
            throw Refusal.invalid(
                "unknown-source", "This draft was not made here; send its list, and file from that.")
        }
        order.reviewer = reviewer.name
        order.barNumber = reviewer.barNumber
        let uploads = (order.files + (order.aliases.map { [$0] } ?? [])).map { String($0.prefix { $0 != "/" }) }
        let made = JobOrder.generate(order)
        return try await runner.submit(
            JobRequest(kind: made.kind.rawValue, order: try made.json, owner: user.name, uploads: uploads))
    }
}
