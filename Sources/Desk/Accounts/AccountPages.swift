internal import Digests
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// A user's own account: the password, and tokens for programs that work for the user.
struct AccountPages {
    static let form = PageForm(
        "account",
        [
            .text("name"), .text("fullName"), .text("role"), .text("barNumber", optional: true),
            .text("offices", optional: true), .text("passwordAt"), .text("leastLength"), .flag("mustChange"),
            .flag("hasTokens"), .text("newToken", optional: true),
            .list("tokens", Schema("token", [.text("id"), .text("label"), .text("madeAt"), .text("expiresAt")])),
        ])
    static let forms = [form]
    private static let tokenLimit = 20

    let room: Workroom

    func add(to routes: Routes) {
        routes.get("/account", for: .everyUser) { request, context in
            let notice: String? =
                switch request.query("done") {
                case "password": "Your password is changed. Every other session of yours has ended."
                case "revoked": "The token is revoked."
                default: nil
                }
            return try await page(notice: notice, context)
        }
        routes.form("/account/password", for: .everyUser) { form, _, context in try await changePassword(form, context)
        }
        routes.form("/account/tokens", for: .allRoles) { form, _, context in try await makeToken(form, context) }
        routes.form("/account/tokens/{token}/revoke", for: .allRoles) { _, _, context in
            guard let id = Int64(try context.parameter("token")) else { throw Refusal.notFound }
            let (user, now) = (try context.user, room.now())
            try await room.writing { try $0.revokeToken(id, of: user, at: now) }
            return .redirect(to: "/account?done=revoked")
        }
    }

    private func changePassword(_ form: Form, _ context: DeskContext) async throws -> Response {
        let (user, now, address) = (try context.user, room.now(), context.address)
        let (current, new) = (form["current"] ?? "", form["new"] ?? "")
        if new != form["again"] {
            return try await page(problem: "The new password was not typed the same way twice.", context)
        }
        if let problem = PasswordRules.problem(with: new, of: user.name) {
            return try await page(problem: problem, context)
        }
        if new == current { return try await page(problem: "The new password is the old one.", context) }
        // Whoever sits down at somebody's open session may not try passwords either.
        let limits = room.settings.signInLimits
        let isLocked = try await room.writing {
            try $0.countSignIn(name: user.name, address: address, limits: limits, at: now) != nil
        }
        if isLocked { throw Refusal.tooMany(retryAfter: Int(limits.window)) }
        guard let name = UserName(user.name), let stored = try await room.reading({ try $0.user(named: name) }),
            try await room.passwords.check(current, against: stored.password)
        else {
            try await room.writing { try $0.recordFailedSignIn(of: user, from: address, at: now) }
            return try await page(problem: "The current password is another one.", context)
        }
        let hash = try await room.passwords.hash(new)
        let (secret, rules) = (Secret(), room.settings.sessionRules)
        try await room.writing {
            try $0.setPassword(hash, user: user.id, isInitial: false, by: user.name, at: now)
            try $0.beginSession(of: user.id, token: secret.digest, from: address, rules: rules, at: now)
        }
        var response = Response.redirect(to: "/account?done=password")
        response.headers[.setCookie] = room.settings.sessionCookie.set(secret)
        return response
    }

    private func makeToken(_ form: Form, _ context: DeskContext) async throws -> Response {
        let (user, now) = (try context.user, room.now())
        let label = form.text("label")
        guard 1...60 ~= label.count else {
            return try await page(problem: "Give the token a name of 1 to 60 characters.", context)
        }
        guard let days = Int64(form.text("days")), 1...366 ~= days else {
            return try await page(problem: "A token is valid for 1 to 366 days.", context)
        }
        guard try await room.reading({ try $0.tokens(of: user.id, at: now).count }) < Self.tokenLimit else {
            return try await page(problem: "You have \(Self.tokenLimit) tokens; revoke one first.", context)
        }
        let secret = Secret()
        try await room.writing {
            try $0.makeToken(label, digest: secret.digest, for: user, expiresAt: now + days * 86_400, at: now)
        }
        return try await page(newToken: secret.text, context)
    }

    private func page(
        notice: String? = nil, problem: String? = nil, newToken: String? = nil, _ context: DeskContext
    ) async throws -> Response {
        let (user, now) = (try context.user, room.now())
        let tokens = try await room.reading { try $0.tokens(of: user.id, at: now) }
        var fields: PageFields = [
            "name": .text(user.name), "fullName": .text(user.details.fullName), "role": .text(user.role.words),
            "barNumber": .text(user.details.barNumber),
            "offices": .text(user.details.jurisdictions.joined(separator: ", ")),
            "passwordAt": .text(PageTime.text(user.passwordAt)), "leastLength": .number(PasswordRules.least),
            "mustChange": .flag(user.mustChangePassword), "hasTokens": .flag(!tokens.isEmpty),
        ]
        fields["newToken"] = newToken.map { .text($0) }
        fields["tokens"] = .rows(
            tokens.map {
                [
                    "id": .number($0.id), "label": .text($0.label), "madeAt": .text(PageTime.text($0.madeAt)),
                    "expiresAt": .text(PageTime.text($0.expiresAt)),
                ]
            })
        return try room.pages.response(
            Self.form, fields, title: "Account", status: problem == nil ? .ok : .unprocessableContent, notice: notice,
            problem: problem, context)
    }
}
