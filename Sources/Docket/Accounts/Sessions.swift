package import Digests
internal import GRDB

/// How long sessions last, in seconds.
package struct SessionRules: Sendable {
    /// Without a request.
    package let idle: Int64
    /// In any case.
    package let length: Int64

    package init(idle: Int64, length: Int64) {
        self.idle = idle
        self.length = length
    }
}

extension Docket {
    /// A session that holds, as `session` found it.
    package struct FoundSession: Sendable {
        package let user: User
        /// The last request was noted so long ago that this one should be, with `touchSession`.
        package let isStale: Bool
    }

    /// Begins a session for a user who has proved who they are. Failed sign-ins with the name are forgotten, and sessions that
    /// have ended are swept out. `token` is the digest of the secret that the browser gets, `address` where the user is, for the
    /// audit chain. Throws `unknownUser` also for one who was shut out in the meantime.
    package func beginSession(
        of id: Int64, token: Digest, from address: String, rules: SessionRules, at time: Int64
    ) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                let user = try AccountTables.user(id, database)
                guard !user.isDisabled else { throw DocketError(.unknownUser) }
                try database.execute(
                    sql: "DELETE FROM desk_session WHERE seen_at <= ? OR begun_at <= ?",
                    arguments: [time - rules.idle, time - rules.length])
                try database.execute(
                    sql: "INSERT INTO desk_session (token, user, begun_at, seen_at) VALUES (?, ?, ?, ?)",
                    arguments: [token.data, id, time, time])
                try FailedSignIns.forget(user.name, database)
                try FailedSignIns.forgetOne(from: address, database)
                try Self.audit(.signedIn, user: id, by: user.name, at: time, detail: "from \(address)", database)
            }
        }
    }

    /// The user of a session; nil if there is none, it has ended, or the user is shut out.
    package func session(_ token: Digest, rules: SessionRules, at time: Int64) throws(DocketError) -> FoundSession? {
        try lookingUp { database in
            let sql = """
                SELECT \(AccountTables.userColumns), begun_at, seen_at FROM desk_session
                JOIN desk_user ON desk_user.id = desk_session.user WHERE token = ?
                """
            guard let row = try database.row(sql, [token.data]) else { return nil }
            let (begun, seen): (Int64, Int64) = (row["begun_at"], row["seen_at"])
            guard time < begun + rules.length, time < seen + rules.idle else { return nil }
            let user = try AccountTables.user(row)
            return user.isDisabled ? nil : FoundSession(user: user, isStale: time >= seen + 60)
        }
    }

    /// Notes that a session is being used.
    package func touchSession(_ token: Digest, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction {
                try $0.execute(
                    sql: "UPDATE desk_session SET seen_at = ? WHERE token = ? AND seen_at < ?",
                    arguments: [time, token.data, time])
            }
        }
    }

    /// Ends a session; whoever has its cookie cannot use it any more.
    package func endSession(_ token: Digest, of user: User, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                try database.execute(sql: "DELETE FROM desk_session WHERE token = ?", arguments: [token.data])
                guard database.changesCount > 0 else { return }
                try Self.audit(.signedOut, user: user.id, by: user.name, at: time, database)
            }
        }
    }

    /// How many sessions may still be in use.
    package func openSessions(rules: SessionRules, at time: Int64) throws(DocketError) -> Int {
        try Self.translating {
            try pool.read {
                try Int.fetchOne(
                    $0, sql: "SELECT count(*) FROM desk_session WHERE seen_at > ? AND begun_at > ?",
                    arguments: [time - rules.idle, time - rules.length]) ?? 0
            }
        }
    }

    static func endSessions(of user: Int64, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM desk_session WHERE user = ?", arguments: [user])
    }
}
