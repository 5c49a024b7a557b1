import Cases
import Digests
import Docket
import EFiling
import Filings

/// Makes filings of what concerns all cases of a packet: the omnibus motion with its exhibits and the papers that go with
/// it, in the court's master case.
///
/// What belongs to one motion goes together or not at all. Where it is more than one message or one archive of an upload
/// set may have, it becomes several filings in the same master case; each begins with the first of its papers.
final class OmnibusFiler {
    /// What it came to.
    struct Result {
        var end: EFilingReport.Omnibus
        var filings = 0
        var archives = 0
        var files: [FileEntry] = []
        var held: [HeldRow] = []
    }

    /// A paper of the packet on its way. Its bytes are read again when they are written.
    private struct Paper {
        var document: CourtPolicy.Document
        let path: String
        let file: AttachedDocument
        /// The form for a word processor; nil for all but orders.
        let editable: UploadSet.File?

        var size: Int { file.size + (editable?.bytes.count ?? 0) + OmnibusFiler.paperRoom }
    }

    /// One filing that has passed every check.
    private struct Part {
        let papers: [Paper]
        let message: MadeMessage
    }

    private struct Refusal: Error {
        let findings: [MessageFinding]

        init(_ findings: [MessageFinding]) { self.findings = findings }

        init(_ rule: MessageFinding.Rule, _ node: String, _ text: String) {
            self.init([MessageFinding(rule, node, text)])
        }
    }

    /// Bytes that a message takes without its papers, and a paper in a message or an archive, generously.
    private static let messageRoom = 16_000
    private static let paperRoom = 4_000
    /// Of the lists and archives, before those of the first volume of cases.
    private static let digits = SafeName.serial(0)

    private let office: EFilingOffice
    private let folder: PacketFolder
    private let printer: PaperPrinter
    private let inspector = PaperInspector()
    private let hasher = SHA256()
    /// Counts the papers of all filings, for the names of files.
    private var position = 0
    private var names: Set<String> = []

    init(_ office: EFilingOffice, in folder: PacketFolder) {
        self.office = office
        self.folder = folder
        printer = PaperPrinter(office.typefaces)
    }

    private var policy: CourtPolicy { office.setting.policy }

    func write() throws -> Result {
        guard office.rejected == nil else { return Result(end: .notAgain) }
        guard office.jurisdiction.grouping != .perCase, !office.packet.volumes.isEmpty else {
            return Result(end: .perCase)
        }
        guard let master = policy.masterCase else { return Result(end: .noMasterCase) }
        let maker = try MessageMaker(office.form, office.setting, office.schemas)
        var parts: [Part] = []
        var held: [HeldRow] = []
        for group in try groups() {
            do {
                parts += try make(master, group.path, group.courthouse, maker)
            } catch let refusal as Refusal {
                held += refusal.findings.map { HeldRow(sequence: 0, number: master.number, finding: $0) }
            }
        }
        var result = Result(end: held.isEmpty ? .made(parts.count) : .held, filings: parts.count, held: held)
        if !parts.isEmpty { try write(parts, &result) }
        return result
    }

    /// Where the papers of each motion lie in the packet, and where it is heard.
    private func groups() throws(CaseworkError) -> [(path: String, courthouse: Courthouse)] {
        guard let seat = office.county.courthouse(office.jurisdiction.courthouse) else {
            throw CaseworkError(.templates, "\(office.jurisdiction.id): its courthouse is not in county.yaml")
        }
        let name = DocumentKind.motion.fileName
        let found = office.packet.paths.filter { $0 == name || $0.hasSuffix("/\(name)") }.map {
            $0.dropLast(name.count)
        }
        return (found.isEmpty ? [""] : found).map { path in
            (String(path), office.county.courthouse(String(path.dropLast())) ?? seat)
        }
    }

    // MARK: Making

    private func make(
        _ master: CourtPolicy.MasterCase, _ path: String, _ courthouse: Courthouse, _ maker: MessageMaker
    ) throws -> [Part] {
        var parts: [Part] = []
        for papers in divided(try papers(of: master, under: path)) {
            let filing = CaseFiling(master, at: courthouse, papers.map { ($0.document, $0.file) })
            let (message, held) = maker.make([filing])
            guard let message else { throw Refusal(held.flatMap(\.findings)) }
            parts.append(Part(papers: papers, message: message))
        }
        return parts
    }

    /// The papers that the policy wants, lead documents first, volumes one after the other.
    private func papers(of master: CourtPolicy.MasterCase, under group: String) throws -> [Paper] {
        var papers: [Paper] = []
        for role in CourtPolicy.Role.allCases {
            for wanted in master.documents where wanted.role == role {
                let paths = paths(of: wanted.kind, under: group)
                guard !paths.isEmpty else {
                    throw Refusal(.missingDocument, "", "\(group)\(wanted.kind.rawValue) is not in the packet")
                }
                for (index, path) in paths.enumerated() {
                    papers.append(try paper(wanted.volume(index + 1, of: paths.count), path, master))
                }
            }
        }
        return papers
    }

    private func paths(of kind: DocumentKind, under group: String) -> [String] {
        let name: String
        switch kind {
        case .schedule: name = "\(group)schedule-"
        case .scheduleConfidential: name = "confidential/\(group)schedule-"
        default: return office.packet.paths.filter { $0 == group + kind.fileName }
        }
        return office.packet.paths.filter { $0.hasPrefix(name) && $0.hasSuffix(".html") }
    }

