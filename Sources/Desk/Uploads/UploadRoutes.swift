internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/uploads`: files are announced, sent in pieces of any size, and gone on with after a break, in the manner of
/// tus 1.0 and of the IETF's draft on resumable uploads.
struct UploadRoutes: Sendable {
    let desk: UploadDesk

    static let senders: RouteAccess = .roles(.paralegal, .deputy, .cityOffice, .clerk, .administrator)

    func add(to routes: Routes) {
        let desk = desk
        routes.on(.post, "/api/v1/uploads", for: Self.senders) { request, context in
            let announced = try await JSONBody.read(Announcement.self, from: request)
            let upload = try await desk.announce(
                try UploadName.checked(announced.name), size: try announced.checkedSize,
                sha256: try announced.checkedDigest,
                by: try context.user.name)
            return try JSONReply.created(
                UploadRecord(upload, offset: 0), at: "/api/v1/uploads/\(upload.id)", [.uploadOffset: "0"])
        }
        routes.get("/api/v1/uploads", for: Self.senders) { _, context in
            let owner = try context.user.name
            return try JSONReply.of(Page(items: try await desk.records(of: owner), next: nil))
        }
        routes.get("/api/v1/uploads/{upload}", for: Self.senders) { _, context in
            let (upload, offset) = try await desk.upload(try context.parameter("upload"), of: try context.user.name)
            return try JSONReply.of(UploadRecord(upload, offset: offset), Self.place(upload, offset))
        }
        routes.on(.patch, "/api/v1/uploads/{upload}", for: Self.senders) { request, context in
            try await Self.patch(request, context, desk)
        }
        routes.on(.delete, "/api/v1/uploads/{upload}", for: Self.senders) { _, context in
            try await desk.delete(try context.parameter("upload"), of: try context.user.name)
            return Response(status: .noContent)
        }
    }

    private static func patch(_ request: Request, _ context: DeskContext, _ desk: UploadDesk) async throws -> Response {
        let kind = request.headers[.contentType] ?? ""
        guard ["application/offset+octet-stream", "application/partial-upload"].contains(kind) else {
            throw Refusal(
                .unsupportedMediaType, "media-type", "Send pieces of a file as application/offset+octet-stream.")
        }
        guard let offset = request.headers[.uploadOffset].flatMap(Int64.init), offset >= 0 else {
            throw Refusal(.badRequest, "bad-offset", "Say with Upload-Offset where the piece begins.")
        }
        let (upload, end) = try await desk.receive(
            request.body, of: try context.parameter("upload"), from: offset, by: try context.user.name)
        return Response(status: .noContent, headers: place(upload, end))
    }

    private static func place(_ upload: Upload, _ offset: Int64) -> HTTPFields {
        [
            .uploadOffset: String(offset), .uploadLength: String(upload.size),
            .uploadComplete: upload.isWhole ? "?1" : "?0", .cacheControl: "no-store",
        ]
    }
}

extension UploadDesk {
    /// A user's uploads, the newest first.
    func records(of owner: String) async throws -> [UploadRecord] {
        let folder = folder
        return try await uploads(of: owner).map { UploadRecord($0, offset: folder.offset(of: $0) ?? 0) }
    }
}

/// What a sender says of a file.
private struct Announcement: Decodable {
    let name: String
    let size: Int64
    /// Who cannot say it before, such as a page, is told it afterwards.
    let sha256: String?

    var checkedSize: Int64 {
        get throws(Refusal) {
            guard size >= 0 else { throw .invalid("bad-size", "The size of the file is 0 bytes or more.") }
            return size
        }
    }

    var checkedDigest: String {
        get throws(Refusal) {
            guard let digits = sha256?.lowercased() else { return "" }
            guard digits.utf8.count == 64, digits.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
                throw .invalid("bad-digest", "SHA-256 is written as 64 hexadecimal digits.")
            }
            return digits
        }
    }
}

/// What a sender calls a file.
enum UploadName {
    /// - Throws: 422 for a name that is empty, too long, or holds control characters.
    static func checked(_ name: String) throws(Refusal) -> String {
        guard (1...255).contains(name.utf8.count),
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw .invalid("bad-name", "The name of the file has 1 to 255 bytes and no control characters.")
        }
        return name
    }
}

/// An upload as the API shows it.
struct UploadRecord: Encodable, Sendable {
    let id, name: String
    let sha256: String?
    let size, offset: Int64
    let complete: Bool
    let createdAt: Int64
    let job: Int64?

    init(_ upload: Upload, offset: Int64) {
        id = upload.id
        name = upload.name
        sha256 = upload.sha256.isEmpty ? nil : upload.sha256
        size = upload.size
        self.offset = offset
        complete = upload.isWhole
        createdAt = upload.madeAt
        job = upload.job == 0 ? nil : upload.job
    }
}

extension HTTPField.Name {
    static let uploadOffset = named("Upload-Offset")
    static let uploadLength = named("Upload-Length")
    static let uploadComplete = named("Upload-Complete")
}
