internal import Cases
internal import Casework
internal import Docket
internal import EFiling
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of batches: which there are, what became of every row, and what was wrong with rows.
struct BatchPages: Sendable {
    static let list = PageForm(
        "batches",
        [
            .list(
                "batches",
                Schema(
                    "batch",
                    [
                        .text("id"), .text("asOf"), .text("madeAt"), .text("state"), .text("cases"),
                        .text("reviewer", optional: true),
                    ])),
            .flag("isEmpty"), .text("older", optional: true),
        ])
    static let one = PageForm(
        "batch",
        [
            .text("batch"), .text("asOf"), .text("madeAt"), .text("state"), .flag("isPacked"), .flag("isDraft"),
            .text("reviewer", optional: true), .flag("seesCounty"), .flag("mayOrder"), .flag("mayFile"),
            .list("inputs", Schema("input", [.text("name"), .text("rows"), .text("size"), .text("digest")])),
            .list("heads", Schema("head", [.text("label")])),
            .list(
                "lines",
                Schema(
                    "line",
                    [
                        .text("id", optional: true), .text("name"), .text("cases"), .text("people"), .text("rows"),
                        .list("cells", Schema("cell", [.text("value")])), .flag("hasPacket"), .text("filed"),
                        .text("stopped"), .text("filedWidth"), .text("stoppedAt"), .text("stoppedWidth"),
                    ])),
            .flag("hasFilings"),
            .list(
                "filings", Schema("filing", [.text("round"), .text("id"), .text("name"), .text("sent"), .text("held")])),
            .list("reasons", Schema("reason", [.text("code"), .text("words"), .text("rows"), .text("width")])),
        ])
    static let forms = [list, one]
    private static let perPage = 50
    /// Of the bars, in the units of their picture.
    private static let barWidth = 400

    let room: Workroom
    let finder: BatchFinder
    let messages: MessageFinder
    let orders: OrderDesk

    func add(to routes: Routes) {
        routes.get("/batches", for: .allRoles) { request, context in
            let before = request.query("before").flatMap(Int64.init) ?? .max
            let records = try await finder.records(before: before, limit: Self.perPage + 1, for: try context.user)
            var fields: PageFields = [
                "batches": .rows(records.prefix(Self.perPage).map(Self.row)), "isEmpty": .flag(records.isEmpty),
            ]
            if records.count > Self.perPage { fields["older"] = .number(records[Self.perPage - 1].number) }
            return try room.pages.response(Self.list, fields, title: "Packets", context)
        }
        routes.get("/batches/{batch}", for: .allRoles) { _, context in try await page(context) }
        routes.form("/batches/{batch}/verify", for: OrderDesk.office) { _, _, context in
            let batch = try room.publishedBatch(context).description.folder
            return .leading(to: try await orders.submit([], by: context.user.name) { _ in .verify(batch: batch) })
        }
        routes.form("/batches/{batch}/messages", for: OrderDesk.office) { _, _, context in
            let batch = try room.publishedBatch(context).description.folder
            return .leading(
                to: try await orders.submit([], by: context.user.name) { _ in
                    .efile(try MessageOrder().order(batch))
                })
        }
        routes.form("/batches/{batch}/approve", for: .roles(.deputy)) { _, _, context in
            .leading(to: try await orders.approve(try room.publishedBatch(context), by: context.user))
        }
    }

    private static func row(_ record: BatchRecord) -> PageFields {
        var fields: PageFields = [
            "id": .text(record.id), "asOf": .text(record.asOf), "madeAt": .text(PageTime.text(record.admittedAt)),
            "state": .text(record.stateWords),
            "cases": .text(PageText.count(record.jurisdictions.reduce(0) { $0 + $1.cases })),
        ]
        fields["reviewer"] = record.reviewer.map { .text($0) }
        return fields
    }

