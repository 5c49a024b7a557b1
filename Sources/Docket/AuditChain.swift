internal import Cases
internal import Digests
internal import GRDB

/// What an entry of the audit chain says was done. The raw value is stored and hashed.
package enum AuditAction: String, CaseIterable, Sendable {
    case batchAdmitted = "batch-admitted"
    case caseApproved = "case-approved"
    case caseHeld = "case-held"
    case countChallenged = "count-challenged"
    case challengeHeld = "challenge-held"
    case batchNumbered = "batch-numbered"
    case batchPacked = "batch-packed"
    case batchDiscarded = "batch-discarded"
    case batchPurged = "batch-purged"
    case screened
    case convictionRuled = "conviction-ruled"
    case screeningDiscarded = "screening-discarded"
    case answerRecorded = "answer-recorded"
    case dispositionsNoticed = "dispositions-noticed"
    case userMade = "user-made"
    case userChanged = "user-changed"
    case passwordChanged = "password-changed"
    case signedIn = "signed-in"
    case signInFailed = "sign-in-failed"
    case signedOut = "signed-out"
    case tokenMade = "token-made"
    case tokenRevoked = "token-revoked"
    /// Somebody was shown data of persons.
    case dataShown = "data-shown"
    case templatesPublished = "templates-published"
}

/// One entry before it is chained. Names the prosecutor, never a person of a case.
struct AuditEntry {
    /// Seconds since 1970, UTC.
    var time: Int64
    var action: AuditAction
    /// The batch; the screening, where the action is about one; 0 for an answer, which may be about several.
    var batch: Int64
    /// The case, the challenged count, the ruling, the answer or the run of notices; 0 where batch or screening as a whole is
    /// meant. The user, where the action is about one; the case's sequence, where it was shown.
    var courtCase: Int64 = 0
    /// `Dana Whitfield, SBN 123456`, or the name that a user signs in with; empty where nobody answers, as in a draft.
    var actor: String
    var detail = ""
    /// Digest of what was approved; empty where nothing was.
    var content: [UInt8] = []
}

/// Appends to the audit chain: every entry's hash covers the entry and the hash before it (SHA-256), so that no entry
/// can be changed, taken out or put in without all later ones showing it.
///
/// Belongs to one write transaction; `finish` writes the new head.
struct AuditChain {
    private let insertion: Prepared
    private let hasher = SHA256()
    private var writer = ByteWriter()
    private var entries: Int64
    private var head: [UInt8]
    /// The entry before, whose texts are still bound.
    private var bound: AuditEntry?

    init(_ database: Database) throws {
        let stored = try Prepared(database, "SELECT entries, hash FROM audit_head WHERE id = 1")
        guard try stored.next() else { throw DocketError(.damaged, "audit chain without head") }
        entries = stored.integer(0)
        head = stored.bytes(1)
        stored.reset()
        insertion = try Prepared(
            database,
            """
            INSERT INTO audit (id, time, action, batch, court_case, actor, detail, content, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
    }

    mutating func append(_ entry: AuditEntry) throws {
        entries += 1
        head = Self.hash(entry, id: entries, after: head, &writer, hasher)
        insertion.bind(entries, at: 1)
        insertion.bind(entry.time, at: 2)
        insertion.bind(entry.batch, at: 4)
        insertion.bind(entry.courtCase, at: 5)
        // The approvals of a batch differ in nothing but case and content; what is bound stays bound.
        if bound?.action != entry.action { insertion.bind(entry.action.rawValue, at: 3) }
        if bound?.actor != entry.actor { insertion.bind(entry.actor, at: 6) }
        if bound?.detail != entry.detail { insertion.bind(entry.detail, at: 7) }
        bound = entry
        insertion.bind(entry.content, at: 8)
        insertion.bind(head, at: 9)
        try insertion.run()
    }

    func finish(_ database: Database) throws {
        let update = try Prepared(database, "UPDATE audit_head SET entries = ?, hash = ? WHERE id = 1")
        update.bind(entries, at: 1)
        update.bind(head, at: 2)
        try update.run()
    }

    /// The hash of an entry: SHA-256 over the hash before it and the entry's fields, each with its length.
    static func hash(
        _ entry: AuditEntry,
        id: Int64,
        after previous: [UInt8],
        _ writer: inout ByteWriter,
        _ hasher: SHA256
    ) -> [UInt8] {
        writer.clear()
        for number in [id, entry.time, entry.batch, entry.courtCase] { writer.write(Int(number)) }
        writer.write(entry.action.rawValue)
        writer.write(entry.actor)
        writer.write(entry.detail)
        writer.write(entry.content)
        hasher.update(previous)
        hasher.update(writer.bytes)
        return hasher.finish().bytes
    }

    /// Digest of a challenged count: where it goes, its case number, its ground, and its body as stored.
    static func content(challenge row: Prepared, route: Route, _ hasher: SHA256) -> [UInt8] {
        hasher.update(row.text(4))
        hasher.update("\0")
        return content(row, route: route, number: 3, body: 5, hasher)
    }

    /// Digest of a case as it is approved: where it goes, its number, and its body as stored.
    static func content(
        _ row: Prepared,
        route: Route,
        number: Int32,
        body: Int32,
        _ hasher: SHA256
    ) -> [UInt8] {
        for text in [route.jurisdiction, route.courthouse] {
            hasher.update(text)
            hasher.update("\0")
        }
        row.withBytes(number) { hasher.update($0) }
        hasher.update("\0")
        row.withBytes(body) { hasher.update($0) }
        return hasher.finish().bytes
    }
}
