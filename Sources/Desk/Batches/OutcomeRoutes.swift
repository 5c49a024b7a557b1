internal import Cases
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/batches/{batch}/packets/{jurisdiction}/outcomes`: what the court did with each case, and clerks who tick it.
struct OutcomeRoutes: Sendable {
    let desk: OutcomeDesk

    private static let path = "/api/v1/batches/{batch}/packets/{jurisdiction}/outcomes"

    func add(to routes: Routes) {
        let desk = desk
        routes.get(Self.path, for: .allRoles) { request, context in
            let paging = try Paging(request)
            let (items, isMore) = try await desk.states(
                of: try desk.room.publishedBatch(context), in: try context.parameter("jurisdiction"),
                after: Int(try paging.number ?? 0), limit: paging.limit, context)
            return try JSONReply.of(
                Page(items: items.map(OutcomeRecord.init), next: isMore ? items.last.map { String($0.sequence) } : nil))
        }
        routes.on(.post, Self.path, for: OutcomeDesk.clerks) { request, context in
            let batch = try desk.room.publishedBatch(context)
            let asked = try await JSONBody.read(TickOrder.self, from: request, atMost: 2 << 20)
            let recorded = try await desk.record(
                asked.outcomes, of: batch, in: try context.parameter("jurisdiction"), by: try context.user)
            return try JSONReply.of(TickRecord(new: recorded.new, known: recorded.known))
        }
    }
}

private struct TickOrder: Decodable {
    let outcomes: [Tick]
}

private struct TickRecord: Encodable, Sendable {
    let new, known: Int
}

/// What a case has come to.
struct OutcomeRecord: Encodable, Sendable {
    struct Known: Encodable, Sendable {
        let state, reason, reference: String
        /// Seconds since 1970, UTC.
        let time: Int64

        init(_ outcome: CourtOutcome) {
            state = outcome.state.rawValue
            reason = outcome.reason
            reference = outcome.reference
            time = outcome.time
        }
    }

    let number: Int
    let caseNumber: String
    let filing, court: Known?
    let contradictory: Bool

    init(_ states: CaseStates) {
        number = states.sequence
        caseNumber = states.number
        filing = states.filing.map(Known.init)
        court = states.court.map(Known.init)
        contradictory = states.isContradictory
    }
}
