package import Digests
internal import GRDB

/// Users. Every change of them is in the audit chain; `actor` is the name that whoever makes it signs in with.
extension Docket {
    /// All users, by name.
    package func users() throws(DocketError) -> [User] {
        try Self.translating { try pool.read { try AccountTables.allUsers($0) } }
    }

    /// - Throws: `unknownUser`.
    package func user(_ id: Int64) throws(DocketError) -> User {
        try Self.translating { try pool.read { try AccountTables.user(id, $0) } }
    }

    /// A user and the hash of the password; nil if nobody signs in with that name.
    package func user(named name: UserName) throws(DocketError) -> (user: User, password: PasswordHash)? {
        try Self.translating {
            try pool.read { database in
                try AccountTables.user(database, where: "name = ?", [name.text]).map {
                    (try AccountTables.user($0), try AccountTables.password($0))
                }
            }
        }
    }

    /// Makes a user. `isInitial` says that somebody else chose the password, so that it has to be changed at the first sign-in.
    /// Throws `nameTaken`.
    package func makeUser(
        _ name: UserName, _ details: User.Details, password: PasswordHash, isInitial: Bool, by actor: String,
        at time: Int64
    ) throws(DocketError) -> User {
        try Self.translating {
            try transaction { database in
                guard try AccountTables.user(database, where: "name = ?", [name.text]) == nil else {
                    throw DocketError(.nameTaken)
                }
                try database.execute(
                    sql: """
                        INSERT INTO desk_user (name, full_name, bar_number, role, jurisdictions, password, is_disabled,
                            must_change_password, made_at, password_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                        """,
                    arguments: [
                        name.text, details.fullName, details.barNumber, details.role.rawValue,
                        details.jurisdictions.joined(separator: "\n"), password.stored, isInitial, time, time,
                    ])
                let user = try AccountTables.user(database.lastInsertedRowID, database)
                try Self.audit(
                    .userMade, user: user.id, by: actor, at: time, detail: Self.described(user.name, details), database)
                return user
            }
        }
    }

    /// Changes what an administrator says about a user. A user whose role or jurisdictions change has to sign in again.
    ///
    /// - Throws: `unknownUser`; `lastAdministrator` if nobody would be left to manage users.
    package func changeUser(
        _ id: Int64, to details: User.Details, by actor: String, at time: Int64
    ) throws(DocketError) -> User {
        try changingUser(id) { user, database in
            guard details != user.details else { return }
            try database.execute(
                sql: "UPDATE desk_user SET full_name = ?, bar_number = ?, role = ?, jurisdictions = ? WHERE id = ?",
                arguments: [
                    details.fullName, details.barNumber, details.role.rawValue,
                    details.jurisdictions.joined(separator: "\n"), id,
                ])
            if (details.role, details.jurisdictions) != (user.role, user.details.jurisdictions) {
                try Self.endSessions(of: id, database)
            }
            try Self.audit(
                .userChanged, user: id, by: actor, at: time, detail: Self.described(user.name, details), database)
        }
    }

    /// Shuts a user out at once, or lets them in again. Whoever is shut out has no session and no token any more.
    ///
    /// - Throws: `unknownUser`; `lastAdministrator`.
    package func setDisabled(
        _ isDisabled: Bool, user id: Int64, by actor: String, at time: Int64
    ) throws(DocketError) -> User {
        try changingUser(id) { user, database in
            guard isDisabled != user.isDisabled else { return }
            try database.execute(
                sql: "UPDATE desk_user SET is_disabled = ? WHERE id = ?", arguments: [isDisabled, id])
            if isDisabled {
                try Self.endSessions(of: id, database)
                try database.execute(sql: "DELETE FROM api_token WHERE user = ?", arguments: [id])
            }
            try Self.audit(
                .userChanged, user: id, by: actor, at: time, detail: isDisabled ? "disabled" : "enabled", database)
        }
    }

    /// Sets a password. All sessions of the user end, and failed sign-ins are forgotten. Where somebody else chose it
    /// (`isInitial`), the user's API tokens end too, as nobody knows who had the old one. Throws `unknownUser`.
    package func setPassword(
        _ password: PasswordHash, user id: Int64, isInitial: Bool, by actor: String, at time: Int64
    ) throws(DocketError) {
        _ = try changingUser(id) { user, database in
            try database.execute(
                sql: "UPDATE desk_user SET password = ?, must_change_password = ?, password_at = ? WHERE id = ?",
                arguments: [password.stored, isInitial, time, id])
            try Self.endSessions(of: id, database)
            if isInitial { try database.execute(sql: "DELETE FROM api_token WHERE user = ?", arguments: [id]) }
            try FailedSignIns.forget(user.name, database)
            try Self.audit(.passwordChanged, user: id, by: actor, at: time, database)
        }
    }

    /// Runs a change of a user, and refuses one that leaves no administrator.
    private func changingUser(
        _ id: Int64, _ change: (User, Database) throws -> Void
    ) throws(DocketError) -> User {
        try Self.translating {
            try transaction { database in
                let before = try AccountTables.user(id, database)
                try change(before, database)
                guard before.role == .administrator, !before.isDisabled else {
                    return try AccountTables.user(id, database)
                }
                let sql = "SELECT count(*) FROM desk_user WHERE role = 'administrator' AND is_disabled = 0"
                guard try Int.fetchOne(database, sql: sql) != 0 else { throw DocketError(.lastAdministrator) }
                return try AccountTables.user(id, database)
            }
        }
    }

    /// For the audit chain: `dwhitfield, city-office of long-beach pasadena, SBN 123456`.
    private static func described(_ name: String, _ details: User.Details) -> String {
        let places = details.jurisdictions.isEmpty ? "" : " of " + details.jurisdictions.joined(separator: " ")
        return "\(name), \(details.role.rawValue)\(places)"
            + (details.barNumber.isEmpty ? "" : ", SBN \(details.barNumber)")
    }
}
