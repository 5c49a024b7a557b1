internal import CLibXML2

/// Reads documents that are in memory whole, checks each against schemas, and keeps what stands in it, all in one pass.
///
/// One for each thread, kept for many documents: the parser, the validations and all buffers are used again. The schemas may
/// be shared. Refuses document type declarations and opens nothing.
package final class CheckedReader {
    /// One element that starts or ends, or the text between them; text of nothing but blanks is left out.
    package struct Event: Sendable {
        package let kind: XMLReader.Event
        /// Of a start, the position of the element's local name among the names given to `init`; else, and for any other
        /// name, -1.
        package let name: Int
        /// The same for its namespace.
        package let namespace: Int
        /// Open elements, this one included.
        package let depth: Int
        /// Where in `bytes` a text lies.
        package let text: Range<Int>
        /// Positions for `attribute`.
        package let attributes: Range<Int>
    }

    private let schemas: [Schema]
    private var validations: [Validation] = []
    private let collector = ErrorCollector(limit: 1)
    private let queue: EventQueue
    private let parser: xmlParserCtxtPtr

    /// One schema's validation and what it has found.
    private struct Validation {
        let context: xmlSchemaValidCtxtPtr
        let collector: ErrorCollector
        let target: UnsafeMutablePointer<vacatur_xml_target>
    }

    /// - Parameters:
    ///   - schemas: what documents are checked against.
    ///   - names: local names and namespaces that the caller knows.
    ///   - limits: what a document may ask for.
    ///   - flawLimit: how many flaws of a document are kept for each schema.
    /// - Throws: `.schema` when libxml2 has no memory for it.
    package init(
        _ schemas: [Schema], names: [String], limits: XMLLimits = XMLLimits(), flawLimit: Int = 20
    ) throws(XMLGateError) {
        Library.prepare()
        guard let parser = xmlNewParserCtxt() else {
            throw XMLGateError(.schema, message: "libxml2 has no memory for a parser")
        }
        self.parser = parser
        self.schemas = schemas
        queue = EventQueue(limits: limits, collector: collector, isOfStarts: true)
        parser.pointee.sax.pointee = EventQueue.handlers()
        parser.pointee.userData = Unmanaged.passUnretained(queue).toOpaque()
        queue.parser = parser
        queue.learn(names)
        for schema in schemas { validations.append(try Self.validation(schema, flawLimit, parser)) }
    }

    private static func validation(
        _ schema: Schema, _ flawLimit: Int, _ parser: xmlParserCtxtPtr
    ) throws(XMLGateError) -> Validation {
        guard let context = xmlSchemaNewValidCtxt(schema.compiled) else {
            throw XMLGateError(.schema, message: "libxml2 has no memory for a validation")
        }
        let collector = ErrorCollector(limit: flawLimit)
        collector.parser = parser
        let target = UnsafeMutablePointer<vacatur_xml_target>.allocate(capacity: 1)
        target.initialize(to: collector.target)
        vacatur_xml_send_flaws(context, target)
        return Validation(context: context, collector: collector, target: target)
    }

    deinit {
        for validation in validations {
            xmlSchemaFreeValidCtxt(validation.context)
            validation.target.deallocate()
        }
        xmlFreeParserCtxt(parser)
    }

    /// Reads a document; what was read before is forgotten.
    ///
    /// - Returns: its flaws, by schema; nothing for a valid document. One that is not well-formed has that flaw alone.
    package func read(_ bytes: UnsafeRawBufferPointer) -> [[XMLFlaw]] {
        queue.reset()
        collector.removeAll()
        for validation in validations { validation.collector.removeAll() }
        collector.collect { parse(bytes) }
        queue.failIfReported(atEnd: true)
        if let failure = queue.failure { return [[XMLFlaw(failure)]] }
        return validations.map { $0.collector.reports.map { XMLFlaw($0) } }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) {
        var plugs: [xmlSchemaSAXPlugPtr] = []
        for validation in validations {
            // Each hands on to the one before it, and the first to the queue.
            if let plug = xmlSchemaSAXPlug(validation.context, &parser.pointee.sax, &parser.pointee.userData) {
                plugs.append(plug)
            }
        }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue)
        let text = bytes.bindMemory(to: CChar.self).baseAddress
        xmlFreeDoc(xmlCtxtReadMemory(parser, text, Int32(bytes.count), nil, nil, options))
        for plug in plugs.reversed() { xmlSchemaSAXUnplug(plug) }
    }

    // MARK: - What was read

    package var count: Int { queue.records.count }

    package subscript(index: Int) -> Event {
        let record = queue.records[index]
        return Event(
            kind: record.event, name: Int(record.nameIndex), namespace: Int(record.namespaceIndex),
            depth: Int(record.depth), text: record.text, attributes: record.attributes)
    }

    /// The attribute at a position: its local name and its namespace by their positions among the names given to `init`, and
    /// where in `bytes` its value lies. One without namespace has -2 for it.
    package func attribute(_ position: Int) -> (name: Int, namespace: Int, value: Range<Int>) {
        let attribute = queue.attributes[position]
        return (
            Int(queue.index(of: attribute.name)),
            attribute.namespace == nil ? -2 : Int(queue.index(of: attribute.namespace)), attribute.value
        )
    }

    /// All texts and values, in UTF-8.
    package var bytes: [UInt8] { queue.arena }
}
