internal import Digests
internal import GRDB

/// Failed sign-ins within a window of time, by name and by address.
package struct SignInLimits: Sendable {
    package let ofName: Int
    package let ofAddress: Int
    /// Seconds.
    package let window: Int64

    package init(ofName: Int, ofAddress: Int, window: Int64) {
        self.ofName = ofName
        self.ofAddress = ofAddress
        self.window = window
    }
}

/// Counts them against digests, so that a password that was typed into the field of the name is not kept.
enum FailedSignIns {
    static func subject(name: String) -> Digest { Digest(of: "name\n\(name.lowercased())") }
    static func subject(address: String) -> Digest { Digest(of: "address\n\(address)") }

    /// When a subject with `limit` or more failures within the window may try again; nil if at once.
    static func lockedUntil(
        _ subject: Digest, _ limit: Int, window: Int64, at time: Int64, _ database: Database
    ) throws -> Int64? {
        // The failure that has to leave the window before there are fewer than the limit.
        let sql = "SELECT time FROM failed_sign_in WHERE subject = ? AND time > ? ORDER BY time DESC LIMIT 1 OFFSET ?"
        let deciding = try Int64.fetchOne(database, sql: sql, arguments: [subject.data, time - window, limit - 1])
        return deciding.map { $0 + window }
    }

    static func forget(_ name: String, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM failed_sign_in WHERE subject = ?", arguments: [subject(name: name).data])
    }

    /// Takes back one attempt from an address, which did not fail.
    static func forgetOne(from address: String, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM failed_sign_in WHERE rowid =
                    (SELECT rowid FROM failed_sign_in WHERE subject = ? ORDER BY time DESC LIMIT 1)
                """,
            arguments: [subject(address: address).data])
    }
}

extension Docket {
    /// Counts an attempt to sign in with a name, from an address, as a failed one until `beginSession` says otherwise; so that
    /// attempts made at the same time cannot slip through together.
    ///
    /// - Returns: nil if it may be tried; otherwise when it may. The same for names that nobody has, so that it does not tell
    ///   which there are.
    package func countSignIn(
        name: String, address: String, limits: SignInLimits, at time: Int64
    ) throws(DocketError) -> Int64? {
        try Self.translating {
            try transaction { database in
                try database.execute(
                    sql: "DELETE FROM failed_sign_in WHERE time <= ?", arguments: [time - limits.window])
                let subjects = [
                    (FailedSignIns.subject(name: name), limits.ofName),
                    (FailedSignIns.subject(address: address), limits.ofAddress),
                ]
                let locked = try subjects.compactMap {
                    try FailedSignIns.lockedUntil($0, $1, window: limits.window, at: time, database)
                }
                if let last = locked.max() { return last }
                for (subject, _) in subjects {
                    try database.execute(
                        sql: "INSERT INTO failed_sign_in (subject, time) VALUES (?, ?)",
                        arguments: [subject.data, time])
                }
                return nil
            }
        }
    }

    /// Puts a failed sign-in into the audit chain, which names the user if there is one, and never what was typed.
    package func recordFailedSignIn(of user: User?, from address: String, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                try Self.audit(
                    .signInFailed, user: user?.id ?? 0, by: user?.name ?? "", at: time, detail: "from \(address)",
                    database)
            }
        }
    }

    /// Lets a user try again at once.
    ///
    /// - Throws: `unknownUser`.
    package func forgetFailedSignIns(of id: Int64, by actor: String, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                try FailedSignIns.forget(AccountTables.user(id, database).name, database)
                try Self.audit(.userChanged, user: id, by: actor, at: time, detail: "unlocked", database)
            }
        }
    }
}
