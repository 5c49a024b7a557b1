internal import Cases
internal import Digests
internal import Docket
internal import Filings
internal import Press

/// Gives notice of what courts have done with a filed batch: to the Department of Justice and to the people where relief was
/// granted, and a list of everything else for the office.
///
/// A published packet is never changed, so notices go into a folder of their own beside the batch's, which appears whole or not
/// at all. The docket keeps what a run took before anything is written, and that the folder is complete after it is: a run that
/// is killed is begun again with the same cases, and none is noticed twice. Everything depends on these, the templates and the
/// docket alone, so the same gives the same bytes.
package struct NoticeRun: Sendable {
    private let request: NoticeRequest
    private let meter: ProgressMeter

    package init(_ request: NoticeRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() async throws -> NoticeReport {
        let (output, name) = try BatchPlace.split(request.batch)
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let batch = try docket.filing(inFolder: name)
        let library = try TemplateLibrary(folder: request.templates)
        let typefaces = try typefaces()
        let latest = try docket.latestOutcome(of: [batch]).flatMap(CaliforniaTime.day)
        let asOf = request.asOf ?? max(latest ?? batch.description.asOf, batch.description.asOf)
        let earlier = try docket.dispositionRuns(of: batch).map { Self.folder(name, $0.number) }
        guard let run = try docket.beginDispositions(of: batch, asOf: asOf) else {
            return NoticeReport(folder: nil, asOf: asOf, lines: [], earlier: earlier)
        }
        let made = Self.folder(name, run.number)
        // What a run left that was killed between publishing and its entry has the same bytes; it is replaced.
        let folder = try BatchFolder(output: output, name: made, replacing: true)
        do {
            let stamp = RunStamp(
                batch: name, isDraft: false, asOf: run.asOf, templates: library.fingerprint.hex, program: Program.name,
                notices: run.number)
            let county = try CountyPack.load(from: library, asOf: run.asOf)
            let acts = try take(run, of: batch, docket, county)
            let plans = try acts.filter { !$0.granted.isEmpty }.map { acts in
                let context = PacketContext(
                    county: county, jurisdiction: acts.jurisdiction, asOf: run.asOf,
                    reviewer: batch.description.reviewer, batchName: name, program: Program.name)
                return NoticePlan(
                    acts: acts,
                    run: PacketRun(
                        documents: try Workplace.documents(
                            DocumentKind.ofDispositions, of: acts.jurisdiction.id, from: library, compressed: true),
                        context: context, folder: try folder.packet(acts.jurisdiction.id), stamp: stamp, layout: .zip,
                        typefaces: typefaces))
            }
            let built = try await NoticeBuild(docket: docket, batch: batch, county: county, meter: meter).run(plans)
            let parts = built.map(\.part)
            var files = [try OtherActsList(docket: docket, run: run, county: county).write(to: folder.root)]
            files.append(try folder.root.writeManifestSchema())
            _ = try folder.root.write(
                BatchManifest(
                    run: stamp, inputs: [],
                    totals: Totals(sumOf: parts.map(\.totals), courthouses: county.courthouses), parts: parts,
                    files: files))
            meter.begin(.packing)
            try folder.publish()
            try docket.publish(run, of: batch, folder: made, at: request.now)
            return NoticeReport(
                folder: "\(output)/\(made)", asOf: run.asOf,
                lines: acts.map { line($0, built) }, earlier: earlier)
        } catch {
            folder.discard()
            throw error
        }
    }

    private static func folder(_ batch: String, _ number: Int) -> String {
        "\(batch)-dispositions-\(SafeName.serial(number))"
    }

    private func typefaces() throws(CaseworkError) -> Typefaces {
        do {
            return try Fonts.installed().typefaces
        } catch {
            throw CaseworkError(.storage, "\(error); install the fonts (Debian: fonts-liberation, fonts-dejavu-core)")
        }
    }

    /// What the run took, by jurisdiction; those of which it took nothing are left out.
    private func take(
        _ run: DispositionRun, of batch: Batch, _ docket: Docket, _ county: County
    ) throws -> [TakenActs] {
        for summary in try docket.summary(of: batch).jurisdictions where summary.cases > 0 {
            guard county.jurisdiction(summary.jurisdiction) == nil else { continue }
            throw CaseworkError(
                .storage,
                "the docket names the jurisdiction \"\(summary.jurisdiction)\", which the templates no longer have")
        }
        return try county.jurisdictions.map { jurisdiction in
            var acts = TakenActs(jurisdiction)
            try docket.dispositions(of: run, in: jurisdiction.id) { acts.add($0) }
            return acts
        }.filter { !$0.isEmpty }
    }

    private func line(_ acts: TakenActs, _ built: [NoticeBuild.Built]) -> NoticeReport.Line {
        let packet = built.first { $0.part.jurisdiction == acts.jurisdiction.id }
        return NoticeReport.Line(
            jurisdiction: acts.jurisdiction.id, name: acts.jurisdiction.name,
            noticed: packet?.figures.total ?? CaseTotal(), orders: packet?.orders ?? 0,
            letters: packet?.part.totals.letters ?? 0, others: acts.others, doubtful: acts.doubtful)
    }
}
