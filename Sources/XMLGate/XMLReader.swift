internal import CLibXML2

/// Reads a document from front to back over libxml2's push parser, in flat memory whatever its size.
///
/// Refuses document type declarations before they are parsed, opens nothing but its own source, and keeps to its
/// limits. Everything before an error is handed out first; then `next()` throws, and goes on throwing the same.
/// Make it, use it and drop it inside one synchronous function.
package final class XMLReader {
    package enum Event: Sendable {
        case start
        /// Text and CDATA, joined; text of nothing but blanks is left out.
        case text
        case end
    }

    private let source: ByteSource
    private let queue: EventQueue
    private let collector = ErrorCollector(limit: 1)
    private let parser: xmlParserCtxtPtr
    private let limits: XMLLimits
    private var piece = [UInt8](repeating: 0, count: 1 << 14)
    private var pushedSinceEvent = 0
    private var isDone = false
    // As in the queue: one thread, and no access overlaps another.
    @exclusivity(unchecked) private var current: EventQueue.Record?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - names: local names that the caller knows; `nameIndex` tells them apart without making strings.
    ///   - limits: what the document may ask for.
    /// - Throws: `.unreadable`, `.empty`, `.encoding`, or `.doctype`.
    package convenience init(
        path: String,
        names: [String] = [],
        limits: XMLLimits = XMLLimits()
    ) throws(XMLGateError) {
        try self.init(ByteSource(path: path), names, limits)
    }

    package convenience init(
        bytes: [UInt8],
        names: [String] = [],
        limits: XMLLimits = XMLLimits()
    ) throws(XMLGateError) {
        try self.init(ByteSource(bytes: bytes), names, limits)
    }

    /// Reads from a function.
    ///
    /// - Parameters:
    ///   - names: local names that the caller knows.
    ///   - limits: what the document may ask for.
    ///   - source: fills the buffer it is given and returns how many bytes it wrote; 0 at the end, negative when reading
    ///     fails.
    /// - Throws: `.unreadable`, `.empty`, `.encoding`, or `.doctype`.
    package convenience init(
        names: [String] = [],
        limits: XMLLimits = XMLLimits(),
        source: @escaping (UnsafeMutableRawBufferPointer) -> Int
    ) throws(XMLGateError) {
        try self.init(ByteSource(source), names, limits)
    }

    private init(_ source: ByteSource, _ names: [String], _ limits: XMLLimits) throws(XMLGateError) {
        Library.prepare()
        self.source = source
        self.limits = limits
        queue = EventQueue(limits: limits, collector: collector)
        var handlers = EventQueue.handlers()
        let context = Unmanaged.passUnretained(queue).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&handlers, context, nil, 0, nil) else {
            throw XMLGateError(.unreadable, message: "libxml2 has no memory for a parser")
        }
        self.parser = parser
        // Without NOENT, libxml2 hands out `&amp;` in attributes as `&#38;`. As there is never a document type, the only
        // entities are XML's own five, so there is nothing to expand.
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
        queue.parser = parser
        queue.learn(names)
    }

    deinit { xmlFreeParserCtxt(parser) }

    /// Steps to the next event.
    ///
    /// - Returns: nil after the end of the root element.
    package func next() throws(XMLGateError) -> Event? {
        while !queue.hasRecord {
            if let failure = queue.failure {
                current = nil
                throw failure
            }
            if isDone {
                current = nil
                return nil
            }
            push()
        }
        let record = queue.takeRecord()
        current = record
        return record.event
    }

    /// Gives libxml2 the next piece of the document, and the queue what libxml2 has to say about it.
    private func push() {
        queue.compact()
        let count = piece.withUnsafeMutableBytes { source.read(into: $0) }
        if count < 0 { return queue.fail(XMLGateError(.unreadable, message: "the file cannot be read further")) }
        let before = queue.records.count
        isDone = count == 0
        collector.collect {
            piece.withUnsafeBytes { bytes in
                _ = xmlParseChunk(parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(count), isDone ? 1 : 0)
            }
        }
        queue.failIfReported(atEnd: isDone)
        pushedSinceEvent = queue.records.count == before ? pushedSinceEvent + count : 0
        if pushedSinceEvent > limits.textBytes + piece.count {
            queue.fail(
                XMLGateError(.tooLong, line: Int(vacatur_xml_line(parser)), message: "a tag or text is too long")
            )
        }
    }

    // MARK: - The element that starts or ends

    /// The element's name without prefix.
    package var name: String { current?.name.map { String(cString: $0) } ?? "" }

    /// The element's position in the names given to `init`; -1 for any other.
    package var nameIndex: Int { Int(current?.nameIndex ?? -1) }

    /// The element's namespace; empty when it has none.
    package var namespace: String { current?.namespace.map { String(cString: $0) } ?? "" }

    /// Whether the element is in a namespace.
    package func isIn(namespace: String) -> Bool {
        guard let pointer = current?.namespace else { return namespace.isEmpty }
        return xmlStrEqual(pointer, namespace) == 1
    }

    /// How many elements are open, this one included: 1 for the root. For a text, that of the element around it.
    package var depth: Int { Int(current?.depth ?? 0) }

    /// The line on which the event ends, from 1.
    package var line: Int { Int(current?.line ?? 0) }

    /// An attribute of the element that starts, by its name without prefix.
    package func attribute(_ name: String) -> String? {
        guard let current, current.event == .start else { return nil }
        for attribute in queue.attributes[current.attributes] where xmlStrEqual(attribute.name, name) == 1 {
            return String(decoding: queue.arena[attribute.value], as: UTF8.self)
        }
        return nil
    }

    /// The attributes of the element that starts, in the order of the document, without namespace declarations.
    package var attributes: [(name: String, value: String)] {
        guard let current, current.event == .start else { return [] }
        return queue.attributes[current.attributes].map {
            (String(cString: $0.name), String(decoding: queue.arena[$0.value], as: UTF8.self))
        }
    }

    // MARK: - Text

    /// The current text; empty for other events.
    package var text: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// Gives the bytes of the current text, in UTF-8, without making a string.
    package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let range = current?.text ?? 0..<0
        return try queue.arena.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// After a start: reads the element's text up to and with its end tag.
    ///
    /// - Throws: `.unexpected` when an element stands inside.
    package func readText() throws(XMLGateError) -> String {
        var whole = ""
        while let event = try next() {
            switch event {
            case .text: whole += text
            case .end: return whole
            case .start:
                throw XMLGateError(.unexpected, line: line, message: "an element stands where only text may")
            }
        }
        return whole
    }

    /// After a start: passes over everything up to and with the element's end tag.
    package func skip() throws(XMLGateError) {
        let depth = self.depth
        while let event = try next() {
            if event == .end, self.depth == depth { return }
        }
    }
}
