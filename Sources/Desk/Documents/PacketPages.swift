internal import Cases
internal import Docket
internal import Filings
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of a packet: what to print, what to read, what to save; and its cases one by one.
struct PacketPages: Sendable {
    static let packet = PageForm(
        "packet",
        [
            .text("batch"), .text("jurisdiction"), .text("name"), .flag("isDraft"), .text("cases"), .text("counts"),
            .text("people"), .text("letters"), .flag("hasLetters"), .flag("hasChallenges"),
            .list(
                "jobs", Schema("job", [.text("path"), .text("name"), .text("cases"), .text("pages"), .text("sheets")])),
            .flag("hasJobs"),
            .list("documents", Schema("document", [.text("path"), .text("name"), .text("pdf", optional: true)])),
            .list("files", Schema("file", [.text("path"), .text("size")])),
        ])
    static let list = PageForm(
        "packet-cases",
        [
            .text("batch"), .text("jurisdiction"), .text("kind"), .text("find", optional: true), .flag("isEmpty"),
            .list("items", Schema("item", [.text("number"), .text("case", optional: true), .text("documents")])),
            .text("next", optional: true), .flag("isFirst"),
        ])
    static let one = PageForm(
        "packet-case",
        [
            .text("batch"), .text("jurisdiction"), .text("kind"), .text("number"), .text("previous", optional: true),
            .text("next", optional: true), .text("shown"), .text("shownName"),
            .list("documents", Schema("document", [.text("file"), .text("name"), .flag("isShown")])),
        ])
    static let forms = [packet, list, one]

    private static let path = "/batches/{batch}/packets/{jurisdiction}"
    private static let perPage = 100

    let room: Workroom
    let finder: PacketFinder

    func add(to routes: Routes) {
        routes.get(Self.path, for: .allRoles) { _, context in
            try page(try await finder.packet(context).manifest, context)
        }
        for kind in [Volume.Kind.cases, .letters, .challenges] {
            routes.get("\(Self.path)/\(kind.rawValue)", for: .allRoles) { request, context in
                try await items(kind, request, context)
            }
            routes.get("\(Self.path)/\(kind.rawValue)/{number}", for: .allRoles) { request, context in
                try await item(kind, request, context)
            }
        }
    }

    private func page(_ manifest: PacketManifest, _ context: DeskContext) throws -> Response {
        let paths = Set(manifest.files.map(\.path))
        let documents = manifest.files.map(\.path).filter { $0.hasSuffix(".html") }
        let printed = Set(manifest.jobs.map(\.file.path))
        let shown = Set(documents + documents.map(Self.pdf)).union(printed)
        let others = (manifest.files + manifest.volumes.map(\.file)).filter { !shown.contains($0.path) }
        return try room.pages.response(
            Self.packet,
            [
                "batch": .text(manifest.run.batch), "jurisdiction": .text(manifest.jurisdiction),
                "name": .text(manifest.name), "isDraft": .flag(manifest.run.isDraft),
                "cases": .text(PageText.count(manifest.totals.cases)),
                "counts": .text(PageText.count(manifest.totals.counts)),
                "people": .text(PageText.count(manifest.totals.people)),
                "letters": .text(PageText.count(manifest.totals.letters)),
                "hasLetters": .flag(manifest.volumes.contains { $0.kind == .letters }),
                "hasChallenges": .flag(manifest.volumes.contains { $0.kind == .challenges }),
                "jobs": .rows(
                    manifest.jobs.map {
                        [
                            "path": .text($0.file.path), "name": .text($0.file.path),
                            "cases": .text(PageText.count($0.cases)), "pages": .text(PageText.count($0.pages)),
                            "sheets": .text(PageText.count($0.sheets)),
                        ]
                    }),
                "hasJobs": .flag(!manifest.jobs.isEmpty),
                "documents": .rows(
                    documents.map { path in
                        var fields: PageFields = ["path": .text(path), "name": .text(Self.name(of: path))]
                        if paths.contains(Self.pdf(path)) { fields["pdf"] = .text(Self.pdf(path)) }
                        return fields
                    }),
                "files": .rows(
                    others.map { ["path": .text($0.path), "size": .text(PageText.size(Int64($0.size)))] }),
            ], title: manifest.name, context)
    }

