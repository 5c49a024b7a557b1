package import Cases
import Digests
import Docket
package import Filings
import Glibc

/// What to generate from, and how.
package struct GenerationRequest: Sendable {
    package enum Source: Sendable {
        /// Paths of lists of eligible cases, and of the file that names their columns.
        case lists([String], aliases: String?)
        /// A screening on the docket: `latest`, or the beginning of its identity.
        case screening(String)
    }

    package var source: Source
    /// nil for the day of the screening; lists do not say theirs.
    package var asOf: CalendarDate?
    /// The prosecutor who approves every eligible row, and signs every challenge; nil gives drafts.
    package var reviewer: Reviewer?
    package var output: String
    package var layout: Layout
    /// What is printed as PDF; nil for print jobs of filings and the single documents of drafts, which nobody prints whole.
    package var printing: PrintScope?
    /// Key of the only jurisdiction to file for; nil for all.
    package var jurisdiction: String?
    package var templates: String
    package var docket: String
    /// Seconds since 1970, UTC: when decisions of this run are made. Kept in the docket, printed nowhere.
    package var now: Int64

    package init(
        source: Source, asOf: CalendarDate?, reviewer: Reviewer?, output: String, layout: Layout,
        printing: PrintScope?, jurisdiction: String?, templates: String, docket: String, now: Int64
    ) {
        self.source = source
        self.asOf = asOf
        self.reviewer = reviewer
        self.output = output
        self.layout = layout
        self.printing = printing
        self.jurisdiction = jurisdiction
        self.templates = templates
        self.docket = docket
        self.now = now
    }

    /// What is printed, whoever decided it.
    var printed: PrintScope { printing ?? (reviewer == nil ? .documents : .jobs) }
}

