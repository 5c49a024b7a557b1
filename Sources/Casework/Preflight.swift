import Cases
import Docket
import Filings
import TemplateEngine

/// Finds the cases that a template must refuse, before anything is numbered: a filing is never blank where the law or
/// the office wants a value.
///
/// Templates that use only what every case has cannot refuse any, and then nothing is read.
struct Preflight {
    let docket: Docket
    let office: Workplace
    let meter: ProgressMeter

    func run(_ batch: Batch, at time: Int64) throws -> Batch {
        guard batch.stage == .read, batch.description.mode == .filing, !office.refusing.isEmpty else { return batch }
        meter.begin(.checking)
        var checks: [String: CaseCheck] = [:]
        var refused: [(CaseID, Problem)] = []
        try docket.admitted(batch) { id, standing in
            let eligible = standing.eligible
            let jurisdiction = eligible.route.jurisdiction
            guard office.refusing.contains(jurisdiction),
                let courthouse = office.county.courthouse(eligible.route.courthouse)
            else { return }
            let check = try checks[jurisdiction] ?? makeCheck(jurisdiction, batch)
            checks[jurisdiction] = check
            let placed = PlacedCase(standing: standing, sequence: 1, courthouse: courthouse)
            if let missing = check.missingValue(in: placed) {
                let detail = "\(missing.field), wanted by \(missing.path):\(missing.line)"
                refused.append((id, Problem(.missingValue, at: eligible.counts[0].count.place, detail: detail)))
            }
            meter.add(1)
        }
        return refused.isEmpty ? batch : try docket.hold(refused, of: batch, at: time)
    }

    private func makeCheck(_ id: String, _ batch: Batch) throws -> CaseCheck {
        guard let jurisdiction = office.county.jurisdiction(id) else {
            throw CaseworkError(
                .storage, "the docket names the jurisdiction \"\(id)\", which the templates no longer have")
        }
        return CaseCheck(
            documents: try office.documents(of: id),
            context: PacketContext(
                county: office.county, jurisdiction: jurisdiction, asOf: batch.description.asOf,
                reviewer: batch.description.reviewer, batchName: batch.description.folder, program: Program.name))
    }
}
