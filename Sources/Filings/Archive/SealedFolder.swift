package import Digests
private import Glibc

/// A published folder whose sealed manifest lists its files, for reading single ones. Nothing is given out that the manifest
/// does not list. May be used from several threads.
package final class SealedFolder: Sendable {
    /// Tells the folder from another that takes its place.
    package struct Mark: Hashable, Sendable {
        let device: UInt
        let inode: UInt
        let seconds: Int
    }

    /// - Parameter path: of a folder.
    /// - Returns: nil where none is published.
    package static func mark(of path: String) -> Mark? {
        var status = stat()
        guard lstat("\(path)/manifest.xml", &status) == 0 else { return nil }
        return Mark(device: UInt(status.st_dev), inode: UInt(status.st_ino), seconds: status.st_mtim.tv_sec)
    }

    /// Of the manifest file, which lists all others.
    package let seal: FileEntry
    let folder: CheckedFolder
    private let files: [String: FileEntry]

    private static let largestManifest = 64 << 20

    /// Opens a folder and reads its manifest.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - read: understands the manifest, and gives it with the name of its root element and the files that it lists; nil
    ///     where it is not what it should be.
    /// - Returns: the manifest and the folder.
    /// - Throws: `damaged` where the manifest is not there, was changed after it was written, or is not understood.
    package static func open<Manifest>(
        _ path: String, read: ([UInt8]) -> (manifest: Manifest, root: String, files: [FileEntry])?
    ) throws(PackingError) -> (Manifest, SealedFolder) {
        let folder = try CheckedFolder(path)
        guard case .file(let file) = folder.open("manifest.xml"),
            let bytes = file.readAll(atMost: largestManifest), let found = read(bytes),
            ManifestSeal.holds(in: bytes, root: found.root)
        else { throw PackingError(.damaged, path: "manifest.xml") }
        return (found.manifest, SealedFolder(folder, manifest: bytes, listing: found.files))
    }

    private init(_ folder: CheckedFolder, manifest bytes: [UInt8], listing listed: [FileEntry]) {
        self.folder = folder
        let hasher = SHA256()
        hasher.update(bytes)
        seal = FileEntry(path: "manifest.xml", size: bytes.count, digest: hasher.finish())
        files = Dictionary((listed + [seal]).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every listed file, in the order of their paths.
    package var listed: [FileEntry] { files.values.sorted { $0.path < $1.path } }

    /// What the manifest says of a file; nil for what it does not list.
    package func entry(_ path: String) -> FileEntry? { files[path] }

    /// Opens a listed file.
    ///
    /// - Throws: `damaged` if it is not there, or not as large as the manifest says.
    package func open(_ entry: FileEntry) throws(PackingError) -> PublishedFile {
        let damaged = PackingError(.damaged, path: entry.path)
        guard files[entry.path] == entry, case .file(let file) = folder.open(entry.path), file.size == entry.size else {
            throw damaged
        }
        return PublishedFile(file, entry)
    }
}
