internal import Cases
internal import Casework
internal import Docket
internal import Filings
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TemplateEngine

/// The administrator's pages of templates and packs: edit, check, look, compare, publish, go back.
struct TemplatePages: Sendable {
    static let list = PageForm(
        "templates",
        [
            .text("version"), .flag("hasDrafts"), .flag("isChecked"), .flag("isSound"), .text("warnings"),
            .list("drafts", Schema("draft", [.text("path"), .text("link"), .text("actor"), .text("at")])),
            .list(
                "folders",
                Schema(
                    "folder",
                    [
                        .text("name"),
                        .list(
                            "files", Schema("file", [.text("path"), .text("link"), .text("name"), .flag("isEdited")])),
                    ])),
            .list(
                "versions",
                Schema(
                    "version",
                    [.text("number"), .text("at"), .text("actor"), .text("note", optional: true), .flag("isPresent")])),
            .list("errors", Schema("error", [.text("text")])),
            .list("installed", Schema("difference", [.text("path")])), .flag("hasInstalled"),
        ])
    static let one = PageForm(
        "template",
        [
            .text("path"), .text("link"), .text("text"), .text("digest"), .flag("isEdited"), .flag("isNew"),
            .text("kind", optional: true), .text("jurisdiction", optional: true),
            .list("overrides", Schema("override", [.text("link"), .text("name")])), .flag("hasOverrides"),
            .list("lines", lineSchema), .flag("isSame"),
        ])
    static let difference = PageForm(
        "templates-version",
        [
            .text("number"), .text("at"), .text("actor"), .text("note", optional: true), .flag("isPresent"),
            .list("files", Schema("file", [.text("path"), .list("lines", lineSchema)])), .flag("isSame"),
        ])
    private static let lineSchema = Schema(
        "line", [.text("number"), .text("text"), .flag("isAdded"), .flag("isRemoved"), .flag("isGap")])
    static let forms = [list, one, difference]

    /// Bytes of a form with a text of 1 MiB, every character of which may take three.
    private static let formLimit = 4 << 20
    private static let editors: RouteAccess = .roles(.administrator)

    let room: Workroom
    let desk: TemplateDesk

