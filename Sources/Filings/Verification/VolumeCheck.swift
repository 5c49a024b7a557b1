internal import Digests

/// Checks the volumes of a packet, document by document. One per thread.
final class VolumeCheck {
    private let packet: PacketManifest
    private let folder: CheckedFolder
    private let schemas: SchemaCheck
    private let index: ScheduleIndex?
    private let challenges: ChallengeIndex
    private let log: VerificationLog
    private let checker: FileChecker
    private let hasher = SHA256()
    private let inflater = Inflater()
    private var leaks: VolumeLeaks?
    private var kind = Volume.Kind.cases
    /// Of the current volume: documents checked, and their bytes.
    private var documents = 0
    private var size = 0

    init(
        _ packet: PacketManifest,
        _ folder: CheckedFolder,
        _ schemas: SchemaCheck,
        _ index: ScheduleIndex?,
        _ challenges: ChallengeIndex,
        _ log: VerificationLog,
        _ checker: FileChecker
    ) {
        self.packet = packet
        self.folder = folder
        self.schemas = schemas
        self.index = index
        self.challenges = challenges
        self.log = log
        self.checker = checker
        leaks = index?.identities.map(VolumeLeaks.init)
    }

    /// The folder of a volume that is laid down as a tree; nil for an archive.
    static func folder(of volume: Volume) -> String? {
        guard volume.path.hasSuffix("/manifest.xml") else { return nil }
        return String(volume.path.dropLast("/manifest.xml".count))
    }

    /// Checks a volume.
    ///
    /// - Parameter volume: What the packet's manifest says of it.
    func check(_ volume: Volume) {
        kind = volume.kind
        leaks?.begin()
        if let tree = Self.folder(of: volume) {
            checkTree(volume, tree)
        } else {
            checker.check(volume.file, in: folder)
            checkArchive(volume)
        }
        log.count(documents: documents, bytes: size)
        documents = 0
        size = 0
        if let found = leaks?.finish() {
            for (path, entry, leak) in found { log.add(leak, path, entry: entry) }
        }
    }

    private func checkArchive(_ volume: Volume) {
        let place = folder.place(volume.path)
        guard case .file(let file) = folder.open(volume.path) else { return }
        do throws(ZipFlaw) {
            let archive = try ZipReader(file.descriptor, size: file.size, inflater: inflater)
            guard let last = archive.entries.last, last.name.elementsEqual("manifest.xml".utf8) else {
                throw ZipFlaw(entry: "", message: "it has no manifest")
            }
            let bytes = try archive.withBytes(of: last) { Array($0) }
            guard let manifest = ManifestFile.read(bytes, place, entry: "manifest.xml", schemas, log),
                let content = understood(manifest, volume, place, entry: "manifest.xml")
            else { return }
            check(content, archive, place)
        } catch {
            log.add(.badArchive, place, entry: error.entry, error.message)
        }
    }

    /// The archive has the listed documents, in their order, and the manifest.
    private func check(_ manifest: VolumeManifest, _ archive: ZipReader, _ place: String) {
        guard archive.entries.count == manifest.documents.count + 1 else {
            let count = archive.entries.count - 1
            log.add(.badArchive, place, "\(count) documents, not \(manifest.documents.count) as listed")
            return
        }
        for item in manifest.items {
            for number in item.documents {
                let document = manifest.documents[number]
                let name = "\(item.folder)/\(document.path)"
                guard archive.entries[number].name.elementsEqual(name.utf8) else {
                    log.add(.badArchive, place, entry: name, "not where it is listed")
                    continue
                }
                do throws(ZipFlaw) {
                    try archive.withBytes(of: archive.entries[number]) { bytes in
                        check(bytes, document, item, place, entry: name)
                    }
                } catch {
                    log.add(.badArchive, place, entry: error.entry, error.message)
                }
            }
        }
    }

