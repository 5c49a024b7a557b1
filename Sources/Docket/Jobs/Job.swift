/// Work that somebody asked the service for: what, by whom, and how far it has come.
///
/// A job lives on the docket, so that it survives a restart. What it asks for is idempotent: begun again after a kill, it
/// ends with the same bytes.
package struct Job: Hashable, Sendable {
    /// The raw value is stored and shown.
    package enum State: String, CaseIterable, Sendable {
        case waiting, running
        /// It came to a result, good or not: a verification that finds something is done.
        case done
        /// It could not be done; `failure` says why.
        case failed
        case cancelled

        package var isOver: Bool { self == .done || self == .failed || self == .cancelled }
    }

    /// Why a job could not be done, in the command line's words. Nothing of a person.
    package struct Failure: Hashable, Sendable {
        /// Such as `unusable-input`.
        package let code: String
        /// The exit code of the command line, such as 3.
        package let exit: Int
        package let message: String

        package init(code: String, exit: Int, message: String) {
            self.code = code
            self.exit = exit
            self.message = message
        }
    }

    package let id: Int64
    package let asked: JobRequest
    package let state: State
    /// Whether somebody wants a running job to end.
    package let isUnwanted: Bool
    /// How often it was begun; more than once after a restart.
    package let attempts: Int
    package let failure: Failure?
    /// What a job that is done came to, as JSON; empty before.
    package let result: String
    /// Seconds since 1970, UTC; nil before.
    package let askedAt: Int64
    package let begunAt: Int64?
    package let endedAt: Int64?
    /// The version of the templates that was published when it was asked for; 0 for the installed folder, as before there were
    /// versions.
    package let templates: Int64
}

/// What is asked for.
package struct JobRequest: Hashable, Sendable {
    /// Such as `generate`.
    package let kind: String
    /// What to do, as JSON with its keys sorted, so that the same request is the same text.
    package let order: String
    /// Login name of who asked.
    package let owner: String
    /// The one office that the job is about; empty for the whole county.
    package let jurisdiction: String
    /// The asker's own name for this request: asked again with the same key, it is the same job. Empty for none.
    package let key: String
    /// Ids of the uploads that it reads, which are kept until it has ended.
    package let uploads: [String]

    package init(
        kind: String, order: String, owner: String, jurisdiction: String = "", key: String = "", uploads: [String] = []
    ) {
        self.kind = kind
        self.order = order
        self.owner = owner
        self.jurisdiction = jurisdiction
        self.key = key
        self.uploads = uploads
    }
}

/// What became of asking for a job.
package enum JobAdmission: Hashable, Sendable {
    case accepted(Job)
    /// Asked before with this key; nothing new was begun.
    case known(Job)
    /// The key was used for another request.
    case conflict
    /// An upload is not there, or is not whole.
    case unknownUpload(String)
    /// The asker has as many jobs waiting as the limit allows.
    case tooMany
}
