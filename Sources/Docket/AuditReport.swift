internal import Cases
internal import Digests
internal import GRDB

/// What reading the audit chain from its first entry to its head showed.
package struct AuditReport: Hashable, Sendable {
    /// Where the chain does not hold.
    package struct Break: Hashable, Sendable {
        package enum Reason: String, Sendable {
            /// The entry is not what was chained: its hash differs.
            case entryChanged = "entry-changed"
            /// Entries are missing, before this one or at the end.
            case entryMissing = "entry-missing"
            /// The approved case, or the challenged count, is not what it was then.
            case caseChanged = "case-changed"
            /// The approved case, or the challenged count, is gone, though its batch was not discarded.
            case caseMissing = "case-missing"
            /// The ruling, or the finding that was ruled on, is not what was chained, or is gone.
            case rulingChanged = "ruling-changed"
            /// There are rulings that were never chained.
            case rulingAdded = "ruling-added"
            /// What an answer of the court brought is not what was chained, or is gone.
            case answerChanged = "answer-changed"
            /// There are answers that were never chained.
            case answerAdded = "answer-added"
            /// What a run of notices took is not what was chained, or is gone.
            case noticesChanged = "notices-changed"
            /// There are notices that were never chained.
            case noticesAdded = "notices-added"
        }

        /// The first entry concerned, from 1.
        package let entry: Int
        package let reason: Reason

        package init(entry: Int, reason: Reason) {
            self.entry = entry
            self.reason = reason
        }
    }

    /// Entries read.
    package let entries: Int
    /// The first break; nil if the chain holds.
    package let broken: Break?

    package init(entries: Int, broken: Break?) {
        self.entries = entries
        self.broken = broken
    }

    package var isWhole: Bool { broken == nil }
}

extension Docket {
    /// Reads the whole audit chain: every entry's hash, the head, and that approved cases, challenged counts, rulings,
    /// answers and notices are still as they were.
    ///
    /// Finds changes made around the program. Whoever rewrites all later entries and the head as well is found only by
    /// comparing with a copy of the docket, such as a backup.
    package func verifyAudit() throws(DocketError) -> AuditReport {
        try Self.translating { try pool.read { try AuditReport.of($0) } }
    }
}

extension AuditReport {
    static func of(_ database: Database) throws -> AuditReport {
        var check = try AuditCheck(database)
        return try check.run(database)
    }
}

private struct AuditCheck {
    private let labels: Labels
    /// Batches whose cases are gone, as they should be; of purged ones the challenged counts are still there.
    private let discarded: Set<Int64>
    private let purged: Set<Int64>
    private let fetch: Prepared
    private let fetchChallenge: Prepared
    private let seal: RulingSeal
    private var rulings = 0
    private let answerSeal: AnswerSeal
    private var answers = 0
    private let noticeSeal: DispositionSeal
    private var notices = 0
    private let hasher = SHA256()
    private var writer = ByteWriter()

    init(_ database: Database) throws {
        seal = try RulingSeal(database)
        answerSeal = try AnswerSeal(database)
        noticeSeal = try DispositionSeal(database)
        labels = try Labels(database)
        discarded = try Int64.fetchSet(database, sql: "SELECT id FROM batch WHERE stage = 'discarded'")
        purged = try Int64.fetchSet(database, sql: "SELECT batch FROM purged_batch")
        fetch = try Prepared(
            database,
            "SELECT jurisdiction, courthouse, number, body FROM court_case WHERE id = ? AND batch = ?"
        )
        fetchChallenge = try Prepared(
            database,
            """
            SELECT id, jurisdiction, courthouse, number, ground, body FROM challenged_count WHERE id = ? AND batch = ?
            """
        )
    }

