internal import CLibXML2

/// One pass over a document that keeps nothing of it: only what is wrong, and where.
struct CheckingParse {
    let collector: ErrorCollector
    let validator: xmlSchemaValidCtxtPtr?

    /// What the handlers need to stop at a document type declaration.
    private final class Context {
        var parser: xmlParserCtxtPtr?
        var hasDoctype = false
    }

    /// - Throws: `.unreadable` when the source fails on the way.
    /// - Returns: whether a document type declaration stopped the pass.
    func run(_ source: ByteSource) throws(XMLGateError) -> Bool {
        let context = Context()
        collector.removeAll()
        collector.collect { parse(source, context) }
        collector.parser = nil
        if source.hasFailed { throw XMLGateError(.unreadable, message: "the file cannot be read further") }
        return context.hasDoctype
    }

    private func parse(_ source: ByteSource, _ context: Context) {
        var handlers = xmlSAXHandler()
        handlers.initialized = UInt32(XML_SAX2_MAGIC)
        handlers.internalSubset = { context, _, _, _ in
            guard let context else { return }
            let owner = Unmanaged<Context>.fromOpaque(context).takeUnretainedValue()
            owner.hasDoctype = true
            xmlStopParser(owner.parser)
        }
        let read: xmlInputReadCallback = { source, buffer, count in
            guard let source, let buffer else { return -1 }
            let from = Unmanaged<ByteSource>.fromOpaque(source).takeUnretainedValue()
            return Int32(from.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
        }
        let parser = xmlCreateIOParserCtxt(
            &handlers,
            Unmanaged.passUnretained(context).toOpaque(),
            read,
            nil,
            Unmanaged.passUnretained(source).toOpaque(),
            XML_CHAR_ENCODING_NONE
        )
        guard let parser else { return }
        context.parser = parser
        collector.parser = parser
        defer { xmlFreeParserCtxt(parser) }
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
        guard let validator else {
            xmlParseDocument(parser)
            return
        }
        guard let plug = xmlSchemaSAXPlug(validator, &parser.pointee.sax, &parser.pointee.userData) else { return }
        xmlParseDocument(parser)
        xmlSchemaSAXUnplug(plug)
    }
}

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

/// Checks that a document is well-formed XML with correct namespaces, without keeping any of it.
package enum WellFormedness {
    /// - Returns: the first flaw, nil for a well-formed document.
    /// - Throws: `.unreadable` when the file cannot be opened or read.
    package static func flaw(path: String) throws(XMLGateError) -> XMLFlaw? {
        try flaw { () throws(XMLGateError) in try ByteSource(path: path) }
    }

    /// - Returns: the first flaw, nil for a well-formed document.
    package static func flaw(bytes: UnsafeBufferPointer<UInt8>) -> XMLFlaw? {
        do { return try flaw { () throws(XMLGateError) in try ByteSource(bytes: bytes) } } catch {
            return XMLFlaw(error)
        }
    }

    /// - Returns: the first flaw, nil for a well-formed document.
    package static func flaw(bytes: [UInt8]) -> XMLFlaw? { bytes.withUnsafeBufferPointer { flaw(bytes: $0) } }

    private static func flaw(_ open: () throws(XMLGateError) -> ByteSource) throws(XMLGateError) -> XMLFlaw? {
        Library.prepare()
        do {
            let collector = ErrorCollector(limit: 1)
            let source = try open()
            if try CheckingParse(collector: collector, validator: nil).run(source) { return .doctype }
            return collector.reports.first.map { XMLFlaw($0) }
        } catch  where error.code != .unreadable {
            return XMLFlaw(error)
        }
    }
}
