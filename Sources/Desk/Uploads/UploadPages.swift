internal import Cases
internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of what people bring in: send a file, see what lies here, and say what shall become of it.
struct UploadPages: Sendable {
    static let list = PageForm(
        "uploads",
        [
            .list(
                "uploads",
                Schema("upload", [.text("id"), .text("name"), .text("size"), .text("sentAt"), .flag("isWhole")])),
            .flag("isEmpty"),
        ])
    static let one = PageForm(
        "upload",
        [
            .text("id"), .text("name"), .text("size"), .text("bytes"), .text("digest", optional: true),
            .flag("isWhole"),
            .text("job", optional: true), .text("today"), .flag("mayFile"), .flag("mayOrder"),
            .list("rules", Schema("rule", [.text("value"), .flag("isChosen")])),
            .list("others", Schema("other", [.text("value"), .text("label")])),
        ])
    static let forms = [list, one]

    let room: Workroom
    let desk: UploadDesk
    let orders: OrderDesk

    func add(to routes: Routes) {
        routes.get("/uploads", for: UploadRoutes.senders) { request, context in
            let uploads = try await desk.uploads(of: try context.user.name)
            return try room.pages.response(
                Self.list, ["uploads": .rows(uploads.map(Self.row)), "isEmpty": .flag(uploads.isEmpty)],
                title: "Files", notice: request.query("done").flatMap { Self.notices[$0] }, context)
        }
        routes.fileForm("/uploads", for: UploadRoutes.senders) { request, context, check in
            let upload = try await desk.take(request, by: try context.user.name, check: check)
            return .redirect(to: "/uploads/\(upload.id)")
        }
        routes.get("/uploads/{upload}", for: UploadRoutes.senders) { _, context in try await page(context) }
        routes.form("/uploads/{upload}/delete", for: UploadRoutes.senders) { _, _, context in
            try await desk.delete(try context.parameter("upload"), of: try context.user.name)
            return .redirect(to: "/uploads?done=deleted")
        }
        routes.form("/uploads/{upload}/packets", for: OrderDesk.office) { form, _, context in
            try await order(context) { upload in
                let asked = BatchOrder(
                    uploads: [upload], aliases: form.choice("aliases"), asOf: form.choice("as-of"),
                    mode: form.choice("mode"), print: form.choice("print"))
                let reviewer = try asked.reviewer(context.user)
                return (asked.allUploads, { .generate(try asked.order($0, reviewer)) })
            }
        }
        routes.form("/uploads/{upload}/screening", for: OrderDesk.office) { form, _, context in
            try await order(context) { upload in
                let asked = ScreeningOrder(
                    uploads: [upload], asOf: form.text("as-of"), county: form.choice("county"),
                    rules: form.choice("rules"), compareWith: form.choice("compare-with"))
                return (asked.uploads, { .screen(try asked.order($0)) })
            }
        }
    }

    private static let notices = ["deleted": "The file is deleted."]

    private static func row(_ upload: Upload) -> PageFields {
        [
            "id": .text(upload.id), "name": .text(upload.name), "size": .text(PageText.size(upload.size)),
            "sentAt": .text(PageTime.text(upload.madeAt)), "isWhole": .flag(upload.isWhole),
        ]
    }

    /// Makes a job of a form about an upload and leads to it; what is wrong with the form is said on the same page.
    private func order(
        _ context: DeskContext, _ order: (String) throws -> ([String], ([String]) throws -> JobOrder)
    ) async throws -> Response {
        do {
            let (uploads, make) = try order(try context.parameter("upload"))
            return .leading(to: try await orders.submit(uploads, by: try context.user.name, make))
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            return try await page(problem: refusal.detail, context)
        }
    }

    private func page(problem: String? = nil, _ context: DeskContext) async throws -> Response {
        let user = try context.user
        let (upload, offset) = try await desk.upload(try context.parameter("upload"), of: user.name)
        let others = try await desk.uploads(of: user.name).filter { $0.isWhole && $0.id != upload.id }
        var fields: PageFields = [
            "id": .text(upload.id), "name": .text(upload.name), "size": .text(PageText.size(upload.size)),
            "bytes": .text(PageText.count(offset)), "isWhole": .flag(upload.isWhole),
            "today": .text(CalendarDate.day(of: room.now()).iso), "mayFile": .flag(user.role == .deputy),
            "mayOrder": .flag([.paralegal, .deputy, .administrator].contains(user.role)),
            "rules": .rows(ruleSets.map { ["value": .text($0), "isChosen": .flag($0 == "vacatur")] }),
            "others": .rows(others.map { ["value": .text($0.id), "label": .text($0.name)] }),
        ]
        if !upload.sha256.isEmpty { fields["digest"] = .text(upload.sha256) }
        if upload.job != 0 { fields["job"] = .number(upload.job) }
        return try room.pages.response(
            Self.one, fields, title: upload.name, status: problem == nil ? .ok : .unprocessableContent,
            problem: problem, context)
    }

    /// The rule sets that the templates have, by name.
    private var ruleSets: [String] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: "\(room.templates)/base/rules")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }
}

extension Form {
    /// A field that may be left empty; nil then.
    func choice(_ name: String) -> String? {
        let text = text(name)
        return text.isEmpty ? nil : text
    }
}
