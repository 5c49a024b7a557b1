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
