/// A request as it goes over the wire: SOAP 1.1 with attachments by MTOM, as the Web Services profile of ECF 5.0 has it.
///
/// The message is the body of the envelope, and each file is a part of the `multipart/related` (RFC 2387) by the Content-ID
/// (RFC 2392) that the message gives as its `nc:BinaryURI`.
package struct FilingPost: Sendable {
    /// One file of a message.
    package struct Attachment: Sendable {
        /// As the message has it behind `cid:`.
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The operations of the Filing Review MDE that are used (FilingReviewMDE.wsdl).
    enum Operation: String {
        case reviewFiling = "ReviewFiling"
        case getFilingList = "GetFilingList"

        var action: String {
            "SOAPAction: \"https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0WSDL/FilingReviewMDE/\(rawValue)\""
        }
    }

    /// The body in pieces, so that no file is copied.
    package let body: [[UInt8]]
    package let headers: [String]

    /// A filing: a `wrappers:ReviewFilingRequest` in UTF-8, and its files. Nil if a file's name cannot be a Content-ID.
    ///
    /// The identifier is that of its first message. It is made of the files' digests, so no file has it inside by chance: it
    /// parts them.
    package init?(_ message: [UInt8], identifier: String, attachments: [Attachment]) {
        guard Self.isPlain(identifier), attachments.allSatisfy({ Self.isPlain($0.name) }) else { return nil }
        let boundary = "vacatur-\(identifier)"
        let root = "<\(identifier)>"
        var pieces = [
            Self.part(boundary, "application/xop+xml; charset=UTF-8; type=\"text/xml\"", "8bit", root)
                + Self.beginEnvelope,
            Self.withoutDeclaration(message),
            Self.endEnvelope,
        ]
        for attachment in attachments {
            pieces.append(
                [0x0D, 0x0A] + Self.part(boundary, "application/pdf", "binary", "<\(attachment.name)>"))
            pieces.append(attachment.bytes)
        }
        pieces.append(Array("\r\n--\(boundary)--\r\n".utf8))
        body = pieces
        headers = [
            """
            Content-Type: multipart/related; type="application/xop+xml"; start="\(root)"; start-info="text/xml"; \
            boundary="\(boundary)"
            """,
            Operation.reviewFiling.action,
        ]
    }

    /// A question.
    init(_ message: String, _ operation: Operation) {
        body = [Self.beginEnvelope + Array(message.utf8) + Self.endEnvelope]
        headers = ["Content-Type: text/xml; charset=UTF-8", operation.action]
    }

    private static let beginEnvelope = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
        """.utf8)
    private static let endEnvelope = Array("</soap:Body></soap:Envelope>".utf8)

    private static func part(_ boundary: String, _ type: String, _ encoding: String, _ identifier: String) -> [UInt8] {
        Array(
            """
            --\(boundary)\r
            Content-Type: \(type)\r
            Content-Transfer-Encoding: \(encoding)\r
            Content-ID: \(identifier)\r
            \r\n
            """.utf8)
    }

    /// The XML declaration may stand at the very beginning only, and that is the envelope's.
    private static func withoutDeclaration(_ message: [UInt8]) -> [UInt8] {
        guard message.starts(with: "<?xml ".utf8), let end = message.firstIndex(of: UInt8(ascii: ">")) else {
            return message
        }
        return Array(message[(end + 1)...])
    }

    /// Letters, digits, `-`, `_` and `.`: what file names by the court's rule, and identifiers, are made of.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
