internal import CLibXML2

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
        // libxml2 leaves both uninitialised and copies whatever it then finds behind `file`.
        file?.pointee = nil
        line?.pointee = 0
        guard let context, let line else { return -1 }
        let collector = Unmanaged<ErrorCollector>.fromOpaque(context).takeUnretainedValue()
        line.pointee = UInt(vacatur_xml_line(collector.parser))
        return 0
    }
}
