internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of many convictions at once: a list that can be narrowed, and one decision about all of it.
struct BulkReviewPages: Sendable {
    static let list = PageForm(
        "convictions",
        [
            .text("id"), .flag("isEmpty"), .flag("isFirst"), .text("next", optional: true),
            .text("query", optional: true),
            .flag("isNarrowed"), .flag("mayDecide"),
            .list(
                "convictions",
                Schema(
                    "conviction",
                    [
                        .text("place"), .text("cases"), .text("section"), .text("level"), .text("date", optional: true),
                        .text("determination"), .text("reason"), .text("rule", optional: true), .text("state"),
                        .text("jurisdiction"),
                    ])),
            .list("filter", Schema("field", [.text("name"), .text("value")])),
            .list("states", optionSchema), .list("offices", optionSchema), .text("section", optional: true),
            .text("rule", optional: true), .text("determination", optional: true),
        ])
    static let confirm = PageForm(
        "convictions-confirm",
        [
            .text("id"), .text("decision"), .text("words"), .text("count"), .flag("isMore"), .text("most"),
            .flag("isEmpty"), .text("once"), .text("ground", optional: true),
            .list(
                "convictions",
                Schema("conviction", [.text("cases"), .text("section"), .text("determination"), .text("reason")])),
            .list("filter", Schema("field", [.text("name"), .text("value")])),
        ])
    private static let optionSchema = Schema("option", [.text("value"), .text("label"), .flag("isChosen")])
    static let forms = [list, confirm]

    private static let perPage = 100
    /// Convictions that are decided at once; what is more comes the next time.
    private static let most = 20_000
    /// Of them, that one transaction takes.
    private static let atOnce = 2_000
    private static let path = "/reviews/{screening}/convictions"

    let room: Workroom
    let desk: ReviewDesk

    func add(to routes: Routes) {
        routes.get(Self.path, for: ReviewDesk.reviewers) { request, context in
            try await page(
                try ReviewFilter { request.query($0) },
                after: request.query("after").flatMap(ReviewItem.Place.init(text:)),
                context)
        }
        routes.form("/reviews/{screening}/bulk", for: ReviewDesk.reviewers) { form, _, context in
            try await confirm(form, context)
        }
        routes.form("/reviews/{screening}/bulk/decide", for: ReviewDesk.reviewers) { form, _, context in
            try await decide(form, context)
        }
    }

    private func page(
        _ filter: ReviewFilter, after: ReviewItem.Place? = nil, notice: String? = nil, problem: String? = nil,
        _ context: DeskContext
    ) async throws -> Response {
        let (screening, user) = (try await room.screening(context), try context.user)
        let items = try await desk.items(of: screening, filter, after: after, limit: Self.perPage + 1, context)
        let offices = room.jurisdictions.filter { user.maySee($0.id) }
        var fields: PageFields = [
            "id": .text(screening.description.identity), "isEmpty": .flag(items.isEmpty),
            "isFirst": .flag(after == nil),
            "isNarrowed": .flag(!filter.fields.isEmpty), "mayDecide": .flag(user.reviewer != nil),
            "convictions": .rows(items.prefix(Self.perPage).map(row)), "filter": .rows(Self.fields(filter)),
            "states": .rows(
                ReviewStateName.allCases.map {
                    ["value": .text($0.rawValue), "label": .text($0.words), "isChosen": .flag($0 == filter.state)]
                }),
            "offices": .rows(
                offices.map {
                    ["value": .text($0.id), "label": .text($0.name), "isChosen": .flag($0.id == filter.jurisdiction)]
                }),
        ]
        if items.count > Self.perPage { fields["next"] = .text(items[Self.perPage - 1].place.text) }
        if !filter.query.isEmpty { fields["query"] = .text(filter.query) }
        fields["section"] = filter.section.map { .text($0) }
        fields["rule"] = filter.rule.map { .text($0) }
        fields["determination"] = filter.determination.map { .text($0) }
        return try room.pages.response(
            Self.list, fields, title: "Convictions", status: problem == nil ? .ok : .unprocessableContent,
            notice: notice, problem: problem, context)
    }

