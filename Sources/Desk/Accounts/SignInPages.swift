internal import Digests
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// Signing in and out. The page to sign in is the one that anybody sees, so it is there in English and Spanish.
struct SignInPages {
    static let english = PageForm("sign-in", fields)
    static let spanish = PageForm("sign-in-es", fields)
    static let forms = [english, spanish]
    private static let fields: [Field] = [
        .text("token"), .text("next"), .text("nextInLink"), .flag("isRefused"), .flag("isLocked"), .flag("isEnded"),
    ]

    let room: Workroom

    /// What came of an attempt.
    private enum Outcome {
        case fresh, refused, ended
        case locked(seconds: Int)
    }

    func add(to routes: Routes) {
        routes.get("/sign-in", for: .everybody) { request, context in
            let ended = request.query("ended") != nil
            return try page(
                ended ? .ended : .fresh, next: request.query("next"), language(of: request), request, context)
        }
        routes.form("/sign-in", for: .everybody) { form, request, context in
            try await signIn(form, request, context)
        }
        routes.form("/sign-out", for: .everyUser) { _, _, context in
            let user = try context.user
            if let session = context.session {
                let now = room.now()
                try await room.writing { try $0.endSession(session.secret.digest, of: user, at: now) }
            }
            var response = Response.redirect(to: "/sign-in?ended=yes")
            response.headers[.setCookie] = room.settings.sessionCookie.removal
            // What the browser kept of the pages goes too.
            response.headers[.named("Clear-Site-Data")] = "\"cache\", \"storage\""
            return response
        }
    }

    private func signIn(_ form: Form, _ request: Request, _ context: DeskContext) async throws -> Response {
        let (typed, password) = (form.text("name"), form["password"] ?? "")
        let language = form["language"] == "es" ? Self.spanish : Self.english
        let (now, limits, address) = (room.now(), room.settings.signInLimits, context.address)
        let next = LocalTarget.checked(form["next"])
        let locked = try await room.writing {
            try $0.countSignIn(name: typed, address: address, limits: limits, at: now)
        }
        if let locked {
            room.meters.count("sign_in_locked")
            return try page(.locked(seconds: Int(locked - now)), next: next, language, request, context)
        }
        let name = UserName(typed)
        let found = try await room.reading { docket in try name.flatMap { try docket.user(named: $0) } }
        let isRight = try await room.passwords.check(password, against: found?.password)
        guard isRight, let user = found?.user, !user.isDisabled else {
            room.meters.count("sign_in_failed")
            let user = found?.user
            try await room.writing { try $0.recordFailedSignIn(of: user, from: address, at: now) }
            return try page(.refused, next: next, language, request, context)
        }
        let secret = Secret()
        let rules = room.settings.sessionRules
        try await room.writing {
            try $0.beginSession(of: user.id, token: secret.digest, from: address, rules: rules, at: now)
        }
        room.meters.count("signed_in")
        var response = Response.redirect(to: user.mustChangePassword ? "/account" : next)
        response.headers[values: .setCookie] = [
            room.settings.sessionCookie.set(secret), room.settings.visitCookie.removal,
        ]
        return response
    }

    private func page(
        _ outcome: Outcome, next: String?, _ form: PageForm, _ request: Request, _ context: DeskContext
    ) throws -> Response {
        // The form's token belongs to the visit, whose cookie only this service can set.
        let known = room.settings.visitCookie.secret(in: request)
        let visit = known ?? Secret()
        let next = LocalTarget.checked(next)
        var fields: PageFields = [
            "token": .text(visit.derived(for: SignedIn.purpose).text), "next": .text(next),
            "nextInLink": .text(LocalTarget.encoded(next)),
        ]
        var status = HTTPResponse.Status.ok
        var retryAfter: Int?
        switch outcome {
        case .fresh: break
        case .ended: fields["isEnded"] = .flag(true)
        case .refused:
            fields["isRefused"] = .flag(true)
            status = .unauthorized
        case .locked(let seconds):
            fields["isLocked"] = .flag(true)
            (status, retryAfter) = (.tooManyRequests, max(1, seconds))
        }
        let title = form.name == Self.spanish.name ? "Iniciar sesión" : "Sign in"
        var response = try room.pages.response(form, fields, title: title, status: status, context)
        if known == nil { response.headers[.setCookie] = room.settings.visitCookie.set(visit) }
        if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
        return response
    }

    private func language(of request: Request) -> PageForm {
        switch request.query("lang") {
        case "es": return Self.spanish
        case "en": return Self.english
        default:
            let wanted = request.headers[.acceptLanguage]?.prefix { $0 != "," && $0 != ";" && $0 != "-" }
            return wanted?.lowercased() == "es" ? Self.spanish : Self.english
        }
    }
}
