internal import Digests
private import Glibc

/// The documents of one case as they were published.
package struct PublishedCase: Sendable {
    /// Within the packet, from 1.
    package let sequence: Int
    package let number: String
    /// `motion.html` and its bytes, and so on, in the order of the volume.
    package let documents: [(name: String, bytes: [UInt8])]
}

/// Reads the documents of cases back out of a published packet, volume by volume. Nothing is read that is not what the
/// sealed manifest of its volume says.
package struct PublishedCases: Sendable {
    package let stamp: RunStamp
    /// Of cases, in the order of their sequences.
    package let volumes: [Volume]
    /// Of papers that the packet has once or in volumes, by path.
    private let papers: [String: FileEntry]
    private let folder: CheckedFolder

    private static let largestManifest = 512 << 20

    /// Opens the packet in a folder.
    package init(packet path: String) throws(PackingError) {
        folder = try CheckedFolder(path)
        let bytes = try Self.bytes("manifest.xml", in: folder, atMost: Self.largestManifest)
        guard case .packet(let packet) = try Self.manifest(bytes, "manifest.xml") else {
            throw PackingError(.damaged, path: "manifest.xml")
        }
        stamp = packet.run
        volumes = packet.volumes.filter { $0.kind == .cases }
        papers = Dictionary(packet.files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    }

    /// The paths of papers that the packet has once or in volumes.
    package var paths: [String] { papers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// Such a paper, as it was published: its page, and the PDF beside it if there is one.
    package func paper(at path: String) throws(PackingError) -> (page: [UInt8], pdf: [UInt8]?) {
        let pdf = PaperFile.path(beside: path)
        return (try bytes(of: path), papers[pdf] == nil ? nil : try bytes(of: pdf))
    }

    private func bytes(of path: String) throws(PackingError) -> [UInt8] {
        guard let entry = papers[path] else { throw PackingError(.damaged, path: path) }
        let bytes = try Self.bytes(path, in: folder, atMost: entry.size)
        guard bytes.withUnsafeBytes({ SHA256().digest(of: $0) }) == entry.digest else {
            throw PackingError(.damaged, path: folder.place(path))
        }
        return bytes
    }

    /// Gives every case of a volume, one after the other.
    package func read(_ volume: Volume, _ body: (PublishedCase) throws -> Void) throws {
        if let tree = VolumeCheck.folder(of: volume) {
            guard let inner = folder.folder(tree) else { throw PackingError(.damaged, path: volume.path) }
            try read(volume, inner, body)
        } else {
            guard case .file(let file) = folder.open(volume.path) else {
                throw PackingError(.damaged, path: volume.path)
            }
            try read(volume, file, body)
        }
    }

    private func read(_ volume: Volume, _ tree: CheckedFolder, _ body: (PublishedCase) throws -> Void) throws {
        let bytes = try Self.bytes("manifest.xml", in: tree, atMost: Self.largestManifest)
        let hasher = SHA256()
        try cases(of: volume, bytes, hasher, body) { item, document in
            guard let folder = tree.folder(item.folder) else { throw PackingError(.damaged, path: volume.path) }
            return try Self.bytes(document.path, in: folder, atMost: document.size)
        }
    }

    private func read(_ volume: Volume, _ file: CheckedFile, _ body: (PublishedCase) throws -> Void) throws {
        let damaged = PackingError(.damaged, path: volume.path)
        do {
            let archive = try ZipReader(file.descriptor, size: file.size, inflater: Inflater())
            guard let last = archive.entries.last else { throw damaged }
            let manifest = try archive.withBytes(of: last) { Array($0) }
            let entries = Dictionary(
                archive.entries.map { (String(decoding: $0.name, as: UTF8.self), $0) }, uniquingKeysWith: { $1 })
            try cases(of: volume, manifest, SHA256(), body) { item, document in
                guard let entry = entries["\(item.folder)/\(document.path)"] else { throw damaged }
                return try archive.withBytes(of: entry) { Array($0) }
            }
        } catch is ZipFlaw {
            throw damaged
        }
    }

    private func cases(
        of volume: Volume, _ manifest: [UInt8], _ hasher: SHA256, _ body: (PublishedCase) throws -> Void,
        _ bytes: (VolumeManifest.Item, FileEntry) throws -> [UInt8]
    ) throws {
        guard case .volume(let content) = try Self.manifest(manifest, volume.path) else {
            throw PackingError(.damaged, path: volume.path)
        }
        for item in content.items {
            var documents: [(name: String, bytes: [UInt8])] = []
            for document in content.documents[item.documents] {
                let bytes = try bytes(item, document)
                guard bytes.withUnsafeBytes({ hasher.digest(of: $0) }) == document.digest else {
                    throw PackingError(.damaged, path: volume.path)
                }
                documents.append((document.path, bytes))
            }
            try body(PublishedCase(sequence: item.number, number: item.caseNumber, documents: documents))
        }
    }

    private static func manifest(_ bytes: [UInt8], _ path: String) throws(PackingError) -> ReadManifest {
        do throws(ManifestReader.Flaw) {
            let manifest = try ManifestReader.read(bytes)
            guard ManifestSeal.holds(in: bytes, root: manifest.root) else {
                throw ManifestReader.Flaw(line: 0, message: "")
            }
            return manifest
        } catch {
            throw PackingError(.damaged, path: path)
        }
    }

    private static func bytes(
        _ name: String, in folder: CheckedFolder, atMost limit: Int
    ) throws(PackingError) -> [UInt8] {
        guard case .file(let file) = folder.open(name), let bytes = file.readAll(atMost: limit) else {
            throw PackingError(.damaged, path: folder.place(name))
        }
        return bytes
    }
}
