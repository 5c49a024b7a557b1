import Cases
import Digests
import Docket
import EFiling
import Filings

/// Makes the messages and upload sets of one volume of cases. Belongs to one worker.
final class EFilingVolume {
    /// What one volume came to.
    struct Part: Sendable {
        var sent = 0
        var messages = 0
        var archives = 0
        var held: [HeldRow] = []
        /// All files that were written.
        var files: [FileEntry] = []
    }

    /// A case on its way: the filing and the bytes of its files.
    private struct Pending {
        let filing: CaseFiling
        let files: [UploadSet.File]
        let editable: [UploadSet.File]
    }

    /// Bytes that a case takes in a message, generously.
    private static let messageRoom = 64_000

    private let office: EFilingOffice
    private let folder: PacketFolder
    private let digits: String
    private let maker: MessageMaker
    private let printer: PaperPrinter
    private let inspector = PaperInspector()
    private let hasher = SHA256()
    private let compressor = DocumentCompressor()
    private let uploads: UploadSet
    private let archive: ZipWriter
    private var pending: [Pending] = []
    /// Bytes of the message that waits, with its files.
    private var pendingSize = 0
    private var part = Part()
    private var messages = MessageList()
    private var filed: [FiledMessage] = []
    private var rows: [UploadRow] = []

    init(_ office: EFilingOffice, number: Int, in folder: PacketFolder) throws {
        self.office = office
        self.folder = folder
        digits = SafeName.serial(number)
        maker = try MessageMaker(office.form, office.setting, office.schemas)
        printer = PaperPrinter(office.typefaces)
        uploads = UploadSet(
            in: folder, prefix: "uploads-\(digits)", limit: office.setting.policy.limits.uploadBytes)
        archive = ZipWriter(try folder.file("messages-\(digits).zip"))
    }

    func write(_ volume: Volume, _ progress: (Int) -> Void) throws -> Part {
        var known: [Int: NumberedCase] = [:]
        try office.docket.cases(
            of: office.batch, in: office.jurisdiction.id, sequences: volume.first..<volume.last + 1
        ) { known[$0.sequence] = $0 }
        try office.packet.read(volume) { published in
            guard office.isWanted(published.sequence) else { return }
            guard let numbered = known[published.sequence], numbered.standing.eligible.number == published.number else {
                throw CaseworkError(
                    .reconciliation, "case \(published.sequence) of the packet is not that of the docket")
            }
            try take(published, numbered)
            progress(1)
        }
        try send()
        // Before anything is sent: an answer has to find its case.
        try office.docket.recordMessages(filed)
        part.files = try uploads.finish()
        part.archives = part.files.count
        part.files.append(try archive.finish())
        part.files.append(try folder.write("messages-\(digits).csv", messages.bytes))
        part.files.append(try folder.write("upload-index-\(digits).csv", UploadRow.csv(rows)))
        let title = "\(office.jurisdiction.name), \(office.batch.description.folder): files to upload, part \(digits)"
        part.files.append(try folder.write("upload-index-\(digits).html", UploadRow.html(rows, title: title)))
        return part
    }

