import Cases
import Docket
import Filings
import FoundationEssentials
import Intake

/// Reads the batch's files onto the docket: each row becomes a count of an approved (or undecided) case, or an
/// exception. All in one transaction, so a run that is killed leaves nothing of it.
struct Admitting {
    let request: GenerationRequest
    let office: Workplace
    let files: [InputFingerprint]
    let meter: ProgressMeter

    func run(_ description: BatchDescription, on docket: Docket) throws -> Batch {
        let reader = BatchReader(asOf: request.asOf, aliases: try aliases())
        meter.begin(.reading)
        return try docket.admit(description, at: request.now) { admission in
            for (index, file) in files.enumerated() {
                var rows = 0
                let summary = try EventPipe.run { send in
                    try reader.read(path: file.path, fileIndex: index, receive: send)
                } receive: { event in
                    try admit(event, into: &admission)
                    rows += 1
                    if rows % 1_000 == 0 { meter.add(1_000) }
                }
                guard summary.bytes == file.size else {
                    throw CaseworkError(.unusableInput, "\(file.name): changed while it was read; run again")
                }
                try admission.close(
                    input: index, rows: summary.rows, format: summary.format.rawValue,
                    encoding: summary.encoding.rawValue)
            }
        }
    }

    private func admit(_ event: IntakeEvent, into admission: inout Admission) throws {
        switch event {
        case .note(let problem): try admission.warn(problem)
        case .stopped(let place, let problems): try admission.stop(at: place, problems)
        case .row(let row, let doubts):
            for doubt in doubts { try admission.warn(doubt) }
            try admit(row, into: &admission)
        }
    }

    private func admit(_ row: CaseRow, into admission: inout Admission) throws {
        let routed = office.routing.route(row)
        for doubt in routed.doubts { try admission.warn(doubt) }
        switch routed.route {
        case .failure(let stop):
            try admission.stop(at: row.count.place, caseNumber: row.caseNumber, [stop.problem])
        case .success(let route):
            if let code = reasonToStop(row.count, route) {
                let problem = Problem(code, at: row.count.place)
                try admission.stop(
                    at: row.count.place, jurisdiction: route.jurisdiction, caseNumber: row.caseNumber, [problem])
            } else if let count = EligibleCount(row.count) {
                try admission.add(row, route: route, count: count)
            }
        }
    }

    private func reasonToStop(_ count: Count, _ route: Route) -> ProblemCode? {
        guard office.isSelected(route.jurisdiction) else { return .notSelected }
        return switch Finding(of: count) {
        case .eligible: nil
        case .stopped(let code): code
        }
    }

    private func aliases() throws -> Aliases {
        guard let path = request.aliases else { return Aliases() }
        let name = String(path.split(separator: "/").last ?? "aliases")
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw CaseworkError(.usage, "\(name): the alias file cannot be read; check path and permissions")
        }
        return try Aliases(contents: String(decoding: contents, as: UTF8.self), file: name)
    }
}
