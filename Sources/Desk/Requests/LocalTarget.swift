internal import HTTPTypes
internal import Hummingbird

/// Where a page may send the browser: to pages of ours, never to another site, whatever a link said.
enum LocalTarget {
    /// A path of ours as it came in a request; `/` for anything else.
    static func checked(_ text: String?) -> String {
        guard let text, text.utf8.count <= 1_000, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }

    /// The page to sign in, which leads on to `path`.
    static func signIn(for path: String) -> String {
        let next = checked(path)
        return next == "/" ? "/sign-in" : "/sign-in?next=\(encoded(next))"
    }

    /// A text as the value of a query: letters, digits and `-._~/` as they are, every other byte as `%41`.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
                encoded.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }
}

extension Response {
    /// Sends the browser to another page of ours with GET. `path` is written by the program or came through `LocalTarget`.
    static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension Request {
    /// A value of the query; nil without one, or if it is no text.
    func query(_ name: String) -> String? {
        guard let query = uri.query, let form = try? Form(encoded: Array(query.utf8)) else { return nil }
        return form[name]
    }
}
