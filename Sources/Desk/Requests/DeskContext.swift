internal import Digests
internal import Docket
internal import Hummingbird
internal import Logging
internal import NIOCore

/// What a handler knows of a request beside the request itself: who sends it, and from where.
struct DeskContext: RequestContext {
    /// Who sends a request, and how that was proved.
    enum Proof: Sendable {
        /// By the cookie of a session: forms and scripts have to send its form token too.
        case session(SignedIn)
        /// By an API token, which no browser sends by itself.
        case token(id: Int64)
    }

    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// The address of the client; that of the proxy's client where there is a proxy. Set before anything else looks.
    var address = ""
    /// Who is signed in; nil for nobody. Routes that need somebody are never called without.
    private(set) var visitor: (user: User, proof: Proof)?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Names the request in the log, in its answer, and to whoever asks what became of it.
    var requestID: String { logger[metadataKey: "hb.request.id"]?.description ?? "" }

    /// The user, for handlers of routes that need one.
    ///
    /// - Throws: 401 if nobody is signed in.
    var user: User {
        get throws(Refusal) {
            guard let visitor else { throw .notSignedIn }
            return visitor.user
        }
    }

    /// The session, if there is one.
    var session: SignedIn? {
        if case .session(let session) = visitor?.proof { session } else { nil }
    }

    mutating func admit(_ user: User, by proof: Proof) { visitor = (user, proof) }

    /// Refuses whoever may not see the cases of a jurisdiction. A route with the parameter `{jurisdiction}` has done it.
    ///
    /// - Throws: 403, whether there are such cases or not.
    func require(jurisdiction: String) throws(Refusal) {
        guard try user.maySee(jurisdiction) else { throw .otherOffice }
    }

    /// A parameter of the path.
    ///
    /// - Throws: 404 if the path has none of that name.
    func parameter(_ name: String) throws(Refusal) -> String {
        guard let text = parameters.get(name) else { throw .notFound }
        return text
    }
}

/// A session as a request shows it.
struct SignedIn: Sendable {
    /// The secret of the cookie.
    let secret: Secret
    /// What forms and scripts send with every change (`csrf`, or the header `X-CSRF-Token`).
    var formToken: String { secret.derived(for: Self.purpose).text }

    static let purpose = "forms"
}
