package import Cases

/// What a court's system says about one filing: in its immediate reply to a message, or in the callback that comes once a
/// clerk has reviewed it (ECF 5.0, 6.1.4 and 6.1.10).
package struct CourtAnswer: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// `cbrn:MessageStatus`.
        case reply
        /// `reviewfilingcallback:NotifyFilingReviewCompleteMessage`.
        case callback
    }

    /// One reviewed document. Documents that the clerk has not looked at yet are absent.
    package struct Document: Hashable, Sendable {
        /// Our number of it, as the message had it.
        package internal(set) var number = ""
        /// nil where no status can be read.
        package internal(set) var state: CaseState?
        package internal(set) var time: Int64?
        /// In the clerk's words; may name people.
        package internal(set) var reason = ""
        /// The court's number of the document.
        package internal(set) var reference = ""
        /// SHA-256 of the stamped copy in the court's record, which differs from that of the file that was sent.
        package internal(set) var hash = ""
        package internal(set) var line = 0
    }

    /// Something wrong or doubtful about the answer, and where it stands.
    package struct Flaw: Hashable, Sendable {
        package let code: ProblemCode
        package let line: Int
        /// Names elements and codes, never what a clerk wrote.
        package let detail: String
    }

    package let kind: Kind
    /// Where it begins, from 1.
    package let line: Int
    /// Identifiers of our messages that it is about, in small letters; mostly one.
    package internal(set) var messages: [String] = []
    /// The court's number for the filing; empty where it has none.
    package internal(set) var filing = ""
    /// As the court writes it; empty where it does not.
    package internal(set) var caseNumber = ""
    /// What became of the filing; nil where the answer does not say, which a flaw tells.
    package internal(set) var state: CaseState?
    /// Seconds since 1970, UTC.
    package internal(set) var time: Int64?
    /// In the clerk's words; may name people.
    package internal(set) var reason = ""
    package internal(set) var documents: [Document] = []
    package internal(set) var flaws: [Flaw] = []

    init(_ kind: Kind, line: Int) {
        self.kind = kind
        self.line = line
    }

    mutating func note(_ code: ProblemCode, line: Int, _ detail: String = "") {
        flaws.append(Flaw(code: code, line: line, detail: detail))
    }
}
