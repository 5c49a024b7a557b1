internal import Digests
package import Docket

/// The administrator that the command line makes: nobody could sign in otherwise.
package struct FirstAdministrator: Sendable {
    package let user: User
    /// Whether the user was not there before.
    package let isNew: Bool
    /// To be shown once; only its hash is kept.
    package let password: String

    /// Makes an administrator, or gives one who is there a new password and lets them in again.
    ///
    /// Without `password` it is one to begin with, which has to be changed at the first sign-in. `path` is that of the docket,
    /// `time` in seconds since 1970, UTC. Throws `DocketError`: `nameTaken` for a user who is no administrator, because nobody's
    /// role is to change unseen.
    package static func make(
        _ name: String, fullName: String, password: String?, docket path: String, at time: Int64
    ) throws -> FirstAdministrator {
        guard let userName = UserName(name) else { throw DocketError(.unknownUser) }
        let docket = try Docket(path: path)
        let given = password ?? PasswordRules.initial()
        let hash = try PasswordHash(of: given)
        // Whoever may read and write the file is its owner; the chain says that it was done from there.
        let actor = "command line"
        let made: FirstAdministrator
        if let user = try docket.user(named: userName)?.user {
            guard user.role == .administrator else { throw DocketError(.nameTaken) }
            _ = try docket.setDisabled(false, user: user.id, by: actor, at: time)
            try docket.setPassword(hash, user: user.id, isInitial: password == nil, by: actor, at: time)
            made = FirstAdministrator(user: user, isNew: false, password: given)
        } else {
            let user = try docket.makeUser(
                userName, User.Details(fullName: fullName, role: .administrator), password: hash,
                isInitial: password == nil, by: actor, at: time)
            made = FirstAdministrator(user: user, isNew: true, password: given)
        }
        try docket.close()
        return made
    }
}
