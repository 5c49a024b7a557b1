import Cases
package import Courier
package import Docket

/// What is asked of a run that sends the messages of a batch.
package struct SendingRequest: Sendable {
    /// The folder of the batch, or its e-filing folder.
    package var batch: String
    /// Id of the only jurisdiction to send for; nil for all that have messages.
    package var jurisdiction: String?
    package var templates: String
    package var docket: String
    /// In place of the addresses of the courts' policies.
    package var endpoint: String?
    /// Whether an address on this machine may be http.
    package var plainLoopback: Bool
    package var credentials: Credentials?
    package var settings: CourierSettings
    /// Whether what was given up is tried again.
    package var again: Bool

    package init(
        batch: String, jurisdiction: String? = nil, templates: String, docket: String, endpoint: String? = nil,
        plainLoopback: Bool = false, credentials: Credentials? = nil, settings: CourierSettings = CourierSettings(),
        again: Bool = false
    ) {
        self.batch = batch
        self.jurisdiction = jurisdiction
        self.templates = templates
        self.docket = docket
        self.endpoint = endpoint
        self.plainLoopback = plainLoopback
        self.credentials = credentials
        self.settings = settings
        self.again = again
    }
}

/// Time, and the wish to stop, as they come in from outside.
package struct SendingClock: Sendable {
    /// Milliseconds since 1970, UTC.
    let now: @Sendable () -> Int64
    /// Waits so many milliseconds, or until somebody wants to stop.
    let wait: @Sendable (Int64) -> Void
    let isStopping: @Sendable () -> Bool

    package init(
        now: @escaping @Sendable () -> Int64, wait: @escaping @Sendable (Int64) -> Void,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.now = now
        self.wait = wait
        self.isStopping = isStopping
    }
}

/// How far the requests of a batch have come.
package struct SendingReport: Sendable {
    package struct Line: Sendable {
        package let name: String
        package let counts: OutboxCounts
        /// Cases that were sent before in another message and are not sent again.
        package let blocked: Int
        /// Why nothing more is sent to this court in this run; empty where nothing stands in the way.
        package let halted: String
    }

    /// The e-filing folder.
    package let folder: String
    package let lines: [Line]
    /// Somebody wanted to stop.
    package let isStopped: Bool

    /// Everything was received, and nothing rejected.
    package var isComplete: Bool {
        lines.allSatisfy { line in
            line.counts.count(.answered) == line.counts.total && line.counts.count(CaseState.rejected) == 0
                && line.blocked == 0 && line.halted.isEmpty
        }
    }
}
