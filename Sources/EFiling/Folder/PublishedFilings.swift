package import Filings

/// A published e-filing folder, or that of one jurisdiction in it, for reading single files of it.
package struct PublishedFilings: Sendable {
    package enum Manifest: Sendable {
        case efiling(EFilingManifest)
        case filings(FilingsManifest)
    }

    package let manifest: Manifest
    package let files: SealedFolder

    /// Opens a folder and reads its manifest.
    ///
    /// - Parameter path: the folder.
    /// - Throws: `damaged` where the manifest is not there, was changed after it was written, or is that of something else.
    package init(_ path: String) throws(PackingError) {
        (manifest, files) = try SealedFolder.open(path) { bytes in
            guard let read = try? FilingsManifestReader.read(bytes) else { return nil }
            switch read {
            case .efiling(let content, _): return (.efiling(content), read.root, content.files)
            case .filings(let content): return (.filings(content), read.root, content.files)
            }
        }
    }
}