    private func checkTree(_ volume: Volume, _ name: String) {
        let place = folder.place(volume.path)
        guard let tree = folder.folder(name) else {
            log.add(.missingFile, folder.place(name), "the volume is not there")
            return
        }
        guard let manifest = ManifestFile.read(tree, "manifest.xml", schemas, log),
            let content = understood(manifest, volume, place, entry: "")
        else { return }
        if manifest.digest != volume.digest || manifest.size != volume.size {
            log.add(.digestDiffers, place, "not the manifest that the packet lists")
        }
        checkListing(content, tree)
        for item in content.items {
            guard let inner = tree.folder(item.folder) else {
                log.add(.missingFile, tree.place(item.folder), "listed but not there")
                continue
            }
            let names = content.documents[item.documents].map(\.path)
            ListingCheck(log).check(inner, expected: Set(names), without: [])
            for number in item.documents { check(content.documents[number], item, inner) }
        }
    }

    private func checkListing(_ manifest: VolumeManifest, _ tree: CheckedFolder) {
        let folders = Set(manifest.items.map(\.folder))
        ListingCheck(log).check(tree, expected: ["manifest.xml"], without: folders)
    }

    private func check(_ document: FileEntry, _ item: VolumeManifest.Item, _ folder: CheckedFolder) {
        let place = folder.place(document.path)
        switch folder.open(document.path) {
        case .failure(let code, let message): log.add(code, place, message)
        case .file(let file):
            guard let bytes = file.readAll(atMost: ZipReader.largestEntry) else {
                log.add(.unreadable, place, "cannot be read")
                return
            }
            bytes.withUnsafeBytes { check($0, document, item, place, entry: "") }
        }
    }

    private func check(
        _ bytes: UnsafeRawBufferPointer,
        _ document: FileEntry,
        _ item: VolumeManifest.Item,
        _ place: String,
        entry: String
    ) {
        documents += 1
        size += bytes.count
        if bytes.count != document.size {
            log.add(.sizeDiffers, place, entry: entry, "\(bytes.count) bytes, not \(document.size) as listed")
        } else if hasher.digest(of: bytes) != document.digest {
            log.add(.digestDiffers, place, entry: entry, "its SHA-256 is not the one listed")
        }
        checker.checkPaper(bytes, document.path, place, entry: entry)
        // The text of a PDF is compressed, and that of the HTML beside it.
        if PaperFile.isPDF(document.path) { return }
        leaks?.scan(bytes, name: document.path, case: identity(of: item), place, entry: entry)
    }

    /// The person that an item is about, as `Identities` counts them; 0 if about none or many.
    private func identity(of item: VolumeManifest.Item) -> Int {
        if item.caseNumber.isEmpty { return 0 }
        return kind == .challenges ? packet.totals.cases + item.number : item.number
    }

    /// Whether a volume's manifest belongs to this packet and this place in it.
    private func understood(
        _ manifest: ManifestFile,
        _ volume: Volume,
        _ place: String,
        entry: String
    ) -> VolumeManifest? {
        guard case .volume(let content) = manifest.content, content.kind == volume.kind else {
            log.add(.runDiffers, place, entry: entry, "not the manifest of such a volume")
            return nil
        }
        if content.run != packet.run || content.jurisdiction != packet.jurisdiction {
            log.add(.runDiffers, place, entry: entry, "it speaks of another run or jurisdiction than the packet")
        }
        let bytes = content.documents.reduce(0) { $0 + $1.size }
        if content.items.count != volume.items || content.documents.count != volume.documents || bytes != volume.bytes {
            log.add(.totalsDiffer, place, entry: entry, "its totals are not those that the packet gives")
        }
        checkItems(content, volume, place, entry: entry)
        return content
    }

    private func checkItems(_ manifest: VolumeManifest, _ volume: Volume, _ place: String, entry: String) {
        for (offset, item) in manifest.items.enumerated() {
            if item.number != volume.first + offset {
                log.add(.casesDiffer, place, entry: entry, "\(item.folder) is out of order")
                return
            }
            let isListed =
                switch volume.kind {
                case .cases: index?.isCase(item.number, numbered: item.caseNumber) ?? true
                case .challenges: challenges.isCase(item.number, numbered: item.caseNumber)
                case .letters: true
                }
            if !isListed { log.add(.casesDiffer, place, entry: entry, "\(item.folder) is not that case of the list") }
        }
    }
}
