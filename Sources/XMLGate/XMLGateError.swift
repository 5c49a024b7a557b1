/// Why a document or a schema cannot be read. Holds no value of the document, only where to look.
package struct XMLGateError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// The file cannot be opened or read.
        case unreadable
        /// There is not one byte.
        case empty
        /// Not well-formed XML (including namespaces).
        case malformed
        /// Well-formed as far as it goes, but the document ends before its root element does.
        case truncated
        /// A document type declaration: refused unread, because it can define entities.
        case doctype
        /// An encoding in which the beginning of the document cannot be checked (UTF-32, EBCDIC).
        case encoding
        /// Elements nest deeper than the limit.
        case tooDeep = "too-deep"
        /// A text, tag or comment is longer than the limit.
        case tooLong = "too-long"
        /// Well-formed, but a child element stands where only text may.
        case unexpected
        /// The schema itself does not compile.
        case schema
    }

    package let code: Code
    /// From 1; 0 when unknown.
    package let line: Int
    /// From 1; 0 when unknown.
    package let column: Int
    package let message: String

    package init(_ code: Code, line: Int = 0, column: Int = 0, message: String) {
        self.code = code
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String {
        line > 0 ? "\(code.rawValue) at line \(line), column \(column): \(message)" : "\(code.rawValue): \(message)"
    }
}

/// What a document may ask of the machine that reads it.
package struct XMLLimits: Sendable {
    /// Open elements at once, the root included.
    package var depth: Int
    /// UTF-8 bytes of one text, one start tag or one comment.
    package var textBytes: Int

    package init(depth: Int = 64, textBytes: Int = 1 << 20) {
        self.depth = depth
        self.textBytes = textBytes
    }
}
