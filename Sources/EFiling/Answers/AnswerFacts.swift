import Cases

/// What a callback says of a filing as a whole.
struct FilingFacts {
    var status = ""
    var docketing = ""
    var posted: Int64?
    var completed: Int64?
    var line = 0

    /// Decides what the callback says.
    func conclude(_ answer: inout CourtAnswer) {
        answer.time = posted ?? completed
        let stated = ReviewStatus.state(status)
        if stated == nil, !status.isEmpty { answer.note(.unknownStatus, line: line, "FilingReviewStatusCode") }
        let documents = answer.documents.compactMap(\.state)
        answer.state = stated ?? (status.isEmpty ? ReviewStatus.state(of: documents) : nil)
        if status.isEmpty, answer.state == nil {
            answer.note(.unknownStatus, line: answer.line, "FilingReviewStatusCode is missing")
        }
        let isContradicted =
            stated == .accepted && documents.contains(.rejected) || stated == .rejected && documents.contains(.accepted)
        if isContradicted {
            answer.state = .partiallyAccepted
            answer.note(.documentsDiffer, line: answer.line)
        }
        if docketing.lowercased() == "unsuccessful", answer.state != .rejected {
            answer.note(.notDocketed, line: answer.line)
        }
    }
}

/// A document of a callback while it is read.
struct ReviewedDocument {
    var document = CourtAnswer.Document()
    /// `DocumentReviewStatus/StatusText`, which the examples of the standard use alone.
    var text = ""
    /// `DocumentStatus/DocumentReviewStatusCode`, of which there is a code list.
    var code = ""

    /// Decides which of the two statuses counts.
    func finish(_ answer: inout CourtAnswer) -> CourtAnswer.Document {
        var document = document
        let (coded, said) = (ReviewStatus.state(code), ReviewStatus.state(text))
        document.state = coded ?? said
        if document.state == nil {
            answer.note(.unknownStatus, line: document.line, "DocumentReviewStatus")
        } else if let coded, let said, coded != said {
            answer.note(.statusesDiffer, line: document.line)
        }
        if document.state == .rejected, document.reason.isEmpty {
            answer.note(.missingReason, line: document.line)
        }
        return document
    }
}

/// What an immediate reply says (`cbrn:MessageStatus`).
struct ReplyFacts {
    struct Error {
        var node = ""
        var code = ""
        var text = ""

        /// `4 BinarySizeValue: too large`.
        var description: String {
            let place = [code, node].filter { !$0.isEmpty }.joined(separator: " ")
            return [place, text].filter { !$0.isEmpty }.joined(separator: ": ")
        }
    }

    var isSimulated = false
    var mode = ""
    var credentials = ""
    var status = ""
    var time: Int64?
    var wantsAgain = false
    var errors: [Error] = []
    /// The court's numbers for filings, also of callbacks.
    var filings: [String] = []

    mutating func inError(_ change: (inout Error) -> Void) {
        if !errors.isEmpty { change(&errors[errors.count - 1]) }
    }

    /// Decides what the reply says.
    ///
    /// A message that the court has already is received. One that the court's system could not take for its own reasons, or
    /// wants again, is neither received nor rejected. What comes out of a test says nothing.
    func conclude(_ answer: inout CourtAnswer) {
        answer.time = time
        let failures = errors.filter { !["", "0"].contains($0.code) }
        answer.reason = failures.map(\.description).joined(separator: "; ")
        if isSimulated || ["test", "exercise"].contains(mode.lowercased()) {
            answer.reason = ""
            return answer.note(.testAnswer, line: answer.line)
        }
        if credentials.lowercased() == "not authenticated" {
            return answer.note(.sendAgain, line: answer.line, "not authenticated")
        }
        switch status.lowercased() {
        case "success" where failures.isEmpty: answer.state = .received
        case "duplicatemessage":
            answer.state = .received
            answer.reason = ""
        case "success", "dataerror", "invalidschema", "messageerror":
            if wantsAgain {
                answer.note(.sendAgain, line: answer.line, status)
            } else {
                answer.state = .rejected
            }
        case "systemerror", "deviceerror", "activitycodefailure", "unknownerror", "erroracknowledgement", "other":
            answer.note(.sendAgain, line: answer.line, status)
        default: answer.note(.unknownStatus, line: answer.line, "MessageStatusCode")
        }
    }
}
