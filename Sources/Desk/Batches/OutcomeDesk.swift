internal import Cases
internal import Casework
internal import Digests
internal import Docket
internal import HTTPTypes

/// What courts did with the cases of filed batches, for pages and for the API: it is read, ticked, and brought in schedules.
struct OutcomeDesk: Sendable {
    let room: Workroom
    let place: OfficePlace

    static let clerks: RouteAccess = .roles(.clerk, .paralegal)
    /// Cases that one request may tick.
    private static let most = 2_000

    private struct Enough: Error {}

    /// What cases behind a number have come to, so many, and whether there are more. With a case number, those of that number.
    func states(
        of batch: Batch, in jurisdiction: String, after: Int, limit: Int, number: String? = nil, _ context: DeskContext
    ) async throws -> (items: [CaseStates], isMore: Bool) {
        try room.willShow("\(jurisdiction) outcomes", batch: batch.id, context)
        let number = number?.uppercased()
        let found = try await room.reading { docket in
            var found: [CaseStates] = []
            do {
                try docket.caseStates(of: batch, in: jurisdiction) { states in
                    guard states.sequence > after, number.map({ $0 == states.number.uppercased() }) ?? true else {
                        return
                    }
                    found.append(states)
                    if found.count > limit { throw Enough() }
                }
            } catch is Enough {
                // The page is full.
            }
            return found
        }
        return (Array(found.prefix(limit)), found.count > limit)
    }

    /// Records what a clerk ticked: all of it or, where one case is not the one that is named, nothing.
    ///
    /// - Throws: 409 for a draft, 422 for what makes no sense.
    func record(
        _ ticks: [Tick], of batch: Batch, in jurisdiction: String, by user: User
    ) async throws -> RecordedOutcomes {
        guard batch.description.mode == .filing else {
            throw Refusal(.conflict, "draft", "Drafts are filed nowhere, so the court does nothing with them.")
        }
        guard 1...Self.most ~= ticks.count else {
            throw Refusal.invalid("bad-number", "A request brings 1 to \(Self.most) outcomes.")
        }
        let ticked = try ticks.map { tick throws(Refusal) in
            try tick.outcome(batch: batch.id, jurisdiction: jurisdiction)
        }
        let now = room.now()
        let answer = Answer(
            .schedule, name: "ticked by \(user.name)", sha256: Digest(of: "\(user.name)\n\(now)\n\(ticked)").hex)
        return try await room.writing { docket in
            var recorded = RecordedOutcomes()
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
    }

    /// What the cases of a batch have come to, added up for the user's offices.
    func counts(of batch: Batch, for user: User) async throws -> [OutcomeCounts.Line] {
        let place = place
        return try await room.reading { _ in
            try OutcomeCounts(batch: batch.description.folder, jurisdiction: nil, docket: place.docket).lines
                .filter { user.maySee($0.jurisdiction) }
        }
    }

    /// Reads a schedule that was ticked in a spreadsheet, or a court's answers. Rows that cannot be taken stop no others.
    func take(_ upload: Upload, of batch: Batch, on day: CalendarDate?) async throws -> OutcomeImportReport {
        let (place, now) = (place, room.now())
        let file = place.upload(UploadFolder.path(of: upload))
        return try await room.writing { _ in
            try OutcomeImport(
                OutcomeImportRequest(
                    files: [file], batch: batch.description.folder, jurisdiction: nil, date: day,
                    problems: "\(file)-problems.csv", schemas: place.schemas, docket: place.docket, now: now)
            ) { _ in }.run()
        }
    }
}

/// What somebody ticked about a case of a schedule on paper.
struct Tick: Decodable, Sendable {
    let number: Int
    let caseNumber, state, date: String
    var reason, reference: String?

    /// What can be told of a case on paper.
    static let states: [CaseState] = [
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