    /// Shows what would be decided, before it is.
    private func confirm(_ form: Form, _ context: DeskContext) async throws -> Response {
        let screening = try await room.screening(context)
        let filter = try ReviewFilter { form[$0] }
        guard let words = Self.words[form.text("decision")] else { throw Refusal.badForm }
        guard !filter.fields.isEmpty else {
            return try await page(
                filter, problem: "Narrow the list first: nobody decides about everything at once.", context)
        }
        let items = try await desk.items(of: screening, filter, after: nil, limit: Self.most + 1, context)
        var fields: PageFields = [
            "id": .text(screening.description.identity), "decision": .text(form.text("decision")),
            "words": .text(words),
            "count": .text(PageText.count(min(items.count, Self.most))), "isMore": .flag(items.count > Self.most),
            "most": .text(PageText.count(Self.most)), "isEmpty": .flag(items.isEmpty), "once": .text(context.requestID),
            "convictions": .rows(
                items.prefix(20).map {
                    [
                        "cases": .text($0.caseNumbers.joined(separator: ", ")), "section": .text($0.section),
                        "determination": .text($0.determination), "reason": .text($0.reason),
                    ]
                }),
            "filter": .rows(Self.fields(filter)),
        ]
        if form.text("decision") == "challenge" {
            fields["ground"] = .text(ChallengeGround.doesNotMeetCriteria.rawValue)
        }
        return try room.pages.response(Self.confirm, fields, title: "Decide about many", context)
    }

    private static let words = [
        "approve": "Approve", "hold": "Hold", "challenge": "Challenge: does not meet the criteria (H&S 11361.8)",
    ]

    /// Each conviction gets its own ruling, with its entry in the audit chain.
    private func decide(_ form: Form, _ context: DeskContext) async throws -> Response {
        let (screening, user) = (try await room.screening(context), try context.user)
        let (filter, decision) = (try ReviewFilter { form[$0] }, form.text("decision"))
        guard !filter.fields.isEmpty, Self.words[decision] != nil else { throw Refusal.badForm }
        let items = try await desk.items(of: screening, filter, after: nil, limit: Self.most, context)
        var (recorded, problems) = (0, [String: Int]())
        for (number, start) in stride(from: 0, to: items.count, by: Self.atOnce).enumerated() {
            let entries = items[start..<min(start + Self.atOnce, items.count)].map { item in
                var entry = ReviewEntry(key: item.key, decision: decision)
                if decision == "challenge" { entry.ground = ChallengeGround.doesNotMeetCriteria.rawValue }
                return entry
            }
            for answer in try await desk.record(entries, by: user, key: "bulk \(form.text("once")) \(number)") {
                if answer == .recorded { recorded += 1 }
                if let problem = answer.problem { problems[problem, default: 0] += 1 }
            }
        }
        let most = problems.max { $0.value < $1.value }
        return try await page(
            filter, notice: "\(PageText.count(recorded, "conviction was", "convictions were")) decided.",
            problem: most.map { "\(PageText.count(problems.values.reduce(0, +))) could not be: \($0.key)" }, context)
    }

    private func row(_ item: ReviewItem) -> PageFields {
        var fields: PageFields = [
            "place": .text(item.place.text),
            "cases": .text(item.caseNumbers.isEmpty ? "no case number" : item.caseNumbers.joined(separator: ", ")),
            "section": .text(item.section), "level": .text(item.level), "determination": .text(item.determination),
            "reason": .text(item.reason), "state": .text(item.state.words),
            "jurisdiction": .text(room.name(ofJurisdiction: item.jurisdiction)),
        ]
        if !item.convictionDate.isEmpty { fields["date"] = .text(item.convictionDate) }
        if !item.rule.isEmpty { fields["rule"] = .text(item.rule) }
        return fields
    }

    private static func fields(_ filter: ReviewFilter) -> [PageFields] {
        filter.fields.map { ["name": .text($0), "value": .text($1)] }
    }
}
