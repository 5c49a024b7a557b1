internal import CCurl

/// How requests travel.
package struct CourierSettings: Hashable, Sendable {
    /// Certificates that are trusted, in PEM; nil for those of the system.
    package var authorities: String?
    /// Our own certificate and its key, in PEM, where the court wants one.
    package var certificate: String?
    package var key: String?
    /// Seconds for one request, from connecting to the end of the reply.
    package var timeout: Int
    /// Bytes of a reply.
    package var largestReply: Int

    package init(
        authorities: String? = nil, certificate: String? = nil, key: String? = nil, timeout: Int = 120,
        largestReply: Int = 4 << 20
    ) {
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
        self.timeout = timeout
        self.largestReply = largestReply
    }
}

/// What came back.
package struct CourierReply: Hashable, Sendable {
    /// Of HTTP (RFC 9110, section 15).
    package let status: Int
    /// Seconds, from `Retry-After`; nil where it is missing.
    package let retryAfter: Int?
    package let body: [UInt8]

    package init(status: Int, retryAfter: Int? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// Carries requests to one address over HTTP/1.1, one after the other on one connection, and brings the replies.
///
/// It follows no redirects, speaks nothing but the address's scheme, reads no `.netrc`, and never sends a request a second
/// time by itself: a broken connection is told to the caller, who alone knows whether again is once too often. Belongs to
/// one thread at a time.
package final class Courier {
    private let handle: UnsafeMutableRawPointer
    private let endpoint: Endpoint
    private let credentials: Credentials?
    private let settings: CourierSettings

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    package init(
        to endpoint: Endpoint, as credentials: Credentials?, _ settings: CourierSettings
    ) throws(CourierError) {
        guard Self.isReady, let handle = curl_easy_init() else {
            throw CourierError(.unusable, "libcurl cannot be used")
        }
        self.handle = handle
        self.endpoint = endpoint
        self.credentials = credentials
        self.settings = settings
        try prepare()
    }

    deinit { curl_easy_cleanup(handle) }

    private func prepare() throws(CourierError) {
        let scheme = endpoint.address.hasPrefix("https:") ? "https" : "http"
        try set(CURLOPT_URL, endpoint.address)
        try set(CURLOPT_PROTOCOLS_STR, scheme)
        try set(CURLOPT_REDIR_PROTOCOLS_STR, scheme)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_NETRC, 0)
        // Signals would reach any thread; timeouts work without them, as libcurl's resolver has threads.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_CONNECTTIMEOUT, min(30, settings.timeout))
        try set(CURLOPT_TIMEOUT, settings.timeout)
        try set(CURLOPT_USERAGENT, "vacatur")
        if endpoint.isLoopback { try set(CURLOPT_PROXY, "") }
        if let authorities = settings.authorities {
            try set(CURLOPT_CAINFO, authorities)
            // The certificates named are all that is trusted.
            try? set(CURLOPT_CAPATH, nil)
        }
        if let certificate = settings.certificate { try set(CURLOPT_SSLCERT, certificate) }
        if let key = settings.key { try set(CURLOPT_SSLKEY, key) }
        switch credentials?.secret {
        case .password(let user, let password):
            try set(CURLOPT_HTTPAUTH, vacatur_curl_auth_basic)
            try set(CURLOPT_USERNAME, user)
            try set(CURLOPT_PASSWORD, password)
        case .token(let token):
            try set(CURLOPT_HTTPAUTH, vacatur_curl_auth_bearer)
            try set(CURLOPT_XOAUTH2_BEARER, token)
        case nil: break
        }
    }

    /// Sends a request and waits for its reply.
    ///
    /// - Parameters:
    ///   - body: in pieces, which follow each other.
    ///   - headers: `Name: value`, without line breaks.
    /// - Returns: whatever came back, of any status.
    /// - Throws: why nothing came back, and whether anything may have left.
    package func post(_ body: [[UInt8]], headers: [String]) throws(CourierError) -> CourierReply {
        let exchange = Exchange(body, largestReply: settings.largestReply)
        var list: UnsafeMutablePointer<curl_slist>?
        for header in headers { list = curl_slist_append(list, header) ?? list }
        defer { curl_slist_free_all(list) }
        try check(vacatur_curl_set_list(handle, CURLOPT_HTTPHEADER, list))
        try set(CURLOPT_POST, 1)
        try check(vacatur_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(exchange.size)))
        let context = Unmanaged.passUnretained(exchange).toOpaque()
        // Without a way to rewind (CURLOPT_SEEKFUNCTION), libcurl cannot send a request again when a kept connection turns
        // out to be dead.
        try check(
            vacatur_curl_set_transfer(
                handle, CURLOPT_READFUNCTION, { Exchange.at($3)?.give($0, $1 * $2) ?? vacatur_curl_read_abort },
                CURLOPT_READDATA, context))
        try check(
            vacatur_curl_set_transfer(
                handle, CURLOPT_WRITEFUNCTION, { Exchange.at($3)?.take($0, $1 * $2) ?? 0 }, CURLOPT_WRITEDATA, context))
        let code = withExtendedLifetime(exchange) { curl_easy_perform(handle) }
        guard code == CURLE_OK else { throw error(code, exchange) }
        var status = 0
        vacatur_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        var wait: curl_off_t = 0
        vacatur_curl_get_size(handle, CURLINFO_RETRY_AFTER, &wait)
        credentials?.blank(in: &exchange.reply)
        return CourierReply(status: status, retryAfter: wait > 0 ? Int(wait) : nil, body: exchange.reply)
    }

    private func error(_ code: CURLcode, _ exchange: Exchange) -> CourierError {
        let text = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CRL_BADFILE:
            return CourierError(.untrusted, text)
        case _ where exchange.isOversize: return CourierError(.broken, "The reply is too long")
        default:
            var sent = 0
            vacatur_curl_get_number(handle, CURLINFO_REQUEST_SIZE, &sent)
            return CourierError(sent > 0 || exchange.hasBegun ? .broken : .unreachable, text)
        }
    }

    private func set(_ option: CURLoption, _ value: Int) throws(CourierError) {
        try check(vacatur_curl_set_number(handle, option, value))
    }

    private func set(_ option: CURLoption, _ text: String?) throws(CourierError) {
        try check(vacatur_curl_set_text(handle, option, text))
    }

    private func check(_ code: CURLcode) throws(CourierError) {
        guard code == CURLE_OK else { throw CourierError(.unusable, String(cString: curl_easy_strerror(code))) }
    }
}

