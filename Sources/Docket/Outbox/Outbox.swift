package import Cases
internal import GRDB

/// The requests of one jurisdiction of a batch, on their way to its court.
///
/// One run at a time sends; the caller sees to that (`SendingLock`).
package struct Outbox: Sendable {
    private let docket: Docket
    private let batch: Int64
    package let jurisdiction: String

    package init(_ docket: Docket, of batch: Batch, in jurisdiction: String) {
        self.docket = docket
        self.batch = batch.id
        self.jurisdiction = jurisdiction
    }

    // MARK: Filling

    /// Puts requests in; those that are there already keep their state. A case goes once: a request for a case that was
    /// sent in another message is blocked, unless the court rejected that, or took only some of its documents. What only
    /// waits makes room. The time, in milliseconds since 1970, UTC, is the same for all requests of one filling.
    package func add(_ requests: [OutboxRequest], at time: Int64) throws(DocketError) -> OutboxAdmitted {
        try Docket.translating {
            try docket.transaction { database in
                var table = try OutboxTable(database)
                let history = try OutcomeReader(database)
                var admitted = OutboxAdmitted()
                for request in requests {
                    let related = try table.related(to: request, in: batch, jurisdiction, listed: time, database)
                    let identifiers = request.messages.map(\.identifier)
                    if let same = related.first(where: { $0.request.messages.map(\.identifier) == identifiers }) {
                        if same.state == .answered {
                            try table.list(same.request, as: same.id, at: time)
                        } else {
                            try table.list(request, as: same.id, at: time)
                        }
                        admitted.known += 1
                        continue
                    }
                    let sent = related.filter { $0.state != .waiting && $0.state != .failed }
                    guard try sent.allSatisfy({ try isSettled($0, against: request, history) }) else {
                        admitted.blocked += request.messages.map(\.sequence)
                        continue
                    }
                    for entry in related where entry.state == .waiting || entry.state == .failed {
                        try table.remove(entry.id)
                    }
                    try table.add(request, to: batch, jurisdiction, listed: time, database)
                    admitted.new += 1
                }
                return admitted
            }
        }
    }

    /// Whether the court has decided about an earlier request so that this one may go: with new messages, and for cases
    /// that it rejected or took only in part.
    private func isSettled(
        _ entry: OutboxEntry, against request: OutboxRequest, _ history: OutcomeReader
    ) throws -> Bool {
        guard entry.state == .answered else { return false }
        let sequences = Set(request.messages.map(\.sequence))
        let identifiers = Set(request.messages.map(\.identifier))
        return try entry.request.messages.filter { sequences.contains($0.sequence) }.allSatisfy { message in
            guard !identifiers.contains(message.identifier) else { return false }
            let place = CourtOutcome.Place(batch: batch, jurisdiction: jurisdiction, sequence: message.sequence)
            switch try history.history(at: place).filing?.state {
            case .rejected, .cancelled, .partiallyAccepted: return true
            default: return false
            }
        }
    }

    /// Takes out what waits and was not found in the last filling, which was at this time.
    package func removeUnlisted(before time: Int64) throws(DocketError) {
        try changing { database, label in
            let isStale = "batch = ? AND jurisdiction = ? AND state IN ('waiting', 'failed') AND listed_at < ?"
            try database.execute(
                sql: "DELETE FROM outbox_message WHERE request IN (SELECT id FROM outbox WHERE \(isStale))",
                arguments: [batch, label, time])
            try database.execute(sql: "DELETE FROM outbox WHERE \(isStale)", arguments: [batch, label, time])
        }
    }

    /// Begins sending: what a run that was killed left on its way is in doubt. From here on a change is on the disk before
    /// the call returns. `again` tells whether what was given up is tried again.
    package func begin(again: Bool) throws(DocketError) {
        try Docket.translating {
            try docket.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        }
        try changing { database, label in
            try database.execute(
                sql: """
                    UPDATE outbox SET state = 'in-doubt', attempts = 0, next_time = 0, note = 'interrupted'
                    WHERE batch = ? AND jurisdiction = ? AND state = 'sending'
                    """, arguments: [batch, label])
            guard again else { return }
            try database.execute(
                sql: """
                    UPDATE outbox SET state = replace(state, 'failed', 'waiting'), attempts = 0, next_time = 0
                    WHERE batch = ? AND jurisdiction = ? AND state IN ('failed', 'in-doubt')
                    """, arguments: [batch, label])
        }
    }

    // MARK: Sending

    /// Takes the next request that is due: first what is in doubt, which stays in doubt; then what waits, which is `sending`
    /// from then on, on the disk.
    ///
    /// - Parameters:
    ///   - time: milliseconds since 1970, UTC.
    ///   - attempts: how often at most the court is spoken to about a request before it is sent no more; it is asked about
    ///     one that is in doubt as often again.
    ///   - busy: requests that are being worked on.
    /// - Returns: nil where nothing is due.
    /// - Throws: `busy`, `diskFull` …
    package func take(
        at time: Int64, attempts: Int, except busy: Set<Int64>
    ) throws(DocketError) -> OutboxEntry? {
        var taken: OutboxEntry?
        try changing { database, label in
            let table = try OutboxTable(database)
            for state in [OutboxState.inDoubt, .waiting] {
                let due = try Int64.fetchCursor(
                    database,
                    sql: """
                        SELECT id FROM outbox
                        WHERE batch = ? AND jurisdiction = ? AND state = ? AND attempts < ? AND next_time <= ?
                        ORDER BY next_time, id
                        """,
                    arguments: [batch, label, state.rawValue, state == .inDoubt ? 2 * attempts : attempts, time])
                guard let id = try due.first(where: { !busy.contains($0) }) else { continue }
                let entry = try table.entry(id)
                try table.set(
                    id, state == .waiting ? .sending : .inDoubt, attempts: entry.attempts + 1, nextTime: 0,
                    note: entry.note)
                taken = try table.entry(id)
                return
            }
        }
        return taken
    }

    /// When the next request is due that nobody works on; nil where none will be.
    package func nextTime(attempts: Int, except busy: Set<Int64>) throws(DocketError) -> Int64? {
        try Docket.translating {
            try docket.pool.read { database in
                guard let label = try Labels(database).known(jurisdiction) else { return nil }
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT id, next_time FROM outbox
                        WHERE batch = ? AND jurisdiction = ?
                            AND (state = 'waiting' AND attempts < ? OR state = 'in-doubt' AND attempts < ?)
                        ORDER BY next_time
                        """, arguments: [batch, label, attempts, 2 * attempts])
                return try rows.first { !busy.contains($0[0]) }.map { $0[1] }
            }
        }
    }

    /// Puts a request back, not to be taken before a time in milliseconds since 1970, UTC; or gives it up. The note says why,
    /// in our words.
    package func put(
        _ entry: OutboxEntry, _ state: OutboxState, attempts: Int, nextTime: Int64 = 0, note: String
    ) throws(DocketError) {
        try changing { database, _ in
            try OutboxTable(database).set(
                entry.id, state, attempts: attempts, nextTime: nextTime, note: note)
        }
    }

    /// Records what the court answered to a request, and that it is answered, both or neither. The state is what the answer
    /// came to, the outcomes are of the request's cases; the time is in seconds since 1970, UTC.
    package func settle(
        _ entry: OutboxEntry, as state: CaseState, _ outcomes: [CourtOutcome], from answer: Answer, at time: Int64
    ) throws(DocketError) {
        try changing { database, _ in
            var admission = try OutcomeAdmission(database, at: time)
            _ = try admission.record(outcomes, from: answer)
            try admission.finish()
            try OutboxTable(database).set(
                entry.id, .answered, answer: state, attempts: entry.attempts, nextTime: 0, note: "")
        }
    }

    /// The place of one of its cases.
    package func place(of message: OutboxMessage) -> CourtOutcome.Place {
        CourtOutcome.Place(batch: batch, jurisdiction: jurisdiction, sequence: message.sequence)
    }

    private func changing(_ work: (Database, _ jurisdiction: Int64) throws -> Void) throws(DocketError) {
        try Docket.translating {
            try docket.transaction { database in
                var labels = try Labels(database)
                try work(database, try labels.id(jurisdiction, database))
            }
        }
    }
}

extension Docket {
    /// The folder of another version of a batch (the same list as of the same day, made with other templates or settings) of
    /// which something has left already; nil where there is none. Only one of them should go to court.
    package func sentVersion(of batch: Batch) throws(DocketError) -> String? {
        try Self.translating {
            try pool.read { database in
                try BatchTable.versions(of: batch.description, database).first { version in
                    let sql = "SELECT 1 FROM outbox WHERE batch = ? AND state IN ('sending', 'in-doubt', 'answered')"
                    return try version.id != batch.id
                        && Int.fetchOne(database, sql: "\(sql) LIMIT 1", arguments: [version.id]) != nil
                }?.description.folder
            }
        }
    }

    /// How far the requests of a batch have come, by jurisdiction. One that was rejected, and whose cases were made anew and
    /// received since, is not counted any more.
    package func outboxCounts(of batch: Batch) throws(DocketError) -> [OutboxCounts] {
        try Self.translating {
            try pool.read { database in
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT l.text, o.state, o.answer, count(*) FROM outbox o JOIN label l ON l.id = o.jurisdiction
                        WHERE o.batch = ? AND NOT (o.answer = 'rejected' AND NOT EXISTS (
                            SELECT 1 FROM outbox_message m WHERE m.request = o.id AND NOT EXISTS (
                                SELECT 1 FROM outbox_message n JOIN outbox later ON later.id = n.request
                                WHERE n.batch = m.batch AND n.jurisdiction = m.jurisdiction AND n.sequence = m.sequence
                                    AND later.id > o.id AND later.answer = 'received')))
                        GROUP BY 1, 2, 3 ORDER BY 1
                        """, arguments: [batch.id])
                var counts: [OutboxCounts] = []
                while let row = try rows.next() {
                    let jurisdiction: String = row[0]
                    if counts.last?.jurisdiction != jurisdiction {
                        counts.append(OutboxCounts(jurisdiction: jurisdiction))
                    }
                    guard let state = OutboxState(rawValue: row[1]) else {
                        throw DocketError(.damaged, "state of a request")
                    }
                    counts[counts.count - 1].states[state, default: 0] += row[3]
                    if let answer = CaseState(rawValue: row[2]) {
                        counts[counts.count - 1].answers[answer, default: 0] += row[3]
                    }
                }
                return counts
            }
        }
    }

    /// Gives every request of a batch that is in one of these states, in order.
    package func outbox(
        of batch: Batch, in states: [OutboxState], _ body: (OutboxEntry) throws -> Void
    ) throws {
        try reading { database in
            let table = try OutboxTable(database)
            let ids = try Row.fetchCursor(
                database, sql: "SELECT id, state FROM outbox WHERE batch = ? ORDER BY jurisdiction, id",
                arguments: [batch.id])
            while let row = try ids.next() {
                guard let state = OutboxState(rawValue: row[1]), states.contains(state) else { continue }
                try body(table.entry(row[0]))
            }
        }
    }
}
