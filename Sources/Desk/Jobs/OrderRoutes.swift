internal import Cases
internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird

/// What can be ordered: screenings, batches, verifications, messages, reports. Each becomes a job, which is answered at once
/// with 202 and its address.
struct OrderRoutes: Sendable {
    let room: Workroom
    let place: OfficePlace
    let runner: JobRunner

    /// Whose order it may be that something is made of the whole county.
    private static let office: RouteAccess = .roles(.paralegal, .deputy, .administrator)

    func add(to routes: Routes) {
        let orders = self
        routes.on(.post, "/api/v1/screenings", for: Self.office) { request, context in
            let asked = try await JSONBody.read(ScreeningOrder.self, from: request)
            return try await orders.submit(asked.uploads, request, context) { .screen(try asked.order($0)) }
        }
        routes.on(.post, "/api/v1/batches", for: Self.office) { request, context in
            let asked = try await JSONBody.read(BatchOrder.self, from: request)
            let reviewer = try asked.reviewer(context.user)
            let uploads = (asked.uploads ?? []) + (asked.aliases.map { [$0] } ?? [])
            return try await orders.submit(uploads, request, context) { paths in
                .generate(try asked.order(paths, reviewer))
            }
        }
        routes.on(.post, "/api/v1/batches/{batch}/verifications", for: Self.office) { request, context in
            let batch = try await orders.batch(context)
            return try await orders.submit([], request, context) { _ in .verify(batch: batch) }
        }
        routes.on(.post, "/api/v1/batches/{batch}/messages", for: Self.office) { request, context in
            let batch = try await orders.batch(context)
            let asked = try await JSONBody.read(MessageOrder.self, from: request)
            return try await orders.submit([], request, context) { _ in .efile(try asked.order(batch)) }
        }
        routes.on(.post, "/api/v1/screenings/{screening}/reports", for: Self.office) { request, context in
            let name = try context.parameter("screening")
            guard let screening = try await orders.room.reading({ try $0.screening(named: name) }) else {
                throw Refusal.notFound
            }
            return try await orders.submit([], request, context) { _ in
                .report(screening: screening.description.identity)
            }
        }
    }

    /// The published batch that a request names.
    private func batch(_ context: DeskContext) async throws -> String {
        let name = try context.parameter("batch")
        guard let batch = try await room.reading({ try $0.batch(folder: name) }), batch.stage == .packed else {
            throw Refusal.notFound
        }
        return name
    }

    /// Makes a job of an order, which gets the paths of the uploads that it reads, in the order of their ids.
    private func submit(
        _ uploads: [String], _ request: Request, _ context: DeskContext, _ order: ([String]) throws -> JobOrder
    ) async throws -> Response {
        let owner = try context.user.name
        let key = request.headers[.idempotencyKey] ?? ""
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
        let (job, isNew) = try await runner.submit(
            JobRequest(kind: made.kind.rawValue, order: try made.json, owner: owner, key: key, uploads: uploads))
        return try JSONReply.of(
            JobRecord(job, runner.board.progress(of: job.id)), [.location: "/api/v1/jobs/\(job.id)"],
            status: isNew ? .accepted : .ok)
    }
}

// MARK: Orders as they are sent

private struct ScreeningOrder: Decodable {
    let uploads: [String]
    let asOf: String
    let county: String?
    let rules: String?
    let parameters: [String: Int]?
    let compareWith: String?

    func order(_ paths: [String]) throws(Refusal) -> JobOrder.Screening {
        guard !paths.isEmpty else { throw .invalid("no-uploads", "Name the uploads with the state's files.") }
        return JobOrder.Screening(
            files: paths, county: try OrderField.text(county ?? "LOS ANGELES", "county"),
            rules: try OrderField.key(rules ?? "vacatur", "rules"), parameters: parameters ?? [:],
            other: try compareWith.map { name throws(Refusal) in try OrderField.key(name, "compareWith") },
            asOf: try OrderField.day(asOf, "asOf"))
    }
}

private struct BatchOrder: Decodable {
    let uploads: [String]?
    let aliases: String?
    let screening: String?
    let asOf: String?
    /// `draft` unless told otherwise.
    let mode: String?
    let jurisdiction: String?
    let layout: String?
    let print: String?

