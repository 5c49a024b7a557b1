import Digests
import Filings
import XMLGate

/// Checks one volume of an e-filing folder: its messages against schemas and rules, and against the files that they name.
/// One for each thread.
final class FilingVolumeCheck {
    private let folder: CheckedFolder
    private let paths: Set<String>
    private let log: VerificationLog
    private let profile: ECFProfile
    private let reading: WrittenMessages
    private let hasher = SHA256()
    private let inflater = Inflater()

    init(
        _ folder: CheckedFolder, _ paths: Set<String>, _ schemas: MessageSchemas, _ profile: ECFProfile,
        _ log: VerificationLog
    ) throws(XMLGateError) {
        self.profile = profile
        self.folder = folder
        self.paths = paths
        self.log = log
        reading = try WrittenMessages(schemas, profile)
    }

    /// Checks the volume of a serial, `0001` for `messages-0001.csv`, and counts what is in it.
    func check(_ serial: String) -> FilingsCheck.Found {
        let lists = FilingLists.read(serial, folder, paths, log)
        var found = FilingsCheck.Found()
        found.totals.messages = lists.requests.count
        found.sent = lists.requests.flatMap { $0.filings.map(\.sequence) }.filter { $0 > 0 }
        found.totals.omnibus = lists.requests.reduce(0) { $0 + $1.filings.count { $0.sequence == 0 } }
        messages(lists, serial)
        for (archive, files) in lists.archives.sorted(by: { $0.key < $1.key }) { uploads(files, in: archive) }
        let prefix = "uploads-\(serial)-"
        for path in paths where path.hasPrefix(prefix) && lists.archives[path] == nil {
            log.add(.messageDiffers, folder.place(path), "no file of it is in the upload index")
        }
        return found
    }

    // MARK: - Messages

    private func messages(_ lists: FilingLists, _ serial: String) {
        let name = "messages-\(serial).zip"
        if lists.requests.contains(where: { $0.archive != name }) {
            log.add(.messageDiffers, folder.place("messages-\(serial).csv"), "a message is in another archive")
        }
        walk(name, lists.requests.map(\.file)) { position, bytes, entry in
            let request = lists.requests[position]
            if bytes.count != request.size || hasher.digest(of: bytes).hex != request.sha256 {
                log.add(.digestDiffers, folder.place(name), entry: entry, "not the message that is listed")
            }
            check(Array(bytes), request, lists, folder.place(name), entry)
        }
    }

    private func check(
        _ message: [UInt8], _ request: FilingLists.Request, _ lists: FilingLists, _ place: String, _ entry: String
    ) {
        let (findings, messages) = reading.read(message)
        for finding in findings { add(finding, place, entry) }
        guard messages.count == request.filings.count else {
            log.add(.messageDiffers, place, entry: entry, "it has not the cases that are listed")
            return
        }
        for (facts, filing) in zip(messages, request.filings) {
            var found = RuleFindings(bytes: reading.bytes, in: profile)
            StructureRules.check(facts, nil, isInMasterCase: filing.sequence == 0, &found)
            for finding in found.findings { add(finding, place, entry) }
            if !isEqual(facts.identifications.first?.identifier, filing.identifier) {
                log.add(.messageDiffers, place, entry: entry, "its identifier is not the one that is listed")
            }
            if !facts.caseNumbers.allSatisfy({ isEqual($0, filing.caseNumber) }) {
                log.add(.messageDiffers, place, entry: entry, "its case is not the one that is listed")
            }
            references(facts, lists.files[filing.identifier] ?? [], place, entry)
        }
    }

    /// Every document names one of the files to upload, with its size and hash, and every such file is named.
    private func references(
        _ facts: MessageFacts, _ files: [FilingLists.File], _ place: String, _ entry: String
    ) {
        let wanted = files.filter { $0.role != "editable" }
        for file in wanted {
            guard let document = facts.documents.first(where: { isEqual($0.fileName, file.name) }) else {
                log.add(.messageDiffers, place, entry: entry, "\(file.name) is to be uploaded, but not in the message")
                continue
            }
            let size = document.size.flatMap { PolicyRules.bytes(ofKilobytes: reading.bytes[$0]) }
            // ECF 4.01 has neither on the way to the court.
            if profile == .ecf5, size != file.size || !isEqual(document.hash, file.sha256) {
                log.add(.messageDiffers, place, entry: entry, "\(file.name) has another size or SHA-256 in the message")
            }
            if document.isLead != (file.role == "lead") {
                log.add(.messageDiffers, place, entry: entry, "\(file.name) has another role in the message")
            }
        }
        if facts.documents.count != wanted.count {
            log.add(
                .messageDiffers, place, entry: entry,
                "\(facts.documents.count) documents, \(wanted.count) files to upload")
        }
    }

    private func isEqual(_ place: Range<Int>?, _ text: String) -> Bool {
        place.map { reading.bytes[$0].elementsEqual(text.utf8) } ?? false
    }

    private func add(_ finding: MessageFinding, _ place: String, _ entry: String) {
        let node = finding.node.isEmpty ? "" : ", \(finding.node)"
        log.add(
            .messageRule, place, entry: entry,
            "ECF error \(finding.code.rawValue), \(finding.rule.rawValue)\(node): \(finding.text)")
    }

    // MARK: - Files

    private func uploads(_ files: [FilingLists.File], in archive: String) {
        walk(archive, files.map(\.name)) { position, bytes, entry in
            if bytes.count != files[position].size {
                log.add(.sizeDiffers, folder.place(archive), entry: entry, "not the size in the upload index")
            } else if hasher.digest(of: bytes).hex != files[position].sha256 {
                log.add(.digestDiffers, folder.place(archive), entry: entry, "not the SHA-256 in the upload index")
            }
        }
    }

    /// Lends the files of an archive, which has those of these names in this order and no others.
    private func walk(
        _ name: String, _ names: [String], _ body: (Int, UnsafeRawBufferPointer, String) -> Void
    ) {
        let place = folder.place(name)
        guard paths.contains(name), case .file(let file) = folder.open(name) else {
            return log.add(.missingFile, place, "a list names it, but it is not there")
        }
        do throws(ZipFlaw) {
            let archive = try ZipReader(file.descriptor, size: file.size, inflater: inflater)
            guard archive.entries.count == names.count else {
                return log.add(.badArchive, place, "\(archive.entries.count) files, \(names.count) listed")
            }
            for (position, entry) in archive.entries.enumerated() {
                guard entry.name.elementsEqual(names[position].utf8) else {
                    log.add(.badArchive, place, entry: names[position], "not where it is listed")
                    continue
                }
                try archive.withBytes(of: entry) { body(position, $0, names[position]) }
                log.count(documents: 1, bytes: entry.size)
            }
        } catch {
            log.add(.badArchive, place, entry: error.entry, error.message)
        }
    }
}