    private func take(_ published: PublishedCase, _ numbered: NumberedCase) throws {
        let placed = try office.county.place(numbered)
        var documents: [AttachedDocument] = []
        var files: [UploadSet.File] = []
        var editable: [UploadSet.File] = []
        let only = office.rejected?.documents[placed.sequence]
        for (index, wanted) in office.setting.policy.documents.enumerated() where only?.contains(wanted.kind) ?? true {
            guard let page = published.documents.first(where: { $0.name == wanted.kind.fileName }) else { continue }
            do {
                let pdf = try self.pdf(of: page, in: published)
                let name = fileName(placed, index + 1, wanted.kind, ".pdf")
                documents.append(
                    AttachedDocument(
                        kind: wanted.kind, fileName: name, bytes: pdf,
                        pages: try office.pages(of: page.bytes, size: pdf.count, by: printer),
                        numbersOnPage: inspector.caseNumbers(on: pdf), hasher: hasher))
                files.append(UploadSet.File(name: name, bytes: pdf, isCompressed: true))
                guard wanted.kind == .caseOrder else { continue }
                let rtf = try EditableOrder.rtf(of: page.bytes)
                let editableName = fileName(placed, index + 1, wanted.kind, ".rtf")
                editable.append(UploadSet.File(name: editableName, bytes: rtf, isCompressed: false))
            } catch {
                return hold(
                    placed.sequence, placed.eligible.number,
                    [MessageFinding(.notPDF, wanted.kind.rawValue, "cannot be printed: \(error)")])
            }
        }
        guard let filing = CaseFiling(placed, documents, only: only) else {
            throw CaseworkError(.reconciliation, "case \(placed.sequence) of a filing is not approved")
        }
        guard UploadSet.size(of: files + editable) <= office.setting.policy.limits.uploadBytes else {
            return hold(
                placed.sequence, placed.eligible.number,
                [MessageFinding(.messageSize, "", "its files do not fit into one archive of an upload set")])
        }
        // A message with its files has a limit too; what one more would break goes with the next.
        let size = documents.reduce(Self.messageRoom) { $0 + $1.size }
        if pendingSize + size > office.setting.policy.limits.messageBytes { try send() }
        pendingSize += size
        pending.append(Pending(filing: filing, files: files, editable: editable))
        if pending.count >= office.setting.policy.limits.casesPerMessage { try send() }
    }

    /// The PDF that the packet has beside the page, or else one that is printed of the page now.
    private func pdf(of page: (name: String, bytes: [UInt8]), in published: PublishedCase) throws(PaperError) -> [UInt8]
    {
        let name = page.name.prefix { $0 != "." } + ".pdf"
        if let beside = published.documents.first(where: { $0.name == name }) { return beside.bytes }
        return try printer.pdf(of: page.bytes)
    }

    private func fileName(_ placed: PlacedCase, _ position: Int, _ kind: DocumentKind, _ ending: String) -> String {
        let policy = office.setting.policy
        return policy.fileName.name(
            sequence: placed.sequence, caseNumber: placed.eligible.number, position: position, document: kind,
            extension: ending, limit: policy.limits.fileName)
    }

    /// Makes one message of what waits, and gives it and its files away.
    private func send() throws {
        guard !pending.isEmpty else { return }
        let (message, held) = maker.make(pending.map(\.filing))
        for case_ in held { hold(case_.filing.sequence, case_.filing.number, case_.findings) }
        if let message {
            let name = "\(message.cases[0].filing.sequence)-\(message.cases[0].identifier).xml"
            try compressor.add(message.bytes, Array(name.utf8), to: archive)
            let digest = message.bytes.withUnsafeBytes { hasher.digest(of: $0) }
            part.messages += 1
            for sent in message.cases {
                messages.add(sent, archive: "messages-\(digits).zip", name: name, size: message.bytes.count, digest)
                filed.append(office.filedMessage(sent))
                guard let files = pending.first(where: { $0.filing.sequence == sent.filing.sequence })
                else { continue }
                try upload(files, sent)
                part.sent += 1
            }
        }
        pending.removeAll(keepingCapacity: true)
        pendingSize = 0
    }

    private func upload(_ files: Pending, _ sent: MadeMessage.Case) throws {
        let name = try uploads.add(files.files + files.editable)
        for file in files.files + files.editable {
            let kind = files.filing.documents.first { $0.fileName == file.name }?.kind
            let all = files.filing.wanted(office.setting.policy)
            guard let wanted = all.first(where: { $0.document.kind == kind ?? .caseOrder })?.document else { continue }
            rows.append(
                UploadRow(
                    sequence: files.filing.sequence, caseNumber: files.filing.number,
                    role: kind == nil ? "editable" : wanted.role.rawValue, title: wanted.title,
                    filingCode: wanted.filingCode, access: wanted.access.rawValue, archive: name, fileName: file.name,
                    size: file.bytes.count, sha256: file.bytes.withUnsafeBytes { hasher.digest(of: $0) }.hex,
                    message: sent.identifier))
        }
    }

    private func hold(_ sequence: Int, _ number: String, _ findings: [MessageFinding]) {
        part.held += findings.map { HeldRow(sequence: sequence, number: number, finding: $0) }
    }
}