    private func items(_ kind: Volume.Kind, _ request: Request, _ context: DeskContext) async throws -> Response {
        let find = (request.query("find") ?? "").filter { $0 != " " }
        let after = max(0, request.query("after").flatMap(Int.init) ?? 0)
        let (items, isMore) =
            find.isEmpty
            ? try await finder.items(kind, after: after, limit: Self.perPage, context)
            : (try await finder.items(kind, named: find, limit: Self.perPage, context), false)
        if !find.isEmpty, items.count == 1, let only = items.first {
            return .redirect(to: "\(try address(context))/\(kind.rawValue)/\(only.number)")
        }
        var fields = try place(context).merging(
            [
                "kind": .text(kind.rawValue), "isEmpty": .flag(items.isEmpty), "isFirst": .flag(after == 0),
                "items": .rows(
                    items.map { item in
                        var fields: PageFields = [
                            "number": .number(item.number),
                            "documents": .text(item.documents.map { Self.name(of: $0.name) }.joined(separator: ", ")),
                        ]
                        fields["case"] = item.caseNumber.map { .text($0) }
                        return fields
                    }),
            ], uniquingKeysWith: { $1 })
        if !find.isEmpty { fields["find"] = .text(find) }
        if isMore, let last = items.last { fields["next"] = .number(last.number) }
        return try room.pages.response(
            Self.list, fields,
            title: "\(Self.words(kind)) of \(room.name(ofJurisdiction: try context.parameter("jurisdiction")))",
            context)
    }

    private func item(_ kind: Volume.Kind, _ request: Request, _ context: DeskContext) async throws -> Response {
        let found = try await finder.item(kind, context)
        let names = found.volume.documents(of: found.item).map(\.name)
        let pages = names.filter { $0.hasSuffix(".html") }
        let asked = request.query("document")
        guard let shown = asked.flatMap({ names.contains($0) ? $0 : nil }) ?? pages.first ?? names.first else {
            throw Refusal.notFound
        }
        let number = found.item.number
        var fields = try place(context).merging(
            [
                "kind": .text(kind.rawValue), "number": .number(number), "shown": .text(shown),
                "shownName": .text(Self.name(of: shown)),
                "documents": .rows(
                    names.map {
                        [
                            "file": .text($0), "name": .text($0.hasSuffix(".pdf") ? $0 : Self.name(of: $0)),
                            "isShown": .flag($0 == shown),
                        ]
                    }),
            ], uniquingKeysWith: { $1 })
        let manifest = try await finder.packet(context).manifest
        let volumes = manifest.volumes.filter { $0.kind == kind }
        if volumes.contains(where: { $0.first <= number - 1 && number - 1 <= $0.last }) {
            fields["previous"] = .number(number - 1)
        }
        if volumes.contains(where: { $0.first <= number + 1 && number + 1 <= $0.last }) {
            fields["next"] = .number(number + 1)
        }
        let what = found.item.caseNumber.isEmpty ? "Letter \(number)" : "Case \(found.item.caseNumber)"
        return try room.pages.response(Self.one, fields, title: what, context)
    }

    private func address(_ context: DeskContext) throws -> String {
        "/batches/\(try context.parameter("batch"))/packets/\(try context.parameter("jurisdiction"))"
    }

    private func place(_ context: DeskContext) throws -> PageFields {
        [
            "batch": .text(try context.parameter("batch")),
            "jurisdiction": .text(try context.parameter("jurisdiction")),
        ]
    }

    private static func pdf(_ path: String) -> String { "\(path.prefix { $0 != "." }).pdf" }

    /// `confidential/schedule-0001.html` → `Schedule 0001 (confidential)`
    private static func name(of path: String) -> String {
        let parts = path.split(separator: "/")
        let words = (parts.last ?? "").prefix { $0 != "." }.replacing("-", with: " ")
        let name = words.prefix(1).uppercased() + words.dropFirst()
        return parts.count > 1 ? "\(name) (\(parts.dropLast().joined(separator: ", ")))" : name
    }

    private static func words(_ kind: Volume.Kind) -> String {
        switch kind {
        case .cases: "Cases"
        case .letters: "Letters"
        case .challenges: "Challenged cases"
        }
    }
}
