package import Digests
private import Glibc
package import TemplateEngine

/// How the documents of cases are laid down.
package enum Layout: String, Sendable, CaseIterable {
    /// One archive per volume.
    case zip
    /// One folder per volume, with one folder per case.
    case tree
}

/// A volume that was written: the documents of a range of cases, of letters, or of challenged cases.
package struct Volume: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case cases, letters
        /// Notices of challenge, one for each challenged case.
        case challenges
    }

    package let kind: Kind
    /// The archive; for a tree the volume's manifest, which vouches for the rest.
    package let file: FileEntry
    /// Sequences of the first and the last case, or numbers of the letters.
    package let first: Int
    package let last: Int
    /// Cases or letters.
    package let items: Int
    package let documents: Int
    /// Of the documents, uncompressed.
    package let bytes: Int

    /// `cases-0001.zip`, or `cases-0001/manifest.xml`.
    package var path: String { file.path }
    package var size: Int { file.size }
    package var digest: Digest { file.digest }
}

/// Writes volumes, one after the other. One writer belongs to one thread; several write into one packet at once.
package final class VolumeWriter {
    private let layout: Layout
    private let hasher = SHA256()
    private let compressor = DocumentCompressor()
    private var target = Target.none
    private var manifest = VolumeManifestText()
    private var path: [UInt8] = []
    private var folderLength = 0
    private var place = ""
    private var name = ""
    private var packet: PacketFolder?
    private var extent = Extent(kind: .cases)

    private enum Target {
        case none
        case archive(ZipWriter)
        case folder(Int32)
    }

    private struct Extent {
        let kind: Volume.Kind
        var first = 0
        var last = 0
        var items = 0
        var documents = 0
        var bytes = 0
    }

    package init(layout: Layout) { self.layout = layout }

    deinit { abandon() }

    /// Starts `cases-0001` or the like.
    ///
    /// - Parameters:
    ///   - kind: What the volume is of.
    ///   - number: From 1.
    ///   - packet: The packet that it belongs to.
    ///   - run: Told in its manifest.
    /// - Throws: If it cannot be made.
    package func begin(
        _ kind: Volume.Kind,
        _ number: Int,
        in packet: PacketFolder,
        of run: RunStamp
    ) throws(PackingError) {
        abandon()
        name = "\(kind.rawValue)-\(SafeName.serial(number))"
        place = "\(packet.place)/\(name)"
        switch layout {
        case .zip:
            target = .archive(ZipWriter(try packet.file("\(name).zip")))
        case .tree:
            guard mkdirat(packet.descriptor, name, 0o777) == 0 else { throw .system(place) }
            let folder = openat(packet.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard folder >= 0 else { throw .system(place) }
            target = .folder(folder)
        }
        self.packet = packet
        extent = Extent(kind: kind)
        manifest.begin(kind, number, jurisdiction: packet.name, run)
    }

    /// Starts the folder of a case. Cases come in the order of their sequences.
    package func beginCase(sequence: Int, number: String) throws(PackingError) {
        try beginItem(sequence, SafeName.folder(sequence, number))
        manifest.beginCase(sequence, number, folder: path[..<folderLength])
    }

    /// Starts the folder of a letter. Letters come in the order of their numbers.
    package func beginLetter(_ number: Int) throws(PackingError) {
        try beginItem(number, SafeName.folder(number, ""))
        manifest.beginLetter(number, folder: path[..<folderLength])
    }

    /// Adds a document to the current case or letter.
    ///
    /// - Parameters:
    ///   - name: Its file name, such as `motion.html`.
    ///   - document: This document and nothing else.
    ///   - code: The code of the template that rendered it, if the document is traced.
    /// - Throws: If it cannot be written.
    package func add(_ name: String, _ document: borrowing Output, code: TemplateCode?) throws(PackingError) {
        let digest = document.withBytes { hasher.digest(of: $0) }
        beginDocument(name)
        switch target {
        case .none: throw PackingError(.notAFolder, path: place)
        case .archive(let archive): try compressor.add(document, code, path, to: archive)
        case .folder(let folder):
            try document.withBytes { (bytes) throws(PackingError) in try writeFile(bytes, in: folder) }
        }
        list(name, size: document.count, digest)
    }

    /// Adds a PDF to the current case.
    package func add(_ name: String, pdf: [UInt8]) throws(PackingError) {
        let digest = pdf.withUnsafeBytes { hasher.digest(of: $0) }
        beginDocument(name)
        switch target {
        case .none: throw PackingError(.notAFolder, path: place)
        case .archive(let archive): try compressor.store(pdf, path, to: archive)
        case .folder(let folder):
            try pdf.withUnsafeBufferPointer { (bytes) throws(PackingError) in
                try writeFile(UnsafeRawBufferPointer(bytes), in: folder)
            }
        }
        list(name, size: pdf.count, digest)
    }

    private func beginDocument(_ name: String) {
        path.removeSubrange(folderLength...)
        path.append(UInt8(ascii: "/"))
        path += name.utf8
    }

    private func list(_ name: String, size: Int, _ digest: Digest) {
        manifest.add(name, size: size, digest)
        extent.documents += 1
        extent.bytes += size
    }

    /// Writes the volume's manifest behind its documents and closes it.
    package func finish() throws(PackingError) -> Volume {
        let text = manifest.finish()
        let file: FileEntry
        switch target {
        case .none: throw PackingError(.notAFolder, path: place)
        case .archive(let archive):
            try compressor.add(text, Array("manifest.xml".utf8), to: archive)
            file = try archive.finish()
        case .folder(let folder):
            path = Array("manifest.xml".utf8)
            try text.withUnsafeBufferPointer { (bytes) throws(PackingError) in
                try writeFile(UnsafeRawBufferPointer(bytes), in: folder)
            }
            close(folder)
            hasher.update(text)
            file = FileEntry(path: "\(name)/manifest.xml", size: text.count, digest: hasher.finish())
        }
        target = .none
        packet = nil
        return Volume(
            kind: extent.kind,
            file: file,
            first: extent.first,
            last: extent.last,
            items: extent.items,
            documents: extent.documents,
            bytes: extent.bytes
        )
    }

    /// Lets go of a volume after an error; what was written of it stays until the batch is discarded.
    package func abandon() {
        if case .folder(let folder) = target { close(folder) }
        target = .none
        packet = nil
    }

    private func beginItem(_ number: Int, _ folder: [UInt8]) throws(PackingError) {
        path = folder
        folderLength = folder.count
        if extent.items == 0 { extent.first = number }
        extent.last = number
        extent.items += 1
        guard case .folder(let volume) = target else { return }
        let made = withPath { mkdirat(volume, $0, 0o777) }
        guard made == 0 else { throw .system(place) }
    }

    private func writeFile(_ bytes: UnsafeRawBufferPointer, in folder: Int32) throws(PackingError) {
        let file = withPath { openat(folder, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        guard file >= 0 else { throw .system(place) }
        do throws(PackingError) {
            try file.writeAll(bytes, place)
        } catch {
            close(file)
            throw error
        }
        guard close(file) == 0 else { throw .system(place) }
    }

    private func withPath(_ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
        path.append(0)
        defer { path.removeLast() }
        return path.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return body(start.assumingMemoryBound(to: CChar.self))
        }
    }
}
