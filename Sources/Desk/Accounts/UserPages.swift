internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The administrator's pages of users: make, change, shut out, let in, give a new password.
struct UserPages {
    static let list = PageForm(
        "users",
        [
            .list(
                "users",
                Schema(
                    "user",
                    [
                        .text("id"), .text("name"), .text("fullName"), .text("role"), .text("offices", optional: true),
                        .flag("isDisabled"), .flag("mustChange"),
                    ]))
        ])
    static let one = PageForm("user", UserForm.fields + UserForm.stateFields)
    static let new = PageForm("user-new", UserForm.fields)
    static let password = PageForm("user-password", [.text("id"), .text("name"), .text("password")])
    static let forms = [list, one, new, password]

    let room: Workroom

    func add(to routes: Routes) {
        routes.get("/users", for: .roles(.administrator)) { _, context in
            let users = try await room.reading { try $0.users() }
            return try room.pages.response(
                Self.list, ["users": .rows(users.map(Self.row))], title: "Users", context)
        }
        routes.get("/users/new", for: .roles(.administrator)) { _, context in
            try room.pages.response(Self.new, UserForm().fields(room.jurisdictions), title: "New user", context)
        }
        routes.form("/users", for: .roles(.administrator)) { form, _, context in try await make(UserForm(form), context)
        }
        routes.get("/users/{user}", for: .roles(.administrator)) { request, context in
            let user = try await user(context)
            let notice = request.query("done").flatMap { Self.notices[$0] }
            return try page(user, UserForm(user), notice: notice, context)
        }
        routes.form("/users/{user}", for: .roles(.administrator)) { form, _, context in
            try await change(UserForm(form), context)
        }
        routes.form("/users/{user}/password", for: .roles(.administrator)) { _, _, context in
            let (user, now, actor) = (try await user(context), room.now(), try context.user.name)
            let password = PasswordRules.initial()
            let hash = try await room.passwords.hash(password)
            try await room.writing { try $0.setPassword(hash, user: user.id, isInitial: true, by: actor, at: now) }
            return try shown(password, of: user, context)
        }
        for isDisabled in [true, false] {
            let word = isDisabled ? "disable" : "enable"
            routes.form("/users/{user}/\(word)", for: .roles(.administrator)) { _, _, context in
                let (user, now, actor) = (try await user(context), room.now(), try context.user.name)
                _ = try await room.writing {
                    try $0.setDisabled(isDisabled, user: user.id, by: actor, at: now)
                }
                return .redirect(to: "/users/\(user.id)?done=\(word)")
            }
        }
        routes.form("/users/{user}/unlock", for: .roles(.administrator)) { _, _, context in
            let (user, now, actor) = (try await user(context), room.now(), try context.user.name)
            try await room.writing { try $0.forgetFailedSignIns(of: user.id, by: actor, at: now) }
            return .redirect(to: "/users/\(user.id)?done=unlock")
        }
    }

    private static let notices = [
        "change": "The user is changed.", "disable": "The user is shut out; every session and token has ended.",
        "enable": "The user may sign in again.", "unlock": "Failed sign-ins are forgotten; the user may try again.",
    ]

    private func user(_ context: DeskContext) async throws -> User {
        guard let id = Int64(try context.parameter("user")) else { throw Refusal.notFound }
        return try await room.reading { try $0.user(id) }
    }

    private func make(_ form: UserForm, _ context: DeskContext) async throws -> Response {
        let (now, actor) = (room.now(), try context.user.name)
        func again(_ problem: String) throws -> Response {
            try room.pages.response(
                Self.new, form.fields(room.jurisdictions), title: "New user", status: .unprocessableContent,
                problem: problem, context)
        }
        guard let name = UserName(form.name) else {
            return try again(
                "The name to sign in with has 2 to 64 letters a to z, digits, and . - _ @, and begins with a letter.")
        }
        if let problem = form.problem(known: room.jurisdictions) { return try again(problem) }
        guard let details = form.details else { return try again("Choose a role.") }
        let password = PasswordRules.initial()
        let hash = try await room.passwords.hash(password)
        do {
            let user = try await room.writing {
                try $0.makeUser(name, details, password: hash, isInitial: true, by: actor, at: now)
            }
            return try shown(password, of: user, context)
        } catch let error as DocketError where error.code == .nameTaken {
            return try again(Refusal(translating: error).detail)
        }
    }

    private func change(_ form: UserForm, _ context: DeskContext) async throws -> Response {
        let (user, now, actor) = (try await user(context), room.now(), try context.user.name)
        if let problem = form.problem(known: room.jurisdictions) {
            return try page(user, form, problem: problem, context)
        }
        guard let details = form.details else { return try page(user, form, problem: "Choose a role.", context) }
        do {
            _ = try await room.writing { try $0.changeUser(user.id, to: details, by: actor, at: now) }
        } catch let error as DocketError where error.code == .lastAdministrator {
            return try page(user, form, problem: Refusal(translating: error).detail, context)
        }
        // Whoever changes their own role has no session any more.
        return .redirect(to: "/users/\(user.id)?done=change")
    }

    /// The page that shows a password; once, because only its hash is kept.
    private func shown(_ password: String, of user: User, _ context: DeskContext) throws -> Response {
        try room.pages.response(
            Self.password, ["id": .number(user.id), "name": .text(user.name), "password": .text(password)],
            title: "Password to begin with", context)
    }

    private func page(
        _ user: User, _ form: UserForm, notice: String? = nil, problem: String? = nil, _ context: DeskContext
    ) throws -> Response {
        let fields = form.fields(room.jurisdictions).merging(UserForm.state(of: user)) { $1 }
        return try room.pages.response(
            Self.one, fields, title: user.name, status: problem == nil ? .ok : .unprocessableContent, notice: notice,
            problem: problem, context)
    }

    private static func row(_ user: User) -> PageFields {
        [
            "id": .number(user.id), "name": .text(user.name), "fullName": .text(user.details.fullName),
            "role": .text(user.role.words), "offices": .text(user.details.jurisdictions.joined(separator: ", ")),
            "isDisabled": .flag(user.isDisabled), "mustChange": .flag(user.mustChangePassword),
        ]
    }
}
