internal import Digests

/// A manifest that was read, with what other manifests say of it.
struct ManifestFile {
    let content: ReadManifest
    let size: Int
    let digest: Digest

    private static let largest = 512 << 20

    /// Reads a manifest file and checks its seal and its form.
    ///
    /// - Parameters:
    ///   - folder: Where it lies.
    ///   - name: Its name there.
    ///   - schemas: Checks its form.
    ///   - log: Gets what is wrong.
    /// - Returns: nil if it cannot be understood; the log says why.
    static func read(
        _ folder: CheckedFolder,
        _ name: String,
        _ schemas: SchemaCheck,
        _ log: VerificationLog
    ) -> ManifestFile? {
        let place = folder.place(name)
        switch folder.open(name) {
        case .failure(let code, let message):
            log.add(code, place, message)
            return nil
        case .file(let file):
            guard let bytes = file.readAll(atMost: largest) else {
                log.add(.unreadable, place, "cannot be read")
                return nil
            }
            return read(bytes, place, entry: "", schemas, log)
        }
    }

    /// Checks a manifest's seal and form, and understands it.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - place: The file that it is, or the archive that it is in.
    ///   - entry: Its name in the archive; empty if it is in none.
    ///   - schemas: Checks its form.
    ///   - log: Gets what is wrong.
    /// - Returns: nil if it cannot be understood; the log says why.
    static func read(
        _ bytes: [UInt8],
        _ place: String,
        entry: String,
        _ schemas: SchemaCheck,
        _ log: VerificationLog
    ) -> ManifestFile? {
        log.count(files: 1, bytes: bytes.count)
        let isValid = schemas.check(manifest: bytes, place, entry: entry)
        do throws(ManifestReader.Flaw) {
            let content = try ManifestReader.read(bytes)
            if !ManifestSeal.holds(in: bytes, root: content.root) {
                log.add(.sealBroken, place, entry: entry, "it was changed after it was written")
            }
            let hasher = SHA256()
            hasher.update(bytes)
            return ManifestFile(content: content, size: bytes.count, digest: hasher.finish())
        } catch {
            if isValid { log.add(.badXML, place, entry: entry, "line \(error.line): \(error.message)") }
            return nil
        }
    }
}

extension ReadManifest {
    /// The name of the manifest's root element.
    var root: String {
        switch self {
        case .batch: "batch"
        case .packet: "packet"
        case .volume: "volume"
        }
    }
}
