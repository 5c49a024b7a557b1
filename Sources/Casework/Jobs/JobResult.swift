import Cases
import Docket
import Filings
import FoundationEssentials
import Histories

/// What a job came to, for whoever asked: the exit code that the command line would have, the folder, and the figures.
package struct JobResult: Hashable, Sendable {
    /// 0; 1 where something is not sound; 2 where rows are in no packet, or cases are held back.
    package let exit: Int32
    /// Name of the folder with the results; empty where there is none.
    package let folder: String
    /// The whole result as one JSON object with its keys sorted.
    package let json: String

    /// A result that came from another process.
    package init(exit: Int32, folder: String, json: String) {
        self.exit = exit
        self.folder = folder
        self.json = json
    }

    init<Summary: Encodable>(exit: Int32, folder: String, summary: Summary) throws {
        self.exit = exit
        self.folder = folder
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let record = Record(exit: exit, folder: folder, summary: summary)
        json = String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    private struct Record<Summary: Encodable>: Encodable {
        let exit: Int32
        let folder: String
        let summary: Summary
    }
}

/// What a generation came to, in figures.
struct GenerationFigures: Encodable {
    struct Line: Encodable {
        let id, name: String
        let cases, counts, people, rows: Int
        let outcomes: [String: Int]
    }

    let draft, repeated: Bool
    let screening: String
    let earlierVersions: [String]
    let rows, filed: Int
    let jurisdictions: [Line]

    init(_ report: GenerationReport) {
        draft = report.isDraft
        repeated = report.isRepeated
        screening = report.screening?.identity ?? ""
        earlierVersions = report.earlierVersions
        rows = report.rows
        filed = report.rows(.filed)
        jurisdictions = report.lines.map { line in
            Line(
                id: line.jurisdiction, name: line.name, cases: line.cases, counts: line.counts, people: line.people,
                rows: line.rows,
                outcomes: Dictionary(uniqueKeysWithValues: line.outcomes.map { ($0.key.rawValue, $0.value) }))
        }
    }
}

/// What a screening came to, in figures; all of them are in its `summary.json`.
struct ScreeningFigures: Encodable {
    let identity, rules: String
    let rows, rejectedRows, people, convictions, findings: Int

    init(_ report: ScreeningReport) {
        identity = report.identity
        rules = report.rules
        rows = report.rows
        rejectedRows = report.problems.rejected
        people = report.totals.people
        convictions = report.totals.convictions
        findings = report.totals.findings
    }
}

/// What a verification found.
struct VerificationFigures: Encodable {
    struct Finding: Encodable {
        let path, entry, code, message: String
    }

    let sound: Bool
    let cases, challenges, documents, files, bytes: Int
    let findings: [Finding]

    /// Findings that a result lists; there may be one for each of many thousand documents.
    private static let most = 200

    init(_ report: VerificationReport) {
        sound = report.isSound
        cases = report.cases
        challenges = report.challenges
        documents = report.documents
        files = report.files
        bytes = report.bytes
        findings = report.findings.prefix(Self.most).map {
            Finding(path: $0.path, entry: $0.entry, code: $0.code.rawValue, message: $0.message)
        }
    }
}

/// What making messages came to.
struct EFilingFigures: Encodable {
    struct Line: Encodable {
        let id, name: String
        let cases, messages, heldBack, archives: Int
        /// `none`, `held`, or the number of its filings.
        let omnibus: String
    }

    let usedOfficialSchemas: Bool
    let jurisdictions: [Line]

    init(_ report: EFilingReport) {
        usedOfficialSchemas = report.usedOfficialSchemas
        jurisdictions = report.lines.map {
            Line(
                id: $0.jurisdiction, name: $0.name, cases: $0.cases, messages: $0.messages, heldBack: $0.held,
                archives: $0.archives, omnibus: Self.word(for: $0.omnibus))
        }
    }

    private static func word(for omnibus: EFilingReport.Omnibus) -> String {
        switch omnibus {
        case .made(let filings): String(filings)
        case .held: "held"
        case .noMasterCase, .notAgain, .perCase: "none"
        }
    }
}

/// What a report is about; its figures are in `report.json`.
struct ReportFigures: Encodable {
    let screening, rules: String
}