    /// Who approves what is filed: the deputy who asks, and nobody in the name of another.
    func reviewer(_ user: User) throws(Refusal) -> Reviewer? {
        switch mode ?? "draft" {
        case "draft": return nil
        case "filing":
            guard user.role == .deputy else {
                throw Refusal(.forbidden, "wrong-role", "Only a deputy approves cases for filing.")
            }
            guard let reviewer = user.reviewer else {
                throw .invalid("no-bar-number", "Your account has no State Bar number; an administrator can add it.")
            }
            return reviewer
        default: throw .invalid("bad-mode", "mode is draft or filing.")
        }
    }

    func order(_ paths: [String], _ reviewer: Reviewer?) throws(Refusal) -> JobOrder.Generation {
        let files = aliases == nil ? paths : Array(paths.dropLast())
        guard (screening == nil) != files.isEmpty else {
            throw .invalid("no-source", "Name uploads, or a screening, and not both.")
        }
        guard screening == nil || aliases == nil else {
            throw .invalid("no-source", "aliases is for uploads; a screening has no columns.")
        }
        guard screening != nil || asOf != nil else {
            throw .invalid("missing-field", "Name the day with asOf; lists do not say it.")
        }
        return JobOrder.Generation(
            files: files, aliases: aliases.flatMap { _ in paths.last },
            screening: try screening.map { name throws(Refusal) in try OrderField.key(name, "screening") },
            asOf: try asOf.map { day throws(Refusal) in try OrderField.day(day, "asOf") }, reviewer: reviewer,
            jurisdiction: try jurisdiction.map { name throws(Refusal) in try OrderField.key(name, "jurisdiction") },
            layout: try OrderField.choice(layout ?? "zip", of: ["zip", "tree"], "layout"),
            printing: try print.map { name throws(Refusal) in
                try OrderField.choice(name, of: ["none", "documents", "jobs"], "print")
            })
    }
}

private struct MessageOrder: Decodable {
    let jurisdiction: String?
    let postedAt: String?
    let casesPerMessage: Int?

    func order(_ batch: String) throws(Refusal) -> JobOrder.EFiling {
        if let casesPerMessage, !(1...10_000 ~= casesPerMessage) {
            throw .invalid("bad-number", "casesPerMessage is a number from 1 to 10,000.")
        }
        if let postedAt {
            guard postedAt.utf8.count <= 40, CalendarDate(iso: String(postedAt.prefix(10))) != nil,
                postedAt.utf8.count >= 20
            else {
                throw .invalid("bad-time", "postedAt is a day and a time with its zone, such as 2020-02-13T20:00:00Z.")
            }
        }
        return JobOrder.EFiling(
            batch: batch,
            jurisdiction: try jurisdiction.map { name throws(Refusal) in try OrderField.key(name, "jurisdiction") },
            postedAt: postedAt, casesPerMessage: casesPerMessage)
    }
}

/// Checks of single fields. Names of rule sets and the like become parts of paths, so they are letters and digits.
private enum OrderField {
    static func key(_ text: String, _ field: String) throws(Refusal) -> String {
        guard 1...80 ~= text.utf8.count, text.utf8.first != UInt8(ascii: "-"),
            text.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") })
        else { throw .invalid("bad-name", "\(field) is made of small letters, digits and hyphens.") }
        return text
    }

    static func text(_ text: String, _ field: String) throws(Refusal) -> String {
        guard 1...80 ~= text.utf8.count, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw .invalid("bad-text", "\(field) has 1 to 80 bytes and no control characters.")
        }
        return text
    }

    static func day(_ text: String, _ field: String) throws(Refusal) -> String {
        guard let day = CalendarDate(iso: text) else {
            throw .invalid("bad-date", "\(field) is a day such as 2020-02-13.")
        }
        return day.iso
    }

    static func choice(_ text: String, of choices: [String], _ field: String) throws(Refusal) -> String {
        guard choices.contains(text) else {
            throw .invalid("bad-choice", "\(field) is one of \(choices.joined(separator: ", ")).")
        }
        return text
    }
}

extension HTTPField.Name {
    static let idempotencyKey = named("Idempotency-Key")
}
