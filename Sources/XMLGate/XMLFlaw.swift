/// Something that a document violates. The message names elements, attributes and types, never values.
package struct XMLFlaw: Hashable, Sendable {
    package enum Kind: Sendable {
        /// Not well-formed, or a document type declaration.
        case malformed
        /// Not as the schema says.
        case schema
    }

    package let kind: Kind
    /// From 1; 0 when unknown.
    package let line: Int
    /// From 1; 0 when unknown.
    package let column: Int
    package let message: String

    init(_ report: ErrorCollector.Report) {
        kind = report.isSchema ? .schema : .malformed
        line = report.line
        column = report.column
        message = report.message
    }

    init(_ error: XMLGateError) {
        kind = .malformed
        line = error.line
        column = error.column
        message = error.message
    }

    static let doctype = XMLFlaw(XMLGateError(.doctype, message: "a document type declaration is not accepted"))
}
