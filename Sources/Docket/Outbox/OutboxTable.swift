internal import Cases
internal import GRDB

/// Reads and writes rows of the outbox.
struct OutboxTable {
    private let entry: Prepared
    private let messages: Prepared
    private let byMessage: Prepared
    private let byCase: Prepared
    private let insertion: Prepared
    private let insertMessage: Prepared
    private let listing: Prepared
    private let progress: Prepared
    private let removal: Prepared
    private let removeMessages: Prepared
    private var labels: Labels

    init(_ database: Database) throws {
        entry = try Prepared(
            database,
            """
            SELECT id, jurisdiction, archive, file, sha256, state, answer, attempts, next_time, note
            FROM outbox WHERE id = ?
            """
        )
        messages = try Prepared(
            database, "SELECT message, sequence, number FROM outbox_message WHERE request = ? ORDER BY position")
        byMessage = try Prepared(database, "SELECT request FROM outbox_message WHERE message = ?")
        byCase = try Prepared(
            database,
            """
            SELECT DISTINCT request FROM outbox_message AS m JOIN outbox AS o ON o.id = m.request
            WHERE m.batch = ? AND m.jurisdiction = ? AND m.sequence = ? AND (m.sequence > 0 OR o.listed_at < ?)
            """
        )
        insertion = try Prepared(
            database,
            """
            INSERT INTO outbox (
                batch, jurisdiction, archive, file, sha256, state, answer, attempts, next_time, note, listed_at
            ) VALUES (?, ?, ?, ?, ?, 'waiting', '', 0, 0, '', ?) RETURNING id
            """
        )
        insertMessage = try Prepared(
            database,
            """
            INSERT INTO outbox_message (message, request, position, batch, jurisdiction, sequence, number)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        )
        listing = try Prepared(
            database, "UPDATE outbox SET archive = ?, file = ?, sha256 = ?, listed_at = ? WHERE id = ?")
        progress = try Prepared(
            database,
            "UPDATE outbox SET state = ?, answer = ?, attempts = ?, next_time = ?, note = ? WHERE id = ?")
        removal = try Prepared(database, "DELETE FROM outbox WHERE id = ?")
        removeMessages = try Prepared(database, "DELETE FROM outbox_message WHERE request = ?")
        labels = try Labels(database)
    }

    // MARK: Reading

    func entry(_ id: Int64) throws -> OutboxEntry {
        entry.bind(id, at: 1)
        defer { entry.reset() }
        guard try entry.next(), let state = OutboxState(rawValue: entry.text(5)) else {
            throw DocketError(.damaged, "request \(id) of the outbox")
        }
        let request = OutboxRequest(
            archive: entry.text(2), file: entry.text(3), sha256: entry.text(4), messages: try messages(of: id))
        return OutboxEntry(
            id: id, jurisdiction: try labels.text(entry.integer(1)), request: request, state: state,
            answer: CaseState(rawValue: entry.text(6)), attempts: Int(entry.integer(7)), nextTime: entry.integer(8),
            note: entry.text(9))
    }

    private func messages(of request: Int64) throws -> [OutboxMessage] {
        messages.bind(request, at: 1)
        var found: [OutboxMessage] = []
        while try messages.next() {
            found.append(
                OutboxMessage(
                    identifier: messages.text(0), sequence: Int(messages.integer(1)), caseNumber: messages.text(2)))
        }
        return found
    }

    /// Every request that has one of these messages, or another message of one of their cases. What is filed in the court's
    /// master case, under sequence 0, may be several filings; those that are listed at the same time go together.
    mutating func related(
        to request: OutboxRequest, in batch: Int64, _ jurisdiction: String, listed time: Int64, _ database: Database
    ) throws -> [OutboxEntry] {
        var found: Set<Int64> = []
        let label = try labels.id(jurisdiction, database)
        for message in request.messages {
            byMessage.bind(message.identifier, at: 1)
            while try byMessage.next() { found.insert(byMessage.integer(0)) }
            byCase.bind(batch, at: 1)
            byCase.bind(label, at: 2)
            byCase.bind(message.sequence, at: 3)
            byCase.bind(time, at: 4)
            while try byCase.next() { found.insert(byCase.integer(0)) }
        }
        return try found.sorted().map { try entry($0) }
    }

    // MARK: Writing

    mutating func add(
        _ request: OutboxRequest, to batch: Int64, _ jurisdiction: String, listed time: Int64, _ database: Database
    ) throws {
        let label = try labels.id(jurisdiction, database)
        insertion.bind(batch, at: 1)
        insertion.bind(label, at: 2)
        insertion.bind(request.archive, at: 3)
        insertion.bind(request.file, at: 4)
        insertion.bind(request.sha256, at: 5)
        insertion.bind(time, at: 6)
        guard try insertion.next() else { throw DocketError(.internalFailure, "request without number") }
        let id = insertion.integer(0)
        insertion.reset()
        for (position, message) in request.messages.enumerated() {
            insertMessage.bind(message.identifier, at: 1)
            insertMessage.bind(id, at: 2)
            insertMessage.bind(position, at: 3)
            insertMessage.bind(batch, at: 4)
            insertMessage.bind(label, at: 5)
            insertMessage.bind(message.sequence, at: 6)
            insertMessage.bind(message.caseNumber, at: 7)
            try insertMessage.run()
        }
    }

    /// Notes where a request lies now, and that it is still there.
    func list(_ request: OutboxRequest, as id: Int64, at time: Int64) throws {
        listing.bind(request.archive, at: 1)
        listing.bind(request.file, at: 2)
        listing.bind(request.sha256, at: 3)
        listing.bind(time, at: 4)
        listing.bind(id, at: 5)
        try listing.run()
    }

    func set(
        _ id: Int64, _ state: OutboxState, answer: CaseState? = nil, attempts: Int, nextTime: Int64, note: String
    ) throws {
        progress.bind(state.rawValue, at: 1)
        progress.bind(answer?.rawValue ?? "", at: 2)
        progress.bind(attempts, at: 3)
        progress.bind(nextTime, at: 4)
        progress.bind(note, at: 5)
        progress.bind(id, at: 6)
        try progress.run()
    }

    func remove(_ id: Int64) throws {
        for statement in [removeMessages, removal] {
            statement.bind(id, at: 1)
            try statement.run()
        }
    }
}
