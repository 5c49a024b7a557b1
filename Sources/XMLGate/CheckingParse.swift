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
