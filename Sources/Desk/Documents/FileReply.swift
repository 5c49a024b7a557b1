internal import Digests
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file as an answer: whole or in part, fresh or known already. Its tag is the digest of its sealed manifest, so a file
/// that was read once is never sent again, and two that have the same tag are the same bytes.
struct FileReply: Sendable {
    /// Where the bytes come from.
    enum Content: Sendable {
        case bytes([UInt8])
        /// Read whole and checked before the answer begins, because a digest tells nothing of a part.
        case checked(@Sendable () async throws -> [UInt8])
        /// Read piece by piece while the client takes it, so that no file lies in memory whole.
        case pieces(@Sendable (Range<Int>) async throws -> [UInt8])
    }

    /// What browsers save it as: letters, digits, `-`, `_` and `.` only, by the rule of every published name.
    let name: String
    let size: Int
    let digest: Digest
    let content: Content
    /// The same bytes as a gzip member, for clients that take it.
    var gzipped: (@Sendable () async throws -> [UInt8])?

    private static let piece = 256 << 10

    /// `show` is called before bytes of the file are given out; if it throws, none are.
    func response(to request: Request, show: () throws -> Void) async throws -> Response {
        let tag = "\"\(digest.hex)\""
        let packedTag = "\"\(digest.hex).gz\""
        let range = Self.range(request, tag: tag, size)
        let packs = gzipped != nil && range == .whole && Self.takesGzip(request)
        var headers: HTTPFields = [
            .eTag: packs ? packedTag : tag, .acceptRanges: "bytes", .cacheControl: "private, no-cache",
            .contentType: Self.mediaType(of: name), .contentSecurityPolicy: Self.policy, .frameOptions: "SAMEORIGIN",
        ]
        if gzipped != nil { headers[.vary] = "Accept-Encoding" }
        headers[.contentDisposition] = "\(Self.isSaved(request) ? "attachment" : "inline"); filename=\"\(name)\""
        if Self.isKnown(request, [tag, packedTag]) { return Response(status: .notModified, headers: headers) }
        var status = HTTPResponse.Status.ok
        var part = 0..<size
        switch range {
        case .whole: break
        case .part(let asked):
            (status, part) = (.partialContent, asked)
            headers[.contentRange] = "bytes \(asked.lowerBound)-\(asked.upperBound - 1)/\(size)"
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        if packs { headers[.contentEncoding] = "gzip" }
        try show()
        return Response(status: status, headers: headers, body: try await body(part, packed: packs))
    }

    private func body(_ range: Range<Int>, packed: Bool) async throws -> ResponseBody {
        if packed, let gzipped { return Self.body(try await gzipped()) }
        switch content {
        case .bytes(let bytes): return Self.body(Array(bytes[range]))
        case .checked(let read): return Self.body(Array(try await read()[range]))
        case .pieces(let read):
            return ResponseBody(contentLength: range.count) { writer in
                var start = range.lowerBound
                while start < range.upperBound {
                    let end = min(range.upperBound, start + Self.piece)
                    try await writer.write(ByteBuffer(bytes: try await read(start..<end)))
                    start = end
                }
                try await writer.finish(nil)
            }
        }
    }

    private static func body(_ bytes: [UInt8]) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }

    // MARK: What the client says

    private static func range(_ request: Request, tag: String, _ size: Int) -> ByteRange {
        if let condition = request.headers[.ifRange], condition != tag { return .whole }
        return ByteRange(request.headers[.range], of: size)
    }

    private static func isKnown(_ request: Request, _ tags: [String]) -> Bool {
        guard let known = request.headers[.ifNoneMatch] else { return false }
        return known == "*"
            || known.split(separator: ",").contains { part in
                let tag = part.drop { $0 == " " }
                return tags.contains(String((tag.hasPrefix("W/") ? tag.dropFirst(2) : tag).prefix { $0 != " " }))
            }
    }

    private static func takesGzip(_ request: Request) -> Bool {
        (request.headers[.acceptEncoding] ?? "").lowercased().split(separator: ",").contains { part in
            let words = part.split(separator: ";").map { $0.filter { $0 != " " } }
            return words.first == "gzip"
                && !words.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }

    private static func isSaved(_ request: Request) -> Bool { request.uri.queryParameters["download"] != nil }

    // MARK: What the file is

    /// A document may show itself and nothing else: no script, no form, nothing from elsewhere; and only pages of ours may
    /// show it inside them.
    static let policy = """
        default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; sandbox
        """

    static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "pdf": "application/pdf"
        case "xml": "application/xml"
        case "xsd": "application/xml"
        case "csv": "text/csv; charset=utf-8"
        case "json": "application/json"
        case "txt": "text/plain; charset=utf-8"
        case "rtf": "application/rtf"
        case "zip": "application/zip"
        default: "application/octet-stream"
        }
    }
}

/// A DEFLATE stream with the frame of gzip around it (RFC 1952).
enum GzipMember {
    static func bytes(_ stream: [UInt8], checksum: UInt32, size: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        bytes.reserveCapacity(stream.count + 18)
        bytes += stream
        withUnsafeBytes(of: checksum.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: size).littleEndian) { bytes += $0 }
        return bytes
    }
}
