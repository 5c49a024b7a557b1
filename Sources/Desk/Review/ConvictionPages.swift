internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The page of one conviction: what is known of it, what the rules found and why, and what the reviewer decides.
struct ConvictionPages: Sendable {
    static let form = PageForm(
        "conviction",
        [
            .text("id"), .text("place"), .text("key"), .text("state"), .text("jurisdiction"), .text("cases"),
            .text("court"), .text("section"), .text("offense"), .text("level"), .text("date", optional: true),
            .text("sentence"), .text("person"), .text("birthDate", optional: true), .text("number", optional: true),
            .text("determination"), .text("reason"), .text("rule", optional: true), .text("remark", optional: true),
            .flag("isServing"), .flag("mayDecide"), .text("last", optional: true), .text("query", optional: true),
            .text("note", optional: true),
            .list("facts", Schema("fact", [.text("text")])),
            .list(
                "rulings",
                Schema("ruling", [.text("words"), .text("reviewer"), .text("time"), .text("note", optional: true)])),
            .list("grounds", choiceSchema), .list("reliefs", choiceSchema), .list("offices", choiceSchema),
            .list("filter", Schema("field", [.text("name"), .text("value")])),
        ])
    private static let choiceSchema = Schema("choice", [.text("value"), .text("label"), .flag("isFirst")])
    static let forms = [form]

    private static let path = "/reviews/{screening}/convictions/{place}"
    private static let decisions = ["approve", "challenge", "hold", "refer"]

    let room: Workroom
    let desk: ReviewDesk

    func add(to routes: Routes) {
        routes.get(Self.path, for: ReviewDesk.reviewers) { request, context in
            let (screening, item) = try await find(context)
            let filter = try ReviewFilter { request.query($0) }
            let last = request.query("last").flatMap(ReviewItem.Place.init(text:))
            return try page(item, of: screening, filter, last: last, context)
        }
        routes.form(Self.path, for: ReviewDesk.reviewers) { form, _, context in try await decide(form, context) }
        routes.form("\(Self.path)/undo", for: ReviewDesk.reviewers) { form, _, context in
            let (screening, item) = try await find(context)
            var entry = ReviewEntry(key: item.key, decision: "hold")
            entry.note = "Taken back."
            let answer = try await desk.record([entry], by: try context.user, key: "undo \(context.requestID)")
            let filter = try ReviewFilter { form[$0] }
            return try page(
                try await find(context).item, of: screening, filter,
                notice: "Taken back: it is held until you decide again.",
                problem: answer.first?.problem, context)
        }
    }

    private func find(_ context: DeskContext) async throws -> (screening: Screening, item: ReviewItem) {
        guard let place = ReviewItem.Place(text: try context.parameter("place")) else { throw Refusal.notFound }
        let screening = try await room.screening(context)
        return (screening, try await desk.item(at: place, of: screening, context))
    }

    private func decide(_ form: Form, _ context: DeskContext) async throws -> Response {
        let (screening, item) = try await find(context)
        let filter = try ReviewFilter { form[$0] }
        guard form["key"] == item.key, let decision = form["decision"], Self.decisions.contains(decision) else {
            return try page(
                item, of: screening, filter,
                problem: "The conviction at this place has changed. Look again, and decide then.", context)
        }
        var entry = ReviewEntry(key: item.key, decision: decision)
        if decision == "challenge" { entry.ground = form.text("ground") }
        if decision == "approve" { entry.relief = form.text("relief") }
        if decision == "refer" { entry.referTo = form.text("refer-to") }
        entry.note = form.text("note")
        // The same form sent twice is one decision; the same decision on another day is another.
        let answer = try await desk.record([entry], by: try context.user, key: "page \(context.requestID)")
        if let problem = answer.first?.problem {
            return try page(item, of: screening, filter, note: entry.note, problem: problem, context)
        }
        let place = item.place.text
        return .redirect(
            to: "/reviews/\(screening.description.identity)/next?after=\(place)&last=\(place)"
                + (filter.query.isEmpty ? "" : "&\(filter.query)"))
    }

    private func page(
        _ item: ReviewItem, of screening: Screening, _ filter: ReviewFilter, last: ReviewItem.Place? = nil,
        note: String = "", notice: String? = nil, problem: String? = nil, _ context: DeskContext
    ) throws -> Response {
        let isServing = item.sentence == SentenceStatus.serving.rawValue
        let grounds = ChallengeGround.allCases.filter { $0 != .unreasonableRisk || isServing }
        let offices = room.jurisdictions.filter { $0.id != item.jurisdiction }
        var fields: PageFields = [
            "id": .text(screening.description.identity), "place": .text(item.place.text), "key": .text(item.key),
            "state": .text(item.state.words), "jurisdiction": .text(room.name(ofJurisdiction: item.jurisdiction)),
            "cases": .text(item.caseNumbers.isEmpty ? "none" : item.caseNumbers.joined(separator: ", ")),
            "court": .text(item.court), "section": .text(item.section), "offense": .text(item.offense),
            "level": .text(item.level), "sentence": .text(item.sentence), "person": .text(item.person),
            "determination": .text(item.determination), "reason": .text(item.reason), "isServing": .flag(isServing),
            "mayDecide": .flag(try context.user.reviewer != nil),
            "facts": .rows(item.facts.map { ["text": .text($0)] }),
            "rulings": .rows(item.rulings.map(Self.row)),
            "grounds": .rows(choices(grounds.map { ($0.rawValue, $0.words) })),
            "reliefs": .rows(choices(Relief.allCases.map { ($0.rawValue, $0.words) })),
            "offices": .rows(choices(offices.map { ($0.id, $0.name) })),
            "filter": .rows(filter.fields.map { ["name": .text($0), "value": .text($1)] }),
        ]
        let optional = [
            ("date", item.convictionDate), ("birthDate", item.birthDate), ("number", item.ciiNumber),
            ("rule", item.rule), ("remark", item.remark), ("note", note), ("last", last?.text ?? ""),
            ("query", filter.query),
        ]
        for (name, text) in optional where !text.isEmpty { fields[name] = .text(text) }
        return try room.pages.response(
            Self.form, fields, title: "\(item.section), \(item.determination)",
            status: problem == nil ? .ok : .unprocessableContent, notice: notice, problem: problem, context)
    }

    private func choices(_ some: [(String, String)]) -> [PageFields] {
        some.enumerated().map { ["value": .text($1.0), "label": .text($1.1), "isFirst": .flag($0 == 0)] }
    }

    private static func row(_ made: ReviewItem.Made) -> PageFields {
        var fields: PageFields = [
            "words": .text(made.words), "reviewer": .text("\(made.reviewer), \(made.barNumber)"),
            "time": .text(PageTime.text(made.time)),
        ]
        if !made.note.isEmpty { fields["note"] = .text(made.note) }
        return fields
    }
}
