internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages around the review: which screenings there are, how far each has come, and decisions by policy.
struct ReviewPages: Sendable {
    static let list = PageForm(
        "reviews",
        [
            .list(
                "screenings",
                Schema(
                    "screening",
                    [.text("id"), .text("short"), .text("asOf"), .text("rules"), .text("convictions"), .text("madeAt")])
            ),
            .flag("isEmpty"),
        ])
    static let one = PageForm(
        "review",
        [
            .text("id"), .text("asOf"), .text("rules"), .flag("isDeputy"), .flag("mayDecide"), .text("toReview"),
            .flag("isDone"),
            .list(
                "lines",
                Schema(
                    "line",
                    [
                        .text("jurisdiction", optional: true), .text("name"), .text("toReview"), .text("received"),
                        .text("approved"), .text("challenged"), .text("held"), .text("conflicts"), .text("changed"),
                        .text("notEligible"),
                    ])),
            .list("days", Schema("day", [.text("date"), .text("meaning"), .text("citation")])),
        ])
    static let forms = [list, one]

    let room: Workroom
    let desk: ReviewDesk

    func add(to routes: Routes) {
        routes.get("/reviews", for: ReviewDesk.reviewers) { _, context in
            let screenings = try await room.reading { try $0.screenings() }
            return try room.pages.response(
                Self.list,
                ["screenings": .rows(screenings.reversed().map(Self.row)), "isEmpty": .flag(screenings.isEmpty)],
                title: "Review", context)
        }
        routes.get("/reviews/{screening}", for: ReviewDesk.reviewers) { request, context in
            let notice = request.query("done").flatMap { Self.notices[$0] }
            return try await page(notice: notice, context)
        }
        routes.get("/reviews/{screening}/next", for: ReviewDesk.reviewers) { request, context in
            try await next(request, context)
        }
        routes.form("/reviews/{screening}/policy", for: .roles(.deputy)) { form, _, context in
            let screening = try await room.screening(context)
            let report = try await desk.rule(screening, withCities: form["with-cities"] != nil, by: try context.user)
            return try await page(
                notice:
                    "By policy \(PageText.count(report.approved)) are approved and \(PageText.count(report.held)) held."
                    + " \(PageText.count(report.ruledBefore)) stay as somebody had ruled.", context)
        }
    }

    private static let notices = ["all": "Nothing is left to review of what you chose."]

    /// Leads to the next conviction of what is chosen: behind a place, and then from the beginning.
    private func next(_ request: Request, _ context: DeskContext) async throws -> Response {
        let screening = try await room.screening(context)
        var filter = try ReviewFilter { request.query($0) }
        filter.state = filter.state ?? .toReview
        let after = request.query("after").flatMap(ReviewItem.Place.init(text:))
        var found = try await desk.items(of: screening, filter, after: after, limit: 1, context).first
        if found == nil, after != nil {
            found = try await desk.items(of: screening, filter, after: nil, limit: 1, context).first
        }
        let base = "/reviews/\(screening.description.identity)"
        guard let found else { return .redirect(to: "\(base)?done=all") }
        let last = request.query("last").flatMap(ReviewItem.Place.init(text:)).map { "&last=\($0.text)" } ?? ""
        return .redirect(to: "\(base)/convictions/\(found.place.text)?\(filter.query)\(last)")
    }

    private func page(notice: String?, _ context: DeskContext) async throws -> Response {
        let (screening, user) = (try await room.screening(context), try context.user)
        let status = try await desk.status(of: screening, for: user)
        let toReview = status.lines.reduce(0) { $0 + $1.toReview }
        return try room.pages.response(
            Self.one,
            [
                "id": .text(status.screening), "asOf": .text(status.asOf.iso),
                "rules": .text(screening.description.rules), "isDeputy": .flag(user.role == .deputy),
                "mayDecide": .flag(user.reviewer != nil), "toReview": .text(PageText.count(toReview)),
                "isDone": .flag(toReview == 0), "lines": .rows(status.lines.map(Self.row)),
                "days": .rows(
                    status.dates.map {
                        ["date": .text($0.date.iso), "meaning": .text($0.meaning), "citation": .text($0.citation)]
                    }),
            ], title: "Review of \(status.asOf.iso)", notice: notice,
            problem: user.reviewer == nil ? "Your account has no State Bar number; an administrator can add it." : nil,
            context)
    }

    private static func row(_ screening: Screening) -> PageFields {
        let description = screening.description
        return [
            "id": .text(description.identity), "short": .text(String(description.identity.prefix(8))),
            "asOf": .text(description.asOf.iso), "rules": .text(description.rules),
            "convictions": .text(PageText.count(screening.convictions)),
            "madeAt": .text(PageTime.text(screening.screenedAt)),
        ]
    }

    private static func row(_ line: ReviewStatus.Line) -> PageFields {
        var fields: PageFields = [
            "name": .text(line.name), "toReview": .text(PageText.count(line.toReview)),
            "received": .text(PageText.count(line.received)), "approved": .text(PageText.count(line.approved)),
            "challenged": .text(PageText.count(line.challenged)), "held": .text(PageText.count(line.held)),
            "conflicts": .text(PageText.count(line.conflicts)), "changed": .text(PageText.count(line.changed)),
            "notEligible": .text(PageText.count(line.notEligible)),
        ]
        if !line.jurisdiction.isEmpty { fields["jurisdiction"] = .text(line.jurisdiction) }
        return fields
    }
}
