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
        func check(_ route: Route) throws -> (CaseCheck, Courthouse)? {
            guard office.refusing.contains(route.jurisdiction),
                let courthouse = office.county.courthouse(route.courthouse)
            else { return nil }
            let check = try checks[route.jurisdiction] ?? makeCheck(route.jurisdiction, batch)
            checks[route.jurisdiction] = check
            return (check, courthouse)
        }
        var refused: [(CaseID, Problem)] = []
        try docket.admitted(batch) { id, standing in
            let eligible = standing.eligible
            guard let (check, courthouse) = try check(eligible.route) else { return }
            let placed = PlacedCase(standing: standing, sequence: 1, courthouse: courthouse)
            if let missing = check.missingValue(in: placed) {
                refused.append((id, Problem(missing, at: eligible.counts[0].count.place)))
            }
            meter.add(1)
        }
        var refusedChallenges: [(ChallengeID, Problem)] = []
        try docket.challenges(of: batch) { numbered in
            let challenged = numbered.challenged
            // Only these have a paper of their own that could refuse them.
            guard office.county.jurisdiction(challenged.route.jurisdiction)?.grouping == .perCase,
                let (check, courthouse) = try check(challenged.route)
            else { return }
            let placed = PlacedChallenge(
                challenged: challenged, decision: numbered.decision, sequence: 1, courthouse: courthouse)
            if let missing = check.missingValue(in: placed) {
                refusedChallenges.append((numbered.id, Problem(missing, at: challenged.counts[0].count.place)))
            }
        }
        if refused.isEmpty, refusedChallenges.isEmpty { return batch }
        return try docket.hold(refused, challenges: refusedChallenges, of: batch, at: time)
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

extension Problem {
    fileprivate init(_ missing: MissingValue, at place: RowPlace) {
        self.init(.missingValue, at: place, detail: "\(missing.field), wanted by \(missing.path):\(missing.line)")
    }
}
