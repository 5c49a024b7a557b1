import Cases
import Digests
import Docket
import Filings
import FoundationEssentials
import Glibc
import Intake

/// What a source brings forth. Each row of a batch ends in exactly one of these but `note`.
enum RowEvent: Sendable {
    /// A row to be filed as its count's finding says, with what is doubtful about it.
    case row(CaseRow, doubts: [Problem])
    /// A row on which relief is challenged, and by whom it was ruled so.
    case challenge(CaseRow, ChallengeGround, by: Reviewer, doubts: [Problem])
    /// A row that ends here, with everything that is wrong with it. Jurisdiction and case number are empty where unknown.
    case stopped(RowPlace, jurisdiction: String, caseNumber: String, [Problem])
    /// Something about a file as a whole.
    case note(Problem)
}

/// Where the rows of a batch come from. Nothing behind it knows the difference.
enum RowSource: Sendable {
    /// Lists of eligible cases, file by file, and the digest of the alias file that names their columns.
    case lists([InputFingerprint], Aliases, aliasDigest: String)
    /// The convictions of a screening, as the rulings on the docket decide; `rulings` is their digest.
    case screening(Screening, rulings: String)

    /// Looks the source of a request up: reads its files once, or the review on the docket.
    static func find(_ request: GenerationRequest) throws -> RowSource {
        switch request.source {
        case .lists(let paths, let aliasFile):
            let files = try paths.map { path throws(CaseworkError) in try InputFingerprint(path: path) }
            let digest = try aliasFile.map { path throws(CaseworkError) in try InputFingerprint(path: path).digest.hex }
            return .lists(files, try aliases(aliasFile), aliasDigest: digest ?? "")
        case .screening(let name):
            let docket = try Docket.existing(request.docket)
            defer { try? docket.close() }
            let screening = try ScreeningName(name).find(in: docket)
            let digest = RulingDigest()
            try docket.reviewed(screening) { digest.add($0) }
            return .screening(screening, rulings: digest.finish())
        }
    }

    /// The day as of which a screening was made; nil for lists, which do not say.
    var asOf: CalendarDate? {
        if case .screening(let screening, _) = self { screening.description.asOf } else { nil }
    }

    private static func aliases(_ path: String?) throws -> Aliases {
        guard let path else { return Aliases() }
        let name = String(path.split(separator: "/").last ?? "aliases")
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw CaseworkError(.usage, "\(name): the alias file cannot be read; check path and permissions")
        }
        return try Aliases(contents: String(decoding: contents, as: UTF8.self), file: name)
    }

    // MARK: What makes the batch itself

    /// The files, as the docket keeps them; those of a screening are the state's.
    var inputs: [BatchInput] {
        switch self {
        case .lists(let files, _, _):
            files.map { BatchInput(name: $0.name, size: Int64($0.size), sha256: $0.digest.hex) }
        case .screening(let screening, _): screening.description.inputs
        }
    }

    /// What besides the inputs decides which rows there are; empty for lists.
    var digest: String {
        if case .screening(let screening, let rulings) = self {
            "\(screening.description.identity)\n\(rulings)"
        } else {
            ""
        }
    }

    /// Everything that the rows depend on, for the identity of the batch.
    func identify(with hasher: SHA256) {
        switch self {
        case .lists(let files, _, let aliasDigest):
            hasher.update("\(aliasDigest)\n")
            for file in files { hasher.update("\(file.name)\n\(file.digest.hex)\n") }
        case .screening: hasher.update("screening\n\(digest)\n")
        }
    }

    /// The screening, as documents cite it; nil for lists.
    var stamp: ScreeningStamp? {
        guard case .screening(let screening, let rulings) = self else { return nil }
        let description = screening.description
        return ScreeningStamp(
            identity: description.identity, county: description.county, rules: description.rules,
            rulesDigest: description.rulesDigest, asOf: description.asOf,
            program: description.program, rulings: rulings)
    }

    // MARK: Reading

    /// Gives every row to `receive`, and closes every input. Rows are read on a thread of their own.
    ///
    /// - Throws: what `receive` throws; `CaseworkError` where a file or the review has changed since it was looked up.
    func read(
        in office: Workplace, asOf: CalendarDate, on docket: Docket, into admission: inout Admission,
        receive: (RowEvent, inout Admission) throws -> Void
    ) throws {
        switch self {
        case .lists(let files, let aliases, _):
            let reader = BatchReader(asOf: asOf, aliases: aliases)
            for (index, file) in files.enumerated() {
                let summary = try EventPipe.run { send in
                    try reader.read(path: file.path, fileIndex: index) { try send(RowEvent($0)) }
                } receive: {
                    try receive($0, &admission)
                }
                guard summary.bytes == file.size else {
                    throw CaseworkError(.unusableInput, "\(file.name): changed while it was read; run again")
                }
                try admission.close(
                    input: index, rows: summary.rows, format: summary.format.rawValue,
                    encoding: summary.encoding.rawValue)
            }
        case .screening(let screening, let rulings):
            let reviewed = ReviewedRows(office: office, asOf: asOf, files: screening.description.inputs.count)
            let rows = try EventPipe.run { send in
                let digest = RulingDigest()
                var rows = Array(repeating: 0, count: reviewed.files)
                try docket.reviewed(screening) { person in
                    digest.add(person)
                    for conviction in person.screened.convictions { try reviewed.count(conviction, in: &rows) }
                    for event in reviewed.events(of: person) { try send(event) }
                }
                guard digest.finish() == rulings else {
                    throw CaseworkError(.busy, "somebody has ruled while the review was read; run again")
                }
                return rows
            } receive: {
                try receive($0, &admission)
            }
            for (index, input) in screening.description.inputs.enumerated() {
                try admission.close(input: index, rows: rows[index], format: input.format, encoding: input.encoding)
            }
        }
    }
}

extension RowEvent {
    init(_ event: IntakeEvent) {
        switch event {
        case .row(let row, let doubts): self = .row(row, doubts: doubts)
        case .stopped(let place, let problems):
            self = .stopped(place, jurisdiction: "", caseNumber: "", problems)
        case .note(let problem): self = .note(problem)
        }
    }
}
