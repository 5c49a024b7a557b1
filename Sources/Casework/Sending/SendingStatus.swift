package import Docket

/// How far the requests of a batch have come, without sending anything.
package struct SendingStatus: Sendable {
    /// A request that somebody has to look at.
    package struct Open: Sendable {
        package let jurisdiction: String
        package let caseNumbers: [String]
        package let message: String
        package let state: OutboxState
        package let attempts: Int
        package let note: String
    }

    package let counts: [OutboxCounts]
    /// What is in doubt, given up, or was tried in vain; the first of them.
    package let open: [Open]

    private static let mostOpen = 1_000

    /// Reads it from the docket at a path; the batch is named by its folder, or its e-filing folder.
    package init(of batch: String, docket path: String) throws {
        let docket = try Docket.existing(path)
        defer { try? docket.close() }
        let batch = try SendingPlace(batch).batch(in: docket)
        counts = try docket.outboxCounts(of: batch)
        var open: [Open] = []
        try docket.outbox(of: batch, in: [.sending, .inDoubt, .failed, .waiting]) { entry in
            guard open.count < Self.mostOpen, entry.state != .waiting || !entry.note.isEmpty else { return }
            open.append(
                Open(
                    jurisdiction: entry.jurisdiction, caseNumbers: entry.request.messages.map(\.caseNumber),
                    message: entry.request.identifier, state: entry.state, attempts: entry.attempts, note: entry.note))
        }
        self.open = open
    }
}
