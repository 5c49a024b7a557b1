package import Cases
import Digests
import Docket
import Filings
import FoundationEssentials
import Glibc
package import Histories

/// What to screen, by which rules, and where the results go.
package struct ScreeningRequest: Sendable {
    package var files: [String]
    /// As the state's file writes it: `LOS ANGELES`.
    package var county: String
    /// Key of the rule set.
    package var rules: String
    /// Values for the rule set's parameters, by name.
    package var parameters: [String: Int]
    /// Key of a second rule set, to list where the two differ; nil for none.
    package var other: String?
    package var asOf: CalendarDate
    /// The folder of the results.
    package var output: String
    package var templates: String
    package var docket: String
    /// Seconds since 1970, UTC. Kept in the docket, printed nowhere.
    package var now: Int64

    package init(
        files: [String], county: String, rules: String, parameters: [String: Int], other: String?,
        asOf: CalendarDate, output: String, templates: String, docket: String, now: Int64
    ) {
        self.files = files
        self.county = county
        self.rules = rules
        self.parameters = parameters
        self.other = other
        self.asOf = asOf
        self.output = output
        self.templates = templates
        self.docket = docket
        self.now = now
    }
}

/// What a screening came to.
package struct ScreeningReport: Sendable {
    /// Path of the folder with the results.
    package let folder: String
    /// Fingerprint of files, rules and day, by which the docket knows it.
    package let identity: String
    package let rules: String
    package let inputs: [HistoryInput]
    package let totals: ScreeningTotals
    package let problems: ProblemTotals
    /// The text of `summary.json`.
    package internal(set) var summary = ""

    package var rows: Int { inputs.reduce(0) { $0 + $1.rows } }

    /// Every row could be used.
    package var isComplete: Bool { problems.rejected == 0 && !inputs.contains(where: \.isRepeated) }
}

/// The way of a screening, from the state's files to findings on the docket and sheets in a folder.
///
/// 1. The rule set and the county are loaded and checked.
/// 2. `HistoryScreening` reads the files and brings each person's rows together.
/// 3. It judges everybody; whoever has a finding goes onto the docket, in one transaction.
/// 4. It writes the sheets aside, and the folder is published with one rename.
///
/// The same files, rules and day give the same bytes, and a run that is killed is begun again.
package struct ScreeningRun: Sendable {
    private let request: ScreeningRequest
    private let meter: ProgressMeter

    package init(_ request: ScreeningRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() throws -> ScreeningReport {
        let library = try TemplateLibrary(folder: request.templates)
        let routing = Routing(county: try CountyPack.load(from: library, asOf: request.asOf))
        let rules = try RulePack.load(request.rules, from: library).with(parameters: request.parameters)
        let other = try request.other.map { name in try RulePack.load(name, from: library) }
        let place = try ResultPlace(request.output, own: OpenSheets.fileNames)
        meter.begin(.readingHistories)
        let histories = try ReadHistories(
            ScreeningPlan(
                files: request.files, county: request.county, asOf: request.asOf, rules: rules, other: other,
                temporary: place.parent),
            progress: meter.add)
        let folder = try BatchFolder(output: place.parent, name: place.name, replacing: true)
        do {
            let report = try judge(histories, rules, routing, into: folder.root, library)
            meter.begin(.publishing)
            try folder.publish()
            return report
        } catch {
            folder.discard()
            throw error
        }
    }

    /// Names the screening by everything that its findings depend on.
    private func identity(of inputs: [HistoryInput], _ templates: Digest) -> String {
        let hasher = SHA256()
        let parameters = request.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let settings = [Program.name, request.county, request.rules, request.asOf.iso, templates.hex] + parameters
        for setting in settings { hasher.update("\(setting)\n") }
        for input in inputs { hasher.update("\(input.name)\n\(input.digest.hex)\n") }
        return hasher.finish().hex
    }

    /// Judges everybody and puts whoever has a finding onto the docket.
    private func judge(
        _ histories: ReadHistories, _ rules: RuleSet, _ routing: Routing, into folder: PacketFolder,
        _ library: TemplateLibrary
    ) throws -> ScreeningReport {
        let docket = try Docket(path: request.docket)
        defer { try? docket.close() }
        let description = ScreeningDescription(
            identity: identity(of: histories.inputs, library.fingerprint), county: request.county, rules: request.rules,
            rulesDigest: try RulePack.digest(of: rules, from: library).hex, asOf: request.asOf, program: Program.name,
            inputs: histories.inputs.map {
                BatchInput(
                    name: $0.name, size: Int64($0.size), sha256: $0.digest.hex, rows: $0.rows, format: "doj-history")
            })
        var report: ScreeningReport?
        _ = try docket.screen(description, at: request.now) { admission in
            let made = try writeResults(of: histories, rules, description.identity, into: folder) { person in
                try admission.add(person, jurisdictions: person.convictions.map { routing.reviewer(of: $0) })
            }
            admission.summary = made.summary
            report = made
        }
        if let report { return report }
        // The docket has this screening; only the sheets are made again.
        return try writeResults(of: histories, rules, description.identity, into: folder) { _ in }
    }

    /// Judges and writes on threads of its own; `receive` gets the people on this one.
    private func writeResults(
        of histories: ReadHistories, _ rules: RuleSet, _ identity: String, into folder: PacketFolder,
        receive: (ScreenedPerson) throws -> Void
    ) throws -> ScreeningReport {
        let sheets = try OpenSheets(in: folder, withDifferences: request.other != nil)
        defer { sheets.close() }
        let files = sheets.files
        let meter = meter
        let (totals, problems) = try EventPipe.runInPieces { send in
            meter.begin(.judging, total: histories.parts)
            let judged = try histories.judge(progress: meter.add, receive: send)
            meter.begin(.writingSheets, total: histories.inputs.reduce(0) { $0 + $1.size })
            return (judged.totals, try judged.write(files, progress: meter.add))
        } receive: { person in
            try receive(person)
        }
        var report = ScreeningReport(
            folder: request.output, identity: identity, rules: request.rules, inputs: histories.inputs,
            totals: totals, problems: problems)
        report.summary = try ScreeningSummary(of: report, rules, request).text
        _ = try folder.write("summary.json", Array(report.summary.utf8))
        return report
    }
}
