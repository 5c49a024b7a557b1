package import Cases
internal import GRDB

/// What ruling by policy came to, in convictions.
package struct PolicyReport: Hashable, Sendable {
    package internal(set) var approved = 0
    package internal(set) var held = 0
    /// Left as they are, because somebody has ruled already.
    package internal(set) var ruledBefore = 0
    /// Not eligible, or left to an office that the policy does not speak for.
    package internal(set) var left = 0
}

extension Docket {
    /// Records rulings that worksheets bring: all, or, when anything fails, none. Each is put into the audit chain with the
    /// digest of the finding that was ruled on.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970, UTC; the time of the rulings.
    ///   - body: reads people and records rulings. Its errors pass unchanged.
    /// - Throws: `DocketError`.
    package func rule(at time: Int64, _ body: (inout RulingAdmission) throws -> Void) throws {
        try transaction { database in
            var admission = try RulingAdmission(database, at: time)
            try body(&admission)
            try admission.finish()
        }
    }

    /// Rules about a whole screening by a policy, in one transaction. What somebody has ruled by hand stays as it is.
    ///
    /// - Parameters:
    ///   - screening: whose convictions are ruled on.
    ///   - policy: what is ruled.
    ///   - reviewer: the prosecutor who answers for it.
    ///   - time: seconds since 1970, UTC; the time of the rulings.
    /// - Returns: how many convictions were ruled on, and how many were left.
    /// - Throws: `unknownScreening`, `busy` …
    package func rule(
        on screening: Screening,
        by policy: ReviewPolicy,
        of reviewer: Reviewer,
        at time: Int64
    ) throws(DocketError) -> PolicyReport {
        try Self.translating {
            try transaction { database in
                let screening = try ScreeningTable.screening(screening.id, database)
                var admission = try RulingAdmission(database, at: time)
                var report = PolicyReport()
                let reader = try ReviewReader(screening, database)
                let rows = try Prepared(peopleOf: screening, database)
                while try rows.next() {
                    let person = try reader.person(rows)
                    for (position, conviction) in person.screened.convictions.enumerated() {
                        guard let ruling = policy.ruling(on: conviction, of: person.jurisdictions[position]) else {
                            report.left += 1
                            continue
                        }
                        let place = ConvictionPlace(screening: screening, person: person.number, position: position)
                        if try !admission.record(ruling, on: place, of: person.screened, byPolicyOf: reviewer) {
                            report.ruledBefore += 1
                        } else if ruling == .hold {
                            report.held += 1
                        } else {
                            report.approved += 1
                        }
                    }
                }
                try admission.finish()
                return report
            }
        }
    }
}
