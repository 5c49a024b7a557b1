import Cases
import Docket
import Filings

/// Takes the rows of a batch onto the docket: each becomes a count of an approved (or undecided) case, a challenged count,
/// or an exception. All in one transaction, so a run that is killed leaves nothing of it.
struct Admitting {
    let source: RowSource
    let office: Workplace
    let meter: ProgressMeter

    func run(_ description: BatchDescription, at time: Int64, on docket: Docket) throws -> Batch {
        meter.begin(.reading)
        return try docket.admit(description, at: time) { admission in
            var rows = 0
            var hasChallenge = false
            try source.read(in: office, asOf: description.asOf, on: docket, into: &admission) { event, admission in
                if case .challenge = event, !hasChallenge {
                    hasChallenge = true
                    try warnIfLate(description.asOf, into: &admission)
                }
                try admit(event, into: &admission)
                rows += 1
                if rows % 1_000 == 0 { meter.add(1_000) }
            }
        }
    }

    /// Notes for the whole batch that the law's last day to challenge has passed.
    private func warnIfLate(_ asOf: CalendarDate, into admission: inout Admission) throws {
        guard let last = office.statute[.challenge], last.date < asOf else { return }
        let detail = "\(last.date.iso), \(last.citation)"
        try admission.warn(Problem(.challengeLate, at: RowPlace(file: 0, row: 0), detail: detail))
    }

    private func admit(_ event: RowEvent, into admission: inout Admission) throws {
        switch event {
        case .note(let problem): try admission.warn(problem)
        case .stopped(let place, let jurisdiction, let caseNumber, let problems):
            try admission.stop(at: place, jurisdiction: jurisdiction, caseNumber: caseNumber, problems)
        case .row(let row, let doubts):
            guard let route = try route(row, doubts, Finding(of: row.count).reasonToStop, into: &admission),
                let count = EligibleCount(row.count)
            else { return }
            try admission.add(row, route: route, count: count)
        case .challenge(let row, let ground, let reviewer, let doubts):
            guard let route = try route(row, doubts, nil, into: &admission) else { return }
            try admission.challenge(row, route: route, ground: ground, by: reviewer)
        }
    }

    /// Where a row goes; nil if it has ended as an exception, for want of a route, because the run is limited to another
    /// jurisdiction, or for the reason given.
    private func route(
        _ row: CaseRow, _ doubts: [Problem], _ reason: ProblemCode?, into admission: inout Admission
    ) throws -> Route? {
        for doubt in doubts { try admission.warn(doubt) }
        let routed = office.routing.route(row)
        for doubt in routed.doubts { try admission.warn(doubt) }
        let place = row.count.place
        switch routed.route {
        case .failure(let stop):
            try admission.stop(at: place, caseNumber: row.caseNumber, [stop.problem])
            return nil
        case .success(let route):
            let code = office.isSelected(route.jurisdiction) ? reason : .notSelected
            guard let code else { return route }
            try admission.stop(
                at: place, jurisdiction: route.jurisdiction, caseNumber: row.caseNumber, [Problem(code, at: place)])
            return nil
        }
    }
}

extension Finding {
    fileprivate var reasonToStop: ProblemCode? {
        switch self {
        case .eligible: nil
        case .stopped(let code): code
        }
    }
}
