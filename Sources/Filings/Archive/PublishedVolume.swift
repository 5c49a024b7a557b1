package import Digests
private import Glibc

/// The documents of a volume, found by number and name, so that one can be read out of it without the others.
///
/// Keeps an index of some 60 bytes a document, and no document. May be used from several threads.
package final class PublishedVolume: @unchecked Sendable {
    /// A case, or a letter, with its documents.
    package struct Item: Hashable, Sendable {
        /// The case's sequence, or the letter's number.
        package let number: Int
        /// Empty for a letter.
        package let caseNumber: String
        /// Positions in the index.
        let documents: Range<Int>
    }

    /// What the sealed manifest says of a document.
    package struct Document: Hashable, Sendable {
        /// `motion.html`
        package let name: String
        /// Bytes, unpacked.
        package let size: Int
        package let digest: Digest
        /// Whether the archive has it as a DEFLATE stream.
        package var isDeflated: Bool { method == ZipFormat.deflated }
        /// CRC-32 of the unpacked bytes; 0 outside an archive.
        package let checksum: UInt32
        let method: UInt16
        let compressed: Int
        let offset: Int
        let folder: [UInt8]
    }

    private struct Place {
        let name: UInt16
        let method: UInt16
        let checksum: UInt32
        let compressed: Int
        let size: Int
        let offset: Int
    }

    private enum Store {
        case archive(CheckedFile)
        case tree(CheckedFolder)
    }

    package let volume: Volume
    /// In the order of their numbers.
    package let items: [Item]
    // Not changed after `init`; files are read at given places only.
    private let store: Store
    private let names: [String]
    private let places: [Place]
    private let digests: [UInt8]

    private static let largestManifest = 64 << 20
    /// A document of a case has a megabyte at most; what claims more is not read into memory.
    private static let largestDocument = 64 << 20

    /// Documents of which the index tells.
    package var documents: Int { places.count }

    // MARK: Opening

    convenience init(_ volume: Volume, archive file: CheckedFile) throws(PackingError) {
        let damaged = PackingError(.damaged, path: volume.path)
        do {
            let archive = try ZipReader(file.descriptor, size: file.size, inflater: Inflater())
            guard let last = archive.entries.last, last.name.elementsEqual("manifest.xml".utf8) else { throw damaged }
            let manifest = try archive.withBytes(of: last) { Array($0) }
            try self.init(volume, .archive(file), manifest, entries: archive.entries)
        } catch {
            throw damaged
        }
    }

    convenience init(_ volume: Volume, tree folder: CheckedFolder) throws(PackingError) {
        guard case .file(let file) = folder.open("manifest.xml"),
            let manifest = file.readAll(atMost: Self.largestManifest)
        else { throw PackingError(.damaged, path: volume.path) }
        try self.init(volume, .tree(folder), manifest, entries: nil)
    }

    /// The entries of an archive stand in the order of its manifest, which they end with.
    private init(
        _ volume: Volume, _ store: Store, _ manifest: [UInt8], entries: [ZipEntry]?
    ) throws(PackingError) {
        let damaged = PackingError(.damaged, path: volume.path)
        let content = try Self.content(manifest, damaged)
        guard entries.map({ $0.count == content.documents.count + 1 }) ?? true else { throw damaged }
        self.volume = volume
        self.store = store
        var names: [String] = []
        var numbers: [String: Int] = [:]
        var places: [Place] = []
        var digests: [UInt8] = []
        places.reserveCapacity(content.documents.count)
        digests.reserveCapacity(content.documents.count * 32)
        for item in content.items {
            let folder = SafeName.folder(item.number, item.caseNumber)
            guard folder.elementsEqual(item.folder.utf8) else { throw damaged }
            for position in item.documents {
                let document = content.documents[position]
                let entry = entries?[position]
                guard entry.map({ $0.size == document.size && $0.isNamed(document.path, in: folder) }) ?? true else {
                    throw damaged
                }
                let number = numbers[document.path] ?? names.count
                if number == names.count {
                    guard number < UInt16.max else { throw damaged }
                    numbers[document.path] = number
                    names.append(document.path)
                }
                places.append(
                    Place(
                        name: UInt16(number), method: entry?.method ?? ZipFormat.stored,
                        checksum: entry?.checksum ?? 0, compressed: entry?.compressed ?? document.size,
                        size: document.size, offset: entry?.offset ?? 0))
                digests += document.digest.bytes
            }
        }
        items = content.items.map {
            Item(number: $0.number, caseNumber: $0.caseNumber, documents: $0.documents)
        }
        self.names = names
        self.places = places
        self.digests = digests
    }

    private static func content(_ bytes: [UInt8], _ damaged: PackingError) throws(PackingError) -> VolumeManifest {
        do throws(ManifestReader.Flaw) {
            guard case .volume(let content) = try ManifestReader.read(bytes),
                ManifestSeal.holds(in: bytes, root: "volume")
            else { throw ManifestReader.Flaw(line: 0, message: "") }
            return content
        } catch {
            throw damaged
        }
    }

    // MARK: Finding

    /// The case of a sequence, or the letter of a number.
    package func item(_ number: Int) -> Item? {
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return items.indices.contains(low) && items[low].number == number ? items[low] : nil
    }

    package func documents(of item: Item) -> [Document] { item.documents.map { document(at: $0, of: item) } }

    package func document(_ name: String, of item: Item) -> Document? {
        item.documents.first { names[Int(places[$0].name)] == name }.map { document(at: $0, of: item) }
    }

    private func document(at position: Int, of item: Item) -> Document {
        let place = places[position]
        let digest = Digest(bytes: Array(digests[position * 32..<position * 32 + 32]))
        return Document(
            name: names[Int(place.name)], size: place.size, digest: digest ?? Digest(of: ""), checksum: place.checksum,
            method: place.method, compressed: place.compressed, offset: place.offset,
            folder: SafeName.folder(item.number, item.caseNumber))
    }

    // MARK: Reading

    /// The document as it was published: its digest is the manifest's.
    ///
    /// - Throws: `damaged` if it is not.
    package func bytes(of document: Document) throws(PackingError) -> [UInt8] {
        try read(document).plain
    }

    /// The DEFLATE stream of a document that has one, after it was unpacked and compared with the manifest.
    ///
    /// - Throws: `damaged` if it is not what was published.
    package func deflated(_ document: Document) throws(PackingError) -> [UInt8] {
        try read(document).stream
    }

    private func read(_ document: Document) throws(PackingError) -> (stream: [UInt8], plain: [UInt8]) {
        let place = "\(volume.path)/\(String(decoding: document.folder, as: UTF8.self))/\(document.name)"
        let damaged = PackingError(.damaged, path: place)
        guard document.size <= Self.largestDocument else { throw PackingError(.tooLarge, path: place) }
        let stream: [UInt8]
        let plain: [UInt8]
        switch store {
        case .archive(let file):
            guard let found = file.bytes(of: document) else { throw damaged }
            stream = found
            guard let unpacked = document.isDeflated ? Self.inflate(found, document.size) : found else { throw damaged }
            plain = unpacked
        case .tree(let folder):
            guard let inner = folder.folder(String(decoding: document.folder, as: UTF8.self)),
                case .file(let file) = inner.open(document.name), file.size == document.size,
                let found = file.readAll(atMost: document.size)
            else { throw damaged }
            stream = found
            plain = found
        }
        let hasher = SHA256()
        guard plain.withUnsafeBytes({ hasher.digest(of: $0) }) == document.digest else { throw damaged }
        return (stream, plain)
    }

    private static func inflate(_ stream: [UInt8], _ size: Int) -> [UInt8]? {
        var isWhole = false
        let plain = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            isWhole = stream.withUnsafeBytes {
                Inflater().inflate(
                    $0,
                    filling: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[0..<size]))
            }
            count = isWhole ? size : 0
        }
        return isWhole ? plain : nil
    }
}

extension ZipEntry {
    /// Whether it lies under this name in a folder of the archive.
    fileprivate func isNamed(_ name: String, in folder: [UInt8]) -> Bool {
        self.name.count == folder.count + 1 + name.utf8.count && self.name.starts(with: folder)
            && self.name[folder.count] == UInt8(ascii: "/")
            && self.name[(folder.count + 1)...].elementsEqual(name.utf8)
    }
}

extension CheckedFile {
    /// The bytes that an archive has of a document, behind a header that is as it has to be; nil otherwise.
    fileprivate func bytes(of document: PublishedVolume.Document) -> [UInt8]? {
        let entry = ZipEntry(
            name: document.folder + [UInt8(ascii: "/")] + Array(document.name.utf8), method: document.method,
            checksum: document.checksum, compressed: document.compressed, size: document.size, offset: document.offset)
        var header = ZipRecord()
        entry.addLocalHeader(to: &header)
        guard let bytes = bytes(at: document.offset, count: header.bytes.count + document.compressed),
            bytes.starts(with: header.bytes)
        else { return nil }
        return Array(bytes[header.bytes.count...])
    }
}
