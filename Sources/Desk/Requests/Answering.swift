internal import Docket
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Around every request: gives it an id and its client's address, turns refusals and failures into answers, adds the headers
/// that keep browsers safe, counts it, and logs it without a word of what it was about.
struct Answering: RouterMiddleware {
    let room: Workroom
    let gate: Gate
    let refusals: RefusalAnswers

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.address = Self.address(of: request, context, behindProxy: !room.settings.isInsecureLoopback)
        var response: Response
        var failure: String?
        do {
            try gate.requireHost(request)
            response = try await next(request, context)
        } catch {
            let refusal = Refusal(translating: error)
            failure = refusal.code
            if refusal.status.kind == .serverError { log(error, refusal, context) }
            response = refusals.answer(refusal, to: request, context)
        }
        SafeHeaders.add(to: &response, isSecure: !room.settings.isInsecureLoopback)
        response.headers[.requestID] = context.requestID
        note(request, response, failure, context, since: start)
        return response
    }

    private func note(
        _ request: Request, _ response: Response, _ failure: String?, _ context: DeskContext,
        since start: ContinuousClock.Instant
    ) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        // The pattern of the path, because what stands in its place may be about a case.
        let route = "\(Self.method(request)) \(context.endpointPath ?? "unknown")"
        let status = response.status.code
        room.meters.count(route: route, status: status, seconds: seconds)
        // What the thread of the connection does next is to send the answer; the line of the log comes behind that.
        context.channel.eventLoop.execute { [logger = context.logger] in
            logger.info(
                "request",
                metadata: [
                    "route": "\(route)", "status": "\(status)",
                    "milliseconds": "\((seconds * 1_000).rounded(.up))", "code": "\(failure ?? "")",
                ])
        }
    }

    /// What the failure was, by type and code; its text only where the room promises that no data is in it.
    private func log(_ error: any Error, _ refusal: Refusal, _ context: DeskContext) {
        context.logger.error(
            "failure",
            metadata: ["type": "\(type(of: error))", "code": "\(refusal.code)", "detail": "\(refusal.detail)"])
    }

    /// Methods that nobody has heard of are one, so that nobody can fill the table of counters.
    private static func method(_ request: Request) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(request.method) ? request.method.rawValue : "OTHER"
    }

    /// The last address that the proxy added, or the other end of the connection.
    private static func address(of request: Request, _ context: DeskContext, behindProxy: Bool) -> String {
        let peer = context.channel.remoteAddress?.ipAddress ?? "local"
        guard behindProxy, peer == "127.0.0.1" || peer == "::1" || peer == "local",
            let last = request.headers[.forwardedFor]?.split(separator: ",").last
        else { return peer }
        let address = last.filter { $0.isHexDigit || $0 == "." || $0 == ":" }
        return address.isEmpty || address.utf8.count > 45 ? peer : address
    }
}

/// Headers that every answer has unless its handler set its own.
enum SafeHeaders {
    /// Nothing but what comes from here, no script or style inside a page, and no page of ours inside another's.
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; \
        form-action 'self'; frame-ancestors 'none'; base-uri 'none'
        """

    static func add(to response: inout Response, isSecure: Bool) {
        response.headers.setUnlessThere(.contentSecurityPolicy, policy)
        response.headers.setUnlessThere(.cacheControl, "no-store")
        response.headers.setUnlessThere(.referrerPolicy, "same-origin")
        response.headers.setUnlessThere(.frameOptions, "DENY")
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }
}

extension HTTPField.Name {
    static let frameOptions = named("X-Frame-Options")
    fileprivate static let referrerPolicy = named("Referrer-Policy")
    fileprivate static let openerPolicy = named("Cross-Origin-Opener-Policy")
    fileprivate static let resourcePolicy = named("Cross-Origin-Resource-Policy")
}

extension HTTPFields {
    fileprivate mutating func setUnlessThere(_ name: HTTPField.Name, _ value: String) {
        if self[name] == nil { self[name] = value }
    }
}