/// One request on its way, and its reply as far as it has come.
private final class Exchange {
    private let pieces: [[UInt8]]
    private var piece = 0
    private var offset = 0
    private let largestReply: Int
    let size: Int
    var reply: [UInt8] = []
    private(set) var hasBegun = false
    private(set) var isOversize = false

    init(_ pieces: [[UInt8]], largestReply: Int) {
        self.pieces = pieces
        self.largestReply = largestReply
        size = pieces.reduce(0) { $0 + $1.count }
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Fills libcurl's buffer; 0 at the end.
    func give(_ buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        hasBegun = true
        var space = UnsafeMutableRawBufferPointer(start: buffer, count: room)
        while piece < pieces.count, !space.isEmpty {
            let count = min(space.count, pieces[piece].count - offset)
            space.copyBytes(from: pieces[piece][offset..<offset + count])
            space = UnsafeMutableRawBufferPointer(rebasing: space[count...])
            offset += count
            if offset == pieces[piece].count { (piece, offset) = (piece + 1, 0) }
        }
        return room - space.count
    }

    /// Takes what came; fewer bytes than given end the transfer.
    func take(_ buffer: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard reply.count + count <= largestReply else {
            isOversize = true
            return 0
        }
        reply += UnsafeRawBufferPointer(start: buffer, count: count)
        return count
    }
}
