package import Digests
internal import FoundationEssentials
internal import GRDB

/// A token with which a program acts for a user. The secret itself is shown once, when it is made.
package struct APIToken: Hashable, Sendable {
    package let id: Int64
    /// What the user calls it.
    package let label: String
    /// Seconds since 1970, UTC.
    package let madeAt: Int64
    package let expiresAt: Int64
}

extension Docket {
    /// The tokens of a user that have not expired, oldest first.
    package func tokens(of user: Int64, at time: Int64) throws(DocketError) -> [APIToken] {
        try Self.translating {
            try pool.read { database in
                let sql = """
                    SELECT id, label, made_at, expires_at FROM api_token WHERE user = ? AND expires_at > ? ORDER BY id
                    """
                return try Row.fetchAll(database, sql: sql, arguments: [user, time]).map {
                    APIToken(id: $0[0], label: $0[1], madeAt: $0[2], expiresAt: $0[3])
                }
            }
        }
    }

    /// Makes a token for a user; expired ones are swept out.
    package func makeToken(
        _ label: String, digest: Digest, for user: User, expiresAt: Int64, at time: Int64
    ) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                try database.execute(sql: "DELETE FROM api_token WHERE expires_at <= ?", arguments: [time])
                try database.execute(
                    sql: "INSERT INTO api_token (digest, user, label, made_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [digest.data, user.id, label, time, expiresAt])
                try Self.audit(
                    .tokenMade, user: user.id, by: user.name, at: time, detail: "token \(database.lastInsertedRowID)",
                    database)
            }
        }
    }

    /// Ends a token of a user.
    ///
    /// - Throws: `unknownToken`, also for one of another user.
    package func revokeToken(_ id: Int64, of user: User, at time: Int64) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                try database.execute(
                    sql: "DELETE FROM api_token WHERE id = ? AND user = ?", arguments: [id, user.id])
                guard database.changesCount > 0 else { throw DocketError(.unknownToken) }
                try Self.audit(.tokenRevoked, user: user.id, by: user.name, at: time, detail: "token \(id)", database)
            }
        }
    }

    /// The user that a token acts for; nil if there is none, it has expired, or the user is shut out.
    package func user(ofToken digest: Digest, at time: Int64) throws(DocketError) -> (user: User, token: Int64)? {
        try lookingUp { database in
            let sql = """
                SELECT \(AccountTables.userColumns), api_token.id AS token FROM api_token
                JOIN desk_user ON desk_user.id = api_token.user WHERE digest = ? AND expires_at > ?
                """
            guard let row = try database.row(sql, [digest.data, time]) else { return nil }
            let user = try AccountTables.user(row)
            return user.isDisabled ? nil : (user, row["token"])
        }
    }
}

extension Digest {
    /// As it is stored.
    var data: Data { Data(bytes) }
}
