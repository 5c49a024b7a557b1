internal import CLibXML2

/// The events that one push of bytes into libxml2 brings forth, packed until the reader hands them out.
///
/// Names and namespaces stay pointers into the parser's dictionary, which lives as long as the parser; texts and
/// attribute values are copied once into `arena`.
final class EventQueue {
    struct Record {
        var event: XMLReader.Event
        var nameIndex: Int32
        /// Of a start, where the queue was asked to learn namespaces; else -1.
        var namespaceIndex: Int32
        var depth: Int32
        var line: Int32
        /// Bytes of a text, in `arena`.
        var text: Range<Int>
        /// Attributes of a start, in `attributes`.
        var attributes: Range<Int>
        var name: UnsafePointer<xmlChar>?
        var namespace: UnsafePointer<xmlChar>?
    }

    struct Attribute {
        let name: UnsafePointer<xmlChar>
        let namespace: UnsafePointer<xmlChar>?
        let value: Range<Int>
    }

    // Unchecked exclusivity: one thread, no callback out of this class, and the checks cost a fifth of all reading.
    @exclusivity(unchecked) private(set) var records: [Record] = []
    @exclusivity(unchecked) private(set) var attributes: [Attribute] = []
    @exclusivity(unchecked) private(set) var arena: [UInt8] = []
    /// The next record to hand out.
    @exclusivity(unchecked) private(set) var next = 0
    /// What ends the document early; given out once every record before it has been.
    @exclusivity(unchecked) private(set) var failure: XMLGateError?

    /// Whether names were learned for starts alone, and with them namespaces.
    private let isOfStarts: Bool
    /// The namespace that was looked up last: neighbours mostly have the same.
    @exclusivity(unchecked) private var lastNamespace: (pointer: UnsafePointer<xmlChar>?, index: Int32) = (nil, -1)
    private let limits: XMLLimits
    private let collector: ErrorCollector
    @exclusivity(unchecked) private var depth: Int32 = 0
    @exclusivity(unchecked) private var names: [UnsafePointer<xmlChar>?] = []
    /// Positions in `names` by the hash of the pointer; -1 where there is none.
    @exclusivity(unchecked) private var positions: [Int32] = []
    @exclusivity(unchecked) private var expected = 0
    /// Unowned in effect: the reader frees it after its last push.
    var parser: xmlParserCtxtPtr?

    init(limits: XMLLimits, collector: ErrorCollector, isOfStarts: Bool = false) {
        self.isOfStarts = isOfStarts
        self.limits = limits
        self.collector = collector
    }

    /// libxml2 goes on after some errors (undeclared prefixes); what it brings then no longer counts.
    private var isOpen: Bool { failure == nil && collector.count == 0 }

