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

    /// Compiles a schema of several namespaces that is in memory.
    ///
    /// - Parameters:
    ///   - modules: the schema documents by the names under which they import each other.
    ///   - entry: the name of the one to begin with.
    /// - Throws: `.schema` with line and message when it does not compile.
    package convenience init(modules: [String: String], entry: String) throws(XMLGateError) {
        let modules = SchemaModules(modules)
        try self.init(modules) { xmlSchemaNewParserCtxt(entry) }
    }

    private init(
        _ modules: SchemaModules = SchemaModules([:]), _ open: () -> xmlSchemaParserCtxtPtr?
    ) throws(XMLGateError) {
        Library.prepare()
        let collector = ErrorCollector(limit: 1)
        let compiled: xmlSchemaPtr? = collector.collect {
            Library.loadingSchemas(modules) {
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
