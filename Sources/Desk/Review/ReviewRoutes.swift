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
    let place: OfficePlace

    private static let wholeCounty: RouteAccess = .roles(.paralegal, .deputy, .administrator)
    private static let readers: RouteAccess = .roles(.paralegal, .deputy, .cityOffice, .administrator)
    private static let reviewers: RouteAccess = .roles(.deputy, .cityOffice)
    /// Decisions that one request may bring.
    private static let mostDecisions = 2_000

    func add(to routes: Routes) {
        let review = self
        routes.get("/api/v1/screenings", for: Self.readers) { request, context in
            let paging = try Paging(request)
            let before = try paging.number ?? .max
            let screenings = try await review.room.reading { try $0.screenings() }
            let some = screenings.reversed().filter { $0.id < before }.prefix(paging.limit + 1)
            return try JSONReply.of(
                paging.page(Array(some), next: { String($0.id) }, ScreeningRecord.init))
        }
        routes.get("/api/v1/screenings/{screening}", for: Self.readers) { _, context in
            try JSONReply.of(ScreeningRecord(try await review.screening(context)))
        }
        routes.get("/api/v1/screenings/{screening}/summary", for: Self.wholeCounty) { _, context in
            JSONReply.text(try await review.screening(context).description.summary)
        }
        routes.get("/api/v1/screenings/{screening}/status", for: Self.readers) { _, context in
            let (screening, user) = (try await review.screening(context), try context.user)
            let place = review.place
            let today = CalendarDate.day(of: review.room.now())
            let json = try await review.room.reading { _ in
                try ReviewStatus(
                    screening: screening.description.identity, docket: place.docket, templates: place.templates
                ).only(user.seesEverything ? nil : Set(user.details.jurisdictions)).json(on: today)
            }
            return JSONReply.text(json)
        }
        routes.get("/api/v1/screenings/{screening}/convictions", for: Self.readers) { request, context in
            try await review.convictions(request, context)
        }
        routes.get("/api/v1/screenings/{screening}/reports/{file}", for: Self.wholeCounty) { request, context in
            try await review.report(request, context)
        }
        routes.on(.post, "/api/v1/screenings/{screening}/rulings", for: Self.reviewers) { request, context in
            try await review.rule(request, context)
        }
        routes.on(.post, "/api/v1/screenings/{screening}/policy", for: .roles(.deputy)) { request, context in
            try await review.rulePolicy(request, context)
        }
    }

    /// The screening that a request names.
    ///
    /// - Throws: 404 unless it is exactly one.
    private func screening(_ context: DeskContext) async throws -> Screening {
        let name = try context.parameter("screening")
        guard let screening = try await room.reading({ try $0.screening(named: name) }) else { throw Refusal.notFound }
        return screening
    }

    /// A file of the report that was made last. Nothing of a person is in it.
    private func report(_ request: Request, _ context: DeskContext) async throws -> Response {
        let name = try context.parameter("file")
        guard ImpactReport.fileNames.contains(name) else { throw Refusal.notFound }
        let folder = OfficePlace.report(of: try await screening(context).description.identity)
        let path = "\(place.batch(folder))/\(name)"
        let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
        guard let bytes else { throw Refusal.notFound }
        let digest = bytes.withUnsafeBytes { SHA256().digest(of: $0) }
        return try await FileReply(name: name, size: bytes.count, digest: digest, content: .bytes(bytes))
            .response(to: request) {}
    }

    private func convictions(_ request: Request, _ context: DeskContext) async throws -> Response {
        let paging = try Paging(request)
        let user = try context.user
        let screening = try await screening(context)
        let parameters = request.uri.queryParameters
        func text(_ name: String) -> String? { parameters[name[...]].map { String($0) } }
        var selection = ReviewQueue.Selection(
            jurisdictions: user.seesEverything ? nil : Set(user.details.jurisdictions))
        if let jurisdiction = text("jurisdiction") {
            try context.require(jurisdiction: jurisdiction)
            selection.jurisdictions = [jurisdiction]
        }
        selection.state = try text("state").map { name throws(Refusal) in
            guard let state = ReviewStateName(rawValue: name) else {
                throw Refusal(.badRequest, "bad-state", "There is no state of a review of this name.")
            }
            return state
        }
        selection.section = text("section")
        selection.rule = text("rule")
        selection.determination = text("determination")
        let after = try Self.position(paging)
        try await room.willShow("convictions under review", batch: screening.id, context)
        let (wanted, templates) = (selection, place.templates)
        let items = try await room.reading { docket in
            try ReviewQueue(of: screening, on: docket, templates: templates)
                .items(wanted, after: after, limit: paging.limit + 1)
        }
        return try JSONReply.of(paging.page(items, next: { "\($0.place.person).\($0.place.position)" }) { $0 })
    }

    /// `345.1`: behind the second conviction of person 345.
    private static func position(_ paging: Paging) throws(Refusal) -> ReviewItem.Place? {
        guard let cursor = paging.cursor else { return nil }
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let person = Int(parts[0]), let position = Int(parts[1]), person > 0, position >= 0
        else {
            throw paging.badCursor
        }
        return ReviewItem.Place(person: person, position: position)
    }

    private func rule(_ request: Request, _ context: DeskContext) async throws -> Response {
        let user = try context.user
        let reviewer = try Self.reviewer(user)
        _ = try await screening(context)
        let asked = try await JSONBody.read(RulingOrder.self, from: request, atMost: 4 << 20)
        let entries = asked.entries
        guard 1...Self.mostDecisions ~= entries.count else {
            throw Refusal.invalid("bad-number", "A request brings 1 to \(Self.mostDecisions) decisions.")
        }
        let key = request.headers[.idempotencyKey] ?? context.id
        let now = room.now()
        let decisions = ReviewDecisions(
            templates: place.templates, by: reviewer, in: user.seesEverything ? nil : Set(user.details.jurisdictions),
            today: CalendarDate.day(of: now), now: now)
        let answers = try await room.writing { docket in
            try decisions.record(entries, of: "\(user.name)\n\(key)", on: docket)
        }
        return try JSONReply.of(RulingAnswers(items: zip(entries, answers).map(RulingAnswers.Item.init)))
    }

    private func rulePolicy(_ request: Request, _ context: DeskContext) async throws -> Response {
        let reviewer = try Self.reviewer(try context.user)
        let screening = try await screening(context)
        let asked = try await JSONBody.read(PolicyOrder.self, from: request)
        let now = room.now()
        let report = try await room.writing { docket in
            try docket.rule(
                on: screening, by: ReviewPolicy(withCities: asked.withCities ?? false), of: reviewer, at: now)
        }
        return try JSONReply.of(PolicyRecord(report))
    }

    private static func reviewer(_ user: User) throws(Refusal) -> Reviewer {
        guard let reviewer = user.reviewer else {
            throw .invalid("no-bar-number", "Your account has no State Bar number; an administrator can add it.")
        }
        return reviewer
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
