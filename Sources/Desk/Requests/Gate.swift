internal import Digests
internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Decides before any handler runs: whether the request is meant for this service, whether there are too many, who sends
/// it, and whether they may.
struct Gate: Sendable {
    private let room: Workroom
    private let users: RateLimiter<Int64>
    private let addresses: RateLimiter<String>

    init(_ room: Workroom) {
        self.room = room
        users = RateLimiter(perSecond: room.settings.limits.userRate)
        addresses = RateLimiter(perSecond: room.settings.limits.addressRate)
    }

    /// Refuses requests for other names than the service's own: a page of somebody else whose name leads here is not ours.
    func requireHost(_ request: Request) throws(Refusal) {
        guard let host = request.head.authority.flatMap(Self.host), room.settings.answersTo(host) else {
            throw .wrongHost
        }
    }

    /// Lets a request through to a route.
    ///
    /// - Returns: the context with the user.
    /// - Throws: `not-signed-in`, `wrong-role`, `other-office`, `password-change-required`, `too-many-requests`.
    func admit(_ context: DeskContext, to entry: RouteEntry, _ request: Request) async throws -> DeskContext {
        if entry.access == .everybody {
            if !entry.isUnlimited { try addresses.take(context.address, now: .now) }
            return context
        }
        if entry.access == .machine, request.headers[.forwardedFor] == nil { return context }
        var context = context
        guard let (user, proof) = try await recognized(request, context) else {
            try addresses.take(context.address, now: .now)
            throw Refusal.notSignedIn
        }
        try users.take(user.id, now: .now)
        context.admit(user, by: proof)
        try Self.require(user, entry.access)
        if let jurisdiction = context.parameters.get("jurisdiction") {
            try context.require(jurisdiction: jurisdiction)
        }
        return context
    }

    private static func require(_ user: User, _ access: RouteAccess) throws(Refusal) {
        let roles: Set<Role>
        switch access {
        case .everybody, .everyUser: return
        case .machine: roles = [.administrator]
        case .roles(let named): roles = named
        }
        if user.mustChangePassword { throw .passwordChange }
        guard roles.contains(user.role) else { throw .wrongRole }
    }

    // MARK: Who it is

    private func recognized(
        _ request: Request, _ context: DeskContext
    ) async throws -> (User, DeskContext.Proof)? {
        if let header = request.headers[.authorization] {
            // Whoever sends a token means it; a session beside it does not help.
            guard header.prefix(7).lowercased() == "bearer ", let secret = Secret(received: header.dropFirst(7)) else {
                return nil
            }
            return try room.user(ofToken: secret.digest).map { ($0.user, .token(id: $0.token)) }
        }
        guard let secret = room.settings.sessionCookie.secret(in: request) else { return nil }
        guard let found = try room.session(secret.digest) else { return nil }
        if found.isStale { try await room.touchSession(secret.digest) }
        return (found.user, .session(SignedIn(secret: secret)))
    }

    // MARK: Forms

    /// Refuses what changes something unless it comes from a page of ours: the token has to belong to the session or, before
    /// anybody is signed in, to the visit; and what the browser says about where the request comes from has to be us.
    func requireFormToken(_ token: String?, _ request: Request, _ context: DeskContext) throws(Refusal) {
        if case .token = context.visitor?.proof { return }
        try requireOwnOrigin(request)
        let secret = context.session?.secret ?? room.settings.visitCookie.secret(in: request)
        guard let token, let secret, secret.derived(for: SignedIn.purpose).matches(token) else { throw .forgedForm }
    }

    private func requireOwnOrigin(_ request: Request) throws(Refusal) {
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" { throw .forgedForm }
        guard let origin = request.headers[.origin] else { return }
        let scheme = room.settings.isInsecureLoopback ? "http" : "https"
        guard let authority = request.head.authority, origin.lowercased() == "\(scheme)://\(authority.lowercased())"
        else {
            throw .forgedForm
        }
    }

    /// The name without the port: `desk.example.gov:443` → `desk.example.gov`, `[::1]:8020` → `::1`.
    static func host(_ authority: String) -> String? {
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        let host: Substring
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[..<end].dropFirst()
        } else {
            guard parts.count <= 2 else { return nil }
            host = parts[0]
        }
        return host.isEmpty ? nil : host.lowercased()
    }
}

extension DeskSettings {
    /// Whether a request may be meant for this service.
    func answersTo(_ host: String) -> Bool {
        hosts.contains(host) || host == "127.0.0.1" || host == "::1" || host == "localhost"
    }

    var sessionRules: SessionRules { SessionRules(idle: limits.sessionIdle, length: limits.sessionLength) }
    var signInLimits: SignInLimits {
        SignInLimits(ofName: limits.failuresOfName, ofAddress: limits.failuresOfAddress, window: limits.failureWindow)
    }

    var sessionCookie: SecretCookie { SecretCookie("vacatur-session", isSecure: !isInsecureLoopback) }
    var visitCookie: SecretCookie { SecretCookie("vacatur-visit", isSecure: !isInsecureLoopback) }
}
