internal import FoundationEssentials
internal import GRDB

/// An entry of the audit chain, for reading.
package struct AuditLine: Hashable, Sendable {
    /// From 1, in the order in which things were done.
    package let number: Int64
    /// Seconds since 1970, UTC.
    package let time: Int64
    package let action: AuditAction
    /// The batch or screening; 0 where the entry is about neither.
    package let batch: Int64
    /// The case, count, ruling or user; 0 where the entry is about none.
    package let subject: Int64
    package let actor: String
    package let detail: String
    /// 64 hexadecimal digits.
    package let hash: String
}

/// That somebody was shown data of persons.
package struct DataShown: Hashable, Sendable {
    /// The name that the user signs in with.
    package let actor: String
    /// The batch; 0 where it is about none.
    package let batch: Int64
    /// The sequence of the case; 0 where it is about many.
    package let sequence: Int64
    /// What was shown, as in `long-beach case-order`; no person's data.
    package let what: String
    /// Seconds since 1970, UTC.
    package let time: Int64

    package init(to actor: String, batch: Int64 = 0, sequence: Int64 = 0, what: String, at time: Int64) {
        self.actor = actor
        self.batch = batch
        self.sequence = sequence
        self.what = what
        self.time = time
    }
}

extension Docket {
    /// A page of the audit chain, newest first: entries with numbers smaller than `before`, and of one action only, if they are
    /// given; `limit` of them at most.
    package func auditPage(
        before: Int64? = nil, action: AuditAction? = nil, limit: Int
    ) throws(DocketError) -> [AuditLine] {
        try Self.translating {
            try pool.read { database in
                let sql = """
                    SELECT id, time, action, batch, court_case, actor, detail, hash FROM audit
                    WHERE id < ? AND (? IS NULL OR action = ?) ORDER BY id DESC LIMIT ?
                    """
                let arguments: StatementArguments = [before ?? .max, action?.rawValue, action?.rawValue, limit]
                return try Row.fetchAll(database, sql: sql, arguments: arguments).map(Self.line)
            }
        }
    }

    private static func line(_ row: Row) throws -> AuditLine {
        guard let action = AuditAction(rawValue: row[2]) else { throw DocketError(.damaged, "unknown action") }
        return AuditLine(
            number: row[0], time: row[1], action: action, batch: row[3], subject: row[4], actor: row[5], detail: row[6],
            hash: (row[7] as Data).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined())
    }
}
