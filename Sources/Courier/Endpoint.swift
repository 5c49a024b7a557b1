private import CCurl

/// An address that requests may be sent to: `https`, or `http` on this very machine where that is allowed.
package struct Endpoint: Hashable, Sendable {
    /// Why an address will not do. Does not repeat it, because there may be a password in it.
    package struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// As it is sent to.
    package let address: String
    /// Scheme, host and port: what credentials are good for.
    package let origin: String
    package let isLoopback: Bool

    /// Reads an address with libcurl's own parser, so that what is checked is what is sent to.
    ///
    /// - Parameters:
    ///   - text: the address.
    ///   - plainLoopback: whether `http` will do for this machine, as for trying things out.
    /// - Throws: what is wrong with the address.
    package init(_ text: String, plainLoopback: Bool = false) throws(Flaw) {
        let parts = curl_url()
        defer { curl_url_cleanup(parts) }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }),
            curl_url_set(parts, CURLUPART_URL, text, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parts), let host = Self.part(CURLUPART_HOST, of: parts),
            let port = Self.part(CURLUPART_PORT, of: parts, UInt32(CURLU_DEFAULT_PORT)),
            let address = Self.part(CURLUPART_URL, of: parts)
        else { throw Flaw(description: "the court's address is no URL") }
        guard [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT].allSatisfy({ Self.part($0, of: parts) == nil })
        else {
            throw Flaw(description: "the court's address may have no user, password or fragment")
        }
        isLoopback = ["127.0.0.1", "[::1]", "localhost"].contains(host.lowercased())
        switch scheme {
        case "https": break
        case "http" where isLoopback && plainLoopback: break
        case "http":
            throw Flaw(description: "the court's address is http; what is filed goes through https only")
        default: throw Flaw(description: "the court's address is not https")
        }
        self.address = address
        origin = "\(scheme)://\(host.lowercased()):\(port)"
    }

    private static func part(_ which: CURLUPart, of parts: OpaquePointer?, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, which, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
