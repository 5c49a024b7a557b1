private import Glibc

/// The published folder of a batch or a packet, for reading single files and volumes of it.
package struct PublishedFolder: Sendable {
    package enum Manifest: Sendable {
        case batch(BatchManifest)
        case packet(PacketManifest)
    }

    package let manifest: Manifest
    package let files: SealedFolder

    /// Opens a folder and reads its manifest.
    ///
    /// - Parameter path: the folder.
    /// - Throws: `damaged` where the manifest is not there, was changed after it was written, or is that of something else.
    package init(_ path: String) throws(PackingError) {
        (manifest, files) = try SealedFolder.open(path) { bytes in
            guard let read = try? ManifestReader.read(bytes) else { return nil }
            switch read {
            case .batch(let batch):
                return (.batch(batch), read.root, batch.files)
            case .packet(let packet):
                let files = packet.files + packet.volumes.map(\.file) + packet.jobs.map(\.file)
                return (.packet(packet), read.root, files)
            case .volume: return nil
            }
        }
    }

    /// Opens a volume of the packet.
    package func open(_ volume: Volume) throws(PackingError) -> PublishedVolume {
        if let tree = VolumeCheck.folder(of: volume) {
            guard let inner = files.folder.folder(tree) else { throw PackingError(.damaged, path: volume.path) }
            return try PublishedVolume(volume, tree: inner)
        }
        guard case .file(let file) = files.folder.open(volume.path), file.size == volume.size else {
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
