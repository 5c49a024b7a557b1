internal import Cases
internal import Casework
internal import Docket
internal import Hummingbird

/// The review of screenings, for pages and for the API: what is to be decided, and decisions. City offices have what is theirs.
struct ReviewDesk: Sendable {
    let room: Workroom
    let place: OfficePlace

    static let readers: RouteAccess = .roles(.paralegal, .deputy, .cityOffice, .administrator)
    static let reviewers: RouteAccess = .roles(.deputy, .cityOffice)

    /// How far the review of a screening has come, for the user's offices.
    func status(of screening: Screening, for user: User) async throws -> ReviewStatus {
        let (place, templates) = (place, room.templates)
        return try await room.reading { _ in
            try ReviewStatus(
                screening: screening.description.identity, docket: place.docket, templates: templates
            ).only(user.seesEverything ? nil : Set(user.details.jurisdictions))
        }
    }

    /// Convictions behind a place, as many as asked for; that they are shown is in the audit chain before.
    ///
    /// - Throws: 403 for another office's.
    func items(
        of screening: Screening, _ filter: ReviewFilter, after: ReviewItem.Place?, limit: Int, _ context: DeskContext
    ) async throws -> [ReviewItem] {
        let selection = try filter.selection(context)
        try room.willShow("convictions under review", batch: screening.id, context)
        let templates = room.templates
        return try await room.reading { docket in
            try ReviewQueue(of: screening, on: docket, templates: templates).items(
                selection, after: after, limit: limit)
        }
    }

    /// The conviction at a place.
    ///
    /// - Throws: 404 where there is none that the user may see.
    func item(at place: ReviewItem.Place, of screening: Screening, _ context: DeskContext) async throws -> ReviewItem {
        let before =
            place.position > 0
            ? ReviewItem.Place(person: place.person, position: place.position - 1)
            : ReviewItem.Place(person: place.person - 1, position: .max)
        let found = try await items(
            of: screening, ReviewFilter(), after: place.person > 1 || place.position > 0 ? before : nil, limit: 1,
            context)
        guard let item = found.first, item.place == place else { throw Refusal.notFound }
        return item
    }

    /// Records decisions of a user, each of its own. `key` names the request: sent again, it changes nothing.
    ///
    /// - Throws: 422 for a user without a State Bar number.
    func record(_ entries: [ReviewEntry], by user: User, key: String) async throws -> [ReviewAnswer] {
        let (reviewer, now) = (try user.requiredReviewer, room.now())
        let decisions = ReviewDecisions(
            templates: room.templates, by: reviewer, in: user.seesEverything ? nil : Set(user.details.jurisdictions),
            today: CalendarDate.day(of: now), now: now)
        return try await room.writing { docket in
            try decisions.record(entries, of: "\(user.name)\n\(key)", on: docket)
        }
    }

    /// Decides a whole screening by the office's policy; what somebody has ruled by hand stays.
    func rule(_ screening: Screening, withCities: Bool, by user: User) async throws -> PolicyReport {
        let (reviewer, now) = (try user.requiredReviewer, room.now())
        return try await room.writing { docket in
            try docket.rule(on: screening, by: ReviewPolicy(withCities: withCities), of: reviewer, at: now)
        }
    }
}

/// Which convictions are asked for, as queries of pages and of the API name them.
struct ReviewFilter: Hashable, Sendable {
    var jurisdiction: String?
    var state: ReviewStateName?
    var section: String?
    var rule: String?
    var determination: String?

    init() {}

    /// - Throws: 400 for a state that there is not.
    init(_ value: (String) -> String?) throws(Refusal) {
        func text(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
        jurisdiction = text("jurisdiction")
        section = text("section")
        rule = text("rule")
        determination = text("determination")
        if let name = text("state") {
            guard let named = ReviewStateName(rawValue: name) else {
                throw Refusal(.badRequest, "bad-state", "There is no state of a review of this name.")
            }
            state = named
        }
    }

    /// - Throws: 403 for another office's jurisdiction.
    func selection(_ context: DeskContext) throws(Refusal) -> ReviewQueue.Selection {
        let user = try context.user
        var selection = ReviewQueue.Selection(
            jurisdictions: user.seesEverything ? nil : Set(user.details.jurisdictions), state: state, section: section,
            rule: rule, determination: determination)
        if let jurisdiction {
            try context.require(jurisdiction: jurisdiction)
            selection.jurisdictions = [jurisdiction]
        }
        return selection
    }

    var fields: [(name: String, value: String)] {
        [
            ("jurisdiction", jurisdiction), ("state", state?.rawValue), ("section", section), ("rule", rule),
            ("determination", determination),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// `state=to-review&section=11357`, encoded.
    var query: String { fields.map { "\($0)=\(LocalTarget.encoded($1))" }.joined(separator: "&") }
}

extension ReviewItem.Place {
    /// Reads `345.1`: the second conviction of person 345.
    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let person = Int(parts[0]), let position = Int(parts[1]), person > 0, position >= 0
        else {
            return nil
        }
        self.init(person: person, position: position)
    }

    var text: String { "\(person).\(position)" }
}

extension Workroom {
    /// The screening that a request names.
    ///
    /// - Throws: 404 unless it is exactly one.
    func screening(_ context: DeskContext) async throws -> Screening {
        let name = try context.parameter("screening")
        guard let screening = try await reading({ try $0.screening(named: name) }) else { throw Refusal.notFound }
        return screening
    }
}

extension User {
    /// As whom the user decides.
    ///
    /// - Throws: 422 without a State Bar number.
    var requiredReviewer: Reviewer {
        get throws(Refusal) {
            guard let reviewer else {
                throw .invalid(
                    "no-bar-number", "Your account has no State Bar number; an administrator can add it.")
            }
            return reviewer
        }
    }
}
