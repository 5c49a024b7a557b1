internal import CLibXML2
internal import Glibc

/// The process-wide side of libxml2: prepared once, never cleaned up, and told to load nothing on its own.
enum Library {
    /// Prepares libxml2. Cheap after the first call.
    static func prepare() { _ = prepared }

    private static let prepared: Void = {
        xmlInitParser()
        xmlSetExternalEntityLoader { url, identifier, parser in
            // Only a schema being compiled on this thread may open further files, and only local ones.
            guard let loading = pthread_getspecific(Library.schemaKey) else { return nil }
            let modules = Unmanaged<SchemaModules>.fromOpaque(loading).takeUnretainedValue()
            return modules.isEmpty ? xmlNoNetExternalEntityLoader(url, identifier, parser) : modules.input(url, parser)
        }
    }()

    private static let schemaKey: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// Runs `body`, during which this thread may load the imports of a schema: these modules, or, if there are none, local
    /// files.
    static func loadingSchemas<Result>(_ modules: SchemaModules, _ body: () -> Result) -> Result {
        pthread_setspecific(schemaKey, Unmanaged.passUnretained(modules).toOpaque())
        defer { pthread_setspecific(schemaKey, nil) }
        return withExtendedLifetime(modules) { body() }
    }
}
