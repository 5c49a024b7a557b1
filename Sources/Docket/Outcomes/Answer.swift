package import Cases

/// Something that brings outcomes: a file that the court sent, a schedule that a clerk ticked, or a message that we sent.
package struct Answer: Hashable, Sendable {
    /// The raw value is stored.
    package enum Kind: String, CaseIterable, Sendable {
        /// We gave a message to the court's system.
        case sending
        /// The immediate reply to a message.
        case reply
        /// What the court's system tells once a clerk has reviewed the filing.
        case callback
        /// A schedule that a clerk filled in.
        case schedule
    }

    package let kind: Kind
    /// The file's name, without its folder. Names no person.
    package let name: String
    /// Of its bytes, 64 hexadecimal digits.
    package let sha256: String

    package init(_ kind: Kind, name: String, sha256: String) {
        self.kind = kind
        self.name = name
        self.sha256 = sha256
    }
}

/// A message that was made for a case of a filed batch.
package struct FiledMessage: Hashable, Sendable {
    /// A document of a message.
    package struct Document: Hashable, Sendable {
        /// As the message numbers it, and as the court names it in its answers.
        package let number: Int
        /// Such as `case-order`.
        package let kind: String

        package init(number: Int, kind: String) {
            self.number = number
            self.kind = kind
        }
    }

    /// The message identifier, a UUID in small letters.
    package let identifier: String
    package let place: CourtOutcome.Place
    package let caseNumber: String
    /// From 1; above it are messages that send again what was rejected.
    package let round: Int
    package let documents: [Document]

    package init(
        identifier: String, place: CourtOutcome.Place, caseNumber: String, round: Int, documents: [Document]
    ) {
        self.identifier = identifier
        self.place = place
        self.caseNumber = caseNumber
        self.round = round
        self.documents = documents
    }
}

/// What recording came to, in outcomes.
package struct RecordedOutcomes: Hashable, Sendable {
    package internal(set) var new = 0
    /// The docket had them already.
    package internal(set) var known = 0

    package init() {}
}
