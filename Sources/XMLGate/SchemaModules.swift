internal import CLibXML2

/// The documents of a schema that is in memory, for as long as it is compiled.
final class SchemaModules {
    private var modules: [String: UnsafeMutablePointer<xmlChar>] = [:]

    init(_ texts: [String: String]) {
        for (name, text) in texts {
            let bytes = Array(text.utf8)
            let copy = UnsafeMutablePointer<xmlChar>.allocate(capacity: bytes.count + 1)
            copy.initialize(from: bytes, count: bytes.count)
            copy[bytes.count] = 0
            modules[name] = copy
        }
    }

    deinit { for module in modules.values { module.deallocate() } }

    var isEmpty: Bool { modules.isEmpty }

    /// What libxml2 asks for by name; nil for anything that is not among the modules.
    func input(_ url: UnsafePointer<CChar>?, _ parser: xmlParserCtxtPtr?) -> xmlParserInputPtr? {
        guard let url, let module = modules[String(cString: url)],
            let input = xmlNewStringInputStream(parser, module)
        else { return nil }
        // Freed with the input; tells libxml2 what further imports are relative to.
        let name = xmlStrdup(UnsafeRawPointer(url).assumingMemoryBound(to: xmlChar.self))
        input.pointee.filename = name.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
        return input
    }
}
