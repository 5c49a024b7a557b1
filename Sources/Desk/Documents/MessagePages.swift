internal import EFiling
internal import Filings
internal import Hummingbird
internal import TemplateEngine

/// The page of what a court gets from one office: what to upload, what is held back and why, and the messages.
struct MessagePages: Sendable {
    static let form = PageForm(
        "messages",
        [
            .text("batch"), .text("round"), .flag("isLater"), .text("jurisdiction"), .text("cases"), .text("sent"),
            .text("held"), .flag("holdsSome"), .text("messages"), .text("ecf"), .text("policy"),
            .flag("usedOfficialSchemas"),
            .list("read", Schema("page", [.text("path")])),
            .list("files", Schema("file", [.text("path"), .text("size")])),
        ])
    static let forms = [form]

    let room: Workroom
    let finder: MessageFinder

    func add(to routes: Routes) {
        routes.get("/batches/{batch}/messages/{round}/{jurisdiction}", for: .allRoles) { _, context in
            try page(try await finder.filings(context), context)
        }
    }

    private func page(_ found: MessageFinder.Found, _ context: DeskContext) throws -> Response {
        let manifest = found.manifest
        let files = found.files.listed
        return try room.pages.response(
            Self.form,
            [
                "batch": .text(manifest.run.batch), "round": .number(manifest.round),
                "isLater": .flag(manifest.round > 1), "jurisdiction": .text(manifest.jurisdiction),
                "cases": .text(PageText.count(manifest.totals.cases)),
                "sent": .text(PageText.count(manifest.totals.sent)),
                "held": .text(PageText.count(manifest.totals.held)), "holdsSome": .flag(manifest.totals.held > 0),
                "messages": .text(PageText.count(manifest.totals.messages)),
                "ecf": .text(manifest.profile.rawValue), "policy": .text(manifest.policy),
                "usedOfficialSchemas": .flag(manifest.usedOfficialSchemas),
                "read": .rows(files.filter { $0.path.hasSuffix(".html") }.map { ["path": .text($0.path)] }),
                "files": .rows(files.map { ["path": .text($0.path), "size": .text(PageText.size(Int64($0.size)))] }),
            ], title: "\(manifest.name): for the court's e-filing", context)
    }
}