/// The way of a batch, from rows to published packets. Each step is a function from values to values; a run that is killed
/// anywhere is begun again and ends with the same bytes, because everything after the second step comes from the docket
/// and nothing before the last is visible.
///
/// 1. `RowSource`: where do the rows come from? From lists, or from the reviewed convictions of a screening. It is the only
///    step that knows the difference.
/// 2. `Admitting`: rows become cases or challenged cases on the docket, or exceptions, in one transaction.
/// 3. `Preflight`: cases that a template must refuse are held.
/// 4. The docket numbers cases, challenged cases and letters in filing order.
/// 5. `PacketBuild`: documents, schedules, covers and manifests are written aside.
/// 6. `Reconciliation`: all totals agree, or the run fails.
/// 7. The folder is published with one rename, and the docket marks the cases filed.
package struct Generation: Sendable {
    private let request: GenerationRequest
    private let meter: ProgressMeter

    package init(_ request: GenerationRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() async throws -> GenerationReport {
        let source = try RowSource.find(request)
        guard let asOf = request.asOf ?? source.asOf else {
            throw CaseworkError(.usage, "lists do not say as of when they hold; the day is named with --as-of")
        }
        let office = try await Workplace.open(
            templates: request.templates, asOf: asOf, only: request.jurisdiction,
            compressed: request.layout == .zip)
        let fonts = try self.fonts()
        let description = describe(source, asOf, office, fonts)
        try makeOutputFolder()
        let docket = try Docket(path: request.docket)
        defer { try? docket.close() }
        if !description.source.isEmpty {
            try UnfinishedBatches(docket: docket, output: request.output)
                .settle(besides: description.identity, at: request.now)
        }
        var batch =
            try docket.batch(description.identity)
            ?? Admitting(source: source, office: office, meter: meter).run(description, at: request.now, on: docket)
        if batch.stage == .packed, access("\(request.output)/\(batch.description.folder)/manifest.xml", F_OK) == 0 {
            return try report(batch, source, docket, office, isRepeated: true)
        }
        batch = try Preflight(docket: docket, office: office, typefaces: fonts?.typefaces, meter: meter).run(
            batch, at: request.now)
        meter.begin(.numbering)
        batch = try docket.number(batch, at: request.now)
        // What a run left that was killed between publishing and its last entry has the same bytes; it is replaced.
        let folder = try BatchFolder(output: request.output, name: batch.description.folder, replacing: true)
        do {
            try await build(batch, source, docket, office, fonts, in: folder)
            meter.begin(.packing)
            try folder.publish()
        } catch {
            // The batch is given up whole: a corrected list must not find its cases claimed by a filing that never was.
            folder.discard()
            try? docket.discard(batch, at: request.now)
            throw error
        }
        batch = try docket.finish(batch, at: request.now)
        return try report(batch, source, docket, office, isRepeated: false)
    }

    private func fonts() throws(CaseworkError) -> Fonts? {
        guard request.printed != .none else { return nil }
        do {
            return try Fonts.installed()
        } catch {
            throw CaseworkError(
                .storage,
                "\(error); install the fonts (Debian: fonts-liberation, fonts-dejavu-core), or print nothing with --print none"
            )
        }
    }

    private func makeOutputFolder() throws(CaseworkError) {
        guard mkdir(request.output, 0o755) == 0 || errno == EEXIST else {
            let reason = String(cString: strerror(errno))
            throw CaseworkError(.storage, "\(request.output): cannot be made (\(reason)); choose another --output")
        }
    }

    /// Names the batch by everything that its bytes depend on.
    private func describe(
        _ source: RowSource, _ asOf: CalendarDate, _ office: Workplace, _ fonts: Fonts?
    ) -> BatchDescription {
        let hasher = SHA256()
        let settings = [
            Program.name, asOf.iso, request.reviewer?.name ?? "", request.reviewer?.barNumber ?? "",
            request.layout.rawValue, request.jurisdiction ?? "", office.fingerprint.hex, request.printed.rawValue,
            fonts?.digest.hex ?? "",
        ]
        for setting in settings { hasher.update("\(setting)\n") }
        source.identify(with: hasher)
        let identity = hasher.finish().hex
        return BatchDescription(
            identity: identity, folder: "\(asOf.iso)-\(identity.prefix(8))", asOf: asOf,
            mode: request.reviewer == nil ? .draft : .filing, reviewer: request.reviewer,
            selection: request.jurisdiction ?? "", templates: office.fingerprint.hex, program: Program.version,
            source: source.digest, inputs: source.inputs)
    }

    private func build(
        _ batch: Batch, _ source: RowSource, _ docket: Docket, _ office: Workplace, _ fonts: Fonts?,
        in folder: BatchFolder
    ) async throws {
        let summary = try docket.summary(of: batch)
        try Reconciliation.check(rowsIn: batch.rows, rowsOut: summary.totalRows)
        let stamp = RunStamp(
            batch: batch.description.folder, isDraft: request.reviewer == nil, asOf: batch.description.asOf,
            templates: office.fingerprint.hex, program: Program.name, screening: source.stamp)
        let packets = try office.plans(summary).map { plan in
            let context = PacketContext(
                county: office.county, jurisdiction: plan.jurisdiction, asOf: stamp.asOf, reviewer: request.reviewer,
                batchName: batch.description.folder, program: Program.name, screening: stamp.screening)
            return PacketBuild.Packet(
                plan: plan,
                run: PacketRun(
                    documents: try office.documents(of: plan.jurisdiction.id), context: context,
                    folder: try folder.packet(plan.jurisdiction.id), stamp: stamp, layout: request.layout,
                    typefaces: fonts?.typefaces))
        }
        let inputs = batch.inputFiles
        let built = try await PacketBuild(
            docket: docket, batch: batch, county: office.county, inputs: inputs, packets: packets,
            printsJobs: request.printed == .jobs, meter: meter
        ).run()
        var files = try ExceptionsList(docket: docket, batch: batch, folder: folder.root).write()
        let overview = BatchOverview(batch, source.stamp, summary, office.county, built)
        files.append(try IndexPage.write(overview, with: office.shared, to: folder.root))
        files.append(try folder.root.writeManifestSchema())
        _ = try folder.root.write(BatchManifest(stamp, summary, office.county, inputs, built, files))
    }

    private func report(
        _ batch: Batch, _ source: RowSource, _ docket: Docket, _ office: Workplace, isRepeated: Bool
    ) throws -> GenerationReport {
        GenerationReport(
            folder: "\(request.output)/\(batch.description.folder)", isDraft: request.reviewer == nil,
            isRepeated: isRepeated,
            earlierVersions: batch.description.mode == .filing ? try docket.versions(of: batch) : [],
            screening: source.stamp, inputs: batch.inputFiles,
            lines: GenerationReport.lines(try docket.summary(of: batch), office.county))
    }
}

extension Batch {
    /// The inputs as documents name them.
    var inputFiles: [InputFile] { description.inputs.map(\.inputFile) }
}

extension BatchInput {
    var inputFile: InputFile {
        InputFile(
            name: name, size: Int(size), sha256: sha256, rows: rows,
            form: [format, encoding].filter { !$0.isEmpty }.joined(separator: ", "))
    }
}

/// The program's name and version, as declarations and manifests cite them.
package enum Program {
    package static let version = "0.1.0"
    package static let name = "Vacatur \(version)"
}
