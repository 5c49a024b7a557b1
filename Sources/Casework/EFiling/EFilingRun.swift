internal import Cases
internal import Digests
internal import Docket
internal import EFiling
internal import Filings
private import Glibc
internal import Press
internal import TemplateEngine

/// Makes messages and upload sets of a batch that is published: of every approved case of the jurisdictions that e-file.
///
/// A published packet is never changed, so they go into a folder of their own beside the batch's, which appears whole or not
/// at all. The documents are taken out of the packet, checked against its manifests; what is known of a case comes from the
/// docket. Everything depends on these, the templates and the policy alone, so the same gives the same bytes.
package struct EFilingRun: Sendable {
    private let request: EFilingRequest
    private let meter: ProgressMeter

    package init(_ request: EFilingRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() async throws -> EFilingReport {
        let (output, name) = try BatchPlace.split(request.batch)
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let batch = try docket.filing(inFolder: name)
        let library = try TemplateLibrary(folder: request.templates)
        let county = try CountyPack.load(from: library, asOf: batch.description.asOf)
        let jurisdictions = try chosen(county)
        let schemas = try schemas()
        let typefaces = try Fonts.installed().typefaces
        let rejected = try request.onlyRejected ? Rejected.find(in: jurisdictions.map(\.id), of: batch, docket) : [:]
        if request.onlyRejected, rejected.isEmpty {
            throw CaseworkError(.usage, "\(name): nothing is rejected; `vacatur outcomes show` tells what is known")
        }
        let round = rejected.values.map(\.round).max() ?? 1
        let made = OfficePlace.messages(of: name, round: round)
        let folder = try BatchFolder(output: output, name: made, replacing: true)
        do {
            var lines: [EFilingReport.Line] = []
            var parts: [EFilingManifest.Part] = []
            var areOfficial = schemas.official != nil
            let run = RunStamp(
                batch: name, isDraft: false, asOf: batch.description.asOf, templates: library.fingerprint.hex,
                program: Program.name)
            for jurisdiction in jurisdictions where !request.onlyRejected || rejected[jurisdiction.id] != nil {
                let packet = try PublishedCases(packet: "\(request.batch)/\(jurisdiction.id)")
                let office = try EFilingOffice(
                    docket: docket, batch: batch, county: county, jurisdiction: jurisdiction, library: library,
                    packet: packet, schemas: schemas, typefaces: typefaces, request: request,
                    round: round, rejected: rejected[jurisdiction.id])
                areOfficial = areOfficial && office.setting.policy.profile == .ecf5
                let (line, part) = try await write(office, run, to: try folder.packet(jurisdiction.id))
                lines.append(line)
                parts.append(part)
            }
            let schema = try folder.root.writeFilingsSchema()
            _ = try folder.root.write(EFilingManifest(run: run, parts: parts, files: [schema]))
            meter.begin(.packing)
            try folder.publish()
            return EFilingReport(
                folder: "\(output)/\(made)", usedOfficialSchemas: areOfficial, lines: lines)
        } catch {
            folder.discard()
            throw error
        }
    }

    private func schemas() throws -> MessageSchemas {
        do {
            return try MessageSchemas(official: try OfficialSchemas.open(in: request.schemas))
        } catch let error as SchemasError {
            throw error
        } catch {
            throw CaseworkError(.unusableInput, "schemas of messages: \(error)")
        }
    }

    /// The jurisdictions that e-file and have a packet in the batch.
    private func chosen(_ county: County) throws(CaseworkError) -> [Jurisdiction] {
        if let only = request.jurisdiction, county.jurisdiction(only) == nil {
            throw CaseworkError(.usage, "no jurisdiction \"\(only)\"")
        }
        let chosen = county.jurisdictions.filter { jurisdiction in
            jurisdiction.delivery == .efile && request.jurisdiction.map { $0 == jurisdiction.id } ?? true
                && access("\(request.batch)/\(jurisdiction.id)/manifest.xml", R_OK) == 0
        }
        guard !chosen.isEmpty else {
            throw CaseworkError(
                .usage, "no jurisdiction of this batch e-files; write `delivery: efile` into its jurisdiction.yaml")
        }
        return chosen
    }

    private func write(
        _ office: EFilingOffice, _ run: RunStamp, to folder: PacketFolder
    ) async throws -> (line: EFilingReport.Line, part: EFilingManifest.Part) {
        let volumes = Array(
            office.packet.volumes.filter { ($0.first...$0.last).contains(where: office.isWanted) }.enumerated())
        let cases = office.rejected?.documents.count ?? volumes.reduce(0) { $0 + $1.element.items }
        meter.begin(.messages, total: cases)
        let parts = try await WorkQueue.run(volumes) { volume in
            try EFilingVolume(office, number: volume.offset + 1, in: folder).write(volume.element) { meter.add($0) }
        }
        let held = parts.flatMap(\.held)
        let omnibus = try OmnibusFiler(office, in: folder).write()
        let files =
            parts.flatMap(\.files) + omnibus.files
            + [try folder.write("held-back.csv", HeldRow.csv(omnibus.held + held)), try folder.writeFilingsSchema()]
        var totals = FilingTotals()
        totals.cases = cases
        totals.sent = parts.reduce(0) { $0 + $1.sent }
        totals.held = Set(held.map(\.sequence)).count
        totals.messages = parts.reduce(omnibus.filings) { $0 + $1.messages }
        totals.omnibus = omnibus.filings
        totals.omnibusHeld = omnibus.held.isEmpty ? 0 : 1
        totals.archives = parts.reduce(omnibus.archives) { $0 + $1.archives }
        let jurisdiction = office.jurisdiction
        guard totals.sent + totals.held == totals.cases else {
            throw CaseworkError(
                .reconciliation,
                "\(jurisdiction.id): \(totals.cases) cases, \(totals.sent) sent and \(totals.held) held back")
        }
        let manifest = try folder.write(
            FilingsManifest(
                run: run, jurisdiction: jurisdiction.id, name: jurisdiction.name, postedAt: office.setting.postedAt,
                policy: office.setting.policy.version, profile: office.setting.policy.profile,
                round: office.setting.round,
                usedOfficialSchemas: office.setting.policy.profile == .ecf5 && office.schemas.official != nil,
                totals: totals, files: files))
        return (
            EFilingReport.Line(
                jurisdiction: jurisdiction.id, name: jurisdiction.name, cases: totals.cases,
                messages: totals.messages, held: totals.held, archives: totals.archives, omnibus: omnibus.end),
            EFilingManifest.Part(
                jurisdiction: jurisdiction.id, name: jurisdiction.name, totals: totals, manifest: manifest)
        )
    }
}

/// What the volumes of one jurisdiction have in common.
struct EFilingOffice: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let jurisdiction: Jurisdiction
    let packet: PublishedCases
    let schemas: MessageSchemas
    let typefaces: Typefaces
    let form: MessageForm
    let setting: MessageSetting
    /// What is sent again; nil where everything is sent.
    let rejected: Rejected?

    init(
        docket: Docket, batch: Batch, county: County, jurisdiction: Jurisdiction, library: TemplateLibrary,
        packet: PublishedCases, schemas: MessageSchemas, typefaces: Typefaces, request: EFilingRequest,
        round: Int = 1, rejected: Rejected? = nil
    ) throws {
        var policy = try CourtPolicyPack.load(for: jurisdiction.id, from: library, asOf: batch.description.asOf)
        if let cases = request.casesPerMessage { policy.limits.casesPerMessage = cases }
        guard policy.profile == .ecf5 || policy.limits.casesPerMessage == 1 else {
            throw CaseworkError(.usage, "\(jurisdiction.id): a message of ECF 4.01 is of one case")
        }
        let context = PacketContext(
            county: county, jurisdiction: jurisdiction, asOf: batch.description.asOf,
            reviewer: batch.description.reviewer, batchName: batch.description.folder, program: Program.name)
        let (form, findings) = MessageForm.compile(from: library, for: jurisdiction.id, in: policy.profile)
        guard let form else {
            let first = findings.prefix(5).map(\.description).joined(separator: "\n")
            throw CaseworkError(.templates, "\(first)\n`vacatur templates check` lists all")
        }
        guard let setting = MessageSetting(context, policy, postedAt: request.postedAt, round: round) else {
            throw CaseworkError(.usage, "\(batch.description.folder): nobody approved this batch")
        }
        self.docket = docket
        self.batch = batch
        self.county = county
        self.jurisdiction = jurisdiction
        self.packet = packet
        self.schemas = schemas
        self.typefaces = typefaces
        self.form = form
        self.setting = setting
        self.rejected = rejected
    }

    func isWanted(_ sequence: Int) -> Bool { rejected.map { $0.documents[sequence] != nil } ?? true }

    /// The pages of a document, where they could be more than the court takes: no page takes fewer than 300 bytes.
    func pages(of html: [UInt8], size: Int, by printer: PaperPrinter) throws(PaperError) -> Int? {
        guard size / 300 > setting.policy.limits.attachmentPages else { return nil }
        return try printer.pageCount(of: html)
    }

    /// What the docket has to know to find the case of an answer, and the document.
    func filedMessage(_ sent: MadeMessage.Case) -> FiledMessage {
        let place = CourtOutcome.Place(batch: batch.id, jurisdiction: jurisdiction.id, sequence: sent.filing.sequence)
        let documents = sent.filing.papers(by: setting.policy).map {
            FiledMessage.Document(number: $0.number, kind: $0.file.kind.rawValue)
        }
        return FiledMessage(
            identifier: sent.identifier, place: place, caseNumber: sent.filing.number, round: setting.round,
            documents: documents)
    }
}
