internal import Cases
internal import Docket
internal import Hummingbird
internal import TemplateEngine

/// The page of what is wrong with the rows of a batch: where, what, and what to do.
struct ProblemPages: Sendable {
    static let form = PageForm(
        "problems",
        [
            .text("batch"), .flag("isPacked"),
            .list(
                "problems",
                Schema(
                    "problem",
                    [
                        .text("file"), .text("row"), .text("column", optional: true), .text("reason"),
                        .text("detail", optional: true), .text("hint"), .text("case", optional: true),
                        .text("jurisdiction", optional: true), .text("outcome", optional: true),
                    ])),
            .flag("isEmpty"), .flag("isFirst"), .text("from"), .text("to"), .text("next", optional: true),
            .text("chosenCode", optional: true), .text("chosenJurisdiction", optional: true),
            .list("codes", Schema("code", [.text("value"), .text("words"), .flag("isChosen")])),
            .list("jurisdictions", Schema("jurisdiction", [.text("value"), .text("name"), .flag("isChosen")])),
        ])
    static let forms = [form]
    private static let perPage = 100

    let room: Workroom
    let finder: BatchFinder

    func add(to routes: Routes) {
        routes.get("/batches/{batch}/problems", for: .allRoles) { request, context in
            let ((batch, record), user) = (try await finder.record(context), try context.user)
            try room.willShow("problems of rows", batch: batch.id, context)
            let after = max(0, request.query("after").flatMap(Int.init) ?? 0)
            let selection = BatchFinder.ProblemSelection(
                jurisdiction: request.query("jurisdiction").flatMap { $0.isEmpty ? nil : $0 },
                code: request.query("code").flatMap(ProblemCode.init))
            let (problems, isMore) = try await finder.problems(
                of: batch, selection, after: after, limit: Self.perPage, for: user)
            var fields: PageFields = [
                "batch": .text(record.id), "isPacked": .flag(batch.stage == .packed && user.seesEverything),
                "problems": .rows(problems.map(row)), "isEmpty": .flag(problems.isEmpty), "isFirst": .flag(after == 0),
                "from": .text(PageText.count(after + 1)), "to": .text(PageText.count(after + problems.count)),
                "codes": .rows(try await codes(of: batch, selection.code, for: user)),
                "jurisdictions": .rows(
                    record.jurisdictions.filter { !$0.id.isEmpty }.map {
                        [
                            "value": .text($0.id), "name": .text(room.name(ofJurisdiction: $0.id)),
                            "isChosen": .flag($0.id == selection.jurisdiction),
                        ]
                    }),
            ]
            if isMore { fields["next"] = .number(after + problems.count) }
            fields["chosenCode"] = selection.code.map { .text($0.rawValue) }
            fields["chosenJurisdiction"] = selection.jurisdiction.map { .text(LocalTarget.encoded($0)) }
            return try room.pages.response(Self.form, fields, title: "Problems of rows", context)
        }
    }

    private func codes(of batch: Batch, _ chosen: ProblemCode?, for user: User) async throws -> [PageFields] {
        guard batch.stage != .read else { return [] }
        let summary = try await room.reading { try $0.summary(of: batch) }
        let lines = summary.jurisdictions.filter { user.maySee($0.jurisdiction) }
        let codes = Set(lines.flatMap { $0.problems.map(\.code) })
        return codes.sorted { $0.rawValue < $1.rawValue }.map {
            ["value": .text($0.rawValue), "words": .text($0.reason), "isChosen": .flag($0 == chosen)]
        }
    }

    private func row(_ problem: ProblemRecord) -> PageFields {
        var fields: PageFields = [
            "file": .text(problem.file), "row": .text(PageText.count(problem.row)), "reason": .text(problem.reason),
            "hint": .text(problem.hint),
        ]
        for (name, text) in [
            ("column", problem.column), ("detail", problem.detail), ("case", problem.caseNumber),
            ("outcome", Outcome(rawValue: problem.outcome)?.words ?? ""),
            ("jurisdiction", problem.jurisdiction.isEmpty ? "" : room.name(ofJurisdiction: problem.jurisdiction)),
        ] where !text.isEmpty {
            fields[name] = .text(text)
        }
        return fields
    }
}