    mutating func run(_ database: Database) throws -> AuditReport {
        let rows = try Prepared(
            database,
            "SELECT id, time, action, batch, court_case, actor, detail, content, hash FROM audit ORDER BY id"
        )
        var previous = [UInt8](repeating: 0, count: 32)
        var entries = 0
        while try rows.next() {
            entries += 1
            if let reason = try check(rows, entries, &previous) {
                return AuditReport(entries: entries, broken: AuditReport.Break(entry: entries, reason: reason))
            }
        }
        let reason = try checkEnd(entries, previous, database)
        return AuditReport(
            entries: entries, broken: reason.map { AuditReport.Break(entry: entries + 1, reason: $0) })
    }

    private func checkEnd(
        _ entries: Int,
        _ last: [UInt8],
        _ database: Database
    ) throws -> AuditReport.Break.Reason? {
        let head = try Prepared(database, "SELECT entries, hash FROM audit_head WHERE id = 1")
        guard try head.next(), head.integer(0) == Int64(entries), head.bytes(1) == last else { return .entryMissing }
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM ruling") == rulings else { return .rulingAdded }
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM answer") == answers else { return .answerAdded }
        let published = "SELECT count(*) FROM disposition_run WHERE is_published = 1"
        return try Int.fetchOne(database, sql: published) == notices ? nil : .noticesAdded
    }

    private mutating func check(
        _ row: Prepared,
        _ number: Int,
        _ previous: inout [UInt8]
    ) throws -> AuditReport.Break.Reason? {
        guard row.integer(0) == Int64(number) else { return .entryMissing }
        guard let action = AuditAction(rawValue: row.text(2)) else { return .entryChanged }
        var entry = AuditEntry(time: row.integer(1), action: action, batch: row.integer(3), actor: row.text(5))
        entry.courtCase = row.integer(4)
        entry.detail = row.text(6)
        entry.content = row.bytes(7)
        let hash = AuditChain.hash(entry, id: Int64(number), after: previous, &writer, hasher)
        guard hash == row.bytes(8) else { return .entryChanged }
        previous = hash
        switch action {
        case .caseApproved: return try check(approval: entry)
        case .countChallenged: return try check(challenge: entry)
        case .convictionRuled:
            rulings += 1
            return try seal.content(ofRuling: entry.courtCase) == entry.content ? nil : .rulingChanged
        case .answerRecorded:
            answers += 1
            if try answerSeal.isPurged(answer: entry.courtCase) { return nil }
            return try answerSeal.content(ofAnswer: entry.courtCase) == entry.content ? nil : .answerChanged
        case .dispositionsNoticed:
            notices += 1
            return try noticeSeal.content(ofRun: entry.courtCase) == entry.content ? nil : .noticesChanged
        default: return nil
        }
    }

    private func check(challenge: AuditEntry) throws -> AuditReport.Break.Reason? {
        if discarded.contains(challenge.batch) { return nil }
        fetchChallenge.bind(challenge.courtCase, at: 1)
        fetchChallenge.bind(challenge.batch, at: 2)
        defer { fetchChallenge.reset() }
        guard try fetchChallenge.next() else { return .caseMissing }
        let route = Route(
            jurisdiction: try labels.text(fetchChallenge.integer(1)),
            courthouse: try labels.text(fetchChallenge.integer(2))
        )
        let content = AuditChain.content(challenge: fetchChallenge, route: route, hasher)
        return content == challenge.content ? nil : .caseChanged
    }

    private func check(approval: AuditEntry) throws -> AuditReport.Break.Reason? {
        if discarded.contains(approval.batch) || purged.contains(approval.batch) { return nil }
        fetch.bind(approval.courtCase, at: 1)
        fetch.bind(approval.batch, at: 2)
        defer { fetch.reset() }
        guard try fetch.next() else { return .caseMissing }
        let route = Route(
            jurisdiction: try labels.text(fetch.integer(0)),
            courthouse: try labels.text(fetch.integer(1))
        )
        let content = AuditChain.content(fetch, route: route, number: 2, body: 3, hasher)
        return content == approval.content ? nil : .caseChanged
    }
}
