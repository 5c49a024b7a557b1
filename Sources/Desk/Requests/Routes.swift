internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// Whom a route answers.
enum RouteAccess: Hashable, Sendable {
    /// Everybody, signed in or not.
    case everybody
    /// Programs on this machine, such as a monitor: whoever does not come through the proxy; and administrators.
    case machine
    /// Every user, also one who has to change the password first.
    case everyUser
    /// Users with one of these roles, whose password is their own.
    case roles(Set<Role>)

    static func roles(_ roles: Role...) -> RouteAccess { .roles(Set(roles)) }
    /// All five roles.
    static var allRoles: RouteAccess { .roles(Set(Role.allCases)) }
}

/// A route as the table has it.
struct RouteEntry: Hashable, Sendable {
    let method: HTTPRequest.Method
    /// As in `/api/v1/batches/{batch}`.
    let path: String
    let access: RouteAccess

    /// Whether any number of requests is answered: what lies in memory and costs nothing.
    var isUnlimited: Bool { path.hasPrefix("/assets/") || path == "/health/live" }

    var name: String { "\(method.rawValue) \(path)" }
}

/// The one table of routes. Nothing is answered that is not in it, and nothing gets in without saying whom it answers.
///
/// A path's parameter `{jurisdiction}` is checked here: nobody gets through to cases of another office. Forms, scripts and
/// API tokens are checked here too, before the handler runs.
///
/// ```swift
/// routes.get("/audit", for: .roles(.administrator)) { request, context in … }
/// routes.form("/users", for: .roles(.administrator)) { form, request, context in … }
/// routes.on(.put, "/api/v1/uploads/{upload}", for: .roles(.paralegal)) { request, context in … }
/// ```
///
/// Used while the service starts, by one thread.
final class Routes {
    typealias Handler = @Sendable (Request, DeskContext) async throws -> Response
    typealias FormHandler = @Sendable (Form, Request, DeskContext) async throws -> Response

    typealias FileFormHandler =
        @Sendable (Request, DeskContext, _ check: (String?) throws -> Void) async throws -> Response

    private(set) var table: [RouteEntry] = []
    private let router: Router<DeskContext>
    private let gate: Gate

    init(into router: Router<DeskContext>, gate: Gate) {
        self.router = router
        self.gate = gate
    }

    /// A page, a document, or an answer of the API.
    func get(_ path: String, for access: RouteAccess, _ handler: @escaping Handler) {
        on(.get, path, for: access, handler)
    }

    /// What a form of a page sends. Its fields are read and its token is checked first.
    ///
    /// `limit` is in bytes, for pages that send long texts.
    func form(
        _ path: String, for access: RouteAccess, limit: Int = Form.limit, _ handler: @escaping FormHandler
    ) {
        let gate = gate
        add(.post, path, access) { request, context, entry in
            let context = try await gate.admit(context, to: entry, request)
            // A program has no business in a page: what a token proves is for the API.
            if case .token = context.visitor?.proof { throw Refusal.sessionNeeded }
            let form = try await Form(request, atMost: limit)
            try gate.requireFormToken(form["csrf"], request, context)
            return try await handler(form, request, context)
        }
    }

    /// What a form with a file sends, which is not read before the handler reads it: the token is inside, and the handler has
    /// to give it to `check`, which throws, before it does anything with the rest.
    func fileForm(_ path: String, for access: RouteAccess, _ handler: @escaping FileFormHandler) {
        let gate = gate
        add(.post, path, access) { request, context, entry in
            let context = try await gate.admit(context, to: entry, request)
            if case .token = context.visitor?.proof { throw Refusal.sessionNeeded }
            return try await handler(request, context) { try gate.requireFormToken($0, request, context) }
        }
    }

    /// Any other route. What changes something has to come with the header `X-CSRF-Token`, unless an API token proves who
    /// sends it.
    func on(
        _ method: HTTPRequest.Method, _ path: String, for access: RouteAccess, _ handler: @escaping Handler
    ) {
        let gate = gate
        add(method, path, access) { request, context, entry in
            let context = try await gate.admit(context, to: entry, request)
            if method != .get { try gate.requireFormToken(request.headers[.formToken], request, context) }
            return try await handler(request, context)
        }
    }

    /// Answers the other methods of every path: the path is right, the method is not. Called once, when all routes are there.
    func finish() {
        let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        for (path, entries) in Dictionary(grouping: table, by: \.path) {
            // Every GET has its HEAD.
            let own = Set(entries.map(\.method)).union(entries.contains { $0.method == .get } ? [.head] : [])
            let allowed = methods.filter(own.contains).map(\.rawValue)
            for method in methods where !own.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw Refusal.wrongMethod(allowed) }
            }
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ path: String, _ access: RouteAccess,
        _ handler: @escaping @Sendable (Request, DeskContext, RouteEntry) async throws -> Response
    ) {
        let entry = RouteEntry(method: method, path: path, access: access)
        table.append(entry)
        router.on(RouterPath(path), method: method) { try await handler($0, $1, entry) }
    }
}

extension HTTPField.Name {
    /// How a script of ours proves that it is on a page of ours.
    static let formToken = named("X-CSRF-Token")
    static let requestID = named("X-Request-Id")
    static let forwardedFor = named("X-Forwarded-For")
    static let fetchSite = named("Sec-Fetch-Site")

    static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return field
    }
}