    private func page(_ context: DeskContext) async throws -> Response {
        let user = try context.user
        let (batch, record) = try await finder.record(context)
        let filings = try await messages.parts(of: batch, for: user)
        let most = record.jurisdictions.map(\.rows).max() ?? 0
        let shown = Outcome.allCases.filter { outcome in
            outcome == .filed || record.jurisdictions.contains { $0.outcomes[outcome.rawValue] ?? 0 > 0 }
        }
        var fields: PageFields = [
            "batch": .text(record.id), "asOf": .text(record.asOf), "madeAt": .text(PageTime.text(record.admittedAt)),
            "state": .text(record.stateWords), "isPacked": .flag(batch.stage == .packed),
            "isDraft": .flag(batch.description.mode == .draft), "seesCounty": .flag(user.seesEverything),
            "mayOrder": .flag([.paralegal, .deputy, .administrator].contains(user.role)),
            "mayFile": .flag(user.role == .deputy && batch.description.mode == .draft && batch.stage == .packed),
            "inputs": .rows(
                record.inputs.map {
                    [
                        "name": .text($0.name), "rows": .text(PageText.count($0.rows)),
                        "size": .text(PageText.size($0.size)), "digest": .text(String($0.sha256.prefix(16))),
                    ]
                }),
            "heads": .rows(shown.map { ["label": .text($0.words)] }),
            "lines": .rows(record.jurisdictions.map { line($0, shown, of: most) }),
            "hasFilings": .flag(!filings.isEmpty), "filings": .rows(filings.map { Self.line($0.part, of: $0.round) }),
            "reasons": .rows(try await reasons(of: batch, for: user)),
        ]
        fields["reviewer"] = record.reviewer.map { .text($0) }
        return try room.pages.response(Self.one, fields, title: "Packets of \(record.asOf)", context)
    }

    private func line(_ line: BatchRecord.Line, _ shown: [Outcome], of most: Int) -> PageFields {
        let filed = line.outcomes[Outcome.filed.rawValue] ?? 0
        let width = Self.width(filed, of: most)
        var fields: PageFields = [
            "name": .text(room.name(ofJurisdiction: line.id)), "cases": .text(PageText.count(line.cases)),
            "people": .text(PageText.count(line.people)), "rows": .text(PageText.count(line.rows)),
            "cells": .rows(shown.map { ["value": .text(PageText.count(line.outcomes[$0.rawValue] ?? 0))] }),
            "hasPacket": .flag(line.cases > 0), "filed": .text(PageText.count(filed)),
            "stopped": .text(PageText.count(line.rows - filed)), "filedWidth": .number(width),
            "stoppedAt": .number(width), "stoppedWidth": .number(Self.width(line.rows - filed, of: most)),
        ]
        if !line.id.isEmpty { fields["id"] = .text(line.id) }
        return fields
    }

    private static func line(_ part: EFilingManifest.Part, of round: Int) -> PageFields {
        [
            "round": .number(round), "id": .text(part.jurisdiction), "name": .text(part.name),
            "sent": .text(PageText.count(part.totals.sent)), "held": .text(PageText.count(part.totals.held)),
        ]
    }

    /// Why rows are in no packet, the most frequent reason first.
    private func reasons(of batch: Batch, for user: User) async throws -> [PageFields] {
        guard batch.stage != .read else { return [] }
        let summary = try await room.reading { try $0.summary(of: batch) }
        var rows: [ProblemCode: Int] = [:]
        for line in summary.jurisdictions where user.maySee(line.jurisdiction) {
            for problem in line.problems { rows[problem.code, default: 0] += problem.rows }
        }
        let most = rows.values.max() ?? 0
        return rows.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { code, count in
            [
                "code": .text(code.rawValue), "words": .text(code.reason), "rows": .text(PageText.count(count)),
                "width": .number(Self.width(count, of: most)),
            ]
        }
    }

    /// A bar that is there at all can be seen.
    private static func width(_ part: Int, of most: Int) -> Int {
        part == 0 || most == 0 ? 0 : max(2, part * barWidth / most)
    }
}

extension BatchRecord {
    var stateWords: String {
        switch (stage, mode) {
        case ("packed", "draft"): "Draft"
        case ("packed", _): "For filing"
        default: "Not finished"
        }
    }
}

extension Workroom {
    /// What a jurisdiction is called; rows that name none have none.
    func name(ofJurisdiction id: String) -> String {
        id.isEmpty ? "No jurisdiction" : jurisdictions.first { $0.id == id }?.name ?? id
    }
}
