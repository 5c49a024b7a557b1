internal import Cases
internal import Casework
internal import Digests
internal import Docket
internal import Filings
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/screenings`: what was screened, how far its review has come, and the decisions of the reviewers.
struct ReviewRoutes: Sendable {
    let room: Workroom
    let desk: ReviewDesk

    private static let wholeCounty: RouteAccess = .roles(.paralegal, .deputy, .administrator)
    /// Decisions that one request may bring.
    private static let mostDecisions = 2_000

    func add(to routes: Routes) {
        let (review, room, desk) = (self, room, desk)
        routes.get("/api/v1/screenings", for: ReviewDesk.readers) { request, context in
            let paging = try Paging(request)
            let before = try paging.number ?? .max
            let screenings = try await room.reading { try $0.screenings() }
            let some = screenings.reversed().filter { $0.id < before }.prefix(paging.limit + 1)
            return try JSONReply.of(
                paging.page(Array(some), next: { String($0.id) }, ScreeningRecord.init))
        }
        routes.get("/api/v1/screenings/{screening}", for: ReviewDesk.readers) { _, context in
            try JSONReply.of(ScreeningRecord(try await room.screening(context)))
        }
        routes.get("/api/v1/screenings/{screening}/summary", for: Self.wholeCounty) { _, context in
            JSONReply.text(try await room.screening(context).description.summary)
        }
        routes.get("/api/v1/screenings/{screening}/status", for: ReviewDesk.readers) { _, context in
            let status = try await desk.status(of: try await room.screening(context), for: try context.user)
            return JSONReply.text(try status.json(on: CalendarDate.day(of: room.now())))
        }
        routes.get("/api/v1/screenings/{screening}/convictions", for: ReviewDesk.readers) { request, context in
            try await review.convictions(request, context)
        }
        routes.get("/api/v1/screenings/{screening}/reports/{file}", for: Self.wholeCounty) { request, context in
            try await review.report(request, context)
        }
        routes.on(.post, "/api/v1/screenings/{screening}/rulings", for: ReviewDesk.reviewers) { request, context in
            try await review.rule(request, context)
        }
        routes.on(.post, "/api/v1/screenings/{screening}/policy", for: .roles(.deputy)) { request, context in
            let (user, screening) = (try context.user, try await room.screening(context))
            let asked = try await JSONBody.read(PolicyOrder.self, from: request)
            return try JSONReply.of(
                PolicyRecord(try await desk.rule(screening, withCities: asked.withCities ?? false, by: user)))
        }
    }

    /// A file of the report that was made last. Nothing of a person is in it.
    private func report(_ request: Request, _ context: DeskContext) async throws -> Response {
        let name = try context.parameter("file")
        guard ImpactReport.fileNames.contains(name) else { throw Refusal.notFound }
        let folder = OfficePlace.report(of: try await room.screening(context).description.identity)
        let path = "\(desk.place.batch(folder))/\(name)"
        let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
        guard let bytes else { throw Refusal.notFound }
        let digest = bytes.withUnsafeBytes { SHA256().digest(of: $0) }
        return try await FileReply(name: name, size: bytes.count, digest: digest, content: .bytes(bytes))
            .response(to: request) {}
    }

    private func convictions(_ request: Request, _ context: DeskContext) async throws -> Response {
        let paging = try Paging(request)
        let screening = try await room.screening(context)
        let parameters = request.uri.queryParameters
        let filter = try ReviewFilter { parameters[$0[...]].map { String($0) } }
        let after = try paging.cursor.map { text throws(Refusal) in
            guard let place = ReviewItem.Place(text: text) else { throw paging.badCursor }
            return place
        }
        let items = try await desk.items(of: screening, filter, after: after, limit: paging.limit + 1, context)
        return try JSONReply.of(paging.page(items, next: { $0.place.text }) { $0 })
    }

    private func rule(_ request: Request, _ context: DeskContext) async throws -> Response {
        let user = try context.user
        _ = try user.requiredReviewer
        _ = try await room.screening(context)
        let asked = try await JSONBody.read(RulingOrder.self, from: request, atMost: 4 << 20)
        let entries = asked.entries
        guard 1...Self.mostDecisions ~= entries.count else {
            throw Refusal.invalid("bad-number", "A request brings 1 to \(Self.mostDecisions) decisions.")
        }
        let key = request.headers[.idempotencyKey] ?? context.id
        let answers = try await desk.record(entries, by: user, key: key)
        return try JSONReply.of(RulingAnswers(items: zip(entries, answers).map(RulingAnswers.Item.init)))
    }
}

// MARK: As it is sent

/// Decisions, each of its own; or one about many convictions.
private struct RulingOrder: Decodable {
    struct Single: Decodable {
        let key, decision: String
        let ground, relief, referTo, overrides, note: String?

        var entry: ReviewEntry {
            var entry = ReviewEntry(key: key, decision: decision)
            entry.ground = ground ?? ""
            entry.relief = relief ?? ""
            entry.referTo = referTo ?? ""
            entry.overrides = overrides ?? ""
            entry.note = note ?? ""
            return entry
        }
    }

    let rulings: [Single]

    var entries: [ReviewEntry] { rulings.map(\.entry) }
}

private struct PolicyOrder: Decodable {
    let withCities: Bool?
}

// MARK: As it is shown

struct RulingAnswers: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let key, outcome: String
        let code, field, reason, detail, hint: String?

        init(_ entry: ReviewEntry, _ answer: ReviewAnswer) {
            key = entry.key
            switch answer {
            case .recorded, .unchanged:
                outcome = answer == .recorded ? "recorded" : "unchanged"
                (code, field, reason, detail, hint) = (nil, nil, nil, nil, nil)
            case .refused(let problem, let column, let text):
                outcome = "refused"
                (code, field, reason, detail, hint) = (problem.rawValue, column, problem.reason, text, problem.hint)
            }
        }
    }

    let items: [Item]
}

struct PolicyRecord: Encodable, Sendable {
    let approved, held, ruledBefore, left: Int

    init(_ report: PolicyReport) {
        approved = report.approved
        held = report.held
        ruledBefore = report.ruledBefore
        left = report.left
    }
}

/// A screening as the API shows it.
struct ScreeningRecord: Encodable, Sendable {
    let id, county, rules, asOf, program: String
    let screenedAt: Int64
    let people, convictions: Int

    init(_ screening: Screening) {
        let description = screening.description
        id = description.identity
        county = description.county
        rules = description.rules
        asOf = description.asOf.iso
        program = description.program
        screenedAt = screening.screenedAt
        people = screening.people
        convictions = screening.convictions
    }
}

extension CalendarDate {
    /// The day of a time in UTC.
    static func day(of time: Int64) -> CalendarDate {
        guard let day = CalendarDate(dayNumber: Int(time / 86_400)) else {
            preconditionFailure("the clock shows no date of this calendar")
        }
        return day
    }
}
