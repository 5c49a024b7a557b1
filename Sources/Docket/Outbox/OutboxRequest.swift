package import Cases

/// How far a request in the outbox has come. The raw value is stored and shown.
package enum OutboxState: String, CaseIterable, Sendable {
    /// The court does not have it.
    case waiting
    /// It is on its way. Written to the disk before the first byte leaves, so that a run that was killed is found here.
    case sending
    /// The court has answered: received, or rejected.
    case answered
    /// Given up; the court does not have it.
    case failed
    /// It left, and no answer came: the court is asked before it is sent again.
    case inDoubt = "in-doubt"
}

/// One case in a request.
package struct OutboxMessage: Hashable, Sendable {
    /// The message identifier, a UUID in small letters.
    package let identifier: String
    /// Of the case, as the schedule has it.
    package let sequence: Int
    package let caseNumber: String

    package init(identifier: String, sequence: Int, caseNumber: String) {
        self.identifier = identifier
        self.sequence = sequence
        self.caseNumber = caseNumber
    }
}

/// A request that is to be sent, as it lies in the e-filing folder of a batch.
package struct OutboxRequest: Hashable, Sendable {
    /// The archive that the message is in, its name there, and the SHA-256 of its bytes in hexadecimal digits.
    package let archive: String
    package let file: String
    package let sha256: String
    /// At least one; the first names the request.
    package let messages: [OutboxMessage]

    package init(archive: String, file: String, sha256: String, messages: [OutboxMessage]) {
        self.archive = archive
        self.file = file
        self.sha256 = sha256
        self.messages = messages
    }

    package var identifier: String { messages.first?.identifier ?? "" }
}

/// A request as the outbox has it.
package struct OutboxEntry: Hashable, Sendable {
    package let id: Int64
    package let jurisdiction: String
    package let request: OutboxRequest
    package let state: OutboxState
    /// What the court's answer came to; nil as long as there is none.
    package let answer: CaseState?
    /// How often the court was spoken to about it, since it last began to wait.
    package let attempts: Int
    /// Milliseconds since 1970, UTC: not before.
    package let nextTime: Int64
    /// Why it is not answered; never the court's words.
    package let note: String
}

/// How many requests of a jurisdiction have come how far.
package struct OutboxCounts: Hashable, Sendable {
    package let jurisdiction: String
    package internal(set) var states: [OutboxState: Int] = [:]
    /// Answers by what they came to.
    package internal(set) var answers: [CaseState: Int] = [:]

    package init(jurisdiction: String) { self.jurisdiction = jurisdiction }

    package var total: Int { states.values.reduce(0, +) }

    package func count(_ state: OutboxState) -> Int { states[state] ?? 0 }

    package func count(_ answer: CaseState) -> Int { answers[answer] ?? 0 }
}

/// What putting requests into the outbox came to.
package struct OutboxAdmitted: Hashable, Sendable {
    package internal(set) var new = 0
    package internal(set) var known = 0
    /// Sequences of cases that were sent before in another message and not rejected, so that this one must not go.
    package internal(set) var blocked: [Int] = []

    package init() {}

    package static func += (sum: inout OutboxAdmitted, part: OutboxAdmitted) {
        sum.new += part.new
        sum.known += part.known
        sum.blocked += part.blocked
    }
}
