internal import Docket
internal import Hummingbird
internal import TemplateEngine

/// The audit chain, newest entries first, and whether it holds.
struct AuditPages {
    static let form = PageForm(
        "audit",
        [
            .list(
                "entries",
                Schema(
                    "entry",
                    [
                        .text("number"), .text("time"), .text("timeISO"), .text("action"),
                        .text("about", optional: true),
                        .text("actor", optional: true), .text("detail", optional: true), .text("hash"),
                    ])),
            .flag("isEmpty"), .text("older", optional: true), .flag("isFirst"),
            .list("actions", Schema("action", [.text("value"), .flag("isChosen")])),
            .text("chosen", optional: true), .text("whole", optional: true), .text("broken", optional: true),
        ])
    static let forms = [form]
    private static let perPage = 50

    let room: Workroom

    func add(to routes: Routes) {
        routes.get("/audit", for: .roles(.administrator)) { request, context in
            try await page(
                before: request.query("before").flatMap(Int64.init),
                action: request.query("action").flatMap(AuditAction.init), context)
        }
        routes.form("/audit/check", for: .roles(.administrator)) { _, _, context in
            let report = try await room.readingAudit { try $0.verifyAudit() }
            return try await page(report: report, context)
        }
    }

    private func page(
        before: Int64? = nil, action: AuditAction? = nil, report: AuditReport? = nil, _ context: DeskContext
    ) async throws -> Response {
        let limit = Self.perPage
        let lines = try await room.readingAudit { try $0.auditPage(before: before, action: action, limit: limit + 1) }
        var fields: PageFields = [
            "entries": .rows(lines.prefix(limit).map(Self.row)), "isEmpty": .flag(lines.isEmpty),
            "isFirst": .flag(before == nil),
            "actions": .rows(
                AuditAction.allCases.map { ["value": .text($0.rawValue), "isChosen": .flag($0 == action)] }),
        ]
        if lines.count > limit { fields["older"] = .number(lines[limit - 1].number) }
        fields["chosen"] = action.map { .text($0.rawValue) }
        if let broken = report?.broken {
            fields["broken"] = .text("entry \(broken.entry): \(broken.reason.rawValue)")
        } else if let report {
            fields["whole"] = .number(report.entries)
        }
        return try room.pages.response(Self.form, fields, title: "Audit chain", context)
    }

    private static func row(_ line: AuditLine) -> PageFields {
        [
            "number": .number(line.number), "time": .text(PageTime.text(line.time)),
            "timeISO": .text(PageTime.iso(line.time)), "action": .text(line.action.rawValue),
            "about": .text(about(line)), "actor": .text(line.actor), "detail": .text(line.detail),
            "hash": .text(String(line.hash.prefix(12))),
        ]
    }

    /// `batch 3, case 17`, `user 4`
    private static func about(_ line: AuditLine) -> String {
        switch line.action {
        case .userMade, .userChanged, .passwordChanged, .signedIn, .signInFailed, .signedOut, .tokenMade, .tokenRevoked:
            return line.subject == 0 ? "" : "user \(line.subject)"
        case .screened, .convictionRuled, .screeningDiscarded:
            return "screening \(line.batch)" + (line.subject == 0 ? "" : ", ruling \(line.subject)")
        case .templatesPublished: return "version \(line.subject)"
        default:
            guard line.batch > 0 else { return "" }
            return "batch \(line.batch)" + (line.subject == 0 ? "" : ", case \(line.subject)")
        }
    }
}
