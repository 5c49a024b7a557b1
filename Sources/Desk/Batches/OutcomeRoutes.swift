internal import Cases
internal import Digests
internal import Docket
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/batches/{batch}/packets/{jurisdiction}/outcomes`: what the court did with each case, and clerks who tick it.
struct OutcomeRoutes: Sendable {
    let room: Workroom

    private static let path = "/api/v1/batches/{batch}/packets/{jurisdiction}/outcomes"
    /// Cases that one request may tick.
    private static let most = 2_000

    func add(to routes: Routes) {
        let outcomes = self
        routes.get(Self.path, for: .allRoles) { request, context in
            let paging = try Paging(request)
            let after = Int(try paging.number ?? 0)
            let batch = try await outcomes.batch(context)
            let jurisdiction = try context.parameter("jurisdiction")
            try await outcomes.room.willShow("\(jurisdiction) outcomes", batch: batch.id, context)
            let page = try await outcomes.room.reading { docket in
                var records: [OutcomeRecord] = []
                do {
                    try docket.caseStates(of: batch, in: jurisdiction) { states in
                        if states.sequence > after { records.append(OutcomeRecord(states)) }
                        if records.count > paging.limit { throw Enough() }
                    }
                } catch is Enough {
                    // The page is full.
                }
                return paging.page(records, next: { String($0.number) }) { $0 }
            }
            return try JSONReply.of(page)
        }
        routes.on(.post, Self.path, for: .roles(.clerk, .paralegal)) { request, context in
            try await outcomes.tick(request, context)
        }
    }

    private struct Enough: Error {}

    /// The batch that a request names.
    ///
    /// - Throws: 404 where there is none.
    private func batch(_ context: DeskContext) async throws -> Batch {
        let name = try context.parameter("batch")
        guard let batch = try await room.reading({ try $0.batch(folder: name) }), batch.stage == .packed else {
            throw Refusal.notFound
        }
        return batch
    }

    /// Records what a clerk ticked: all of it or, where one case is not the one that is named, nothing.
    private func tick(_ request: Request, _ context: DeskContext) async throws -> Response {
        let user = try context.user
        let batch = try await batch(context)
        guard batch.description.mode == .filing else {
            throw Refusal(.conflict, "draft", "Drafts are filed nowhere, so the court does nothing with them.")
        }
        let jurisdiction = try context.parameter("jurisdiction")
        let asked = try await JSONBody.read(TickOrder.self, from: request, atMost: 2 << 20)
        guard 1...Self.most ~= asked.outcomes.count else {
            throw Refusal.invalid("bad-number", "A request brings 1 to \(Self.most) outcomes.")
        }
        let ticked = try asked.outcomes.map { tick throws(Refusal) in
            try tick.outcome(batch: batch.id, jurisdiction: jurisdiction)
        }
        let now = room.now()
        let answer = Answer(
            .schedule, name: "ticked by \(user.name)", sha256: Digest(of: "\(user.name)\n\(now)\n\(ticked)").hex)
        let recorded = try await room.writing { docket -> RecordedOutcomes? in
            var recorded: RecordedOutcomes?
            try docket.recordOutcomes(at: now) { admission in
                for outcome in ticked {
                    guard try admission.caseNumber(at: outcome.place) == outcome.caseNumber else {
                        throw Refusal.invalid(
                            "other-case", "Case \(outcome.place.sequence) has another number; nothing was recorded.")
                    }
                }
                recorded = try admission.record(ticked, from: answer)
            }
            return recorded
        }
        return try JSONReply.of(TickRecord(new: recorded?.new ?? 0, known: recorded?.known ?? 0))
    }
}

private struct TickOrder: Decodable {
    struct Tick: Decodable {
        let number: Int
        let caseNumber, state, date: String
        let reason, reference: String?

        /// What can be told of a case on paper.
        private static let states: Set<CaseState> = [
            .accepted, .rejected, .granted, .denied, .struck, .noFile, .alreadyDone,
        ]

        func outcome(batch: Int64, jurisdiction: String) throws(Refusal) -> CourtOutcome {
            guard let state = CaseState(rawValue: state), Self.states.contains(state) else {
                throw .invalid(
                    "bad-state", "state is one of \(Self.states.map(\.rawValue).sorted().joined(separator: ", ")).")
            }
            guard let day = CalendarDate(iso: date) else {
                throw .invalid("bad-date", "date is the court's day, such as 2020-02-13.")
            }
            guard number > 0 else { throw .invalid("bad-number", "number is the case's sequence, from 1.") }
            guard (reason ?? "").utf8.count <= 2_000, (reference ?? "").utf8.count <= 200 else {
                throw .invalid("field-too-long", "A reason has 2,000 bytes at most, a reference 200.")
            }
            return CourtOutcome(
                place: CourtOutcome.Place(batch: batch, jurisdiction: jurisdiction, sequence: number),
                caseNumber: caseNumber, state: state, time: CourtTime.noon(of: day), reason: reason ?? "",
                reference: reference ?? "")
        }
    }

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
