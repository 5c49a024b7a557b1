internal import Casework
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// Why a request was not done: what a person reads, and what a script goes by. Never holds personal data, because it is
/// shown, logged and kept.
struct Refusal: Error, Hashable, Sendable {
    let status: HTTPResponse.Status
    /// The same word for the same reason, always: `not-signed-in`, `other-office`; for failures of the rooms their own, as
    /// the command line has them: `busy`, `disk-full`.
    let code: String
    /// One sentence: what is wrong, and what to do.
    let detail: String
    /// What the command line would exit with for the same reason; nil where it has no such reason.
    var exitCode: Int?
    /// Seconds to wait before the next attempt.
    var retryAfter: Int?
    /// Methods that the path has.
    var allowed: [String] = []
    /// Where an upload goes on.
    var offset: Int64?

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        self.status = status
        self.code = code
        self.detail = detail
    }

    static let notFound = Refusal(.notFound, "not-found", "There is nothing at this address.")
    static let notSignedIn = Refusal(.unauthorized, "not-signed-in", "Sign in first, or send a valid API token.")
    static let wrongRole = Refusal(.forbidden, "wrong-role", "Your role does not allow this. Ask an administrator.")
    static let otherOffice = Refusal(.forbidden, "other-office", "These are cases of another office.")
    static let passwordChange = Refusal(
        .forbidden, "password-change-required", "Choose a password of your own first.")
    static let sessionNeeded = Refusal(
        .forbidden, "session-needed", "This is done by somebody who is signed in, not with an API token.")
    static let forgedForm = Refusal(
        .forbidden, "form-token", "The form is out of date, or was not sent from these pages. Load the page again.")
    static let wrongHost = Refusal(
        .misdirectedRequest, "wrong-host", "This service does not go by the name that the request has.")
    static let tooLarge = Refusal(.contentTooLarge, "too-large", "The request is larger than is taken here.")
    static let tooSlow = Refusal(.requestTimeout, "too-slow", "The request did not come in time.")
    static let badForm = Refusal(.badRequest, "bad-form", "The form cannot be read.")

    static func tooMany(retryAfter seconds: Int) -> Refusal {
        var refusal = Refusal(.tooManyRequests, "too-many-requests", "Too many requests; wait a moment.")
        refusal.retryAfter = seconds
        return refusal
    }

    static func wrongOffset(_ present: Int64) -> Refusal {
        var refusal = Refusal(.conflict, "wrong-offset", "Go on from the offset that Upload-Offset says.")
        refusal.offset = present
        return refusal
    }

    static func wrongMethod(_ allowed: [String]) -> Refusal {
        var refusal = Refusal(.methodNotAllowed, "wrong-method", "The address is right, but not for this method.")
        refusal.allowed = allowed
        return refusal
    }

    /// The request is understood, and cannot be done as it is.
    static func invalid(_ code: String, _ detail: String) -> Refusal { Refusal(.unprocessableContent, code, detail) }
}

extension HTTPResponse.Status {
    /// RFC 4918 section 11.5.
    static let storageIsFull = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
