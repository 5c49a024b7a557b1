internal import Digests
internal import GRDB

/// The tables of those who may sign in, and how rows of them are read.
enum AccountTables {
    /// `jurisdictions` holds ids with line breaks between them. `token` and `digest` are SHA-256 digests of secrets that are
    /// stored nowhere. A row of `failed_sign_in` counts against `subject`, the digest of a name or an address, whether there
    /// is such a user or not. Ids of users are never used twice, because the audit chain names them.
    static let sql = """
        CREATE TABLE desk_user (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            full_name TEXT NOT NULL,
            bar_number TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('paralegal', 'deputy', 'city-office', 'clerk', 'administrator')),
            jurisdictions TEXT NOT NULL,
            password TEXT NOT NULL,
            is_disabled INTEGER NOT NULL,
            must_change_password INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            password_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE desk_session (
            token BLOB PRIMARY KEY,
            user INTEGER NOT NULL REFERENCES desk_user (id),
            begun_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX desk_session_by_user ON desk_session (user);

        CREATE TABLE api_token (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest BLOB NOT NULL UNIQUE,
            user INTEGER NOT NULL REFERENCES desk_user (id),
            label TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX api_token_by_user ON api_token (user);

        CREATE TABLE failed_sign_in (
            subject BLOB NOT NULL,
            time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX failed_sign_in_by_subject ON failed_sign_in (subject, time);
        """

    /// Columns that `user` reads, for queries on `desk_user`, alone or with what belongs to a user.
    static let userColumns = """
        desk_user.id, name, full_name, bar_number, role, jurisdictions, is_disabled, must_change_password,
        desk_user.made_at, password_at, password
        """

    /// The first user that a condition on `desk_user` holds for.
    static func user(_ database: Database, where condition: String, _ arguments: StatementArguments) throws -> Row? {
        try database.row("SELECT \(userColumns) FROM desk_user WHERE \(condition)", arguments)
    }

    static func allUsers(_ database: Database) throws -> [User] {
        try Row.fetchAll(database, sql: "SELECT \(userColumns) FROM desk_user ORDER BY name").map(user)
    }

    static func user(_ id: Int64, _ database: Database) throws -> User {
        guard let row = try user(database, where: "id = ?", [id]) else { throw DocketError(.unknownUser) }
        return try user(row)
    }

    static func user(_ row: Row) throws -> User {
        guard let role = Role(rawValue: row["role"]) else { throw DocketError(.damaged, "unknown role") }
        let jurisdictions: String = row["jurisdictions"]
        return User(
            id: row["id"], name: row["name"],
            details: User.Details(
                fullName: row["full_name"], barNumber: row["bar_number"], role: role,
                jurisdictions: jurisdictions.split(separator: "\n").map(String.init)),
            isDisabled: row["is_disabled"], mustChangePassword: row["must_change_password"], madeAt: row["made_at"],
            passwordAt: row["password_at"])
    }

    static func password(_ row: Row) throws -> PasswordHash {
        guard let hash = PasswordHash(stored: row["password"]) else {
            throw DocketError(.damaged, "password of a user")
        }
        return hash
    }
}

extension Database {
    /// The first row of a query. Its statement is kept, because every request of the service asks the same.
    func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}

extension Docket {
    /// Adds one entry about a user to the audit chain.
    static func audit(
        _ action: AuditAction, user: Int64, by actor: String, at time: Int64, detail: String = "", _ database: Database
    ) throws {
        var chain = try AuditChain(database)
        try chain.append(
            AuditEntry(time: time, action: action, batch: 0, courtCase: user, actor: actor, detail: detail))
        try chain.finish(database)
    }
}
