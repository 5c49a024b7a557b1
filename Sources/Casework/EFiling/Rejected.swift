import Cases
import Docket
import Filings

/// What courts rejected of one jurisdiction's cases, and is to be sent again.
struct Rejected: Sendable {
    /// The documents of each case, by its sequence; never empty.
    private(set) var documents: [Int: Set<DocumentKind>] = [:]
    /// That in which they are sent again: after the latest that was rejected.
    private(set) var round = 1

    /// Finds what is rejected. Of a filing that was accepted in part only the rejected documents go again; of one that was
    /// rejected all but those that were accepted another time. A case about which the court has decided needs no filing.
    ///
    /// - Returns: by the jurisdiction's id; nothing for one without rejected cases.
    static func find(
        in jurisdictions: [String], of batch: Batch, _ docket: Docket
    ) throws -> [String: Rejected] {
        var found: [String: Rejected] = [:]
        for jurisdiction in jurisdictions {
            var rejected = Rejected()
            var cases: [(sequence: Int, filing: CourtOutcome)] = []
            try docket.caseStates(of: batch, in: jurisdiction) { case_ in
                guard let filing = case_.filing, case_.court == nil, !filing.message.isEmpty,
                    filing.state == .rejected || filing.state == .partiallyAccepted
                else { return }
                cases.append((case_.sequence, filing))
            }
            for case_ in cases { try rejected.add(case_.sequence, case_.filing, in: batch, jurisdiction, docket) }
            if !rejected.documents.isEmpty { found[jurisdiction] = rejected }
        }
        return found
    }

    private mutating func add(
        _ sequence: Int, _ filing: CourtOutcome, in batch: Batch, _ jurisdiction: String, _ docket: Docket
    ) throws {
        let states = try docket.documentStates(of: batch, in: jurisdiction, sequence: sequence)
        let kinds = states.filter { $0.value.state == .rejected }.keys.compactMap { DocumentKind(rawValue: $0) }
        guard !kinds.isEmpty, let message = try docket.message(filing.message) else { return }
        documents[sequence] = Set(kinds)
        round = max(round, message.round + 1)
    }
}