    func add(to routes: Routes) {
        routes.get("/templates", for: Self.editors) { request, context in
            try await page(notice: request.query("done").flatMap { Self.notices[$0] }, context)
        }
        routes.form("/templates/check", for: Self.editors) { _, _, context in
            try await page(check: try await desk.check(try await desk.bench()), context)
        }
        routes.form("/templates/publish", for: Self.editors) { form, _, context in
            let bench = try await desk.bench()
            guard !bench.drafts.isEmpty else { return try await page(problem: "Nothing was edited.", context) }
            let check = try await desk.publish(
                bench, note: String(form.text("note").prefix(200)), by: try context.user)
            guard check.errors.isEmpty else {
                return try await page(
                    check: check, problem: "There are errors, so nothing was published.", context)
            }
            return .redirect(to: "/templates?done=published")
        }
        routes.form("/templates/installed", for: Self.editors) { _, _, context in
            try await desk.takeInstalled(by: try context.user)
            return .redirect(to: "/templates?done=published")
        }
        routes.get("/templates/file", for: Self.editors) { request, context in
            try await page(
                of: request.query("path") ?? "", notice: request.query("done").flatMap { Self.notices[$0] }, context)
        }
        routes.form("/templates/file", for: Self.editors, limit: Self.formLimit) { form, _, context in
            let path = form["path"] ?? ""
            try await desk.keep(form["text"] ?? "", at: path, insteadOf: form["digest"] ?? "", by: try context.user)
            return .redirect(to: "/templates/file?path=\(LocalTarget.encoded(path))&done=kept")
        }
        routes.form("/templates/file/drop", for: Self.editors) { form, _, context in
            let path = form["path"] ?? ""
            try await room.writing { try $0.dropDraft(path) }
            return .redirect(to: "/templates?done=dropped")
        }
        routes.get("/templates/preview/{jurisdiction}/{kind}", for: Self.editors) { _, context in
            guard let kind = DocumentKind(rawValue: try context.parameter("kind")) else { throw Refusal.notFound }
            var headers: HTTPFields = [.contentSecurityPolicy: FileReply.policy, .frameOptions: "SAMEORIGIN"]
            do {
                let html = try await desk.preview(kind, of: try context.parameter("jurisdiction"))
                headers[.contentType] = "text/html; charset=utf-8"
                return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: html)))
            } catch  where CommandFailure(error)?.code == "templates" {
                // Shown where the page would be.
                headers[.contentType] = "text/plain; charset=utf-8"
                let words = "\(CommandFailure(error)?.message ?? "")\n"
                return Response(
                    status: .unprocessableContent, headers: headers,
                    body: ResponseBody(byteBuffer: ByteBuffer(string: words)))
            }
        }
        routes.get("/templates/versions/{version}", for: Self.editors) { _, context in try await version(context) }
        routes.form("/templates/versions/{version}/restore", for: Self.editors) { _, _, context in
            guard let number = Int64(try context.parameter("version")) else { throw Refusal.notFound }
            try await desk.restore(number, by: try context.user)
            return .redirect(to: "/templates?done=published")
        }
    }

    private static let notices = [
        "published": "The new version is published. Jobs that were asked for before keep theirs.",
        "kept": "Your text is kept, and not published yet.", "dropped": "The edited text is dropped.",
    ]

    // MARK: All

    private func page(
        check: TemplateDesk.Check? = nil, notice: String? = nil, problem: String? = nil, _ context: DeskContext
    ) async throws -> Response {
        let bench = try await desk.bench()
        let versions = try await room.reading { try $0.templateVersions() }
        let installed = try await desk.installedDifferences(bench)
        let folders = Dictionary(grouping: bench.files.map(\.path)) { String($0.prefix { $0 != "/" }) }
        let fields: PageFields = [
            "version": .number(bench.version.number), "hasDrafts": .flag(!bench.drafts.isEmpty),
            "isChecked": .flag(check != nil), "isSound": .flag(check?.errors.isEmpty == true),
            "warnings": .text(PageText.count(check?.warnings.count ?? 0, "warning", "warnings")),
            "drafts": .rows(
                bench.drafts.values.sorted { $0.file.path < $1.file.path }.map {
                    [
                        "path": .text($0.file.path), "link": .text(LocalTarget.encoded($0.file.path)),
                        "actor": .text($0.actor), "at": .text(PageTime.text($0.changedAt)),
                    ]
                }),
            "folders": .rows(
                folders.sorted { $0.key == "base" || $1.key != "base" && $0.key < $1.key }.map { name, paths in
                    ["name": .text(name), "files": .rows(paths.map { file($0, in: name, bench) })]
                }),
            "versions": .rows(versions.map { Self.row($0, present: bench.version) }),
            "errors": .rows((check?.errors ?? []).map { ["text": .text($0)] }),
            "installed": .rows(installed.map { ["path": .text($0)] }),
            "hasInstalled": .flag(!installed.isEmpty),
        ]
        return try room.pages.response(
            Self.list, fields, title: "Templates", status: problem == nil ? .ok : .unprocessableContent, notice: notice,
            problem: problem, context)
    }

    private func file(_ path: String, in folder: String, _ bench: TemplateDesk.Bench) -> PageFields {
        [
            "path": .text(path), "link": .text(LocalTarget.encoded(path)),
            "name": .text(String(path.dropFirst(folder.count + 1))), "isEdited": .flag(bench.drafts[path] != nil),
        ]
    }

    private static func row(_ version: TemplateVersion, present: TemplateVersion) -> PageFields {
        var fields: PageFields = [
            "number": .number(version.number), "at": .text(PageTime.text(version.publishedAt)),
            "actor": .text(version.actor), "isPresent": .flag(version == present),
        ]
        if !version.note.isEmpty { fields["note"] = .text(version.note) }
        return fields
    }

    // MARK: One

    private func page(of path: String, notice: String?, _ context: DeskContext) async throws -> Response {
        let bench = try await desk.bench()
        guard let file = bench.beginning(path) else { throw Refusal.notFound }
        let published = bench.published[path]
        let text = String(decoding: file.text, as: UTF8.self)
        let difference = LineDifference(
            from: published.map { String(decoding: $0.text, as: UTF8.self) } ?? "",
            to: bench.present(path) == nil ? "" : text)
        let name = String(path.drop { $0 != "/" }.dropFirst())
        let folder = String(path.prefix { $0 != "/" })
        let jurisdictions = bench.published.keys.filter { $0.hasSuffix("/jurisdiction.yaml") }
            .map { String($0.prefix { $0 != "/" }) }.sorted()
        let overrides =
            folder == "base" && name.hasSuffix(".mustache") && !name.contains("/")
            ? jurisdictions.map { "\($0)/\(name)" } : []
        var fields: PageFields = [
            "path": .text(path), "link": .text(LocalTarget.encoded(path)), "text": .text(text),
            "digest": .text(bench.present(path)?.digest ?? ""), "isEdited": .flag(bench.drafts[path] != nil),
            "isNew": .flag(bench.present(path) == nil), "isSame": .flag(difference.lines.isEmpty),
            "lines": .rows(difference.lines.map(Self.row)), "hasOverrides": .flag(!overrides.isEmpty),
            "overrides": .rows(
                overrides.map {
                    ["link": .text(LocalTarget.encoded($0)), "name": .text(String($0.prefix { $0 != "/" }))]
                }),
        ]
        let kind = String(name.prefix { $0 != "." })
        if name.hasSuffix(".html.mustache"), DocumentKind(rawValue: kind) != nil {
            fields["kind"] = .text(kind)
            fields["jurisdiction"] = .text(folder == "base" ? jurisdictions.first ?? "" : folder)
        }
        return try room.pages.response(Self.one, fields, title: path, notice: notice, context)
    }

    private func version(_ context: DeskContext) async throws -> Response {
        guard let number = Int64(try context.parameter("version")) else { throw Refusal.notFound }
        let (versions, files, before) = try await room.reading {
            (try $0.templateVersions(), try $0.templateFiles(of: number), try $0.templateFiles(of: number - 1))
        }
        guard let version = versions.first(where: { $0.number == number }), let present = versions.first else {
            throw Refusal.notFound
        }
        func texts(_ files: [TemplateFile]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.text, as: UTF8.self)) })
        }
        let (new, old) = (texts(files), texts(before))
        let changed = number == 1 ? [] : Set(new.keys).union(old.keys).filter { new[$0] != old[$0] }.sorted()
        let fields = Self.row(version, present: present).merging(
            [
                "isSame": .flag(changed.isEmpty),
                "files": .rows(
                    changed.map { path in
                        let difference = LineDifference(from: old[path] ?? "", to: new[path] ?? "")
                        return ["path": .text(path), "lines": .rows(difference.lines.map(Self.row))]
                    }),
            ]) { $1 }
        return try room.pages.response(Self.difference, fields, title: "Version \(number)", context)
    }

    private static func row(_ line: LineDifference.Line) -> PageFields {
        [
            "number": .text(line.kind == .gap ? "…" : "\(line.number)"), "text": .text(line.text),
            "isAdded": .flag(line.kind == .added), "isRemoved": .flag(line.kind == .removed),
            "isGap": .flag(line.kind == .gap),
        ]
    }
}
