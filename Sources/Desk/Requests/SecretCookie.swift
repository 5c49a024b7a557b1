internal import Digests
internal import HTTPTypes
internal import Hummingbird

/// A cookie that holds a secret: no script reads it, no other site makes the browser send it, and with TLS its name keeps
/// others from setting it (`__Host-`, RFC 6265bis section 4.1.3).
struct SecretCookie: Sendable {
    let name: String
    private let attributes: String

    init(_ name: String, isSecure: Bool) {
        self.name = isSecure ? "__Host-\(name)" : name
        attributes = "Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }

    /// The secret that a request shows; nil without one, or where two cookies claim the name.
    func secret(in request: Request) -> Secret? {
        var found: [Substring] = []
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == name { found.append(parts[1]) }
            }
        }
        return found.count == 1 ? Secret(received: found[0]) : nil
    }

    /// The value of `Set-Cookie`. It lives as long as the browser's window; the service ends it sooner.
    func set(_ secret: Secret) -> String { "\(name)=\(secret.text); \(attributes)" }

    /// The value of `Set-Cookie` that takes it away.
    var removal: String { "\(name)=; Max-Age=0; \(attributes)" }
}
