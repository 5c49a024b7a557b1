package import Cases
import Docket
import EFiling
import Glibc
import Intake
import XMLGate

/// Which answers to read, and what is known of them beforehand.
package struct OutcomeImportRequest: Sendable {
    /// Files, and folders of them.
    package var files: [String]
    /// The batch that a schedule is of where its rows do not say: its folder or that folder's name.
    package var batch: String?
    /// Id of the jurisdiction, likewise.
    package var jurisdiction: String?
    /// The day of the outcome where a row does not say.
    package var date: CalendarDate?
    /// Where to list what could not be taken; nil for beside the first file.
    package var problems: String?
    /// The folder where the official schemas are installed, if they are.
    package var schemas: String
    package var docket: String
    /// Seconds since 1970, UTC.
    package var now: Int64

    package init(
        files: [String], batch: String?, jurisdiction: String?, date: CalendarDate?, problems: String?, schemas: String,
        docket: String, now: Int64
    ) {
        self.files = files
        self.batch = batch
        self.jurisdiction = jurisdiction
        self.date = date
        self.problems = problems
        self.schemas = schemas
        self.docket = docket
        self.now = now
    }
}

/// Reads what courts answered: replies and callbacks of electronic filings, and schedules that clerks ticked.
///
/// Every answer and every row ends as recorded, as known, as blank, or with a problem; none stops the others. Everything is
/// recorded in one transaction. What is read twice, or in another order, comes to the same.
package struct OutcomeImport: Sendable {
    private let request: OutcomeImportRequest
    private let meter: ProgressMeter

    package init(_ request: OutcomeImportRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() throws -> OutcomeImportReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let batches = try FiledBatches(docket, named: request.batch, jurisdiction: request.jurisdiction)
        let (paths, leftOut) = try AnswerFiles.list(request.files)
        guard let first = request.files.first, !paths.isEmpty else {
            throw CaseworkError(.usage, "there is no file of answers")
        }
        let validator = try validator()
        var log = OutcomeLog()
        meter.begin(.answers, total: paths.count)
        try docket.recordOutcomes(at: request.now) { admission in
            for path in paths {
                try read(path, batches, validator, &admission, &log)
                meter.add(1)
            }
            try log.check()
        }
        let list = log.isEmpty ? "" : request.problems ?? Self.problemsPath(beside: first)
        if !list.isEmpty { try log.write(to: list) }
        let states = log.states
        return OutcomeImportReport(
            files: log.files, states: CaseState.allCases.compactMap { state in states[state].map { (state, $0) } },
            leftOut: leftOut, problems: list, remarks: log.remarks)
    }

    private func read(
        _ path: String, _ batches: FiledBatches, _ validator: SchemaValidator?, _ admission: inout OutcomeAdmission,
        _ log: inout OutcomeLog
    ) throws {
        log.begin(String(path.split(separator: "/").last ?? ""))
        let file: InputFingerprint
        do throws(CaseworkError) {
            file = try InputFingerprint(path: path)
        } catch {
            log.count(items: 1)
            log.stopped()
            return log.add(.unreadableAnswer, place: 0, item: "", detail: error.message)
        }
        if AnswerFiles.isXML(path) {
            let recording = AnswerRecording(file, now: request.now)
            try recording.read(validator, &admission, &log)
        } else {
            var recording = ScheduleRecording(file, batches, date: request.date, now: request.now)
            try recording.read(&admission, &log)
        }
    }

    private func validator() throws -> SchemaValidator? {
        do {
            return try OfficialSchemas.open(in: request.schemas).map { schema throws(XMLGateError) in
                try SchemaValidator(schema, flawLimit: 1)
            }
        } catch let error as SchemasError {
            throw error
        } catch {
            throw CaseworkError(.unusableInput, "schemas of messages: \(error)")
        }
    }

    /// `answers-problems.csv` for `answers.csv` and for the folder `answers/`.
    private static func problemsPath(beside file: String) -> String {
        var stem = file
        while stem.count > 1, stem.hasSuffix("/") { stem.removeLast() }
        for ending in [".csv", ".xml"] where stem.lowercased().hasSuffix(ending) {
            stem = String(stem.dropLast(ending.utf8.count))
        }
        return stem + "-problems.csv"
    }
}
