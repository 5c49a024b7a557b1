package import Digests
package import Filings
import FoundationEssentials

/// A file that goes with a message: what the message says of it, and what was seen in it.
package struct AttachedDocument: Hashable, Sendable {
    /// What the first look at a file's bytes finds.
    package struct Look: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// It begins with `%PDF-` and has an end (ISO 32000-1, 7.5.2 and 7.5.5).
        package static let isPDF = Look(rawValue: 1)
        /// It has an encryption dictionary (7.6), which courts reject.
        package static let isEncrypted = Look(rawValue: 2)
    }

    package let kind: DocumentKind
    /// By the court's rule.
    package let fileName: String
    /// Bytes.
    package let size: Int
    package let digest: Digest
    package let look: Look
    /// nil where nobody counted them.
    package let pages: Int?
    /// The case numbers that stand in its caption; nil where nobody looked at the page.
    package let numbersOnPage: [String]?
    /// The bytes, for messages that carry their files; nil where only what is said of them is known.
    package let content: [UInt8]?

    package init(
        kind: DocumentKind, fileName: String, size: Int, digest: Digest, look: Look = .isPDF,
        pages: Int? = nil, numbersOnPage: [String]? = nil, content: [UInt8]? = nil
    ) {
        self.kind = kind
        self.fileName = fileName
        self.size = size
        self.digest = digest
        self.look = look
        self.pages = pages
        self.numbersOnPage = numbersOnPage
        self.content = content
    }

    /// The bytes as text (RFC 4648, section 4), without line breaks; empty where they are not known.
    var base64: String { content.map { Data($0).base64EncodedString() } ?? "" }

    /// Looks at a file.
    package init(
        kind: DocumentKind, fileName: String, bytes: [UInt8], pages: Int? = nil, numbersOnPage: [String]? = nil,
        hasher: SHA256
    ) {
        self.init(
            kind: kind, fileName: fileName, size: bytes.count,
            digest: bytes.withUnsafeBytes { hasher.digest(of: $0) }, look: Self.look(at: bytes), pages: pages,
            numbersOnPage: numbersOnPage, content: bytes)
    }

    /// The end of a PDF stands in its last kilobyte, and what tells of encryption stands before that end, in the trailer.
    private static func look(at bytes: [UInt8]) -> Look {
        var look: Look = []
        let tail = bytes.suffix(1_024)
        if bytes.starts(with: "%PDF-".utf8), contains("%%EOF", in: tail) { look.insert(.isPDF) }
        if contains("/Encrypt", in: tail) { look.insert(.isEncrypted) }
        return look
    }

    private static func contains(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        return (bytes.startIndex...(bytes.endIndex - count)).contains { start in
            bytes[start] == text.utf8Start[0]
                && (1..<count).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
        }
    }
}
