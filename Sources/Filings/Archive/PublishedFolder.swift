import Digests
private import Glibc

/// A published folder with a sealed manifest, a batch's or a packet's, for reading single files of it. Nothing is given out
/// that its manifest does not list.
package final class PublishedFolder: Sendable {
    package enum Manifest: Sendable {
        case batch(BatchManifest)
        case packet(PacketManifest)
    }

    /// Tells the folder from another that takes its place.
    package struct Mark: Hashable, Sendable {
        let device: UInt
        let inode: UInt
        let seconds: Int
    }

    /// - Returns: nil where no folder is published.
    package static func mark(of path: String) -> Mark? {
        var status = stat()
        guard lstat("\(path)/manifest.xml", &status) == 0 else { return nil }
        return Mark(device: UInt(status.st_dev), inode: UInt(status.st_ino), seconds: status.st_mtim.tv_sec)
    }

    package let manifest: Manifest
    /// Of the manifest file, which lists all others.
    package let seal: FileEntry
    private let folder: CheckedFolder
    private let files: [String: FileEntry]

    private static let largestManifest = 64 << 20

    /// Opens a folder and reads its manifest.
    package init(_ path: String) throws(PackingError) {
        folder = try CheckedFolder(path)
        let damaged = PackingError(.damaged, path: "manifest.xml")
        guard case .file(let file) = folder.open("manifest.xml"),
            let bytes = file.readAll(atMost: Self.largestManifest)
        else { throw damaged }
        var listed: [FileEntry] = []
        do throws(ManifestReader.Flaw) {
            let read = try ManifestReader.read(bytes)
            guard ManifestSeal.holds(in: bytes, root: read.root) else {
                throw ManifestReader.Flaw(line: 0, message: "")
            }
            switch read {
            case .batch(let batch):
                manifest = .batch(batch)
                listed = batch.files
            case .packet(let packet):
                manifest = .packet(packet)
                listed = packet.files + packet.volumes.map(\.file) + packet.jobs.map(\.file)
            case .volume: throw ManifestReader.Flaw(line: 0, message: "")
            }
        } catch {
            throw damaged
        }
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

    /// Opens a volume of the packet.
    package func open(_ volume: Volume) throws(PackingError) -> PublishedVolume {
        if let tree = VolumeCheck.folder(of: volume) {
            guard let inner = folder.folder(tree) else { throw PackingError(.damaged, path: volume.path) }
            return try PublishedVolume(volume, tree: inner)
        }
        guard case .file(let file) = folder.open(volume.path), file.size == volume.size else {
            throw PackingError(.damaged, path: volume.path)
        }
        return try PublishedVolume(volume, archive: file)
    }
}

/// A file of a published folder, for reading at any place, from several threads.
package final class PublishedFile: @unchecked Sendable {
    package let entry: FileEntry
    /// Only read from, and only at given places, so it may be shared.
    private let file: CheckedFile

    init(_ file: CheckedFile, _ entry: FileEntry) {
        self.file = file
        self.entry = entry
    }

    /// Reads bytes at a place.
    ///
    /// - Throws: `damaged` if the file ends before, `ioFailure` if it cannot be read.
    package func bytes(_ range: Range<Int>) throws(PackingError) -> [UInt8] {
        guard let bytes = file.bytes(at: range.lowerBound, count: range.count) else {
            throw PackingError(.damaged, path: entry.path)
        }
        return bytes
    }
}

extension CheckedFile {
    /// So many bytes at a place; nil if there are not as many.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while done < count, let start = buffer.baseAddress {
                let read = pread(descriptor, start + done, count - done, off_t(offset + done))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                done += read
            }
            filled = done
        }
        return done == count ? bytes : nil
    }
}