    /// Learns the caller's names as pointers of the parser's dictionary, so that they compare as pointers.
    func learn(_ names: [String]) {
        self.names = names.map { name in xmlDictLookup(parser?.pointee.dict, name, Int32(name.utf8.count)) }
        var size = 16
        while size < 4 * names.count { size *= 2 }
        positions = Array(repeating: -1, count: size)
        for (position, name) in self.names.enumerated() {
            var slot = Self.hash(name) & (size - 1)
            while positions[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            positions[slot] = Int32(position)
        }
    }

    private static func hash(_ name: UnsafePointer<xmlChar>?) -> Int {
        let address = UInt(bitPattern: name)
        return Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// Gets ready for another document of the same parser; what was learned stays.
    func reset() {
        records.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        next = 0
        failure = nil
        depth = 0
        expected = 0
    }

    /// Whether a whole record waits: the text at the end may go on in the next piece of the document.
    var hasRecord: Bool {
        next < records.count - (records.last?.event == .text && failure == nil && depth > 0 ? 1 : 0)
    }

    func takeRecord() -> Record {
        defer { next += 1 }
        return records[next]
    }

    /// Forgets what was handed out; keeps a text that may go on.
    func compact() {
        guard next > 0 else { return }
        if next == records.count {
            records.removeAll(keepingCapacity: true)
            attributes.removeAll(keepingCapacity: true)
            arena.removeAll(keepingCapacity: true)
        } else {
            records.removeFirst(next)
            let kept = Array(arena[records[0].text])
            arena.removeAll(keepingCapacity: true)
            arena += kept
            attributes.removeAll(keepingCapacity: true)
            records[0].text = 0..<kept.count
        }
        next = 0
    }

    func fail(_ error: XMLGateError) {
        guard failure == nil else { return }
        failure = error
        xmlStopParser(parser)
    }

    /// Ends the document with the first of libxml2's own complaints, if it has any.
    func failIfReported(atEnd: Bool) {
        guard failure == nil, let report = collector.reports.first else { return }
        failure = XMLGateError(
            atEnd && depth > 0 ? .truncated : .malformed,
            line: report.line,
            column: report.column,
            message: report.message
        )
    }

    private func failHere(_ code: XMLGateError.Code, _ message: String) {
        let line = Int(vacatur_xml_line(parser))
        fail(XMLGateError(code, line: line, column: Int(vacatur_xml_column(parser)), message: message))
    }

    // MARK: - What libxml2 calls

    /// The handlers, with an `EventQueue` as their context.
    static func handlers() -> xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.initialized = UInt32(XML_SAX2_MAGIC)
        handlers.internalSubset = { context, _, _, _ in
            EventQueue.from(context)?.failHere(.doctype, "a document type declaration is not accepted")
        }
        handlers.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            EventQueue.from(context)?.start(name, namespace, Int(count), attributes)
        }
        handlers.endElementNs = { context, name, _, namespace in
            EventQueue.from(context)?.end(name, namespace)
        }
        handlers.characters = { context, bytes, count in EventQueue.from(context)?.text(bytes, Int(count)) }
        handlers.ignorableWhitespace = handlers.characters
        handlers.cdataBlock = handlers.characters
        handlers.reference = { context, _ in
            EventQueue.from(context)?.failHere(.malformed, "an entity reference is not accepted")
        }
        return handlers
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> EventQueue? {
        context.map { Unmanaged<EventQueue>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The position of a name, or of a namespace, among those learned; -1 for any other.
    func index(of name: UnsafePointer<xmlChar>?) -> Int32 {
        guard !names.isEmpty, name != nil else { return -1 }
        // Records of one kind repeat their elements in one order, so the next name is mostly the one after the last.
        if names[expected] == name { return found(expected) }
        var slot = Self.hash(name) & (positions.count - 1)
        while positions[slot] >= 0 {
            if names[Int(positions[slot])] == name { return found(Int(positions[slot])) }
            slot = (slot + 1) & (positions.count - 1)
        }
        return -1
    }

    private func namespaceIndex(_ namespace: UnsafePointer<xmlChar>?) -> Int32 {
        if namespace == lastNamespace.pointer { return lastNamespace.index }
        let next = expected
        lastNamespace = (namespace, index(of: namespace))
        // Namespaces stand apart from the order of names.
        expected = next
        return lastNamespace.index
    }

    private func found(_ position: Int) -> Int32 {
        expected = position + 1 == names.count ? 0 : position + 1
        return Int32(position)
    }

    private func start(
        _ name: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?,
        _ count: Int,
        _ found: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard isOpen else { return }
        depth += 1
        if Int(depth) > limits.depth { return failHere(.tooDeep, "elements nest deeper than \(limits.depth)") }
        dropBlankText()
        let first = attributes.count
        if let found {
            for position in 0..<count {
                // libxml2 gives five pointers for each: local name, prefix, namespace, value, end of the value.
                let fields = found + 5 * position
                guard let attribute = fields[0], let value = fields[3], let end = fields[4] else { continue }
                let offset = arena.count
                arena.append(contentsOf: UnsafeBufferPointer(start: value, count: end - value))
                attributes.append(Attribute(name: attribute, namespace: fields[2], value: offset..<arena.count))
            }
        }
        append(.start, name, namespace, attributes: first..<attributes.count)
    }

    private func end(_ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) {
        guard isOpen else { return }
        dropBlankText()
        append(.end, name, namespace, attributes: 0..<0)
        depth -= 1
    }

    private func append(
        _ event: XMLReader.Event,
        _ name: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?,
        attributes: Range<Int>
    ) {
        records.append(
            Record(
                event: event,
                nameIndex: isOfStarts && event == .end ? -1 : index(of: name),
                namespaceIndex: isOfStarts && event == .start ? self.namespaceIndex(namespace) : -1,
                depth: depth,
                line: vacatur_xml_line(parser),
                text: 0..<0,
                attributes: attributes,
                name: name,
                namespace: namespace
            )
        )
    }

    private func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
        guard isOpen, let bytes, count > 0 else { return }
        let offset = arena.count
        arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        if let last = records.indices.last, last >= next, records[last].event == .text {
            records[last].text = records[last].text.lowerBound..<arena.count
            if records[last].text.count > limits.textBytes { failHere(.tooLong, "a text is too long") }
        } else {
            records.append(
                Record(
                    event: .text,
                    nameIndex: -1,
                    namespaceIndex: -1,
                    depth: depth,
                    line: vacatur_xml_line(parser),
                    text: offset..<arena.count,
                    attributes: 0..<0,
                    name: nil,
                    namespace: nil
                )
            )
        }
    }

    /// Line breaks and indentation between elements are no event.
    private func dropBlankText() {
        guard let last = records.last, records.count > next, last.event == .text else { return }
        for byte in arena[last.text] where byte != 32 && byte != 10 && byte != 13 && byte != 9 { return }
        arena.removeSubrange(last.text.lowerBound...)
        records.removeLast()
    }
}
