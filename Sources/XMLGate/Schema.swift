internal import CLibXML2

/// A compiled XML Schema, to be shared by any number of validators and threads.
///
/// Compiling is the slow part (a fifth of a second for the court filing schemas); do it once.
package final class Schema: @unchecked Sendable {
    // Unchecked: libxml2 does not write to a compiled schema; all state of a validation is in its own context.
    let compiled: xmlSchemaPtr

    /// Compiles a schema file. Imports are read from local files, relative to it; never from the network.
    ///
    /// - Throws: `.schema` with line and message when it does not compile, `.unreadable` when there is no such file.
    package convenience init(path: String) throws(XMLGateError) {
        _ = try ByteSource(path: path)
        try self.init { xmlSchemaNewParserCtxt(path) }
    }

    /// Compiles a schema that imports nothing.
    ///
    /// - Throws: `.schema` with line and message when it does not compile.
    package convenience init(bytes: [UInt8]) throws(XMLGateError) {
        // The parser context keeps the pointer until it has parsed, so the bytes are kept alive around both.
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
        defer { copy.deallocate() }
        try self.init { xmlSchemaNewMemParserCtxt(copy.baseAddress, Int32(copy.count)) }
    }

    private init(_ open: () -> xmlSchemaParserCtxtPtr?) throws(XMLGateError) {
        Library.prepare()
        let collector = ErrorCollector(limit: 1)
        let compiled: xmlSchemaPtr? = collector.collect {
            Library.loadingSchemas {
                guard let parser = open() else { return nil }
                defer { xmlSchemaFreeParserCtxt(parser) }
                return xmlSchemaParse(parser)
            }
        }
        let report = collector.reports.first
        guard let compiled, report == nil else {
            xmlSchemaFree(compiled)
            let message = report?.message ?? "the schema does not compile"
            throw XMLGateError(.schema, line: report?.line ?? 0, column: report?.column ?? 0, message: message)
        }
        self.compiled = compiled
    }

    deinit { xmlSchemaFree(compiled) }
}

/// Checks documents against a schema while they stream by: flat memory, no tree. One for each thread, reused.
package final class SchemaValidator {
    private let schema: Schema
    private let context: xmlSchemaValidCtxtPtr
    private let collector: ErrorCollector

    /// Prepares validations against a compiled schema.
    ///
    /// - Parameters:
    ///   - schema: the schema.
    ///   - flawLimit: how many flaws of one document are reported.
    /// - Throws: `.schema` when libxml2 has no memory for it.
    package init(_ schema: Schema, flawLimit: Int = 100) throws(XMLGateError) {
        guard let context = xmlSchemaNewValidCtxt(schema.compiled) else {
            throw XMLGateError(.schema, message: "libxml2 has no memory for a validation")
        }
        self.schema = schema
        self.context = context
        collector = ErrorCollector(limit: flawLimit)
        xmlSchemaValidateSetLocator(context, Self.locate, Unmanaged.passUnretained(collector).toOpaque())
    }

    deinit { xmlSchemaFreeValidCtxt(context) }

    /// Checks a file.
    ///
    /// - Throws: `.unreadable` when the file cannot be opened or read.
    /// - Returns: its flaws, none for a valid document.
    package func validate(path: String) throws(XMLGateError) -> [XMLFlaw] {
        try flaws { () throws(XMLGateError) in try ByteSource(path: path) }
    }

    /// Checks a document in memory.
    ///
    /// - Returns: its flaws, none for a valid document.
    package func validate(bytes: UnsafeBufferPointer<UInt8>) -> [XMLFlaw] {
        do { return try flaws { () throws(XMLGateError) in try ByteSource(bytes: bytes) } } catch {
            return [XMLFlaw(error)]
        }
    }

    /// Checks a document in memory.
    ///
    /// - Returns: its flaws, none for a valid document.
    package func validate(bytes: [UInt8]) -> [XMLFlaw] { bytes.withUnsafeBufferPointer { validate(bytes: $0) } }

    private func flaws(_ open: () throws(XMLGateError) -> ByteSource) throws(XMLGateError) -> [XMLFlaw] {
        do {
            let source = try open()
            if try CheckingParse(collector: collector, validator: context).run(source) { return [.doctype] }
            return collector.reports.map { XMLFlaw($0) }
        } catch  where error.code != .unreadable {
            return [XMLFlaw(error)]
        }
    }

    private static let locate: xmlSchemaValidityLocatorFunc = { context, file, line in
        // libxml2 2.9 uses both answers whatever is returned, and has not set the variables before.
        file?.pointee = nil
        line?.pointee = 0
        guard let context, let line else { return -1 }
        let collector = Unmanaged<ErrorCollector>.fromOpaque(context).takeUnretainedValue()
        line.pointee = UInt(vacatur_xml_line(collector.parser))
        return 0
    }
}
