internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// What can be ordered: screenings, batches, verifications, messages, reports. Each becomes a job, which is answered at once
/// with 202 and its address.
struct OrderRoutes: Sendable {
    let orders: OrderDesk

    func add(to routes: Routes) {
        let orders = orders
        routes.on(.post, "/api/v1/screenings", for: OrderDesk.office) { request, context in
            let asked = try await JSONBody.read(ScreeningOrder.self, from: request)
            return try await submit(asked.uploads, request, context) { .screen(try asked.order($0)) }
        }
        routes.on(.post, "/api/v1/batches", for: OrderDesk.office) { request, context in
            let asked = try await JSONBody.read(BatchOrder.self, from: request)
            let reviewer = try asked.reviewer(context.user)
            return try await submit(asked.allUploads, request, context) { .generate(try asked.order($0, reviewer)) }
        }
        routes.on(.post, "/api/v1/batches/{batch}/verifications", for: OrderDesk.office) { request, context in
            let batch = try orders.room.publishedBatch(context).description.folder
            return try await submit([], request, context) { _ in .verify(batch: batch) }
        }
        routes.on(.post, "/api/v1/batches/{batch}/messages", for: OrderDesk.office) { request, context in
            let batch = try orders.room.publishedBatch(context).description.folder
            let asked = try await JSONBody.read(MessageOrder.self, from: request)
            return try await submit([], request, context) { _ in .efile(try asked.order(batch)) }
        }
        routes.on(.post, "/api/v1/screenings/{screening}/reports", for: OrderDesk.office) { request, context in
            let screening = try await orders.room.screening(context)
            return try await submit([], request, context) { _ in .report(screening: screening.description.identity) }
        }
    }

    private func submit(
        _ uploads: [String], _ request: Request, _ context: DeskContext, _ order: ([String]) throws -> JobOrder
    ) async throws -> Response {
        let (job, isNew) = try await orders.submit(
            uploads, by: try context.user.name, key: request.headers[.idempotencyKey] ?? "", order)
        return try JSONReply.of(
            JobRecord(job, orders.runner.board.progress(of: job.id)), [.location: "/api/v1/jobs/\(job.id)"],
            status: isNew ? .accepted : .ok)
    }
}

extension HTTPField.Name {
    static let idempotencyKey = named("Idempotency-Key")
}