    private func paper(
        _ document: CourtPolicy.Document, _ path: String, _ master: CourtPolicy.MasterCase
    ) throws -> Paper {
        position += 1
        let (page, pdf) = try bytes(at: path)
        let name = fileName(of: document.kind, ".pdf", master)
        guard names.insert(name).inserted else {
            throw Refusal(.fileName, "BinaryID", "two files have one name by the court's rule")
        }
        // An exhibit has no caption, and the case numbers on it are those that it lists.
        let isExhibit = document.kind == .schedule || document.kind == .scheduleConfidential
        let file = AttachedDocument(
            kind: document.kind, fileName: name, bytes: pdf,
            pages: try office.pages(of: page, size: pdf.count, by: printer),
            numbersOnPage: isExhibit ? nil : inspector.caseNumbers(on: pdf), hasher: hasher)
        var editable: UploadSet.File?
        if document.kind == .order {
            editable = UploadSet.File(
                name: fileName(of: .order, ".rtf", master), bytes: try EditableOrder.rtf(of: page), isCompressed: false)
        }
        let paper = Paper(document: document, path: path, file: file, editable: editable)
        guard paper.size <= policy.limits.uploadBytes else {
            throw Refusal(
                .messageSize, "", "\(document.kind.rawValue) does not fit into one archive of an upload set")
        }
        return paper
    }

    private func bytes(at path: String) throws -> (page: [UInt8], pdf: [UInt8]) {
        let (page, pdf) = try office.packet.paper(at: path)
        if let pdf { return (page, pdf) }
        do {
            return (page, try printer.pdf(of: page))
        } catch {
            throw Refusal(.notPDF, "", "\(path) cannot be printed: \(error)")
        }
    }

    private func fileName(of kind: DocumentKind, _ ending: String, _ master: CourtPolicy.MasterCase) -> String {
        policy.fileName.name(
            sequence: 0, caseNumber: master.number, position: position, document: kind, extension: ending,
            limit: policy.limits.fileName)
    }

    private func divided(_ papers: [Paper]) -> [[Paper]] {
        let limit = min(policy.limits.messageBytes - Self.messageRoom, policy.limits.uploadBytes)
        var parts: [[Paper]] = []
        var size = 0
        for var paper in papers {
            if parts.isEmpty || size + paper.size > limit {
                // Every filing has a lead document (ECF 5.0).
                if !parts.isEmpty { paper.document = paper.document.leading }
                parts.append([])
                size = 0
            }
            parts[parts.count - 1].append(paper)
            size += paper.size
        }
        return parts
    }

    // MARK: Writing

    private func write(_ parts: [Part], _ result: inout Result) throws {
        let uploads = UploadSet(in: folder, prefix: "uploads-\(Self.digits)", limit: policy.limits.uploadBytes)
        let archiveName = "messages-\(Self.digits).zip"
        let archive = ZipWriter(try folder.file(archiveName))
        let compressor = DocumentCompressor()
        var list = MessageList()
        var rows: [UploadRow] = []
        for part in parts {
            guard let sent = part.message.cases.first else { continue }
            let name = "0-\(sent.identifier).xml"
            try compressor.add(part.message.bytes, Array(name.utf8), to: archive)
            let digest = part.message.bytes.withUnsafeBytes { hasher.digest(of: $0) }
            list.add(sent, archive: archiveName, name: name, size: part.message.bytes.count, digest)
            rows += try upload(part.papers, sent, to: uploads)
        }
        // Before anything is sent: an answer has to find its filing.
        try office.docket.recordMessages(parts.flatMap(\.message.cases).map(office.filedMessage))
        result.files = try uploads.finish()
        result.archives = result.files.count
        result.files.append(try archive.finish())
        result.files.append(try folder.write("messages-\(Self.digits).csv", list.bytes))
        result.files.append(try folder.write("upload-index-\(Self.digits).csv", UploadRow.csv(rows)))
        let title = "\(office.jurisdiction.name), \(office.batch.description.folder): files to upload, omnibus motion"
        result.files.append(try folder.write("upload-index-\(Self.digits).html", UploadRow.html(rows, title: title)))
    }

    private func upload(_ papers: [Paper], _ sent: MadeMessage.Case, to uploads: UploadSet) throws -> [UploadRow] {
        var files: [(file: UploadSet.File, paper: Paper)] = []
        for paper in papers {
            let pdf = try bytes(at: paper.path).pdf
            files.append((UploadSet.File(name: paper.file.fileName, bytes: pdf, isCompressed: true), paper))
            if let editable = paper.editable { files.append((editable, paper)) }
        }
        let archive = try uploads.add(files.map(\.file))
        return files.map { file, paper in
            UploadRow(
                sequence: 0, caseNumber: sent.filing.number,
                role: file.name == paper.file.fileName ? paper.document.role.rawValue : "editable",
                title: paper.document.title, filingCode: paper.document.filingCode,
                access: paper.document.access.rawValue, archive: archive, fileName: file.name, size: file.bytes.count,
                sha256: file.bytes.withUnsafeBytes { hasher.digest(of: $0) }.hex, message: sent.identifier)
        }
    }
}
