internal import Cases
internal import Casework
internal import Docket
internal import Filings
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// `/api/v1/openapi.yaml`, the audit chain, and looks at templates.
struct OfficeRoutes: Sendable {
    let room: Workroom
    let place: OfficePlace
    /// The OpenAPI document.
    let description: [UInt8]

    func add(to routes: Routes) {
        let office = self
        routes.get("/api/v1/openapi.yaml", for: .everybody) { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/yaml; charset=utf-8", .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: office.description)))
        }
        routes.get("/api/v1/audit", for: .roles(.administrator)) { request, _ in
            let paging = try Paging(request)
            let before = try paging.number
            let action = try request.uri.queryParameters["action"].map { name throws(Refusal) in
                guard let action = AuditAction(rawValue: String(name)) else {
                    throw Refusal(.badRequest, "bad-action", "The audit chain knows no action of this name.")
                }
                return action
            }
            let lines = try await office.room.readingAudit {
                try $0.auditPage(before: before, action: action, limit: paging.limit + 1)
            }
            return try JSONReply.of(paging.page(lines, next: { String($0.number) }, AuditRecord.init))
        }
        routes.get("/api/v1/audit/verification", for: .roles(.administrator)) { _, _ in
            let report = try await office.room.readingAudit { try $0.verifyAudit() }
            return try JSONReply.of(AuditVerification(report))
        }
        routes.get("/api/v1/templates/{jurisdiction}/{kind}/preview", for: .roles(.paralegal, .deputy, .administrator))
        {
            request, context in
            try await office.preview(request, context)
        }
    }

    /// The HTML of a document of an invented case, as a draft.
    private func preview(_ request: Request, _ context: DeskContext) async throws -> Response {
        guard let kind = DocumentKind(rawValue: try context.parameter("kind")) else { throw Refusal.notFound }
        let asOf = try request.uri.queryParameters["asOf"].map { text throws(Refusal) in
            guard let day = CalendarDate(iso: String(text)) else {
                throw Refusal(.badRequest, "bad-date", "asOf is a day such as 2020-02-13.")
            }
            return day
        }
        let html = try await TemplateWork.preview(
            kind, of: try context.parameter("jurisdiction"), folder: room.templates,
            asOf: asOf ?? CalendarDate.day(of: room.now()), reviewer: nil)
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: FileReply.policy],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: html)))
    }
}

/// An entry of the audit chain as the API shows it.
struct AuditRecord: Encodable, Sendable {
    let number, time, batch, subject: Int64
    let action, actor, detail, hash: String

    init(_ line: AuditLine) {
        number = line.number
        time = line.time
        batch = line.batch
        subject = line.subject
        action = line.action.rawValue
        actor = line.actor
        detail = line.detail
        hash = line.hash
    }
}

struct AuditVerification: Encodable, Sendable {
    struct Break: Encodable, Sendable {
        let entry: Int
        let reason: String
    }

    let whole: Bool
    let entries: Int
    let broken: Break?

    init(_ report: AuditReport) {
        whole = report.isWhole
        entries = report.entries
        broken = report.broken.map { Break(entry: $0.entry, reason: $0.reason.rawValue) }
    }
}
