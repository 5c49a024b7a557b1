import Cases
import Docket
import Filings
import Press
import TemplateEngine

/// Finds the cases that cannot become papers, before anything is numbered: a filing is never blank where the law or the
/// office wants a value, and never shows a box where a letter of a name should be.
///
/// Templates that use only what every case has cannot refuse any; if nothing is printed either, nothing is read.
struct Preflight {
    let docket: Docket
    let office: Workplace
    /// What is printed with; nil if nothing is.
    let typefaces: Typefaces?
    let meter: ProgressMeter

    func run(_ batch: Batch, at time: Int64) throws -> Batch {
        let refusing = batch.description.mode == .filing ? office.refusing : []
        guard batch.stage == .read, !refusing.isEmpty || typefaces != nil else { return batch }
        meter.begin(.checking)
        var checks: [String: CaseCheck] = [:]
        func check(_ jurisdiction: String) throws -> CaseCheck? {
            guard refusing.contains(jurisdiction) else { return nil }
            let check = try checks[jurisdiction] ?? makeCheck(jurisdiction, batch)
            checks[jurisdiction] = check
            return check
        }
        var refused: [(CaseID, Problem)] = []
        try docket.admitted(batch) { id, standing in
            let eligible = standing.eligible
            guard let courthouse = office.county.courthouse(eligible.route.courthouse) else { return }
            let placed = PlacedCase(standing: standing, sequence: 1, courthouse: courthouse)
            let place = eligible.counts[0].count.place
            if let character = typefaces.flatMap(placed.unprintableCharacter) {
                refused.append((id, Problem(character, at: place)))
            } else if let missing = try check(eligible.route.jurisdiction)?.missingValue(in: placed) {
                refused.append((id, Problem(missing, at: place)))
            }
            meter.add(1)
        }
        var refusedChallenges: [(ChallengeID, Problem)] = []
        try docket.challenges(of: batch) { numbered in
            let challenged = numbered.challenged
            guard let courthouse = office.county.courthouse(challenged.route.courthouse) else { return }
            let placed = PlacedChallenge(
                challenged: challenged, decision: numbered.decision, sequence: 1, courthouse: courthouse)
            let place = challenged.counts[0].count.place
            // Only where papers are made for each case is there one that could want a value of it.
            let isPerCase = office.county.jurisdiction(challenged.route.jurisdiction)?.grouping == .perCase
            if let character = typefaces.flatMap(placed.unprintableCharacter) {
                refusedChallenges.append((numbered.id, Problem(character, at: place)))
            } else if isPerCase, let missing = try check(challenged.route.jurisdiction)?.missingValue(in: placed) {
                refusedChallenges.append((numbered.id, Problem(missing, at: place)))
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

    fileprivate init(_ character: Unicode.Scalar, at place: RowPlace) {
        self.init(
            .unprintableCharacter, at: place, detail: "U+\(String(character.value, radix: 16, uppercase: true))")
    }
}
